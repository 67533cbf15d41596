internal import RigCatalog
internal import RigModel

/// The fields of all options of one kind as small numbers: equal numbers of a field are equal values.
///
/// So what a rule reads of an option is a row of numbers, and options need not be compared by value
/// for each rule.
struct DesignColumns {
  private let names: [String]
  /// By field: the number of each option's value; 0 where it states none.
  private let columns: [[Int32]]
  private let counts: [Int32]

  /// Numbers the fields of some options.
  init(_ options: [DesignOption]) {
    var known: [String: [BuildValue: Int32]] = [:]
    var columns: [String: [Int32]] = [:]
    for (place, option) in options.enumerated() {
      for field in option.offer.value.mapValue ?? [] {
        let number: Int32
        if let found = known[field.key]?[field.value] {
          number = found
        } else {
          number = Int32(known[field.key]?.count ?? 0) + 1
          known[field.key, default: [:]][field.value] = number
        }
        columns[field.key, default: Array(repeating: 0, count: options.count)][place] = number
      }
    }
    names = columns.keys.sorted()
    self.columns = names.map { columns[$0]! }
    counts = options.map { Int32($0.count) }
  }

  /// A number for each option: equal where the options agree in these fields and in how many they are.
  ///
  /// - Parameter fields: The names of fields; nil: all.
  /// - Returns: The numbers, and one more than the highest.
  func numbers(reading fields: Set<String>?) -> (numbers: [Int32], count: Int) {
    var numbers = counts
    var count = compress(&numbers)
    for (place, name) in names.enumerated() where fields?.contains(name) ?? true {
      count = refine(&numbers, by: columns[place])
    }
    return (numbers, count)
  }

  private func compress(_ numbers: inout [Int32]) -> Int {
    refine(&numbers, by: Array(repeating: 0, count: numbers.count))
  }

  /// Splits each number by a second one; returns how many there are then.
  private func refine(_ numbers: inout [Int32], by column: [Int32]) -> Int {
    var known: [Int64: Int32] = [:]
    for place in numbers.indices {
      let pair = Int64(numbers[place]) << 32 | Int64(column[place])
      let number = known[pair] ?? Int32(known.count)
      if number == known.count { known[pair] = number }
      numbers[place] = number
    }
    return known.count
  }
}
