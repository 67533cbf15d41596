/// Cases of one seed, one after another.
struct FuzzRun {
  let trial: Trial
  let seed: UInt64
  /// Where the numbers of cases begin.
  let first: Int

  struct Found {
    let iteration: Int
    let fault: Fault
    let fuzzCase: FuzzCase
  }

  private(set) var tally = Tally()

  init(trial: Trial, seed: UInt64, first: Int = 0) {
    (self.trial, self.seed, self.first) = (trial, seed, first)
  }

  /// - Parameters:
  ///   - goesOn: Asked before each case with how many there were, and what was found.
  ///   - tell: Hears of the first fault of each kind when it is found.
  /// - Returns: The first case of each kind of fault, as it was drawn.
  mutating func run(
    while goesOn: (Int, [Found]) -> Bool, tell: (Found) -> Void
  ) throws -> [Found] {
    var found: [Found] = []
    var count = 0
    while goesOn(count, found) {
      let iteration = first + count
      let fuzzCase = FuzzCase(seed: seed, iteration: iteration)
      let result = try trial.run(fuzzCase.files)
      tally.add(result, lines: fuzzCase.lines.count)
      count += 1
      guard let fault = result.fault else { continue }
      if found.contains(where: { $0.fault.kind == fault.kind }) { continue }
      found.append(Found(iteration: iteration, fault: fault, fuzzCase: fuzzCase))
      tell(found[found.count - 1])
    }
    return found
  }

  /// The smallest case found that shows a fault of the same kind in the same way.
  func shrunk(_ found: Found) throws -> Found {
    let trial = trial
    let (way, kind) = (found.fault.way, found.fault.kind)
    let ways = way == .reference ? [] : [way]
    var shrinker = Shrinker { smaller in
      // What threads do is chance, so that one run without the fault says little.
      for _ in 0..<(way.isThreaded ? 3 : 1) {
        if try trial.run(smaller.files, ways: ways).fault?.kind == kind { return true }
      }
      return false
    }
    let smallest = try shrinker.shrink(found.fuzzCase)
    let last = try trial.run(smallest.files, ways: ways).fault ?? found.fault
    return Found(iteration: found.iteration, fault: last, fuzzCase: smallest)
  }
}
