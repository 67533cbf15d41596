/// One part, or one chipset that many parts share, with every field that is known of it.
public struct Part: Sendable, Hashable {
  /// Stable and unique in a catalogue: the category and the normal form of the full name.
  public let id: String
  /// The first part of the id: `psu` of `psu/wattage`.
  public let category: PartCategory
  /// The maker as people write it, where it is known: "ASUS".
  public let maker: String?
  /// The name without the maker: "TUF Gaming GeForce RTX 3090".
  public let name: String
  /// The fields of the build format in the registry's order, the value that counts for each.
  public let fields: [Field]

  /// A field of the build format with its value and what other sources say instead.
  public struct Field: Sendable, Hashable {
    /// A key of the component: `vram_gb`, `power_connectors`.
    public let key: String
    /// The value.
    public let value: SourcedValue
    /// Other values for the same field; empty where all sources agree.
    public let disagreeing: [SourcedValue]

    /// Makes one from its parts.
    public init(key: String, value: SourcedValue, disagreeing: [SourcedValue] = []) {
      self.key = key
      self.value = value
      self.disagreeing = disagreeing
    }
  }

  /// Makes one from its parts.
  public init(
    id: String, category: PartCategory, maker: String?, name: String, fields: [Field]
  ) {
    self.id = id
    self.category = category
    self.maker = maker
    self.name = name
    self.fields = fields
  }

  /// Maker and name, as a build's `name` says it.
  public var fullName: String { Self.fullName(maker, name) }

  static func fullName(_ maker: String?, _ name: String) -> String {
    guard let maker, !name.hasPrefix(maker) else { return name }
    return "\(maker) \(name)"
  }

  /// The field of a key, where it is known.
  public subscript(key: String) -> Field? { fields.first { $0.key == key } }
}
