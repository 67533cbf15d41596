import RigCatalog
import RigModel
import RigPartLists
import RigRules
import RigSearch

/// Real parts by name, for a session.
protocol PartSource {
  /// Names of parts near a text; of one kind (`gpus`), or of any.
  func names(near text: String, of key: String?) throws -> [String]
  /// Parts near a text, for a person.
  func list(near text: String, in language: Language) throws -> String
  /// Every part there is to choose from.
  func offers() throws -> Offers
  /// The canonical value of a field (`gpus`, `cpu`) whose part is named; nil where none is meant.
  func value(of key: String, named name: String) throws -> BuildValue?
}

/// The catalogue that ships, with the user's own parts.
struct CatalogParts: PartSource {
  let names: PartNames
  private var catalog: Catalog { names.catalog }

  static func open() throws -> CatalogParts { CatalogParts(names: try PartNames.open()) }

  func names(near text: String, of key: String?) throws -> [String] {
    let category = key.flatMap { key in PartCategory.allCases.first { $0.buildKey == key } }
    let wanted = text.lowercased()
    let found = try catalog.search(text, category: category, limit: 40)
    let all = found.flatMap { [$0.fullName, $0.name] }
    var seen: Set<String> = []
    return all.filter { $0.lowercased().hasPrefix(wanted) && seen.insert($0).inserted }
  }

  func list(near text: String, in language: Language) throws -> String {
    PartPrinter(language: language).list(try catalog.search(text, limit: 12))
  }

  func offers() throws -> Offers { try Offers(catalog, without: []) }

  func value(of key: String, named name: String) throws -> BuildValue? {
    let text = BuildValue.map([.init(key: key, value: .text(name))])
    let bytes = Array(CanonicalText.json(text, pretty: false).utf8)
    return try names.builds.read(bytes, file: key)?.build.value[key]
  }
}

extension Repl {
  /// `:parts TEXT`.
  func listParts(_ text: String) throws {
    guard !text.isEmpty else { throw Self.usage(.parts) }
    let found = try setup.parts().list(near: text, in: language)
    guard !found.isEmpty else {
      throw Failure(say("no part is named like `\(text)`", "没有名称类似 `\(text)` 的配件"))
    }
    showPage(found)
  }

  /// The fields of a part that a value names: `:set gpus[1] "RTX 4090"`; nil if it names none.
  func namedPart(_ text: String, for path: BuildPath) throws -> BuildValue? {
    let canonical = path.canonical
    guard case .key(let key)? = canonical.steps.first, canonical.steps.count <= 2,
      let field = canonical.field, field.component != nil,
      canonical.steps.count == 1
        || field.isList && field.key == key,
      !text.hasPrefix("{"), text != "nil"
    else { return nil }
    let isQuoted =
      text.count > 1 && (text.first == "\"" || text.first == "'") && text.last == text.first
    let name = isQuoted ? String(text.dropFirst().dropLast()) : text
    do {
      let value = try setup.parts().value(of: key, named: name)
      guard let value else {
        throw Failure(say("`\(name)` is not the name of a part", "`\(name)` 不是配件名称"))
      }
      return canonical.steps.count == 2 ? value[0] : value
    } catch let invalid as InvalidBuild {
      throw Failure(
        invalid.diagnostics.map { diagnostic in
          "error: \(diagnostic.message)" + (diagnostic.hint.map { "; \($0)" } ?? "")
        })
    }
  }
}
