public import RigModel

/// A failure that someone has accepted, with the reason.
public struct Waiver: Sendable, Hashable, Codable {
  /// Why.
  public let reason: String
  /// The last day it holds, as `2026-12-31`.
  public let until: String?
  /// Who answers for it.
  public let owner: String?

  /// Makes one from its parts.
  public init(reason: String, until: String? = nil, owner: String? = nil) {
    self.reason = reason
    self.until = until
    self.owner = owner
  }
}

extension Waiver {
  /// Whether a text is a day as `until` takes it.
  public static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.count) == [4, 2, 2] else { return false }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3, (1...12).contains(numbers[1]) else { return false }
    let year = numbers[0]
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][numbers[1] - 1]
    return (1...days).contains(numbers[2])
  }
}

extension Waiver {
  /// Whether a text is written as a day is, whether there is such a day or not.
  static func hasShapeOfDay(_ text: String) -> Bool {
    let shape = text.utf8.map { (0x30...0x39).contains($0) ? UInt8(ascii: "0") : $0 }
    return shape == Array("0000-00-00".utf8)
  }

  /// The first word of a reason that is still to be written.
  static let placeholder = "TODO"
}

/// A waiver as `rigrules.yaml` states it.
public struct WaiverEntry: Sendable, Hashable {
  /// The id of the rule.
  public let rule: String
  /// The build's id; nil for every build.
  public let build: String?
  /// The finding's id; nil for all of the rule's findings.
  public let finding: String?
  /// The figures of the finding when it was accepted, a map as in `Finding.data`; nil for any.
  public let values: BuildValue?
  /// The part it was about when it was accepted (`RTX 2080 Ti`); nil for any.
  public let part: String?
  /// Reason, end and owner.
  public let waiver: Waiver
  /// `rigrules.yaml:12`.
  public let at: String?

  /// Makes one from its parts.
  public init(
    rule: String, build: String? = nil, finding: String? = nil, values: BuildValue? = nil,
    part: String? = nil, waiver: Waiver, at: String? = nil
  ) {
    self.rule = rule
    self.build = build
    self.finding = finding
    self.values = values
    self.part = part
    self.waiver = waiver
    self.at = at
  }

  var canonical: String {
    [
      rule, build ?? "*", finding ?? "*", values?.spelled ?? "*", part ?? "*", waiver.reason,
      waiver.until ?? "", waiver.owner ?? "",
    ].map { "\($0.utf8.count):\($0)" }.joined()
  }

  /// The reason is still the one that `baseline` writes for a person to fill in.
  var isUnexplained: Bool {
    guard waiver.reason.hasPrefix(Waiver.placeholder) else { return false }
    return waiver.reason.dropFirst(Waiver.placeholder.count).first?.isLetter != true
  }

  /// The last day it holds has passed.
  func hasExpired(today: String?) -> Bool {
    guard let until = waiver.until, let today else { return false }
    return until < today
  }
}
