/// Makes a case smaller as long as it still fails.
struct Shrinker {
  /// Whether a case shows the fault.
  let fails: (FuzzCase) throws -> Bool
  /// Trials that are left.
  private(set) var trials: Int

  private let end: ContinuousClock.Instant

  init(
    trials: Int = 2000, limit: Duration = .seconds(180),
    fails: @escaping (FuzzCase) throws -> Bool
  ) {
    (self.trials, self.fails) = (trials, fails)
    end = .now + limit
  }

  private var goesOn: Bool { trials > 0 && .now < end }

  mutating func shrink(_ found: FuzzCase) throws -> FuzzCase {
    var (smallest, before) = (found, found)
    repeat {
      before = smallest
      try dropRules(&smallest)
      try dropLines(&smallest)
      try dropKeys(&smallest)
      try shrinkRules(&smallest)
      try shrinkLines(&smallest)
    } while smallest != before && goesOn
    return smallest
  }

  private mutating func keeps(_ smaller: FuzzCase, _ smallest: inout FuzzCase) throws -> Bool {
    guard goesOn else { return false }
    trials -= 1
    guard try fails(smaller) else { return false }
    smallest = smaller
    return true
  }

  /// Runs of lines, from half of all down to single ones.
  private mutating func dropLines(_ smallest: inout FuzzCase) throws {
    var size = max(1, smallest.lines.count / 2)
    while true {
      var start = 0
      while start < smallest.lines.count {
        var smaller = smallest
        smaller.lines.removeSubrange(start..<min(start + size, smallest.lines.count))
        if try !keeps(smaller, &smallest) { start += size }
      }
      if size == 1 { return }
      size /= 2
    }
  }

  private mutating func dropRules(_ smallest: inout FuzzCase) throws {
    var index = 0
    while index < smallest.rules.count {
      var smaller = smallest
      smaller.rules.remove(at: index)
      if try !keeps(smaller, &smallest) { index += 1 }
    }
  }

  /// A key in all lines at once, whole parts first: far fewer trials than line by line.
  private mutating func dropKeys(_ smallest: inout FuzzCase) throws {
    let paths = Set(smallest.lines.flatMap(\.tree.paths)).subtracting([["id"]])
    for path in paths.sorted(by: { ($0.count, $0.joined()) < ($1.count, $1.joined()) }) {
      var smaller = smallest
      for index in smaller.lines.indices {
        smaller.lines[index].tree = smaller.lines[index].tree.removing(path[...])
      }
      if smaller != smallest { _ = try keeps(smaller, &smallest) }
    }
  }

  private mutating func shrinkRules(_ smallest: inout FuzzCase) throws {
    for index in smallest.rules.indices {
      try descend(&smallest, of: { $0.rules[index].smaller }, put: { $0.rules[index] = $1 })
    }
  }

  private mutating func shrinkLines(_ smallest: inout FuzzCase) throws {
    for index in smallest.lines.indices {
      try descend(
        &smallest, of: { $0.lines[index].tree.smaller }, put: { $0.lines[index].tree = $1 })
    }
  }

  /// Takes the first smaller one that still fails, and goes on at the same place of its list: what
  /// stood before it did not help.
  private mutating func descend<Piece>(
    _ smallest: inout FuzzCase, of pieces: (FuzzCase) -> [Piece],
    put: (inout FuzzCase, Piece) -> Void
  ) throws {
    var at = 0
    while goesOn {
      let smaller = pieces(smallest)
      guard at < smaller.count else { return }
      var candidate = smallest
      put(&candidate, smaller[at])
      if try !keeps(candidate, &smallest) { at += 1 }
    }
  }
}
