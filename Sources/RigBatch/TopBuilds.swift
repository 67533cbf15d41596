internal import RigRules

/// The best builds of those that were offered, never more than asked for.
struct TopBuilds {
  struct Place {
    var verdict: Int
    var score: Int
    var coverage: Int
    var price: Double
    var id: String
    /// Where it stood in the input; decides between builds that are equal in all else.
    var order: (chunk: Int, line: Int)

    init(_ build: borrowing EvaluatedBuild, id: String, order: (chunk: Int, line: Int)) {
      verdict = build.verdict.rank
      score = build.scoreTenths ?? -1
      coverage = build.coverageHundredths
      price = build.price ?? .infinity
      self.id = id
      self.order = order
    }

    func isBefore(_ other: Place) -> Bool {
      if verdict != other.verdict { return verdict < other.verdict }
      if score != other.score { return score > other.score }
      if coverage != other.coverage { return coverage > other.coverage }
      if price != other.price { return price < other.price }
      if id != other.id { return id < other.id }
      return order < other.order
    }
  }

  struct Entry {
    var place: Place
    var line: [UInt8]
  }

  let limit: Int
  /// A heap with the worst on top, which a better one replaces.
  private var heap: [Entry] = []

  init(limit: Int) { self.limit = limit }

  /// Whether a build at this place belongs to the best so far.
  func wants(_ place: Place) -> Bool {
    heap.count < limit || limit > 0 && place.isBefore(heap[0].place)
  }

  mutating func add(_ entry: Entry) {
    guard wants(entry.place) else { return }
    if heap.count < limit {
      heap.append(entry)
      rise(heap.count - 1)
    } else {
      heap[0] = entry
      sink()
    }
  }

  mutating func add(_ other: TopBuilds) {
    for entry in other.heap { add(entry) }
  }

  var best: [Entry] { heap.sorted { $0.place.isBefore($1.place) } }

  private mutating func rise(_ start: Int) {
    var index = start
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[parent].place.isBefore(heap[index].place) else { return }
      heap.swapAt(parent, index)
      index = parent
    }
  }

  private mutating func sink() {
    var index = 0
    while true {
      var worst = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if heap[worst].place.isBefore(heap[child].place) { worst = child }
      }
      if worst == index { return }
      heap.swapAt(worst, index)
      index = worst
    }
  }
}
