internal import RigModel

/// A JSON value of a message, read without surprise: what is not there is nil.
struct JSONNode {
  let node: SourceNode

  init(_ node: SourceNode) { self.node = node }

  /// Reads one message; nil if it is not JSON within the limits of texts.
  init?(parsing bytes: [UInt8]) {
    let tree = SourceDocument.parse(bytes, as: .json, file: nil, domain: "build")
    guard let root = tree.root, tree.diagnostics.isEmpty else { return nil }
    node = root
  }

  subscript(key: String) -> JSONNode? {
    guard case .map(let entries) = node.content else { return nil }
    return entries.first { $0.key == key }.map { JSONNode($0.value) }
  }

  var text: String? {
    if case .text(let text) = node.content { return text }
    return nil
  }

  var number: Int? {
    guard case .number(let value, _) = node.content, case .integer(let number) = value else {
      return nil
    }
    return Int(exactly: number)
  }

  var list: [JSONNode]? {
    guard case .list(let items) = node.content else { return nil }
    return items.map { JSONNode($0) }
  }

  /// The value as a build has it; nil if it holds a null in a list.
  var value: BuildValue? { node.plainValue }

  var isMap: Bool {
    if case .map = node.content { return true }
    return false
  }
}

/// The id of a request, which its answer repeats.
enum RequestID {
  case number(Int)
  case text(String)

  init?(_ node: JSONNode?) {
    if let number = node?.number {
      self = .number(number)
    } else if let text = node?.text {
      self = .text(text)
    } else {
      return nil
    }
  }
}
