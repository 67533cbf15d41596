/// One of the ways to evaluate the same builds with the same rules.
struct Way: Sendable, Equatable {
  let name: String
  let arguments: [String]
  /// Whether it runs `check` on single builds and not `batch` on all lines.
  var isCheck = false
  /// Whether it needs the hidden option for the memo's budget, which older programs lack.
  var needsBudget = false
  /// Which thread takes which lines is chance.
  var isThreaded = false

  var family: String { isCheck ? "check" : self == .reference ? "no memo" : "memo" }

  /// What all others are compared with: one thread, every rule run on every build.
  static let reference = Way(name: "no memo", arguments: ["--no-memo", "--jobs", "1"])

  /// The smallest budget, so that the memo forgets as often as can be.
  private static let budget = ["--memo-budget", "1"]

  static let compared = [
    Way(name: "memo, 1 job", arguments: ["--jobs", "1"]),
    Way(name: "memo, 1 job, small budget", arguments: ["--jobs", "1"] + budget, needsBudget: true),
    Way(name: "memo, 2 jobs", arguments: ["--jobs", "2"], isThreaded: true),
    Way(name: "memo, 4 jobs", arguments: ["--jobs", "4"], isThreaded: true),
    Way(
      name: "memo, 4 jobs, small budget", arguments: ["--jobs", "4"] + budget, needsBudget: true,
      isThreaded: true),
    Way(name: "check", arguments: ["--format", "jsonl"], isCheck: true),
  ]
}
