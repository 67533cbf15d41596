import RigModel
import RigReports
import RigRules
import RigSearch

/// The fixes of a build, for people and for programs.
struct SuggestPrinter {
  let answer: FixAnswer
  let build: Build
  let goal: FixGoal
  let most: Int
  let language: Language
  let layout: TextLayout

  func text() -> String {
    var text = layout.bold(answer.base.name ?? answer.base.id) + "  "
    text += layout.paint(answer.base.verdict.word(in: language), as: answer.base.verdict)
    text += score(answer.base.score) + language.choose("; goal: ", "；目标：") + goal.text + "\n"
    if answer.isReached {
      return text
        + language.choose("The goal is reached; nothing has to change.\n", "已达到目标，无需改动。\n")
    }
    let isOnlyUnstated = answer.outOfReach.isEmpty && !answer.unstated.isEmpty
    if answer.menus.isEmpty && !isOnlyUnstated { text += nothing() }
    if !answer.unstated.isEmpty {
      text += language.choose(
        "Fixes leave these open, because no change states what is missing:\n",
        "以下规则仍无法评估，因为改动不会补上缺少的内容：\n")
      text += rules(answer.unstated)
    }
    for (number, menu) in answer.menus.enumerated() { text += "\n" + self.menu(menu, number + 1) }
    if !answer.omissions.isEmpty {
      text += "\n"
      for omission in answer.omissions {
        text += layout.paragraph(language.choose("Not tried:", "未尝试："), words(omission), indent: 0)
      }
    }
    return TerminalText.clean(text, keepingColors: layout.color)
  }

  private func score(_ score: Double?) -> String {
    score.map { language.choose(", score ", "，得分 ") + DecimalText.short($0) } ?? ""
  }

  private func nothing() -> String {
    if answer.outOfReach.isEmpty {
      return language.choose(
        "No fix was found among the changes that were tried.\n", "在已尝试的改动中没有找到方案。\n")
    }
    return language.choose(
      "No change that is allowed affects these, and the goal needs them:\n",
      "达到目标需要以下规则通过，但所允许的改动都不影响它们：\n") + rules(answer.outOfReach)
  }

  private func rules(_ ids: [String]) -> String {
    var text = ""
    for rule in ids {
      var words = rule
      let result = answer.base.results.first { $0.rule == rule }
      if case .unknown(let missing)? = result?.outcome {
        let fields = missing.map(BuildLocation.forPeople).joined(
          separator: language.choose(", ", "、"))
        words += language.choose(": the build does not state ", "：配置中没有写明 ") + fields
      }
      text += layout.paragraph("-", words, indent: 2)
    }
    return text
  }

  private func menu(_ menu: FixMenu, _ number: Int) -> String {
    let count = menu.best.reduce(0) { $0 + $1.changes.count }
    let title = language.choose(
      "Fix \(number): \(count) change\(count == 1 ? "" : "s")", "方案 \(number)：\(count) 处改动")
    var text = layout.bold(title) + " → " + menu.report.verdict.word(in: language)
    text += score(menu.report.score) + "\n"
    for (place, choice) in menu.choices.enumerated() {
      let isAlone = menu.choices.count == 1
      let head = language.choose("one of these:", "以下任选一项：")
      let label =
        isAlone ? head : language.choose("Choice \(place + 1), ", "选择 \(place + 1)，") + head
      if choice.count > 1 || !isAlone { text += "  \(label)\n" }
      for (index, one) in choice.prefix(most).enumerated() {
        text += layout.paragraph("\(index + 1).", words(one), indent: 4)
      }
      if choice.count > most {
        text += layout.dimmed(
          language.choose(
            "… \(choice.count - most) more; --most \(choice.count) shows them",
            "……另有 \(choice.count - most) 项；用 --most \(choice.count) 全部显示"), indent: 4)
      }
    }
    return text + layout.dimmed(proof(menu), indent: 2)
  }

  private func words(_ one: FixAlternative) -> String {
    var words = one.changes.indices.map { place in
      var text = one.changes[place].text(
        on: build.value, language, isLeast: one.isLeast[place])
      let alike = one.alike[place].count
      if alike > 0 {
        text += language.choose(
          " (or \(alike) that the rules take for the same)", "（另有 \(alike) 个对规则而言相同的配件）")
      }
      return text
    }.joined(separator: language.choose(" and ", "，并"))
    let isBought = one.changes.contains { $0.price(on: build.value) != 0 }
    if isBought {
      words +=
        language.choose("; price ", "；价格 ")
        + (one.price.map(DecimalText.short) ?? language.choose("unknown", "未知"))
    }
    return words
  }

  private func proof(_ menu: FixMenu) -> String {
    switch menu.proof {
    case .evaluated(1): language.choose("evaluated", "已评估")
    case .evaluated(let count):
      language.choose("all \(count) combinations evaluated", "全部 \(count) 种组合均已评估")
    case .reads(let sampled, let total):
      language.choose(
        "no rule reads two of the choices; \(sampled) of \(total) combinations evaluated besides",
        "没有规则同时读取两项选择；另外评估了 \(total) 种组合中的 \(sampled) 种")
    case .sampled(let sampled, let total):
      language.choose(
        "\(sampled) of \(total) combinations evaluated, the others not proved",
        "评估了 \(total) 种组合中的 \(sampled) 种，其余未证明")
    }
  }

  private func words(_ omission: FixOmission) -> String {
    switch omission {
    case .unknownLimit(let card):
      let name = card ?? language.choose("a card", "显卡")
      return language.choose(
        "a power limit of \(name), because its power or its least limit is unknown",
        "\(name) 的功率上限：功率或最低上限未知")
    case .tooManyMoves(let slots, let cards):
      return language.choose(
        "other slots: too many ways to put \(cards) cards into \(slots) slots",
        "更换插槽：\(cards) 块显卡插入 \(slots) 个插槽的方式太多")
    case .tooManyTogether(let names, let count):
      let list = names.joined(separator: " + ")
      return language.choose(
        "\(list) together (\(count) combinations)", "同时改动 \(list)（\(count) 种组合）")
    case .moreTogether(let size):
      return language.choose(
        "more than \(size) change\(size == 1 ? "" : "s") that help only together; --together tries them",
        "\(size) 处以上须同时进行的改动；用 --together 尝试")
    case .unknownPrices(let count):
      return language.choose(
        "\(count) parts whose price is unknown, because of --max-price",
        "\(count) 个价格未知的配件（因为有 --max-price）")
    case .aboveLimit(let count):
      return language.choose(
        "\(count) parts that alone cost more than --max-price", "\(count) 个单独就超过 --max-price 的配件")
    case .aboveLimitTogether(let alternatives, let fixes):
      return language.choose(
        "\(alternatives) alternatives that with some of the other choices cost more than --max-price, "
          + "and \(fixes) fixes that always do",
        "\(alternatives) 个与其他选择合计会超过 --max-price 的选项，以及 \(fixes) 个总是超过的方案")
    }
  }

  // MARK: JSON

  func json(pretty: Bool = true) -> [UInt8] {
    var json = JSONBytes(pretty: pretty)
    json.beginObject()
    json.field("id", answer.base.id)
    json.field("verdict", answer.base.verdict.rawValue)
    json.append("score", answer.base.score)
    json.field("goal", goal.text)
    json.key("reached")
    json.value(answer.isReached)
    json.key("fixes")
    json.beginArray()
    for menu in answer.menus { append(menu, &json) }
    json.endArray()
    json.append("out_of_reach", answer.outOfReach)
    json.append("unstated", answer.unstated)
    json.append("not_tried", answer.omissions.map { words($0) })
    json.field("judged", answer.judged)
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func append(_ menu: FixMenu, _ json: inout JSONBytes) {
    json.beginObject()
    json.field("verdict", menu.report.verdict.rawValue)
    json.append("score", menu.report.score)
    json.field("proof", proof(menu))
    json.key("choices")
    json.beginArray()
    for choice in menu.choices {
      json.beginArray()
      for one in choice { append(one, &json) }
      json.endArray()
    }
    json.endArray()
    json.endObject()
  }

  private func append(_ one: FixAlternative, _ json: inout JSONBytes) {
    json.beginObject()
    json.append("price", one.price)
    json.append("score_alone", one.score)
    json.key("changes")
    json.beginArray()
    for (place, change) in one.changes.enumerated() {
      json.beginObject()
      json.field("kind", change.kind.rawValue)
      json.field("text", change.text(on: build.value, language, isLeast: one.isLeast[place]))
      json.key("edits")
      json.beginArray()
      for edit in build.value.edits(to: Change.apply([change], to: build.value)) {
        json.beginObject()
        json.field("path", edit.path)
        json.key("value")
        if let value = edit.value { json.value(value) } else { json.null() }
        json.endObject()
      }
      json.endArray()
      json.append("alike", one.alike[place])
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }
}
