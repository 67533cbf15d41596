internal import RigCatalog
package import RigModel

/// A file of parts to choose from: a list under each key of a build (`gpus`, `psus`, `chassis`), in YAML or JSON.
///
/// Each entry is checked like the part of a build, so a mistake has its line.
package enum OfferFile {
  /// Reads the text of a file.
  package static func read(_ bytes: [UInt8], file: String) throws(InvalidBuild) -> Offers {
    let tree = SourceDocument.parse(bytes, file: file, domain: "build")
    guard let root = tree.root, tree.diagnostics.isEmpty else {
      throw InvalidBuild(diagnostics: tree.diagnostics)
    }
    guard case .map(let entries) = root.content, !entries.isEmpty else {
      throw InvalidBuild(diagnostics: [
        diagnostic(file, root.position, "a file of parts has lists under \(keys)")
      ])
    }
    var offers: [Offer] = []
    for entry in entries { offers += try parts(of: entry, file) }
    return Offers(offers)
  }

  private static let keys = PartCategory.allCases.map(\.buildKey).joined(separator: ", ")

  private static func category(_ key: String) -> PartCategory? {
    let field = FieldRegistry.version1.root.field(key)
    return PartCategory.allCases.first { $0.buildKey == field?.key }
  }

  private static func parts(of entry: SourceEntry, _ file: String) throws(InvalidBuild) -> [Offer] {
    guard let category = category(entry.key) else {
      let near = FieldRegistry.version1.nearest(
        to: entry.key, among: PartCategory.allCases.map(\.buildKey))
      throw InvalidBuild(diagnostics: [
        diagnostic(
          file, entry.position, "`\(entry.key)` is not a kind of part",
          hint: near.map { "did you mean `\($0)`?" } ?? "there are \(keys)")
      ])
    }
    var items = [entry.value]
    if case .list(let list) = entry.value.content { items = list }
    var offers: [Offer] = []
    for item in items {
      let alone = SourceEntry(key: category.buildKey, position: entry.position, value: item)
      let build = try Build(SourceNode(.map([alone]), at: entry.position), file: file)
      let stated = build.value[category.buildKey]
      guard let part = category.isList ? stated?[0] : stated,
        let name = part["name"]?.textValue
      else {
        throw InvalidBuild(diagnostics: [
          diagnostic(
            file, item.position ?? entry.position, "a part to choose from needs a `name`")
        ])
      }
      offers.append(Offer(category: category, name: name, value: part))
    }
    return offers
  }

  private static func diagnostic(
    _ file: String, _ position: SourcePosition?, _ message: String, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: "part/bad-file", file: file, line: position?.line, column: position?.column,
      message: message, hint: hint)
  }
}
