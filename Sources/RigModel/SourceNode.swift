/// A place in a text: line and column counted from 1, columns in Unicode scalars.
package struct SourcePosition: Sendable, Hashable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A value as a file spells it, before anything is known about its fields.
package struct SourceNode: Sendable {
  package enum Content: Sendable {
    case null
    case boolean(Bool)
    /// A number, with its spelling where a file wrote one.
    case number(BuildValue, spelling: String?)
    case text(String)
    /// A plain (unquoted) YAML scalar: the field decides what it is.
    case plain(String)
    case list([SourceNode])
    case map([SourceEntry])
  }

  package let content: Content
  /// Nil for a value that a program gave.
  package let position: SourcePosition?

  package init(_ content: Content, at position: SourcePosition?) {
    self.content = content
    self.position = position
  }
}

/// A key of a mapping with its value.
package struct SourceEntry: Sendable {
  package let key: String
  package let position: SourcePosition?
  package let value: SourceNode

  package init(key: String, position: SourcePosition?, value: SourceNode) {
    self.key = key
    self.position = position
    self.value = value
  }
}

/// What reading a text gave: a tree, the mistakes, or both where reading could go on.
package struct SourceTree: Sendable {
  package let root: SourceNode?
  package let diagnostics: [Diagnostic]
}

extension SourceNode {
  /// The tree of a value that a program gave.
  package init(_ value: BuildValue) {
    switch value {
    case .boolean(let flag): self.init(.boolean(flag), at: nil)
    case .integer: self.init(.number(value, spelling: nil), at: nil)
    case .number(let number): self.init(.number(.quantity(number), spelling: nil), at: nil)
    case .text(let text): self.init(.text(text), at: nil)
    case .list(let items): self.init(.list(items.map { SourceNode($0) }), at: nil)
    case .map(let fields):
      let entries = fields.map {
        SourceEntry(key: $0.key, position: nil, value: SourceNode($0.value))
      }
      self.init(.map(entries), at: nil)
    }
  }

  /// The value without any knowledge of fields, as YAML's core schema reads it; nil where it holds
  /// a null in a list or a number that is not finite.
  package var plainValue: BuildValue? {
    switch content {
    case .null: return nil
    case .boolean(let flag): return .boolean(flag)
    case .number(let value, _): return value
    case .text(let text): return .text(text)
    case .plain(let text): return SourceNode(PlainScalar.content(of: text), at: position).plainValue
    case .list(let items):
      let values = items.compactMap(\.plainValue)
      return values.count == items.count ? .list(values) : nil
    case .map(let entries):
      return .map(
        entries.compactMap { entry in
          entry.value.plainValue.map { BuildValue.Field(key: entry.key, value: $0) }
        })
    }
  }
}
