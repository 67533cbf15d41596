/// Makers and boards as people write them, out of what firmware says.
enum BoardName {
  /// `ASUSTeK COMPUTER INC.` as `ASUS`.
  static func maker(_ raw: String) -> String? {
    guard let known = Placeholder.known(raw) else { return nil }
    let low = known.lowercased()
    if let found = makers.first(where: { low.hasPrefix($0.0) }) { return found.1 }
    var words = known.words
    while let last = words.last, words.count > 1,
      suffixes.contains(last.lowercased().filter { $0.isLetter })
    {
      words.removeLast()
    }
    return words.joined(separator: " ").trimmed(of: ",.")
  }

  private static let suffixes: Set<String> = [
    "inc", "corp", "corporation", "ltd", "co", "limited", "gmbh", "technology", "international",
    "coltd", "llc", "computer", "electronics",
  ]

  private static let makers: [(String, String)] = [
    ("asustek", "ASUS"), ("asus", "ASUS"), ("asrockrack", "ASRock Rack"),
    ("asrock rack", "ASRock Rack"), ("asrock", "ASRock"), ("micro-star", "MSI"), ("msi", "MSI"),
    ("gigabyte", "Gigabyte"), ("giga-byte", "Gigabyte"), ("super micro", "Supermicro"),
    ("supermicro", "Supermicro"), ("hewlett-packard", "HP"), ("hewlett packard enterprise", "HPE"),
    ("hpe", "HPE"), ("hp", "HP"), ("dell", "Dell"), ("lenovo", "Lenovo"), ("fujitsu", "Fujitsu"),
    ("intel", "Intel"), ("evga", "EVGA"), ("biostar", "Biostar"), ("tyan", "Tyan"),
    ("apple", "Apple"), ("acer", "Acer"), ("nvidia", "NVIDIA"), ("jginyue", "JGINYUE"),
    ("huananzhi", "Huananzhi"), ("machinist", "Machinist"), ("framework", "Framework"),
  ]

  /// Makers of whole machines, whose boards are sold in no shop and have a number as their name.
  static let machineMakers: Set<String> = [
    "Dell", "HP", "HPE", "Lenovo", "Fujitsu", "Acer", "Apple",
  ]

  /// Maker and product, without the maker twice and without MSI's number in brackets.
  static func full(maker: String?, product: String) -> String {
    var product = product
    if let bracket = product.range(of: "(MS-"), product.hasSuffix(")") {
      product = product[..<bracket.lowerBound].trimmed
    }
    guard let maker else { return product }
    let low = product.lowercased()
    return low == maker.lowercased() || low.hasPrefix(maker.lowercased() + " ")
      ? product : "\(maker) \(product)"
  }
}

extension StringProtocol {
  /// Without some characters at its end.
  fileprivate func trimmed(of characters: String) -> String {
    var text = self[...]
    while let last = text.last, characters.contains(last) { text = text.dropLast() }
    return String(text)
  }
}
