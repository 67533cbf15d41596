import RigModel

/// One part, chipset or series on its way into the database.
struct Entry {
  /// What an entry is for the one who asks for it by name.
  enum Kind: Int {
    /// A part that can be bought.
    case part = 0
    /// A chipset, a family or a series: many parts share it.
    case shared = 1
  }

  var category: PartCategory
  var kind: Kind
  var maker: String?
  var name: String
  /// Further names under which people know it.
  var aliases: [String] = []
  /// Part numbers.
  var numbers: [String] = []
  /// The year in which it came out.
  var year: Int?
  /// The name that several editions share.
  var family: String?
  var values = FieldValues()
  /// The place, among the entries, of the chipset or model whose fields it inherits.
  var base: Int?
  /// Whether it is of the user's own catalogue.
  var isUsers = false
  /// Whether its name came from the facts, which state each name once.
  var isFact = false
  /// Whether cards of partners share the size, plugs and cooling of the row.
  var isMakersDesign = true
}
