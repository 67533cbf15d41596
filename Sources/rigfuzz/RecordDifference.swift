import Foundation

/// The first record that two outputs do not agree in.
struct RecordDifference {
  /// Nil where all that can be compared is the same.
  private(set) var text: String?
  /// Records with a rule at the limit of the clock, which no machine reaches at the same place twice.
  private(set) var skipped = 0

  private static let deadline = Data(#""kind":"deadline""#.utf8)

  init(_ expected: Data, _ found: Data) {
    let left = expected.split(separator: UInt8(ascii: "\n"))
    let right = found.split(separator: UInt8(ascii: "\n"))
    if left.count != right.count {
      text = "\(right.count) records and not \(left.count)"
      return
    }
    for (index, (one, other)) in zip(left, right).enumerated() where one != other {
      if [one, other].contains(where: { $0.firstRange(of: Self.deadline) != nil }) {
        skipped += 1
        continue
      }
      text =
        "record \(index + 1) is another one\n  expected \(Self.around(one, other))"
        + "\n  found    \(Self.around(other, one))"
      return
    }
  }

  /// What is about the first byte that differs.
  private static func around(_ record: Data, _ other: Data) -> String {
    let same = zip(record, other).prefix { $0 == $1 }.count
    return String(decoding: record.dropFirst(max(0, same - 120)).prefix(240), as: UTF8.self)
  }
}
