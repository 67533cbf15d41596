import RigModel
import RigReports
import RigRules
import RigSearch

/// Where two sets of rules differ, of all builds that parts can make: for people, and as JSON.
struct ProofPrinter {
  let proofs: [RuleProof]
  /// How many rules are the same in both sets, and were not touched.
  let sameRules: Int
  let onlyIn: ([String], [String])
  let names: (String, String)
  /// How many builds there are.
  let builds: Double
  let language: Language
  let layout: TextLayout

  /// Something differs, or is not proved.
  var hasDoubt: Bool {
    proofs.contains { !$0.isProved || $0.differing > 0 } || !onlyIn.0.isEmpty || !onlyIn.1.isEmpty
  }

  func text() -> String {
    var text = proofs.map(self.text).joined()
    for (name, rules) in zip([names.0, names.1], [onlyIn.0, onlyIn.1]) where !rules.isEmpty {
      let list = rules.joined(separator: " ")
      text += language.choose("only in \(name): \(list)\n", "只在 \(name) 中：\(list)\n")
    }
    if !text.isEmpty { text += "\n" }
    text += language.choose(
      "\(Self.number(builds)) builds can be made; \(sameRules) rules are the same and were not touched\n",
      "可组成 \(Self.number(builds)) 种配置；\(sameRules) 条规则相同，未比较\n")
    return TerminalText.clean(text, keepingColors: layout.color)
  }

  private func text(of proof: RuleProof) -> String {
    var text = layout.bold(proof.rule) + "  " + verdict(proof) + "\n"
    for group in proof.groups {
      text += "  \(group.outcomes.old) → \(group.outcomes.new)"
      text += language.choose(
        ": \(group.combinations) combinations, \(Self.number(group.builds)) builds\n",
        "：\(group.combinations) 个组合，\(Self.number(group.builds)) 种配置\n")
      for one in group.cases {
        let values = one.values.map {
          "\($0.path) \($0.value.map(Self.plain) ?? language.choose("none", "无"))"
        }
        text += layout.paragraph(
          "-", values.joined(separator: language.choose(", ", "，")), indent: 4)
      }
    }
    return text
  }

  private func verdict(_ proof: RuleProof) -> String {
    let all = Self.number(proof.combinations)
    if proof.isUnavailable {
      return language.choose("not proved: it can only be asked about whole builds", "未证明：只能对完整配置求值")
    }
    let tried = language.choose(
      "not proved, \(proof.tried) of \(all) combinations tried",
      "未证明，只试了 \(all) 个组合中的 \(proof.tried) 个")
    if proof.differing == 0 {
      return proof.isProved
        ? language.choose("no difference, proved over \(all) combinations", "没有差别，已对 \(all) 个组合证明")
        : language.choose("no difference found; ", "没有发现差别；") + tried
    }
    return proof.isProved
      ? language.choose(
        "differs for exactly \(proof.differing) of \(all) combinations",
        "恰好在 \(all) 个组合中的 \(proof.differing) 个上不同")
      : language.choose(
        "differs for \(proof.differing) combinations; ", "在 \(proof.differing) 个组合上不同；") + tried
  }

  func json() -> [UInt8] {
    var json = JSONBytes()
    json.beginObject()
    json.key("rules")
    json.beginArray()
    for proof in proofs { write(proof, &json) }
    json.endArray()
    json.field("same_rules", sameRules)
    json.key("only_in")
    json.beginArray()
    for rules in [onlyIn.0, onlyIn.1] { json.value(rules) }
    json.endArray()
    json.key("builds")
    json.value(builds)
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func write(_ proof: RuleProof, _ json: inout JSONBytes) {
    json.beginObject()
    json.field("rule", proof.rule)
    json.key("proved")
    json.value(proof.isProved)
    json.key("combinations")
    json.value(proof.combinations)
    json.field("tried", proof.tried)
    json.field("differing", proof.differing)
    json.key("groups")
    json.beginArray()
    for group in proof.groups {
      json.beginObject()
      json.field("old", group.outcomes.old)
      json.field("new", group.outcomes.new)
      json.field("combinations", group.combinations)
      json.key("builds")
      json.value(group.builds)
      json.key("cases")
      json.beginArray()
      for one in group.cases {
        json.beginObject()
        json.key("values")
        json.beginObject()
        for (path, value) in one.values {
          json.key(path)
          if let value { json.value(value) } else { json.null() }
        }
        json.endObject()
        json.key("build")
        json.value(one.build)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  /// A number of builds: whole up to a million, then rounded.
  static func number(_ count: Double) -> String {
    if count < 1_000_000 { return DecimalText.short(count) }
    var power = 0
    var rest = count
    while rest >= 10 {
      rest /= 10
      power += 1
    }
    return "\(DecimalText.short((rest * 100).rounded() / 100))e\(power)"
  }

  private static func plain(_ value: BuildValue) -> String {
    value.textValue ?? CanonicalText.json(value, pretty: false)
  }
}
