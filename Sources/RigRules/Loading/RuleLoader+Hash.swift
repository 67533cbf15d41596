internal import RigSystem

extension RuleLoader {
  /// The hash of everything that a report depends on.
  func hash(of rules: [LoadedRule]) -> String {
    var hash = ContentHash()
    hash.update(framed: "rigrules 1")
    // Modules count once, with the first rule of their folder.
    var hashed: Set<Int> = []
    for rule in rules {
      hash.update(framed: rule.description.id)
      hash.update(framed: rule.source)
      hashModules(of: rule.space, into: &hash, hashed: &hashed)
    }
    for failure in failures.sorted(by: { $0.rule < $1.rule }) {
      hash.update(framed: failure.rule)
      hash.update(framed: failure.problems[0].message)
    }
    hashPlugins(into: &hash, hashed: &hashed)
    hash.update(framed: settings.canonical)
    if !leftOut.isEmpty {
      hash.update(framed: "without " + leftOut.sorted().joined(separator: " "))
    }
    hash.update(framed: options.waivers.map(\.canonical).joined(separator: "\n"))
    return hash.hexadecimal()
  }

  func hashModules(of space: Int, into hash: inout ContentHash, hashed: inout Set<Int>) {
    guard hashed.insert(space).inserted else { return }
    for module in spaces[space].modules {
      hash.update(framed: module.name)
      hash.update(framed: chunks[module.chunk - 1].bytes)
    }
  }
}
