internal import LuaRuntime
internal import Testing

/// What became of an attack.
enum AttackOutcome {
  case refused(LuaError)
  case ran(RuleAnswer)

  /// The error that ended it, at load or later.
  var error: LuaError? {
    switch self {
    case .refused(let error): error
    case .ran(let answer): if case .broken(let error) = answer.outcome { error } else { nil }
    }
  }
}

/// One runtime that holds an attacker's rule beside an innocent one, on the same build.
struct AttackCase {
  /// A step between two looks at the clock takes longer than the deadline where cores are shared. What is not
  /// stopped at all takes for ever.
  static let milliseconds = 8 * deadline
  private static let deadline = Double(Limits.patient.deadlineMilliseconds ?? 0)
  static let innocent = """
    local WORDS = { "delta", "alpha" }
    return { check = function(build, ctx)
      local copy = {}
      for key in pairs(build) do copy[#copy + 1] = key end
      table.sort(copy)
      table.insert(copy, ("x"):upper() .. WORDS[2]:gsub("a", "4"))
      ctx.report("found", { v = table.concat(copy, " ") .. tostring(build.gpus[1].tdp_w) })
    end }
    """
  let runtime: LuaRuntime
  private let bystander: UInt32
  private let unharmed: RuleAnswer

  init(limits: Limits = .patient) throws {
    runtime = try LuaRuntime(limits: limits, keys: LuaHarness.keys)
    (bystander, _) = try runtime.load(rule: Array(Self.innocent.utf8), space: 0, chunk: 1)
    try runtime.prepare(rule: bystander, plan: LuaHarness.plan())
    try runtime.bind(LuaHarness.build())
    unharmed = runtime.evaluate(rule: bystander)
    guard case .fail(let findings) = unharmed.outcome else {
      throw LuaError(kind: .error, chunk: 1, line: 0, message: "\(unharmed.outcome)")
    }
    try #require(findings[0].data["v"] == .text("cpu gpus name X4lph4250"))
  }

  /// Loads the attack and runs it on two builds; after each step the bystander must answer as
  /// before.
  func run(source: String, modules: [String: String] = [:]) throws -> AttackOutcome {
    var outcome: AttackOutcome?
    var rule: UInt32?
    let loading = processorMilliseconds {
      do throws(LuaError) {
        for (name, text) in modules.sorted(by: { $0.key < $1.key }) {
          try runtime.define(module: name, source: Array(text.utf8), space: 0, chunk: 90)
        }
        rule = try runtime.load(rule: Array(source.utf8), space: 0, chunk: 7).number
      } catch {
        outcome = .refused(error)
      }
    }
    #expect(loading < Self.milliseconds, "loading")
    try expectUnharmed("loading")
    guard let rule else { return try #require(outcome) }
    try runtime.prepare(rule: rule, plan: LuaHarness.plan())
    var answers: [RuleAnswer] = []
    for round in 1...2 {
      try runtime.bind(LuaHarness.build())
      let running = processorMilliseconds { answers.append(runtime.evaluate(rule: rule)) }
      #expect(running < Self.milliseconds, "round \(round)")
      try expectUnharmed("round \(round)")
    }
    // The clock is the one limit that need not fall at the same place; how soon memory runs out
    // depends a little on what Lua's own tables have grown to.
    let kinds = answers.map { AttackOutcome.ran($0).error?.kind }
    if !kinds.contains(.deadline) {
      #expect(answers[0].outcome == answers[1].outcome, "the first build changed the second")
      if !kinds.contains(.memory) { #expect(answers[0] == answers[1]) }
    }
    return .ran(answers[0])
  }

  private func expectUnharmed(_ step: String) throws {
    #expect(runtime.stackHeight == 0, "after \(step)")
    #expect(runtime.evaluate(rule: bystander) == unharmed, "same build after \(step)")
    try runtime.bind(LuaHarness.build())
    #expect(runtime.evaluate(rule: bystander) == unharmed, "next build after \(step)")
  }
}

/// Runs an attack in a runtime of its own on a large stack, the closing of the runtime included.
func besiege(
  source: String, modules: [String: String] = [:], limits: Limits = .patient
) throws -> AttackOutcome {
  try onBigStack {
    var siege: AttackCase? = try AttackCase(limits: limits)
    let outcome = try siege?.run(source: source, modules: modules)
    #expect(processorMilliseconds { siege = nil } < AttackCase.milliseconds / 20, "closing")
    return try #require(outcome)
  }
}

func besiege(body: String, file: String = "", when: String? = nil) throws -> AttackOutcome {
  let when = when.map { "when = function(build) \($0)\nend," } ?? ""
  return try besiege(
    source: "\(file)\nreturn { \(when) check = function(build, ctx)\n\(body)\nend }")
}
