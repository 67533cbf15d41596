internal import RigModel
internal import RigPictures
internal import RigRules

/// Several builds line by line, those that differ marked.
struct HTMLComparison {
  let words: HTMLWording
  let wording: Wording

  func text(of builds: [ReportedBuild]) -> String {
    var text = "<section class=\"compare\">" + HTMLText.element("h2", words.comparison)
    text +=
      "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"\(words.comparison)\"><table><thead><tr><td></td>"
    for (index, build) in builds.enumerated() {
      let name = HTMLText.name(build.report.name ?? build.report.id)
      text += "<th scope=\"col\"><a href=\"#b\(index + 1)\">\(name)</a></th>"
    }
    text += "</tr></thead><tbody>\n"
    for (title, cells) in rows(builds) { text += row(title, cells) }
    return text + "</tbody></table></div></section>\n"
  }

  private func rows(_ builds: [ReportedBuild]) -> [(String, [String])] {
    let lists = builds.map { $0.build.map(PartsList.init) }
    var rows: [(String, [String])] = [
      (
        words.verdict,
        builds.map {
          "\(words.verdictSign($0.report.verdict)) \(wording.verdict($0.report.verdict))"
        }
      ),
      (words.score, builds.map { wording.score($0.report.score, coverage: $0.report.coverage) }),
      (
        words.useCase,
        builds.map { $0.build?.value["use_case"]?.textValue ?? words.notStated }
      ),
    ]
    for key in ["cpu", "cpu_cooler", "motherboard", "memory", "gpus", "storage", "psus", "chassis"]
    {
      let cells = lists.map { $0?.line(key) ?? "" }
      if cells.contains(where: { !$0.isEmpty }) {
        rows.append((words.part(key), cells.map { $0.isEmpty ? words.notStated : $0 }))
      }
    }
    rows.append(
      (
        words.total,
        lists.map { list in
          list?.total.map { "\(DecimalText.grouped($0)) \(list?.currency ?? "")" }
            ?? words.notStated
        }
      ))
    return rows
  }

  private func row(_ title: String, _ cells: [String]) -> String {
    let differs = Set(cells).count > 1
    let mark = differs ? "<span class=\"ne\" title=\"\(words.differs)\">≠</span> " : ""
    var text =
      "<tr\(differs ? " class=\"differs\"" : "")><th scope=\"row\">\(mark)\(HTMLText.escaped(title))</th>"
    for cell in cells { text += "<td>\(HTMLText.escaped(cell, longest: 300))</td>" }
    return text + "</tr>\n"
  }
}

/// Every rule, also those that do not apply, for all builds.
struct HTMLRules {
  let writer: ReportWriter
  let words: HTMLWording

  func text(of builds: [ReportedBuild]) -> String {
    var text = "<section class=\"rules\">" + HTMLText.element("h2", words.rules)
    text += HTMLText.element("p", HTMLText.escaped(words.rulesNote), class: "lead")
    text +=
      "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"\(words.rules)\"><table><thead><tr><th scope=\"col\">\(words.rule)</th>"
    for build in builds {
      let name =
        builds.count > 1 ? HTMLText.name(build.report.name ?? build.report.id) : words.result
      text += "<th scope=\"col\">\(name)</th>"
    }
    text += "</tr></thead><tbody>\n"
    for rule in ruleIDs(builds) { text += row(rule, builds) }
    return text + "</tbody></table></div></section>\n"
  }

  private func ruleIDs(_ builds: [ReportedBuild]) -> [String] {
    Set(builds.flatMap { $0.report.results.map(\.rule) }).sorted()
  }

  private func row(_ rule: String, _ builds: [ReportedBuild]) -> String {
    let cells = builds.map { build -> (String, String) in
      guard let result = build.report.results.first(where: { $0.rule == rule }) else {
        return ("", "")
      }
      return cell(result, build.build)
    }
    let differs = Set(cells.map(\.0)).count > 1
    let mark = differs ? "<span class=\"ne\" title=\"\(words.differs)\">≠</span> " : ""
    var text = "<tr\(differs ? " class=\"differs\"" : "")><th scope=\"row\">\(mark)"
    text +=
      "\(HTMLText.escaped(writer.title(of: rule)))<br><code>\(HTMLText.escaped(rule))</code></th>"
    for (word, detail) in cells {
      text += "<td>\(word)\(detail.isEmpty ? "" : "<br><small>\(detail)</small>")</td>"
    }
    return text + "</tr>\n"
  }

  private func cell(_ result: RuleResult, _ build: Build?) -> (String, String) {
    let (sign, word) = words.outcome(result.outcome)
    let text = "\(sign) \(HTMLText.escaped(word))"
    if let waiver = result.waived { return (text, HTMLText.escaped(words.waived + waiver.reason)) }
    switch result.outcome {
    case .pass: return (text, "")
    case .fail(_, let findings):
      return (text, HTMLText.escaped(findings.first?.message ?? "", longest: 240))
    case .unknown(let missing):
      let paths = missing.prefix(4).map(BuildLocation.forPeople).joined(separator: ", ")
      return (text, HTMLText.escaped(words.missing + paths + (missing.count > 4 ? " …" : "")))
    case .broken(let failure): return (text, HTMLText.escaped(failure.message))
    case .notApplicable:
      guard let build, let rule = writer.rules[result.rule] else { return (text, "") }
      return (text, lookedAt(rule, build))
    }
  }

  /// The fields that decide whether a rule applies, as the build has them.
  private func lookedAt(_ rule: RuleDescription, _ build: Build) -> String {
    let needs = rule.needs.flatMap { $0.split(separator: "|").map { $0.filter { $0 != " " } } }
    var parts: [String] = []
    for path in (needs + rule.reads).prefix(4) {
      let values = build.values(of: path)
      parts.append(
        "\(path) = \(values.isEmpty ? words.notStated : values.prefix(3).joined(separator: ", "))")
    }
    return parts.isEmpty
      ? "" : HTMLText.escaped(words.lookedAt + parts.joined(separator: "; "), longest: 240)
  }
}
