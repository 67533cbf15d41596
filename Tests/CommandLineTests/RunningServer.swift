import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `rigrules serve` on a free port, ended with the test.
final class RunningServer {
  let process = Process()
  let port: Int
  var url: String { "http://127.0.0.1:\(port)" }

  struct NotRunning: Error {}

  init(_ arguments: [String] = [], in folder: String = RigrulesProcess.repository) throws {
    process.executableURL = URL(fileURLWithPath: RigrulesProcess.binary)
    process.arguments = ["serve", "--port", "0"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": "/", "LC_ALL": "C",
      "XDG_CACHE_HOME": PartsCommandTests.cache, "XDG_DATA_HOME": "/nonexistent",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line = ""
    while !line.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw NotRunning() }
      line += String(decoding: data, as: UTF8.self)
    }
    guard let found = line.firstMatch(of: #/^http://127\.0\.0\.1:(\d+)/\n$/#),
      let number = Int(found.1)
    else { throw NotRunning() }
    port = number
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// Ends it as `kill` does; the exit status.
  func stop() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// What a request is answered with.
  struct Answer {
    let status: Int
    let headers: String
    let body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> [String: Any] {
      try #require(JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }

    /// The codes of its errors.
    func codes() throws -> [String] {
      (try json()["errors"] as? [[String: Any]] ?? []).map { $0["code"] as? String ?? "" }
    }
  }

  func get(_ target: String, _ headers: [String: String] = [:]) throws -> Answer {
    try ask("GET", target, headers: headers)
  }

  func post(_ target: String, _ body: String, _ headers: [String: String] = [:]) throws -> Answer {
    try ask("POST", target, body: Array(body.utf8), headers: headers)
  }

  func ask(
    _ method: String, _ target: String, body: [UInt8] = [], headers: [String: String] = [:]
  ) throws -> Answer {
    var own = ["Host": "127.0.0.1:\(port)", "Connection": "close"].merging(headers) { $1 }
    if !body.isEmpty { own["Content-Length"] = "\(body.count)" }
    let head = own.map { "\($0.key): \($0.value)\r\n" }.joined()
    return try Self.answer(raw(Array("\(method) \(target) HTTP/1.1\r\n\(head)\r\n".utf8) + body))
  }

  /// Everything that comes back for some bytes, until the server ends the connection.
  func raw(_ bytes: [UInt8]) throws -> [UInt8] {
    let connection = try connect()
    defer { close(connection) }
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        send(connection, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }
      sent += count
    }
    var all: [UInt8] = []
    var space = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &space, space.count, 0)
      if count <= 0 { return all }
      all += space[..<count]
    }
  }

  /// A connection; it waits long, because the first name makes the catalogue's database.
  func connect() throws -> Int32 {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let connection = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var patience = timeval(tv_sec: 300, tv_usec: 0)
    setsockopt(
      connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        systemConnect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw NotRunning() }
    return connection
  }

  static func answer(_ bytes: [UInt8]) throws -> Answer {
    let end = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
    let status = try #require(Int(head.dropFirst(9).prefix(3)))
    let body = Array(bytes[end.upperBound...])
    let isChunked = head.contains("Transfer-Encoding: chunked")
    return Answer(status: status, headers: head, body: isChunked ? try joined(body) : body)
  }

  private static func joined(_ chunks: [UInt8]) throws -> [UInt8] {
    var (rest, body) = (chunks[...], [UInt8]())
    while true {
      let end = try #require(rest.firstRange(of: [0x0D, 0x0A]))
      let size = try #require(
        Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16))
      if size == 0 { return body }
      body += rest[end.upperBound..<(end.upperBound + size)]
      rest = rest[(end.upperBound + size + 2)...]
    }
  }
}

// The call by another name than the method that makes it.
private func systemConnect(
  _ connection: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t
) -> Int32 {
  connect(connection, address, length)
}
