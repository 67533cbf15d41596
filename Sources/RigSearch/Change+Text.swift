internal import RigCatalog
package import RigModel
package import RigRules

extension Change {
  /// The change as a sentence without its end.
  ///
  /// `isLeast` says that every larger quantity that was tried works too.
  package func text(on build: BuildValue, _ language: Language, isLeast: Bool = false) -> String {
    let words = words(on: build, isLeast: isLeast)
    return LocalizedText(english: words.0, chinese: words.1)[language]
  }

  private func words(on build: BuildValue, isLeast: Bool) -> (String, String) {
    switch self {
    case .part(let category, let old, let offer):
      let count = category.isList ? build[category.buildKey]?.listValue?.count ?? 1 : 1
      let number = count > 1 ? "\(count) × " : ""
      guard build[category.buildKey] != nil else {
        return (
          "add \(offer.name) as \(category.buildKey)", "增加 \(category.buildKey)：\(offer.name)"
        )
      }
      let what = old ?? category.buildKey
      return (
        "replace \(number)\(what) by \(offer.name)", "把\(number)\(what) 换成 \(offer.name)"
      )
    case .count(let category, let count):
      let now = build[category.buildKey]?.listValue?.count ?? 0
      return (
        "\(count) instead of \(now) in \(category.buildKey)",
        "\(category.buildKey) 的数量由 \(now) 改为 \(count)"
      )
    case .cap(let card, let watts):
      let figure = DecimalText.short(watts)
      return (
        "limit each \(card ?? "card") to \(figure) W", "把每块 \(card ?? "显卡") 的功率上限设为 \(figure) W"
      )
    case .move(let slots):
      let list = slots.map { "\($0)" }
      return (
        "put the cards into slots \(list.joined(separator: ", "))",
        "把显卡插到第 \(list.joined(separator: "、")) 号槽"
      )
    case .setting(let key, let value):
      let word = value.textValue ?? value.numberValue.map(DecimalText.short) ?? ""
      return ("set \(key) to \(word)", "把 \(key) 设为 \(word)")
    case .quantity(let category, let field, let amount):
      let path = ([category.buildKey] + field).joined(separator: ".")
      let figure = DecimalText.short(amount)
      return isLeast
        ? ("\(path) of \(figure) or more", "\(path) 不小于 \(figure)")
        : ("\(path) of \(figure)", "\(path) 为 \(figure)")
    }
  }
}
