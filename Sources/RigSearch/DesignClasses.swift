internal import RigCatalog
internal import RigModel

/// Options of one kind that no rule tells apart: one of them is judged for all.
struct DesignClass {
  /// The cheapest, and of these the first.
  let option: DesignOption
  /// Its position among all options of the kind.
  let position: Int
  /// The names of the others.
  let alike: [String]
  /// How many there are.
  let weight: Double

  /// The classes of some options, in the order of their positions.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - columns: Their fields.
  ///   - fields: What any rule reads of a part; nil: everything, so that none are alike.
  static func classes(
    _ options: [DesignOption], _ columns: DesignColumns, reading fields: Set<String>?
  ) -> [DesignClass] {
    struct Seen: Hashable {
      let number: Int32
      let memory: Int64?
    }
    var members: [[Int]] = []
    var numbers: [Seen: Int] = [:]
    for (position, number) in columns.numbers(reading: fields).numbers.enumerated() {
      let seen = Seen(number: number, memory: options[position].memory)
      if let number = numbers[seen] {
        members[number].append(position)
      } else {
        numbers[seen] = members.count
        members.append([position])
      }
    }
    return members.map { positions in
      let first = positions.min { one, other in
        let prices = (options[one].price ?? .max, options[other].price ?? .max)
        return prices.0 != prices.1 ? prices.0 < prices.1 : one < other
      }!
      return DesignClass(
        option: options[first], position: first,
        alike: positions.filter { $0 != first }.map { options[$0].offer.name },
        weight: Double(positions.count))
    }.sorted { $0.position < $1.position }
  }
}
