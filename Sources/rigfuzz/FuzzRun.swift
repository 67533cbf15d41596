import Foundation

/// Cases of one seed, one after another, until the end or the first fault.
struct FuzzRun {
  let trial: Trial
  let seed: UInt64
  /// Where the numbers of cases begin.
  let first: Int

  struct Found {
    let iteration: Int
    let fault: Fault
    let smallest: FuzzCase
  }

  private(set) var tally = Tally()

  init(trial: Trial, seed: UInt64, first: Int = 0) {
    (self.trial, self.seed, self.first) = (trial, seed, first)
  }

  /// - Parameters:
  ///   - goesOn: Asked before each case with how many there were.
  ///   - tell: Hears of a fault before it is shrunk, which can take minutes.
  mutating func run(while goesOn: (Int) -> Bool, tell: (String) -> Void = { _ in }) throws -> Found?
  {
    var count = 0
    while goesOn(count) {
      let iteration = first + count
      let fuzzCase = FuzzCase(seed: seed, iteration: iteration)
      let result = try trial.run(fuzzCase.files)
      tally.add(result, lines: fuzzCase.lines.count)
      if let fault = result.fault {
        tell("seed \(seed), case \(iteration): \(fault.way.name): \(fault.description)")
        return try shrunk(fuzzCase, fault, iteration)
      }
      count += 1
    }
    return nil
  }

  private func shrunk(_ fuzzCase: FuzzCase, _ fault: Fault, _ iteration: Int) throws -> Found {
    let trial = trial
    var shrinker = Shrinker { smaller in
      // What threads do is chance, so that one run without the fault says little.
      for _ in 0..<(fault.way.isThreaded ? 3 : 1) {
        let ways = fault.way == .reference ? [] : [fault.way]
        if try trial.run(smaller.files, ways: ways).fault?.way == fault.way { return true }
      }
      return false
    }
    let smallest = try shrinker.shrink(fuzzCase)
    let ways = fault.way == .reference ? [] : [fault.way]
    let last = try trial.run(smallest.files, ways: ways).fault ?? fault
    return Found(iteration: iteration, fault: last, smallest: smallest)
  }
}
