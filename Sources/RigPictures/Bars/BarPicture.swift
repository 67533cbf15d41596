/// Amounts beside what there is of them: watts, plugs, GB, mm.
package struct BarPicture: Sendable, Hashable {
  package let rows: [BarRow]
  /// What is not in the rows, in a sentence each.
  package let notes: [String]
  let words: PictureWords

  /// The worst of all rows.
  package var state: PictureState { .worst(rows.map(\.state)) }
}

/// One bar: what is taken, piece by piece, and what there is.
package struct BarRow: Sendable, Hashable {
  /// A piece of a bar.
  package struct Segment: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case cpu, cards, rest, amount, unknown }
    package let label: String
    /// nil where it is not stated: drawn as a hatched piece of no certain length.
    package let value: Double?
    package let kind: Kind
  }

  /// A value that the bar is compared with.
  package struct Mark: Sendable, Hashable {
    package let value: Double
    package let label: String
  }

  package let title: String
  package let unit: String
  package let segments: [Segment]
  /// What there is room for; nil where it is not stated.
  package let capacity: Double?
  package let marks: [Mark]
  package let state: PictureState
  /// How it stands, in a few words with figures.
  package let answer: String

  /// Pieces as they are drawn: what is known, then one for all that is not.
  var drawnSegments: [Segment] {
    let unknown = segments.first { $0.value == nil }
    return segments.filter { $0.value != nil } + [unknown].compactMap { $0 }
  }

  /// What is known of the bar's length.
  package var sum: Double { segments.compactMap(\.value).reduce(0, +) }

  /// The end of the scale: all of it, with some air behind.
  package var scale: Double {
    let stated = max(sum, capacity ?? 0, marks.map(\.value).max() ?? 0)
    let gap = segments.contains { $0.value == nil } ? 1.12 : 1
    return max(stated, 1e-9) * 1.04 * gap
  }
}

extension BarRow.Segment.Kind {
  var style: DrawingStyle {
    switch self {
    case .cpu: .cpu
    case .cards: .cards
    case .rest: .rest
    case .amount: .amount
    case .unknown: .state(.unknown)
    }
  }

  /// The sign of it in a terminal.
  var sign: Character {
    switch self {
    case .cpu: "█"
    case .cards: "▓"
    case .rest: "▒"
    case .amount: "█"
    case .unknown: "?"
    }
  }
}

/// Letters of marks, in their order: a, b, c.
enum MarkLetter {
  static func of(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "a") + UInt8(min(index, 25))))
  }
}
