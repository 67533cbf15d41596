public import RigRules

/// One of the pictures that a build has.
public enum PictureKind: String, Sendable, Hashable, CaseIterable {
  /// The board's expansion slots, and the cards in them.
  case slots
  /// What the machine draws, beside what its supplies give.
  case power
  /// What is long or high, beside the room in the chassis.
  case chassis
  /// The memory of cards and board, beside what is needed.
  case memory

  /// What people call it.
  public func title(in language: Language) -> String {
    switch self {
    case .slots: language.choose("Slots", "插槽")
    case .power: language.choose("Power", "供电")
    case .chassis: language.choose("Chassis", "机箱")
    case .memory: language.choose("Memory", "显存和内存")
    }
  }
}

/// How a thing in a picture stands.
public enum PictureState: String, Sendable, Hashable, CaseIterable {
  /// It is checked, and there is room for it.
  case fits
  /// It works, and a rule warns or advises.
  case tight
  /// It is too long, too much or too many.
  case exceeds
  /// Something is in its way.
  case blocked
  /// Not stated, or not checked: never to be drawn as fitting.
  case unknown
  /// Nothing is there.
  case free
  /// It is not judged.
  case plain

  /// The sign beside each of its texts, so that colour is never the only one.
  package var sign: String {
    switch self {
    case .fits: "✓"
    case .tight: "!"
    case .exceeds, .blocked: "✗"
    case .unknown: "?"
    case .free, .plain: "·"
    }
  }

  /// The worse comes first.
  var rank: Int {
    switch self {
    case .blocked, .exceeds: 0
    case .unknown: 1
    case .tight: 2
    case .fits: 3
    case .free, .plain: 4
    }
  }

  /// The worst of several; nothing is `plain`.
  package static func worst(_ states: [PictureState]) -> PictureState {
    states.min { $0.rank < $1.rank } ?? .plain
  }
}
