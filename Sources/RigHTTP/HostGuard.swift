/// Which names the server answers to, and whose pages may ask it.
///
/// A page of another site can make a browser send requests here, and by DNS a name of its own may
/// lead here. Such a name stands in `Host`, and such a page in `Origin`.
package struct HostGuard: Sendable {
  private let names: Set<String>

  /// - Parameters:
  ///   - host: The address that the server listens at.
  ///   - others: Names by which it is known besides.
  package init(host: String, others: [String] = []) {
    names = Set(([host, "localhost"] + others).map { $0.lowercased() })
  }

  /// Why the request is turned away; nil where it may be answered.
  package func refusal(of request: HTTPRequest) -> HTTPRefusal? {
    guard let host = request.host, let name = Self.name(of: host) else {
      return HTTPRefusal(400, "host", "the request names no host")
    }
    guard isAllowed(name) else {
      return HTTPRefusal(
        421, "host", "this server is not known as that host; --allow-host makes it known")
    }
    if let origin = request.header("origin") {
      let parts = origin.lowercased().split(separator: "://", maxSplits: 1)
      guard parts.count == 2, parts[0] == "http" || parts[0] == "https",
        parts[1] == host.lowercased()
      else { return Self.crossSite }
    }
    return Self.refusal(byFetch: request)
  }

  /// Browsers say how a request came about. Following a link to the page is all that another site
  /// may make them do.
  private static func refusal(byFetch request: HTTPRequest) -> HTTPRefusal? {
    guard let site = request.header("sec-fetch-site"), site != "same-origin", site != "none" else {
      return nil
    }
    let isLink =
      request.header("sec-fetch-mode") == "navigate"
      && request.header("sec-fetch-dest") == "document"
      && request.method == "GET" && request.path == "/"
    return isLink ? nil : crossSite
  }

  private static var crossSite: HTTPRefusal {
    HTTPRefusal(403, "cross-site", "requests from pages of other sites are not answered")
  }

  /// A numeric address is always allowed: no name of DNS looks like one.
  private func isAllowed(_ name: String) -> Bool {
    names.contains(name) || Self.isAddress(name)
  }

  /// The host without its port, in lower case; nil where it is not written as one.
  private static func name(of host: String) -> String? {
    let host = host.lowercased()
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return nil }
      let rest = host[host.index(after: end)...]
      return isPort(rest) ? String(host[...end]) : nil
    }
    let name = host.prefix { $0 != ":" }
    guard !name.isEmpty, isPort(host.dropFirst(name.count)) else { return nil }
    return String(name)
  }

  private static func isPort(_ text: Substring) -> Bool {
    if text.isEmpty { return true }
    let digits = text.dropFirst()
    return text.first == ":" && (1...5).contains(digits.count)
      && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("[") { return true }
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4
      && numbers.allSatisfy { (1...3).contains($0.count) && UInt8($0) != nil }
  }
}
