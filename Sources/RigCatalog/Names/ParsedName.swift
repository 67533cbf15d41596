import RigModel

/// A name as the catalogue understands it for one category: its maker, the facts that it states,
/// and the words that say which part is meant.
struct ParsedName: Sendable {
  /// What an atom does in the name.
  enum Role: Sendable {
    /// Says which part it is: all of these have to be found in a part.
    case model
    case maker
    /// States a field, and is compared with it instead of with the other name.
    case fact
    case filler
    /// A Chinese word that no list knows.
    case unknown
  }

  private(set) var category: PartCategory
  /// As it was written.
  private(set) var text: String
  var atoms: [Atom]
  var roles: [Role]
  /// The maker, where one that makes such parts is named.
  var maker: String?
  var facts = StatedFacts()

  /// The atoms that say which part it is, in order.
  var model: [Atom] { zip(atoms, roles).filter { $0.1 == .model }.map(\.0) }

  /// The key of everything but the maker.
  var fullKey: String { Atoms.key(zip(atoms, roles).filter { $0.1 != .maker }.map(\.0)) }
  /// The words that say which part it is, each once and sorted: for names in another order.
  var wordKey: String {
    var words: [String] = []
    var wasModel = false
    for (atom, role) in zip(atoms, roles) where !atom.text.isEmpty {
      if role == .model, atom.isGlued, wasModel {
        words[words.count - 1] += atom.text
      } else if role == .model {
        words.append(atom.text)
      }
      wasModel = role == .model
    }
    return Set(words).sorted().joined(separator: " ")
  }

  /// The key of the words that say which part it is.
  var modelKey: String { Atoms.key(model) }

  init(_ text: String, _ category: PartCategory, _ lexicon: Lexicon) {
    self.category = category
    self.text = text
    atoms = Self.atoms(of: text, category, lexicon)
    roles = Array(repeating: .model, count: atoms.count)
    var reader = NameReader(self, lexicon)
    self = reader.read()
  }

  /// The atoms of a text, with Chinese runs cut into words, and those of a series put into English.
  static func atoms(of text: String, _ category: PartCategory, _ lexicon: Lexicon) -> [Atom] {
    let atoms = Atoms.of(text)
    guard atoms.contains(where: { $0.kind == .han }) else { return atoms }
    var result: [Atom] = []
    for atom in atoms {
      guard atom.kind == .han else {
        var atom = atom
        // What stands behind Chinese characters begins a word.
        if result.last?.kind == .han { atom.isGlued = false }
        result.append(atom)
        continue
      }
      for word in lexicon.cut(atom.text) {
        if case .words(let words) = lexicon.chinese[word] {
          result += words.map {
            let isNumber = $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
            return Atom(text: $0, kind: isNumber ? .digits : .letters, isGlued: false)
          }
        } else {
          result.append(Atom(text: word, kind: .han, isGlued: false))
        }
      }
    }
    return result
  }
}

/// What a name states about its part, as fields of the build format.
struct StatedFacts: Sendable, Equatable {
  /// Capacities in GB: of a card, of a kit, of a drive; the largest is the whole.
  var gigabytes: [Double] = []
  /// Modules and the size of one: `2x16GB`.
  var kit: (modules: Double, each: Double)?
  var watts: Double?
  var speed: Double?
  var latency: Int?
  var memoryType: String?
  var sockets: [String] = []
  var cores: Double?
  var efficiency: String?
  var driveType: String?
  var isRegistered: Bool?
  var hasECC: Bool?

  static func == (left: Self, right: Self) -> Bool {
    left.gigabytes == right.gigabytes && left.kit?.modules == right.kit?.modules
      && left.kit?.each == right.kit?.each && left.watts == right.watts
      && left.speed == right.speed && left.latency == right.latency
      && left.memoryType == right.memoryType && left.sockets == right.sockets
      && left.cores == right.cores && left.efficiency == right.efficiency
      && left.driveType == right.driveType && left.isRegistered == right.isRegistered
      && left.hasECC == right.hasECC
  }
}
