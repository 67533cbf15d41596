extension JSONBytes {
  /// Writes what a text says, with nulls and in its order.
  package mutating func value(_ node: SourceNode) {
    switch node.content {
    case .null: null()
    case .boolean(let flag): value(flag)
    case .number(let number, _): value(number)
    case .text(let text), .plain(let text): value(text)
    case .list(let items):
      beginArray()
      for item in items { value(item) }
      endArray()
    case .map(let entries):
      beginObject()
      for entry in entries {
        key(entry.key)
        value(entry.value)
      }
      endObject()
    }
  }
}
