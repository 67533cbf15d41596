/// Takes the bytes of a connection apart into requests, as they come.
struct RequestReader {
  /// What the bytes so far are.
  enum Step {
    /// Not yet a whole request.
    case more
    /// The head is there, and the client waits to be told that it may send the body.
    case continues
    case request(HTTPRequest)
  }

  let limits: HTTPLimits
  /// Asked once for each head, before the body is read.
  let refusal: (HTTPRequest) -> HTTPRefusal?
  /// Bytes that came and are not taken apart yet.
  private(set) var input: [UInt8] = []
  private var head: HTTPHead?
  private var body: [UInt8] = []
  /// How far the end of the head has been looked for.
  private var searched = 0
  private var chunk = Chunk.size

  /// Where one is in a chunked body.
  private enum Chunk {
    case size
    case data(left: Int)
    case dataEnd
    case trailers
  }

  init(limits: HTTPLimits, refusal: @escaping (HTTPRequest) -> HTTPRefusal?) {
    self.limits = limits
    self.refusal = refusal
  }

  /// Whether a request has begun and is not whole.
  var isWithin: Bool { head != nil || !input.isEmpty }
  /// Whether its head is there.
  var hasHead: Bool { head != nil }
  /// Bytes that it holds.
  var heldBytes: Int { input.count + body.count }

  mutating func append(_ bytes: UnsafeRawBufferPointer) { input.append(contentsOf: bytes) }

  /// Takes the next step; to be called again after `continues`, and after each request.
  mutating func next() throws(HTTPRefusal) -> Step {
    if head == nil {
      guard try readHead() else { return .more }
      if let head, head.expectsContinue, head.framing != .none, input.isEmpty {
        return .continues
      }
    }
    guard let head, try readBody(head.framing) else { return .more }
    var request = head.request
    request.body = body
    (self.head, body, chunk, searched) = (nil, [], .size, 0)
    return .request(request)
  }

  private mutating func readHead() throws(HTTPRefusal) -> Bool {
    // Empty lines before a request are allowed for old clients; two are enough for them.
    var start = 0
    while start < 4, input.count >= start + 2, input[start] == 0x0D, input[start + 1] == 0x0A {
      start += 2
    }
    if start > 0 {
      input.removeFirst(start)
      searched = 0
    }
    var index = max(0, searched - 3)
    while index + 3 < input.count {
      if input[index] == 0x0D, input[index + 1] == 0x0A, input[index + 2] == 0x0D,
        input[index + 3] == 0x0A
      {
        guard index <= limits.headBytes else { throw tooLargeHead }
        let head = try HTTPHead(input[..<index], limits: limits)
        input.removeFirst(index + 4)
        try accept(head)
        return true
      }
      index += 1
    }
    searched = input.count
    if input.count > limits.headBytes { throw tooLargeHead }
    return false
  }

  private var tooLargeHead: HTTPRefusal {
    HTTPRefusal(
      431, "head-too-large", "the request line and headers are more than \(limits.headBytes) bytes")
  }

  private mutating func accept(_ head: HTTPHead) throws(HTTPRefusal) {
    if let refusal = refusal(head.request) { throw refusal }
    if case .length(let length) = head.framing, length > limits.bodyBytes {
      throw tooLargeBody(length)
    }
    self.head = head
  }

  private func tooLargeBody(_ length: Int? = nil) -> HTTPRefusal {
    HTTPRefusal(
      413, "body-too-large",
      "the body is \(length.map { "\($0) bytes" } ?? "larger than that"); "
        + "\(limits.bodyBytes) bytes are allowed")
  }

  private mutating func readBody(_ framing: HTTPHead.Framing) throws(HTTPRefusal) -> Bool {
    switch framing {
    case .none: return true
    case .length(let length):
      let taken = min(length - body.count, input.count)
      if body.isEmpty { body.reserveCapacity(min(length, 1 << 20)) }
      body.append(contentsOf: input[..<taken])
      input.removeFirst(taken)
      return body.count == length
    case .chunked: return try readChunks()
    }
  }

  private mutating func readChunks() throws(HTTPRefusal) -> Bool {
    var used = 0
    defer { input.removeFirst(used) }
    while true {
      switch chunk {
      case .size:
        guard let line = try line(from: &used, longest: 64) else { return false }
        let digits = line.prefix { HTTPHead.digit($0) != nil }
        // What is after the size has no meaning here, and is not needed by any client.
        guard !digits.isEmpty, digits.count == line.count, digits.count <= 8 else {
          throw HTTPRefusal(400, "chunk", "the size of a chunk is not a hexadecimal number")
        }
        let size = digits.reduce(0) { $0 << 4 | Int(HTTPHead.digit($1)!) }
        guard body.count + size <= limits.bodyBytes else { throw tooLargeBody() }
        chunk = size == 0 ? .trailers : .data(left: size)
      case .data(let left):
        let taken = min(left, input.count - used)
        body.append(contentsOf: input[used..<(used + taken)])
        used += taken
        guard taken == left else {
          chunk = .data(left: left - taken)
          return false
        }
        chunk = .dataEnd
      case .dataEnd:
        guard let line = try line(from: &used, longest: 0) else { return false }
        guard line.isEmpty else {
          throw HTTPRefusal(400, "chunk", "a chunk is longer than its size")
        }
        chunk = .size
      case .trailers:
        guard let line = try line(from: &used, longest: limits.headBytes) else { return false }
        if line.isEmpty { return true }
      }
    }
  }

  /// The next line without its end; nil where its end is not there yet.
  private func line(from used: inout Int, longest: Int) throws(HTTPRefusal) -> ArraySlice<UInt8>? {
    let rest = input[used...]
    guard let end = rest.prefix(longest + 2).firstIndex(of: 0x0A) else {
      guard rest.count < longest + 2 else {
        throw HTTPRefusal(400, "chunk", "a line of the chunked body is too long")
      }
      return nil
    }
    guard end > used, input[end - 1] == 0x0D else {
      throw HTTPRefusal(400, "chunk", "a line of the chunked body has no CR before its LF")
    }
    defer { used = end + 1 }
    return input[used..<(end - 1)]
  }
}
