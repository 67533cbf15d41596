/// A place in a build as Lua writes it, counted from 1: `psus[1].wattage_w`.
package struct BuildPath: Sendable, Equatable, CustomStringConvertible {
  package enum Step: Sendable, Equatable {
    case key(String)
    /// Counted from 0.
    case index(Int)
    /// Every entry of a list: `[]`.
    case each
  }
  package let steps: [Step]

  package struct Malformed: Error {
    package let message: String

    package init(message: String) { self.message = message }
  }

  /// Reads a path; `build.` before it may be left out.
  package init(_ text: String) throws(Malformed) {
    var rest = Substring(text)
    if rest.hasPrefix("build.") || rest.hasPrefix("build[") { rest = rest.dropFirst(5) }
    var steps: [Step] = []
    while let first = rest.first {
      if first == "[" {
        guard let end = rest.firstIndex(of: "]") else {
          throw Malformed(message: "`\(text)`: a `[` without its `]`")
        }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        steps.append(try Self.bracket(inside, of: text))
        rest = rest[rest.index(after: end)...]
        continue
      }
      if first == "." {
        rest = rest.dropFirst()
      } else if !steps.isEmpty {
        throw Malformed(message: "`\(text)`: `.` or `[` is missing before `\(rest)`")
      }
      let key = rest.prefix { $0 != "." && $0 != "[" }
      guard !key.isEmpty, key.utf8.allSatisfy(Self.isName) else {
        throw Malformed(message: "`\(text)` is not a path; write psus[1].wattage_w")
      }
      steps.append(.key(String(key)))
      rest = rest[key.endIndex...]
    }
    guard !steps.isEmpty else { throw Malformed(message: "the path is empty") }
    self.steps = steps
  }

  private static func bracket(_ inside: Substring, of text: String) throws(Malformed) -> Step {
    if inside.count >= 2, let quote = inside.first, quote == "\"" || quote == "'",
      inside.last == quote
    {
      return .key(String(inside.dropFirst().dropLast()))
    }
    if inside.isEmpty { return .each }
    guard let number = Int(inside) else {
      throw Malformed(message: "`\(text)`: `[\(inside)]` is not a number; lists count from 1")
    }
    guard (1...100_000).contains(number) else {
      throw Malformed(message: "`\(text)`: lists count from 1, so there is no [\(number)]")
    }
    return .index(number - 1)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  package var description: String { spelled(from: 1) }

  /// As reports write it: lists count from 0 there.
  package var inReports: String { spelled(from: 0) }

  private func spelled(from first: Int) -> String {
    steps.reduce(into: "") { text, step in
      switch step {
      case .key(let key): text += (text.isEmpty ? "" : ".") + key
      case .index(let index): text += "[\(index + first)]"
      case .each: text += "[]"
      }
    }
  }

  /// The canonical field that the path ends in, and its unit.
  package var field: FieldDefinition? {
    var component: ComponentDefinition? = FieldRegistry.version1.root
    var field: FieldDefinition?
    for case .key(let key) in steps {
      field = component?.field(key)
      component = field?.component
    }
    return field
  }

  /// The same place with the registry's names for aliases (`gpu` is `gpus`).
  package var canonical: BuildPath {
    var component: ComponentDefinition? = FieldRegistry.version1.root
    let steps = steps.map { step -> Step in
      guard case .key(let key) = step, let field = component?.field(key) else { return step }
      component = field.component
      return .key(field.key)
    }
    return BuildPath(steps: steps)
  }

  package init(steps: [Step]) { self.steps = steps }
}

extension BuildValue {
  /// The value with another one at a path; nil takes away what is there.
  package func setting(_ path: ArraySlice<BuildPath.Step>, to new: BuildValue?)
    throws(BuildPath.Malformed) -> BuildValue?
  {
    guard let step = path.first else { return new }
    let rest = path.dropFirst()
    switch (step, self) {
    case (.key(let key), .map(var fields)):
      let position = fields.firstIndex { $0.key == key }
      let old = position.map { fields[$0].value }
      if old == nil && new == nil { return self }
      let value = try (old ?? Self.empty(for: rest.first)).setting(rest, to: new)
      if let position { fields.remove(at: position) }
      if let value {
        fields.insert(Field(key: key, value: value), at: position ?? fields.count)
      }
      return .map(fields)
    case (.index(let index), .list(var items)):
      guard index <= items.count, new != nil || index < items.count else {
        throw BuildPath.Malformed(
          message: items.isEmpty
            ? "the list is empty, so there is no [\(index + 1)]"
            : "there is no [\(index + 1)]; the list has \(items.count), the next is "
              + "[\(items.count + 1)]")
      }
      let old = index < items.count ? items[index] : Self.empty(for: rest.first)
      let value = try old.setting(rest, to: new)
      if index < items.count { items.remove(at: index) }
      if let value { items.insert(value, at: index) }
      return .list(items)
    case (.each, .list(let items)):
      var changed: [BuildValue] = []
      for item in items {
        if let value = try item.setting(rest, to: new) { changed.append(value) }
      }
      return .list(changed)
    case (.each, _):
      throw BuildPath.Malformed(message: "[] is of something that is not a list")
    case (.index(let index), _):
      throw BuildPath.Malformed(message: "[\(index + 1)] is of something that is not a list")
    case (.key(let key), .list):
      throw BuildPath.Malformed(message: "`\(key)` is asked of a list; write [1].\(key)")
    case (.key(let key), _):
      throw BuildPath.Malformed(message: "`\(key)` is asked of a plain value")
    }
  }

  private static func empty(for step: BuildPath.Step?) -> BuildValue {
    switch step {
    case .index, .each: return .list([])
    default: return .map([])
    }
  }
}

extension BuildPath {
  /// The value at the path; nil where there is none, and for the values of all entries.
  package func value(in build: Build) -> BuildValue? {
    steps.reduce(build.value) { value, step in
      switch step {
      case .key(let key): value?[key]
      case .index(let index): value?[index]
      case .each: nil
      }
    }
  }
}
