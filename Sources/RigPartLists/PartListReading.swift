public import RigCatalog
public import RigModel

/// What a list says: the fate of each of its lines, and the builds that they make up.
public struct PartListReading: Sendable, Hashable {
  /// The form that was recognised: `markdown`, `pcpartpicker`, `csv`, `sentence`, ….
  public let form: String
  /// At least one for every line that is not empty, in file order.
  public let entries: [ListEntry]
  /// One canonical value per machine, what the user states before what the catalogue knows.
  public let builds: [BuildValue]
  /// What concerns the list as a whole: two machines in one text, a total that does not fit.
  public let notes: [FieldDoc]
  /// For each machine the lines that the parts under a key of the build are from, in their order.
  let origins: [[String: [Int]]]

  /// The build of the first machine; an empty map where no line is a part.
  public var build: BuildValue { builds.first ?? .map([]) }

  /// How many entries have a status.
  public func count(of status: ListEntry.Status) -> Int {
    entries.reduce(0) { $0 + ($1.status == status ? 1 : 0) }
  }
}

/// One line of a list, or one part of a sentence.
public struct ListEntry: Sendable, Hashable {
  /// What became of the line.
  public enum Status: String, Sendable, Hashable, CaseIterable {
    /// A part, and what a build needs of it is known.
    case resolved
    /// A part, but which one only its owner knows.
    case asked
    /// No part of a build: a monitor, a heading, a total.
    case other
    case notUnderstood = "not-understood"
  }

  /// An amount of money with what it buys.
  public struct Price: Sendable, Hashable {
    /// The amount in the currency.
    public var amount: Double
    /// An ISO code, where the list says which money it is.
    public var currency: String?
    /// Whether it is the price of one piece; otherwise of the whole line.
    public var isPerUnit: Bool

    /// Makes one of its parts.
    public init(amount: Double, currency: String?, isPerUnit: Bool) {
      self.amount = amount
      self.currency = currency
      self.isPerUnit = isPerUnit
    }
  }

  /// Line of the list, counted from 1.
  public let line: Int
  /// The line as written, without what could steer a terminal.
  public let text: String
  /// What became of the line.
  public internal(set) var status: Status
  /// The kind of part, where it is one.
  public internal(set) var category: PartCategory?
  /// The word of the machine formats: `gpu`, `monitor`, `heading`, `total`, …; nil if unknown.
  public internal(set) var kind: String?
  /// Pieces; nil where the line does not say and one is not to be assumed.
  public internal(set) var count: Int?
  /// The maker as people write it.
  public internal(set) var maker: String?
  /// The model as the catalogue or the line names it.
  public internal(set) var model: String?
  /// The part of the catalogue, or the chipset that its cards share.
  public internal(set) var part: Part?
  /// What the line itself states, in fields of the build format.
  public internal(set) var fields: [BuildValue.Field]
  /// The sum of the stated prices, if every part has one.
  public internal(set) var price: Price?
  /// Where it is sold, if the line says so.
  public internal(set) var shop: String?
  /// Full names of the parts that the line may mean, best first.
  public internal(set) var candidates: [String]
  /// Why it is asked, and where line and catalogue contradict each other.
  public internal(set) var notes: [FieldDoc]
  /// The machine of the list that the part belongs to, counted from 0.
  public internal(set) var machine: Int
  /// Whether it goes into the build.
  var isBuilt = false
  /// A card of a machine whose parts hang in an open frame.
  var isInFrame = false
  /// The name as the list has it, without head and price, for a part that has no other.
  var label = ""
  /// Whether it names a card of a chip that is known, and which card is not.
  var isUndecidedName = false
  /// Whether it is a part with a maker or a model that no catalogue has.
  var isUnlisted = false

  /// Makes the entry one part, by all its names.
  mutating func name(_ part: Part) {
    (self.part, status, isBuilt) = (part, .resolved, true)
    (maker, model) = (part.maker, Self.model(of: part))
  }

  /// The name of a part whose maker may stand in it again: `Corsair RM850x`.
  static func model(of part: Part) -> String {
    guard let maker = part.maker, part.name.hasPrefix(maker + " ") else { return part.name }
    return String(part.name.dropFirst(maker.count + 1))
  }

  init(line: Int, text: String, status: Status, kind: String?, machine: Int = 0) {
    self.line = line
    self.text = text
    self.status = status
    self.kind = kind
    self.machine = machine
    fields = []
    candidates = []
    notes = []
  }
}
