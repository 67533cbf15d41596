internal import LuaRuntime

/// A source in which every statement and every decision of its functions tells that it was passed.
/// All is put into the lines that are there, so places stay what they are.
struct Instrumentation {
  /// The global that notes; sources find it only in a state that was opened for it.
  static let probe = "_RIGRULES_PROBE"

  let outline: LuaOutline
  /// Statements first, then decisions: the number of a probe is its place here.
  let statements: [LuaOutline.Statement]
  let decisions: [LuaOutline.Decision]
  let source: [UInt8]
  var probes: Int { statements.count + decisions.count }

  /// nil where the source is beyond us.
  init?(_ source: [UInt8]) {
    guard let outline = LuaOutline(source) else { return nil }
    self.outline = outline
    let helpers = outline.exampleHelpers
    let isForExamples = { (token: Int) in helpers.contains { $0.contains(token) } }
    statements = outline.statements.filter { $0.function != nil && !isForExamples($0.token) }
    decisions = outline.decisions.filter {
      $0.function != nil && !isForExamples($0.tokens.lowerBound)
    }
    self.source = Self.instrumented(outline, statements, decisions)
  }

  private struct Insertion {
    let offset: Int
    /// What is put in first stands further left.
    let order: (Int, Int)
    let text: String
  }

  private static func instrumented(
    _ outline: LuaOutline, _ statements: [LuaOutline.Statement],
    _ decisions: [LuaOutline.Decision]
  ) -> [UInt8] {
    var insertions: [Insertion] = []
    for (number, statement) in statements.enumerated() {
      insertions.append(
        Insertion(
          offset: outline.tokens[statement.token].range.lowerBound, order: (2, 0),
          text: "\(probe)(\(number),true);"))
    }
    for (index, decision) in decisions.enumerated() {
      let start = outline.tokens[decision.tokens.lowerBound].range.lowerBound
      let end = outline.tokens[decision.tokens.upperBound - 1].range.upperBound
      // The wider one opens first and closes last; what closes at a place does so before anything
      // opens there.
      insertions.append(
        Insertion(
          offset: start, order: (3, -decision.tokens.count),
          text: " \(probe)(\(statements.count + index),"))
      insertions.append(
        Insertion(offset: end, order: (1, decision.tokens.count), text: ")"))
    }
    insertions.sort { ($0.offset, $0.order.0, $0.order.1) < ($1.offset, $1.order.0, $1.order.1) }
    var result: [UInt8] = []
    result.reserveCapacity(outline.source.count + insertions.count * 24)
    var at = 0
    for insertion in insertions {
      result.append(contentsOf: outline.source[at..<insertion.offset])
      result.append(contentsOf: insertion.text.utf8)
      at = insertion.offset
    }
    result.append(contentsOf: outline.source[at...])
    return result
  }
}
