internal import RigModel
internal import RigRules

/// A rule file with one check, for tests that are about everything around it.
func ruleSource(
  severity: String = "error", needs: String = "", check: String = "", when: String? = nil,
  extra: String = "", messages: String = "found = \"found {n}\""
) -> String {
  """
  return {
    title = { en = "A rule", zh = "规则" },
    severity = "\(severity)",
    needs = { \(needs) },
    messages = { \(messages) },
    \(when.map { "when = function(build) \($0) end," } ?? "")
    \(extra)
    check = function(build, ctx)
      \(check)
    end,
  }
  """
}

let reportsFinding = "ctx.report(\"found\", { n = 1 })"

func engine(_ files: [String: String], _ options: EngineOptions = EngineOptions()) throws
  -> Engine
{
  try Engine(rules: [.files(files)], options: options)
}

extension Report {
  subscript(rule: String) -> RuleResult? { results.first { $0.rule == rule } }
}

extension Outcome {
  var failure: RuleFailure? { if case .broken(let failure) = self { failure } else { nil } }
  var findings: [Finding] { if case .fail(_, let findings) = self { findings } else { [] } }
  var severity: Severity? { if case .fail(let severity, _) = self { severity } else { nil } }
}
