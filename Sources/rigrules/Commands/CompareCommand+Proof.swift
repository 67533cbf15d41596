import ArgumentParser
import RigCatalog
import RigModel
import RigReports
import RigRules
import RigSearch
internal import RigSystem
internal import Synchronization

/// What `compare --prove` takes.
struct ProofOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Compare two rules folders over all builds that the parts can make.",
      discussion: """
        Each rule that differs is asked about every combination of the values that it reads. A build, \
        if one is given, says what stays as it is.
        """))
  var prove = false

  @OptionGroup var stock: StockOptions

  @Option(
    help: ArgumentHelp(
      "Rules with more combinations than these are not proved; so many are tried.",
      valueName: "combinations"))
  var limit = 2_000_000

  @Option(help: ArgumentHelp("Combinations printed of each difference.", valueName: "number"))
  var cases = 3

  func validate() throws {
    guard prove else {
      if stock.file != nil { throw ValidationError("--parts goes with --prove") }
      return
    }
    guard (1...100_000_000).contains(limit), (0...10_000_000).contains(cases) else {
      throw ValidationError("--limit is from 1 to 100000000, and --cases from 0 to 10000000")
    }
  }
}

extension CompareCommand {
  func validateProof() throws {
    guard shared.rules.count == 2, builds.count <= 1, !detected else {
      throw ValidationError(
        "compare --prove takes --rules twice and at most one build; found \(builds.count) builds "
          + "and \(shared.rules.count) rules folders")
    }
  }

  /// Two sets of rules over all builds that the parts can make.
  func runProof(on console: Console) throws -> ExitStatus {
    let pair = try WorkshopPair(shared, console: console)
    if pair.hasBrokenRules { return .broken }
    let engines = (old: pair.first.engine, new: pair.second.engine)
    let same = EnginePair(engines.old, engines.new)
    let fixed = try builds.first.map { try BuildInput.read($0) } ?? Build(.map([]))
    let space = ProofSpace(fixed, try proof.stock.offers { try Offers($0, without: []) })
    let ids = (engines.old.ruleSet.rules.map(\.id), engines.new.ruleSet.rules.map(\.id))
    let different = ids.1.filter { ids.0.contains($0) && !same.isShared($0) }
    let jobs = min(Threads.coreCount, 64)
    let limits = proof
    Interrupts.catchOne()
    let stop = Guarded(false)
    let proofs = try RuleStack.run { () throws -> [RuleProof] in
      let search = try ProofSearch(
        engines, space, limit: limits.limit, most: limits.cases, jobs: jobs)
      return try different.compactMap { rule in
        try search.prove(rule) { _ in
          // What was asked for once ends the rules to come, too; what they did not try is said.
          stop.withLock { stopped in
            stopped = stopped || Interrupts.take()
            return !stopped
          }
        }
      }
    }
    let printer = ProofPrinter(
      proofs: proofs, sameRules: same.sharedCount,
      onlyIn: (ids.0.filter { !ids.1.contains($0) }, ids.1.filter { !ids.0.contains($0) }),
      names: (shared.rules[0], shared.rules[1]), builds: space.total,
      language: pair.second.language,
      layout: TextLayout(color: shared.usesColor(on: console), width: console.textWidth))
    if !shared.quiet {
      if format == .text { console.print(printer.text()) } else { console.print(printer.json()) }
    }
    return printer.hasDoubt ? .findings : .success
  }
}
