/// What a catalogue answers when it is asked for a part by name.
public enum NameResolution: Sendable, Hashable {
  /// The name or an alias means exactly this part.
  case exact(Part)
  /// One clear best match; the note says in plain words what in the name was taken as what.
  case best(Part, note: String)
  /// A chipset alone ("RTX 3090"): the part holds the fields on which all its cards agree;
  /// `ranges` says for the others what they lie between, by key ("length_mm": "285–336").
  case chipset(Part, ranges: [String: String])
  /// Several parts fit; the fields in which they differ, in the registry's order.
  case several([Part], differing: [String])
  /// None fits; the nearest names, best first.
  case none(nearest: [Part])
}

/// A place that knows parts by name: the catalogue, or a small table in a test.
public protocol PartLookup: Sendable {
  /// Finds the part that a name means.
  ///
  /// - Parameters:
  ///   - name: What a person wrote, without count and price.
  ///   - category: The kind of part where it is known; nil lets all kinds compete.
  /// - Throws: An error of the catalogue's storage, never "not found".
  func resolve(_ name: String, category: PartCategory?) throws -> NameResolution

  /// The parts whose full name, maker included, this is: no word is left out and none is read.
  ///
  /// - Throws: An error of the catalogue's storage, never "not found".
  func parts(fullyNamed name: String, category: PartCategory) throws -> [Part]

  /// Whether a name as it stands, with or without its maker, is a listed name, alias or number of a part.
  ///
  /// - Throws: An error of the catalogue's storage, never "not found".
  func isListed(_ name: String, of part: Part) throws -> Bool

  /// Whether any part of a kind has every word of a name, or is listed under it: a quick look. Nil where
  /// that is not known.
  ///
  /// - Throws: An error of the catalogue's storage, never "not found".
  func mayName(_ name: String, category: PartCategory) throws -> Bool?

  /// The makers of parts that have every word of a name in one of theirs, among others; nil where
  /// that is not known, so that any maker may be one.
  ///
  /// - Throws: An error of the catalogue's storage, never "not found".
  func makers(ofPartsWith name: String, category: PartCategory) throws -> Set<String>?
}

extension PartLookup {
  /// None: a table that knows short names alone.
  public func parts(fullyNamed name: String, category: PartCategory) throws -> [Part] { [] }

  /// False: a table that has no other names.
  public func isListed(_ name: String, of part: Part) throws -> Bool { false }

  /// Nil: a table that is not searched by words.
  public func mayName(_ name: String, category: PartCategory) throws -> Bool? { nil }

  /// Nil: a table that is not searched by words.
  public func makers(ofPartsWith name: String, category: PartCategory) throws -> Set<String>? {
    nil
  }
}
