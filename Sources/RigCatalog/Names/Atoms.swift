/// The smallest piece of a name: a run of letters, of digits, or of Chinese characters.
struct Atom: Sendable, Hashable {
  enum Kind: Sendable { case letters, digits, han }

  var text: String
  var kind: Kind
  /// Whether nothing stood between it and the piece before: `850x` is `850` and a glued `x`.
  var isGlued: Bool
}

/// Cuts names into atoms: lower case, without accents, marks and punctuation.
///
/// A plus sign at the end of a word is the word `plus` (`Nitro+`, `80+`), a point between digits
/// stays (`3.5`), `×` is an `x`.
enum Atoms {
  static func of(_ text: String) -> [Atom] {
    var cutter = Cutter()
    var previous: UInt32 = 0x20
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      let value = folded(scalar.value)
      switch value {
      case 0x30...0x39: cutter.add(value, .digits)
      case 0x61...0x7A: cutter.add(value, .letters)
      case 0x2E where isDigit(previous) && isDigit(folded(next?.value ?? 0x20)):
        cutter.add(value, .digits)
      case 0x2B:
        if isLetter(previous) || isDigit(previous) { cutter.word("plus") } else { cutter.cut() }
      case 0: continue
      case 0x3400...0x9FFF, 0x20000...0x323AF: cutter.add(value, .han)
      case 0xC0...0x24F, 0x370...0x3400: cutter.add(value, .letters)
      default: cutter.cut()
      }
      previous = value
    }
    cutter.cut()
    return cutter.atoms
  }

  /// All atoms without anything between them: the form in which names are compared exactly.
  static func key(_ atoms: some Sequence<Atom>) -> String {
    var key = ""
    key.reserveCapacity(64)
    for atom in atoms { key += atom.text }
    return key
  }

  private static func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }
  private static func isLetter(_ value: UInt32) -> Bool { (0x61...0x7A).contains(value) }

  /// Lower case, half width, without accents; 0 for marks that are no part of a name.
  private static func folded(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x41...0x5A: value + 0x20
    case 0..<0x7F: value
    case 0xFF01...0xFF5E: folded(value - 0xFEE0)
    case 0xAE, 0x2122, 0xA9, 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: 0
    case 0xD7: 0x78
    case 0xE0...0xE5, 0xC0...0xC5: 0x61
    case 0xE8...0xEB, 0xC8...0xCB: 0x65
    case 0xEC...0xEF, 0xCC...0xCF: 0x69
    case 0xF2...0xF6, 0xD2...0xD6: 0x6F
    case 0xF9...0xFC, 0xD9...0xDC: 0x75
    case 0xB2: 0x32
    default: value
    }
  }

  private struct Cutter {
    var atoms: [Atom] = []
    /// The piece under way, as UTF-8.
    private var text: [UInt8] = []
    private var kind = Atom.Kind.letters
    private var isGlued = false

    mutating func add(_ value: UInt32, _ kind: Atom.Kind) {
      if !text.isEmpty && kind != self.kind { end(glueing: true) }
      self.kind = kind
      if value < 0x80 {
        text.append(UInt8(value))
      } else if let scalar = Unicode.Scalar(value) {
        text += UTF8.encode(scalar) ?? .init()
      }
    }

    mutating func word(_ word: String) {
      cut()
      atoms.append(Atom(text: word, kind: .letters, isGlued: false))
    }

    mutating func cut() {
      end(glueing: false)
      isGlued = false
    }

    private mutating func end(glueing: Bool) {
      guard !text.isEmpty else { return }
      atoms.append(
        Atom(text: String(decoding: text, as: UTF8.self), kind: kind, isGlued: isGlued))
      text.removeAll(keepingCapacity: true)
      isGlued = glueing
    }
  }
}
