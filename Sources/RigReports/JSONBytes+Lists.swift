package import RigModel

extension JSONBytes {
  /// A key with its value.
  package mutating func append(_ name: String, _ value: BuildValue) {
    key(name)
    self.value(value)
  }

  /// A key with a number, or null.
  package mutating func append(_ name: String, _ number: Double?) {
    key(name)
    if let number { value(number) } else { null() }
  }

  /// A key with a list of texts.
  package mutating func append(_ name: String, _ texts: [String]) {
    append(name, .list(texts.map { .text($0) }))
  }
}
