internal import RigModel

/// The key of a build's text that stands at a place.
struct WrittenField {
  /// The path as the registry has it: `gpus[].vram_gb`.
  let path: String
  let line: Int
  let column: Int
  let length: Int
  let value: SourceNode

  /// The field whose key or value on the same line is at a place; nil elsewhere.
  static func at(line: Int, column: Int, in root: SourceNode) -> WrittenField? {
    Search(line: line, column: column).find(root, FieldRegistry.version1.root, "")
  }

  private struct Search {
    let line: Int
    let column: Int

    func find(_ node: SourceNode, _ component: ComponentDefinition, _ prefix: String)
      -> WrittenField?
    {
      switch node.content {
      case .list(let items):
        return items.lazy.compactMap { find($0, component, prefix) }.first
      case .map(let entries):
        for entry in entries.reversed() {
          guard let field = component.field(entry.key) else { continue }
          let path = prefix + field.key
          if let part = field.component,
            let inner = find(entry.value, part, path + (field.isList ? "[]." : "."))
          {
            return inner
          }
          guard let place = entry.position, place.line == line, place.column <= column else {
            continue
          }
          return WrittenField(
            path: path, line: place.line, column: place.column,
            length: entry.key.unicodeScalars.count, value: entry.value)
        }
        return nil
      default: return nil
      }
    }
  }
}
