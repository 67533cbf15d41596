/// Reads the head of a request, strictly: what two programs could read in two ways is refused.
struct HTTPHead {
  /// What says how long the body is.
  enum Framing: Equatable {
    case none
    case length(Int)
    case chunked
  }

  let request: HTTPRequest
  let framing: Framing
  /// Whether the client waits for a word before it sends the body.
  let expectsContinue: Bool

  /// - Parameter bytes: Everything up to the empty line, without it.
  init(_ bytes: ArraySlice<UInt8>, limits: HTTPLimits) throws(HTTPRefusal) {
    var lines = try Self.lines(bytes)
    let first = lines.removeFirst()
    let (method, target, isVersion11) = try Self.requestLine(first)
    guard lines.count <= limits.headerCount else {
      throw HTTPRefusal(431, "too-many-headers", "more than \(limits.headerCount) headers")
    }
    var headers: [(name: String, value: String)] = []
    for line in lines { headers.append(try Self.header(line)) }
    func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }
    let hosts = values("host")
    guard hosts.count == 1 || (hosts.isEmpty && !isVersion11) else {
      throw HTTPRefusal(400, "host", "a request has one Host header; this has \(hosts.count)")
    }
    framing = try Self.framing(values("content-length"), values("transfer-encoding"), isVersion11)
    let expectations = values("expect")
    guard expectations.allSatisfy({ $0.lowercased() == "100-continue" }) else {
      throw HTTPRefusal(417, "expectation", "the only expectation that is met is 100-continue")
    }
    expectsContinue = isVersion11 && !expectations.isEmpty
    let (authority, rest) = try Self.parts(ofTarget: target)
    let (path, query) = try Self.path(rest)
    request = HTTPRequest(
      method: method, path: path, query: query, headers: headers, isVersion11: isVersion11,
      host: authority ?? hosts.first)
  }

  // MARK: Lines

  private static func lines(_ bytes: ArraySlice<UInt8>) throws(HTTPRefusal) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x0D, index + 1 < bytes.endIndex, bytes[index + 1] == 0x0A {
        lines.append(bytes[start..<index])
        index += 2
        start = index
        continue
      }
      guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
        throw HTTPRefusal(400, "control-character", "the head holds a control character")
      }
      index += 1
    }
    lines.append(bytes[start...])
    return lines
  }

  private static func requestLine(_ line: ArraySlice<UInt8>) throws(HTTPRefusal)
    -> (method: String, target: ArraySlice<UInt8>, isVersion11: Bool)
  {
    let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, words[0].count <= 16,
      words[0].allSatisfy(isTokenByte), !words[1].isEmpty
    else {
      throw HTTPRefusal(400, "request-line", "the first line is not METHOD TARGET HTTP/1.1")
    }
    switch String(decoding: words[2], as: UTF8.self) {
    case "HTTP/1.1": return (text(words[0]), words[1], true)
    case "HTTP/1.0": return (text(words[0]), words[1], false)
    case let version where version.hasPrefix("HTTP/"):
      throw HTTPRefusal(505, "version", "the versions that are spoken are HTTP/1.1 and 1.0")
    default:
      throw HTTPRefusal(400, "request-line", "the first line is not METHOD TARGET HTTP/1.1")
    }
  }

  private static func header(_ line: ArraySlice<UInt8>) throws(HTTPRefusal)
    -> (name: String, value: String)
  {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(isTokenByte)
    else { throw HTTPRefusal(400, "header", "a header is not NAME: VALUE") }
    var value = line[(colon + 1)...]
    while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
    while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
    return (text(line[..<colon]).lowercased(), text(value))
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func framing(
    _ lengths: [String], _ encodings: [String], _ isVersion11: Bool
  ) throws(HTTPRefusal) -> Framing {
    if !encodings.isEmpty {
      guard lengths.isEmpty, isVersion11 else {
        throw HTTPRefusal(400, "framing", "Transfer-Encoding cannot stand beside Content-Length")
      }
      guard encodings.count == 1, encodings[0].lowercased() == "chunked" else {
        throw HTTPRefusal(501, "encoding", "the only Transfer-Encoding that is read is chunked")
      }
      return .chunked
    }
    guard let first = lengths.first else { return .none }
    guard lengths.count == 1, !first.isEmpty, first.count <= 18,
      first.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(first)
    else { throw HTTPRefusal(400, "framing", "Content-Length is not one whole number") }
    return .length(length)
  }

  // MARK: Target

  private static func parts(ofTarget target: ArraySlice<UInt8>) throws(HTTPRefusal)
    -> (authority: String?, rest: ArraySlice<UInt8>)
  {
    if target.first == UInt8(ascii: "/") { return (nil, target) }
    let whole = text(target)
    guard whole.lowercased().hasPrefix("http://") else {
      throw HTTPRefusal(400, "target", "the target is not a path")
    }
    let rest = target.dropFirst(7)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    let path = rest.dropFirst(authority.count)
    return (text(authority), path.isEmpty ? [UInt8(ascii: "/")] : path)
  }

  private static func path(_ target: ArraySlice<UInt8>) throws(HTTPRefusal)
    -> (path: String, query: [(name: String, value: String)])
  {
    let halves = target.split(
      separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    let path = try decoded(halves[0], plusIsBlank: false)
    guard halves.count == 2 else { return (path, []) }
    var query: [(name: String, value: String)] = []
    for pair in halves[1].split(separator: UInt8(ascii: "&")) {
      let sides = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      query.append(
        (
          try decoded(sides[0], plusIsBlank: true),
          sides.count == 2 ? try decoded(sides[1], plusIsBlank: true) : ""
        ))
    }
    return (path, query)
  }

  /// The text with its `%41` decoded; it has to be UTF-8 without control characters.
  private static func decoded(_ bytes: ArraySlice<UInt8>, plusIsBlank: Bool) throws(HTTPRefusal)
    -> String
  {
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        guard index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]),
          let low = digit(bytes[index + 2])
        else { throw HTTPRefusal(400, "escape", "a % in the target is not followed by two digits") }
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(byte == UInt8(ascii: "+") && plusIsBlank ? 0x20 : byte)
        index += 1
      }
    }
    guard let text = String(validating: result, as: UTF8.self),
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { throw HTTPRefusal(400, "escape", "the target is not UTF-8, or has control characters") }
    return text
  }

  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
