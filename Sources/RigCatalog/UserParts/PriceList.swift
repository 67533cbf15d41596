import RigModel
internal import RigSystem

extension PartImport {
  /// Reads a list of names and prices: each name has to mean one part of the catalogue.
  public static func prices(
    _ path: String, category: PartCategory?, map: [String: String] = [:], in catalog: Catalog
  ) throws -> Result {
    let (rows, refused) = try table(path)
    let folded = Dictionary(
      map.map { (Self.folded($0.key), $0.value) }, uniquingKeysWith: { one, _ in one })
    let header = (rows.first?.cells ?? []).map { folded[Self.folded($0)] ?? Self.folded($0) }
    guard let name = header.firstIndex(of: "name"), let price = header.firstIndex(of: "price")
    else {
      throw CatalogError.badText(
        path: path, line: 1, reason: "the columns `name` and `price` are needed")
    }
    let kind = header.firstIndex(of: "category")
    var result = Result(refused: refused)
    for row in rows.dropFirst() {
      func cell(_ index: Int) -> String { index < row.cells.count ? row.cells[index] : "" }
      func refuse(_ reason: String) {
        result.refused.append(.init(file: path, line: row.line, reason: reason))
      }
      guard let amount = amount(cell(price)) else {
        refuse("`\(cell(price))` is not a price")
        continue
      }
      let stated = kind.flatMap { PartCategory(word: cell($0)) } ?? category
      switch try catalog.resolve(cell(name), category: stated) {
      case .exact(let part), .best(let part, _):
        result.parts.append(
          UserPart(
            category: part.category, maker: part.maker, name: part.name,
            source: DiskFiles.baseName(of: path), values: ["price": .quantity(amount)]))
      case .several, .chipset: refuse("`\(cell(name))` may mean several parts")
      case .none: refuse("no part is named `\(cell(name))`")
      }
    }
    return result
  }

  /// `$1,299.00`, `1299`, `¥ 899`.
  static func amount(_ text: String) -> Double? {
    let digits = text.filter { $0.isNumber || $0 == "." }
    guard let number = Double(digits), number >= 0, number <= 10_000_000 else { return nil }
    return number
  }
}
