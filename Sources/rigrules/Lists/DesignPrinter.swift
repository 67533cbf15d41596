import RigCatalog
import RigModel
import RigReports
import RigRules
import RigSearch

/// The designs of a plan and how it is known that they are the best, for people and for programs.
struct DesignPrinter {
  let answer: DesignAnswer
  let space: DesignSpace
  let top: Int
  let rules: [RuleDescription]
  let language: Language
  let layout: TextLayout

  /// The designs that were asked for, without the next best.
  var asked: [Design] { Array(answer.best.prefix(top)) }

  func text() -> String {
    var text = ""
    if asked.isEmpty { text += language.choose("No design was found.\n", "没有找到方案。\n") }
    for (number, design) in asked.enumerated() {
      if number > 0 { text += "\n" }
      text += self.text(of: design, language.choose("Design \(number + 1)", "方案 \(number + 1)"))
    }
    text += "\n" + certificate()
    if !answer.ifKnown.isEmpty {
      text +=
        "\n" + layout.bold(language.choose("Not proved, and may be better:", "未经证明，但可能更好：")) + "\n"
      for design in answer.ifKnown {
        let fields = design.missing.map(BuildLocation.forPeople)
          .joined(separator: language.choose(", ", "、"))
        let names = design.parts.map(name).joined(separator: language.choose(", ", "、"))
        text += layout.paragraph(
          "-", names + language.choose("; if these were known: ", "；如果已知：") + fields, indent: 2)
      }
    }
    return TerminalText.clean(text, keepingColors: layout.color)
  }

  private func text(of design: Design, _ title: String) -> String {
    var head = layout.bold(title) + "  "
    head += layout.paint(design.report.verdict.word(in: language), as: design.report.verdict)
    head += figures(design) + "\n"
    let keys = design.parts.map(\.offer.category.buildKey)
    let width = keys.map(\.count).max() ?? 0
    for (index, part) in design.parts.enumerated() {
      let pad = String(repeating: " ", count: width - keys[index].count + 2)
      var words = name(part)
      if let price = part.offer.price {
        words += "  " + DecimalText.short(price * Double(part.count))
      }
      let alike = design.alike[index].count
      if alike > 0 {
        words += language.choose(
          "  (or \(alike) that the rules take for the same)", "  （另有 \(alike) 个对规则而言相同的配件）")
      }
      head += "  " + keys[index] + pad + words + "\n"
    }
    return head
  }

  private func figures(_ design: Design) -> String {
    var text =
      design.report.score.map { language.choose(", score ", "，得分 ") + DecimalText.short($0) } ?? ""
    let coverage = DecimalText.short(design.report.coverage * 100)
    text += language.choose(", \(coverage) % of the rules evaluated", "，已评估规则的 \(coverage)%")
    if let price = design.price {
      text += language.choose(", price ", "，价格 ") + DecimalText.short(price)
    }
    if let memory = design.memory {
      text += language.choose(
        ", \(DecimalText.short(memory)) GB of VRAM", "，显存 \(DecimalText.short(memory)) GB")
    }
    if let value = design.value {
      text += language.choose(", objective ", "，目标值 ") + DecimalText.short(value)
    }
    return text
  }

  func name(_ part: DesignOption) -> String {
    part.count > 1 ? "\(part.count) × \(part.offer.name)" : part.offer.name
  }

  // MARK: The certificate

  /// A number of designs: exact where it is small, else its size.
  private func number(_ count: Double) -> String {
    count < 1e9
      ? DecimalText.short(count) : "\((count / pow10(count)).rounded())e\(exponent(count))"
  }

  private func exponent(_ count: Double) -> Int {
    var (left, exponent) = (count, 0)
    while left >= 10 { (left, exponent) = (left / 10, exponent + 1) }
    return exponent
  }

  private func pow10(_ count: Double) -> Double {
    (0..<exponent(count)).reduce(1) { product, _ in product * 10 }
  }

  private func certificate() -> String {
    var lines: [String] = []
    let total = number(answer.total)
    if let bound = answer.bound {
      lines.append(
        language.choose("Not proved: the search was ended early.", "未证明：搜索提前结束。") + gap(bound))
    } else if asked.isEmpty {
      lines.append(
        language.choose("Proved over \(total) candidates: none passes.", "已证明：\(total) 个候选中没有一个通过。")
      )
    } else {
      lines.append(
        language.choose(
          "Proved over \(total) candidates: no other is better.", "已证明：\(total) 个候选中没有更好的。"))
    }
    lines.append(
      language.choose(
        "Judged as whole builds: \(number(answer.judged)), in \(answer.evaluations) evaluations.",
        "作为完整配置评估：\(number(answer.judged)) 个，共评估 \(answer.evaluations) 次。"))
    for cut in answer.cuts.prefix(8) { lines.append(words(cut.cause, number(cut.count))) }
    if answer.cuts.count > 8 {
      let rest = answer.cuts.dropFirst(8).reduce(0) { $0 + $1.count }
      lines.append(
        language.choose(
          "Cut by \(answer.cuts.count - 8) other rules: \(number(rest)).",
          "由另外 \(answer.cuts.count - 8) 条规则排除：\(number(rest)) 个。"))
    }
    if answer.best.count > top {
      let next = answer.best[top]
      lines.append(
        language.choose("Next best: ", "下一个最好的：")
          + next.parts.map(name).joined(separator: language.choose(", ", "、")) + figures(next))
    }
    lines += notes()
    return lines.map { layout.paragraph("", $0, indent: 0) }.joined()
  }

  private func notes() -> [String] {
    var lines: [String] = []
    if answer.unranked > 0 {
      lines.append(
        language.choose(
          "Without a number from the objective: \(number(answer.unranked)).",
          "目标函数没有给出数值：\(number(answer.unranked)) 个。"))
    }
    for exclusion in space.exclusions {
      lines.append(
        language.choose("Left out of ", "未考虑的 ") + exclusion.category.buildKey
          + language.choose(": ", "：")
          + words(exclusion))
    }
    if !space.withoutParts.isEmpty {
      let keys = space.withoutParts.map(\.buildKey).joined(separator: language.choose(", ", "、"))
      lines.append(
        language.choose("Not chosen, because there are no parts of it: ", "没有可选配件，因此未选择：") + keys)
    }
    return lines
  }

  private func gap(_ bound: [Double]) -> String {
    let gap = DesignGap(objective: space.plan.objective, language: language)
    return language.choose(" ", "") + gap.sentence(best: answer.best.first?.rank, bound: bound)
  }

  private func words(_ cut: DesignCut, _ count: String) -> String {
    switch cut {
    case .rule(let id):
      let example =
        answer.messages[id].map { language.choose(" (", "（") + $0 + language.choose(")", "）") }
        ?? ""
      return language.choose("Cut by \(id): \(count)\(example)", "由 \(id) 排除：\(count) 个\(example)")
    case .budget: return language.choose("Cut by the budget: \(count)", "超出预算：\(count) 个")
    case .bound:
      return language.choose("Cut because they cannot be better: \(count)", "不可能更好而排除：\(count) 个")
    case .time: return language.choose("Not reached: \(count)", "未搜索到：\(count) 个")
    }
  }

  private func words(_ exclusion: DesignExclusion) -> String {
    let count = exclusion.count
    return switch exclusion.reason {
    case .brand: language.choose("\(count) by the words taken or left", "按名称筛去 \(count) 个")
    case .unknownPrice: language.choose("\(count) whose price is unknown", "\(count) 个价格未知")
    case .unknownMemory: language.choose("\(count) whose memory is unknown", "\(count) 个显存未知")
    case .littleMemory: language.choose("\(count) with too little memory", "\(count) 个显存不足")
    }
  }

  // MARK: Why not

  func unknownPart(_ words: String) -> String {
    language.choose(
      "--why-not \(words): no part that may be chosen has these words in its name",
      "--why-not \(words)：可选的配件中没有名称含这些词的")
  }

  /// What speaks against a part: the rules that exclude it, or how its best design compares.
  func against(_ words: String, _ category: PartCategory, _ other: DesignAnswer) -> String {
    var text = "\n" + layout.bold(language.choose("Why not \(words)?", "为什么不选 \(words)？")) + "\n"
    guard let design = other.best.first else {
      text += language.choose("No design with it passes.\n", "含有它的方案都不通过。\n")
      for cut in other.cuts.prefix(5) {
        text += layout.paragraph("-", self.words(cut.cause, number(cut.count)), indent: 2)
      }
      return TerminalText.clean(text, keepingColors: layout.color)
    }
    text += self.text(of: design, language.choose("The best with it", "含有它的最好方案"))
    if let best = answer.best.first {
      text +=
        language.choose("The best of all: ", "最好的方案：") + best.report.verdict.word(in: language)
      text += figures(best) + "\n"
    }
    let common = Set(answer.best.first?.report.results ?? [])
    for result in design.report.results where !common.contains(result) {
      guard case .fail(_, let findings) = result.outcome, result.waived == nil,
        let message = findings.first?.message
      else { continue }
      text += layout.paragraph("-", "\(result.rule): \(message)", indent: 2)
    }
    return TerminalText.clean(text, keepingColors: layout.color)
  }

  // MARK: Builds

  func builds() -> [UInt8] {
    Array(asked.map { $0.build.canonicalYAML() }.joined(separator: "---\n").utf8)
  }

  func lines() -> [UInt8] {
    Array(asked.map { $0.build.canonicalJSON(pretty: false) + "\n" }.joined().utf8)
  }

  /// What to buy for the best design, with tabs between: number, name, price of each, price of all.
  func orderList() -> [UInt8] {
    guard let design = asked.first else { return [] }
    func price(_ price: Double?) -> String {
      price.map(DecimalText.short) ?? language.choose("unknown", "未知")
    }
    var rows = design.parts.map { part in
      [
        "\(part.count)", TerminalText.clean(part.offer.name, keepingColors: false),
        price(part.offer.price), price(part.offer.price.map { $0 * Double(part.count) }),
      ]
    }
    let count = design.parts.reduce(0) { $0 + $1.count }
    rows.append(["\(count)", language.choose("total", "合计"), "", price(design.price)])
    return Array(rows.map { $0.joined(separator: "\t") + "\n" }.joined().utf8)
  }

  func json() -> [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.field("objective", space.plan.objective.word)
    json.key("proved")
    json.value(answer.isProved)
    list(asked, "designs", &json)
    list(Array(answer.best.dropFirst(top)), "next", &json)
    list(answer.ifKnown, "if_known", &json)
    json.key("candidates")
    json.value(answer.total)
    json.key("judged")
    json.value(answer.judged)
    json.key("cuts")
    json.beginArray()
    for cut in answer.cuts {
      json.beginObject()
      if case .rule(let id) = cut.cause {
        json.field("rule", id)
      } else {
        json.field("reason", cut.cause.word)
      }
      json.key("candidates")
      json.value(cut.count)
      json.endObject()
    }
    json.endArray()
    json.append("notes", notes())
    json.field("evaluations", answer.evaluations)
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func list(_ designs: [Design], _ key: String, _ json: inout JSONBytes) {
    json.key(key)
    json.beginArray()
    for design in designs {
      json.beginObject()
      json.field("verdict", design.report.verdict.rawValue)
      json.append("score", design.report.score)
      json.append("coverage", design.report.coverage)
      json.append("price", design.price)
      json.append("vram_gb", design.memory)
      json.append("value", design.value)
      json.key("parts")
      json.beginArray()
      for (index, part) in design.parts.enumerated() {
        json.beginObject()
        json.field("kind", part.offer.category.buildKey)
        json.field("name", part.offer.name)
        json.field("count", part.count)
        json.append("alike", design.alike[index])
        json.endObject()
      }
      json.endArray()
      json.append("missing", design.missing)
      json.key("build")
      json.value(design.build.value)
      json.endObject()
    }
    json.endArray()
  }
}
