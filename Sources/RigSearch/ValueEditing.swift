package import RigModel

extension BuildValue {
  /// The map with another value for a key, or without it; a map of this key where this is none.
  package func with(_ key: String, _ value: BuildValue?) -> BuildValue {
    var fields = mapValue ?? []
    let position = fields.firstIndex { $0.key == key }
    switch (position, value) {
    case (let position?, let value?): fields[position] = Field(key: key, value: value)
    case (let position?, nil): fields.remove(at: position)
    case (nil, let value?): fields.append(Field(key: key, value: value))
    case (nil, nil): break
    }
    return .map(fields)
  }

  /// The smallest edits that make the other build of this one, by path as reports write them; nil
  /// takes away. A list of another length is one edit.
  package func edits(to other: BuildValue) -> [(path: String, value: BuildValue?)] {
    var edits: [(path: String, value: BuildValue?)] = []
    Self.collect(self, other, "", into: &edits)
    return edits
  }

  private static func collect(
    _ old: BuildValue, _ new: BuildValue, _ path: String,
    into edits: inout [(path: String, value: BuildValue?)]
  ) {
    if old == new { return }
    switch (old, new) {
    case (.map(let olds), .map(let news)):
      let start = path.isEmpty ? "" : path + "."
      for field in olds {
        guard let value = new[field.key] else {
          edits.append((start + field.key, nil))
          continue
        }
        collect(field.value, value, start + field.key, into: &edits)
      }
      for field in news where old[field.key] == nil {
        edits.append((start + field.key, field.value))
      }
    case (.list(let olds), .list(let news)) where olds.count == news.count:
      for (index, pair) in zip(olds, news).enumerated() {
        collect(pair.0, pair.1, "\(path)[\(index)]", into: &edits)
      }
    default: edits.append((path, new))
    }
  }
}
