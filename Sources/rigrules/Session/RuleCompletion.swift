import ArgumentParser
import RigDocuments
import RigModel
import RigReports
import RigRules

/// What a shell offers for arguments that name rules.
enum RuleCompletion {
  /// Ids of the rules that the shell's folder would evaluate.
  static var ids: CompletionKind { .custom { _, _, _ in ruleIDs } }

  /// The same, error codes and fields of builds.
  static var pages: CompletionKind {
    .custom { _, _, _ in ruleIDs + ErrorCode.all.map(\.name) + FieldPage.paths }
  }

  /// A build is a YAML or JSON file, or lines.
  static let builds = CompletionKind.file(extensions: [
    "yaml", "yml", "json", "jsonl", "ndjson", "gz", "txt", "md",
  ])

  private static var ruleIDs: [String] {
    // A shell that completes has no use for messages.
    guard let options = try? SharedOptions.parse([]),
      let session = try? CommandSession(options, console: Console(), complains: false)
    else { return [] }
    return session.engine.ruleSet.rules.map(\.id)
  }
}
