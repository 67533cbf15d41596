package import LuaRuntime
package import RigModel

extension BuildValue {
  /// A value from Lua in the form that builds and reports use; nil for what neither has
  /// (functions, NaN, infinities).
  init?(_ value: LuaValue) {
    switch value {
    case .nil, .function: return nil
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .number(let number):
      guard number.isFinite else { return nil }
      // 16.0 and 16 are one quantity, so they are spelled one way.
      if let whole = Int64(exactly: number), abs(number) < 0x1p53 {
        self = .integer(whole)
      } else {
        self = .number(number)
      }
    case .text(let text): self = .text(text)
    case .list(let items):
      var values: [BuildValue] = []
      for item in items {
        guard let value = BuildValue(item) else { return nil }
        values.append(value)
      }
      self = .list(values)
    case .map(let entries):
      var fields: [Field] = []
      for entry in entries {
        guard let value = BuildValue(entry.value) else { return nil }
        fields.append(Field(key: entry.key, value: value))
      }
      self = .map(fields)
    }
  }
}

extension LuaValue {
  /// A value as a rule file would have written it.
  init(_ value: BuildValue) {
    switch value {
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .list(let items): self = .list(items.map { LuaValue($0) })
    case .map(let fields):
      self = .map(
        fields.map { Entry(key: $0.key, value: LuaValue($0.value)) }.sorted { $0.key < $1.key })
    }
  }
}

extension LuaDocument {
  /// The flat form of a value, for the sandbox.
  package init(_ value: BuildValue, keys: LuaKeys) {
    self.init(keys: keys)
    append(value)
  }

  package mutating func append(_ value: BuildValue) {
    switch value {
    case .boolean(let flag): boolean(flag)
    case .integer(let number): integer(number)
    case .number(let number): self.number(number)
    case .text(let text): self.text(text)
    case .list(let items):
      beginList()
      for item in items { append(item) }
      end()
    case .map(let fields):
      beginMap()
      for field in fields {
        key(field.key)
        append(field.value)
      }
      end()
    }
  }
}
