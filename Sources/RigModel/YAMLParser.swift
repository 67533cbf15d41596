internal import CYaml

/// Reads one YAML document from the events of libyaml, with the place of every value.
///
/// Levels stand on a stack of our own, however deep a text is. An alias is never walked: the cost
/// of what it would expand to is added up instead.
struct YAMLParser {
  /// What an anchor names, with what each use of it adds.
  struct Anchored {
    let node: SourceNode
    let values: Int
    let textBytes: Int
    /// Levels from here down; 0 for a scalar.
    let height: Int
  }

  let file: String?
  let domain: String
  let bytes: UnsafeBufferPointer<UInt8>
  var diagnostics: [Diagnostic] = []
  var stack: [YAMLFrame] = []
  var anchors: [String: Anchored] = [:]
  var values = 0
  var textBytes = 0

  /// Parses the whole text; the bytes must be UTF-8 (`SourceText.check`).
  static func parse(_ bytes: [UInt8], file: String?, domain: String) -> SourceTree {
    bytes.withUnsafeBufferPointer { buffer in
      var parser = YAMLParser(file: file, domain: domain, bytes: buffer)
      do throws(Diagnostic) {
        try parser.refuseManyDirectives()
        let root = try parser.document()
        return SourceTree(root: root, diagnostics: parser.diagnostics)
      } catch {
        return SourceTree(root: nil, diagnostics: parser.diagnostics + [error])
      }
    }
  }

  init(file: String?, domain: String, bytes: UnsafeBufferPointer<UInt8>) {
    self.file = file
    self.domain = domain
    self.bytes = bytes
  }

  /// libyaml compares every `%TAG` line with all before it, which a megabyte of them makes slow.
  private func refuseManyDirectives() throws(Diagnostic) {
    var count = 0
    var line = 1
    var isLineStart = true
    var isAfterReturn = false
    for byte in bytes {
      if isLineStart, byte == UInt8(ascii: "%") {
        count += 1
        guard count <= 8 else {
          throw error(
            "unsupported", "directives (lines that start with `%`) have no use here",
            at: SourcePosition(line: line, column: 1))
        }
      }
      // CR LF counts at its CR alone.
      if byte == 0x0d || byte == 0x0a && !isAfterReturn { line += 1 }
      isAfterReturn = byte == 0x0d
      isLineStart = byte == 0x0a || byte == 0x0d
    }
  }

  private mutating func document() throws(Diagnostic) -> SourceNode? {
    guard let events = YAMLEvents(bytes) else {
      throw error("too-large", "there is no memory to read it", at: nil)
    }
    var root: SourceNode?
    while true {
      let event = try next(events)
      switch event.kind {
      case .streamEnd: return root
      case .documentStart where root != nil:
        throw error(
          "unsupported", "a second document starts here; a file holds one", at: event.position,
          hint: "leave out the second `---` and what follows, or make it a file of its own")
      case .other, .documentStart: continue
      default:
        if let node = try take(event) { root = node }
      }
    }
  }

  private func next(_ events: YAMLEvents) throws(Diagnostic) -> YAMLEvent {
    do throws(YAMLProblem) { return try events.next() } catch { throw syntaxError(error) }
  }

  func error(_ code: String, _ message: String, at place: SourcePosition?, hint: String? = nil)
    -> Diagnostic
  {
    Diagnostic(
      code: "\(domain)/\(code)", file: file, line: place?.line, column: place?.column,
      message: message, hint: hint)
  }
}

/// A list or mapping whose end has not come yet; it is only ever changed in place.
struct YAMLFrame {
  let isMap: Bool
  let position: SourcePosition
  let anchor: String?
  /// The totals before it, so that its own share is known at its end.
  let valuesBefore: Int
  let textBytesBefore: Int
  /// Levels below this one so far.
  var height = 0
  var items: [SourceNode] = []
  var entries: [SourceEntry] = []
  var keys = KeySet()
  /// The key whose value comes next.
  var pending: PendingKey?

  struct PendingKey {
    let key: String
    let position: SourcePosition
    /// The key stood before, so its value is read and left out.
    let isRepeated: Bool
  }
}
