/// Orders of shops: the price and the number of pieces stand on the line below the name.
struct OrderLines {
  let vocabulary: Vocabulary

  /// Items whose line below holds nothing but money take the price from it.
  func joined(_ items: [RawItem]) -> [RawItem] {
    var items = items
    for index in items.indices.dropFirst() where items[index].structure == nil {
      guard items[index].key.isEmpty, items[index].details.isEmpty,
        let (price, count) = money(items[index].name),
        let target = (0..<index).last(where: { items[$0].structure == nil }),
        index - target <= 2, items[target].price == nil, items[target].unitPrice == nil,
        items[target].name.contains(where: \.isLetter), money(items[target].name) == nil,
        PriceReader(vocabulary: vocabulary).find(in: LineText(items[target].name)) == nil
      else { continue }
      items[target].unitPrice = price
      if items[target].count == nil, let count { items[target].count = count }
      items[index].structure = "price"
    }
    return items
  }

  /// The money and the number of pieces of a line that has nothing else: `￥1099.00 x1`.
  private func money(_ text: String) -> (price: String, count: Int?)? {
    guard text.unicodeScalars.count <= 40 else { return nil }
    var line = LineText(text)
    guard let price = PriceReader(vocabulary: vocabulary).find(in: line) else { return nil }
    line.use(price.range)
    let count = CountReader(vocabulary: vocabulary).find(in: line, kind: nil)
    if let count { line.use(count.range) }
    let rest = line.folded.indices.contains { index in
      !line.used[index] && (line.folded[index].isLatinWord || line.folded[index].isChinese)
    }
    return rest ? nil : (line.text(price.range), count?.count)
  }
}
