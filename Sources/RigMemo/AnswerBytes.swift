internal import LuaRuntime

/// The answer of a rule as bytes, which are the same for no two answers that differ in anything but
/// their fuel. `==` would take -0.0 for 0.0, and texts for equal that are spelled differently.
struct AnswerBytes {
  private(set) var bytes: [UInt8] = []

  init(_ answer: RuleAnswer) {
    switch answer.outcome {
    case .pass: tag(0)
    case .notApplicable: tag(1)
    case .fail(let findings):
      tag(2)
      add(findings.count)
      for finding in findings { add(finding) }
    case .unknown(let missing):
      tag(3)
      add(missing.count)
      for path in missing { add(path) }
    case .broken(let error):
      tag(4)
      add(error)
    }
    add(answer.score.map { .number($0) })
    add(answer.droppedFindings)
  }

  private mutating func tag(_ tag: UInt8) { bytes.append(tag) }

  private mutating func add(_ word: UInt64) {
    withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
  }

  private mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  private mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func add(_ finding: LuaFinding) {
    add(finding.id)
    add(finding.line)
    add(.some(finding.data))
    add(finding.at.map { .text($0) })
    add(finding.suggestion)
    add(finding.severity.map { .integer(Int64($0)) })
  }

  private mutating func add(_ error: LuaError) {
    add(error.kind.rawValue)
    add(Int(error.chunk))
    add(error.line)
    add(error.message)
    tag(error.isRaised ? 1 : 0)
  }

  private mutating func add(_ value: LuaValue?) {
    switch value {
    case nil: tag(0)
    case .nil?: tag(1)
    case .boolean(let value)?: tag(value ? 2 : 3)
    case .integer(let value)?:
      tag(4)
      add(UInt64(bitPattern: value))
    case .number(let value)?:
      tag(5)
      add(value.bitPattern)
    case .text(let text)?:
      tag(6)
      add(text)
    case .list(let items)?:
      tag(7)
      add(items.count)
      for item in items { add(.some(item)) }
    case .map(let entries)?:
      tag(8)
      add(entries.count)
      for entry in entries {
        add(entry.key)
        add(.some(entry.value))
      }
    case .function(let line)?:
      tag(9)
      add(line)
    }
  }
}
