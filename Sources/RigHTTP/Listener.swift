internal import RigSystem

/// Why the server cannot listen.
package struct ListenError: Error, Sendable, CustomStringConvertible {
  package let description: String
}

/// A socket that waits for connections.
package struct Listener: Sendable {
  let descriptor: Int32
  /// The address as it is written in a URL: `127.0.0.1`, `[::1]`.
  package let host: String
  package let port: Int

  /// Listens at a numeric address; port 0 takes a free one.
  package init(address: String, port: Int) throws(ListenError) {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address, "\(port)", &hints, &found) == 0, let info = found else {
      throw ListenError(
        description: "`\(address)` is not an address of a network interface; "
          + "write one such as 127.0.0.1, ::1 or 0.0.0.0")
    }
    defer { freeaddrinfo(found) }
    descriptor = socket(info.pointee.ai_family, info.pointee.ai_socktype, 0)
    guard descriptor >= 0 else { throw ListenError(description: DiskFiles.lastReason()) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    Self.prepare(descriptor)
    guard bind(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0,
      listen(descriptor, 512) == 0
    else {
      let reason = DiskFiles.lastReason()
      close(descriptor)
      throw ListenError(description: "cannot listen at \(address), port \(port): \(reason)")
    }
    host = address.contains(":") ? "[\(address)]" : address
    self.port = Self.port(of: descriptor) ?? port
  }

  /// The next connection that waits, with the address of its client; nil where none does.
  func accept() -> (descriptor: Int32, address: String)? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let new = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        systemAccept(descriptor, $0, &length)
      }
    }
    guard new >= 0 else { return nil }
    Self.prepare(new)
    var yes: Int32 = 1
    setsockopt(new, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    return (new, Self.name(&storage, length))
  }

  private static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  private static func name(_ storage: inout sockaddr_storage, _ length: socklen_t) -> String {
    var text = [CChar](repeating: 0, count: 64)
    let size = socklen_t(text.count)
    let code = withUnsafePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getnameinfo($0, length, &text, size, nil, 0, NI_NUMERICHOST)
      }
    }
    guard code == 0 else { return "?" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func port(of descriptor: Int32) -> Int? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length)
      }
    }
    guard code == 0 else { return nil }
    // Both families have the port in the same two bytes.
    return withUnsafeBytes(of: &storage) { Int($0[2]) << 8 | Int($0[3]) }
  }
}

// The call by another name than the method that makes it.
private func systemAccept(
  _ descriptor: Int32, _ address: UnsafeMutablePointer<sockaddr>,
  _ length: UnsafeMutablePointer<socklen_t>
) -> Int32 {
  accept(descriptor, address, length)
}
