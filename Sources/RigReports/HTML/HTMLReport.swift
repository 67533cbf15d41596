internal import RigModel
internal import RigPictures
internal import RigRules

/// The report as one page for a browser: pictures with their findings, parts, every rule. It loads
/// nothing, runs nothing, and prints.
struct HTMLReport {
  let writer: ReportWriter
  let words: HTMLWording
  let wording: Wording

  init(writer: ReportWriter) {
    self.writer = writer
    words = HTMLWording(language: writer.language)
    wording = Wording(language: writer.language)
  }

  func text(of builds: [ReportedBuild]) -> String {
    let name = builds.map { $0.report.name ?? $0.report.id }.joined(separator: " · ")
    var text = head("\(words.title) – \(name)")
    text +=
      "<header class=\"top\">"
      + HTMLText.element("h1", HTMLText.escaped(words.title), class: "kind")
    text +=
      HTMLText.element("p", HTMLText.escaped(words.signs), class: "signs") + "</header>\n<main>\n"
    text += body(of: builds) + "</main>\n"
    let rules = builds.first.map { String($0.report.ruleset.prefix(12)) } ?? ""
    text += "<footer>rigrules · \(HTMLText.escaped(rules))</footer>\n</body>\n</html>\n"
    return text
  }

  /// All but the frame of the page.
  func body(of builds: [ReportedBuild]) -> String {
    var text = ""
    if builds.count > 1 { text += HTMLComparison(words: words, wording: wording).text(of: builds) }
    text += "<div class=\"builds \(builds.count > 1 ? "many" : "solo")\">\n"
    for (index, build) in builds.enumerated() {
      text += HTMLBuild(writer: writer, words: words, wording: wording, number: index + 1)
        .text(of: build)
    }
    text += "</div>\n"
    return text + HTMLRules(writer: writer, words: words).text(of: builds)
  }

  private func head(_ title: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(writer.language == .chinese ? "zh-Hans" : "en")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(HTMLText.escaped(title, longest: 160))</title>
    <style>
    \(PictureStyles.text)\(HTMLStyles.text)</style>
    </head>
    <body>

    """
  }
}

/// One build on the page.
struct HTMLBuild {
  let writer: ReportWriter
  let words: HTMLWording
  let wording: Wording
  let number: Int

  func text(of reported: ReportedBuild) -> String {
    let report = reported.report
    let groups = FindingGroup.all(in: report, rules: writer.rules, language: writer.language)
    var text = "<article id=\"b\(number)\">\n" + header(reported)
    var others = groups
    if let pictures = writer.pictures(of: reported) {
      text += overview(pictures)
      for kind in PictureKind.allCases {
        let own = groups.filter { self.kind(of: $0) == kind }
        text += section(kind, pictures, own)
      }
      others = groups.filter { self.kind(of: $0) == nil }
    }
    if !others.isEmpty {
      text += "<section>" + HTMLText.element("h3", HTMLText.escaped(words.otherFindings))
      text += "<div class=\"cards\">\n" + others.map(finding).joined() + "</div></section>\n"
    }
    text += unknowns(report) + (reported.build.map(parts) ?? "")
    return text + "</article>\n"
  }

  private func header(_ reported: ReportedBuild) -> String {
    let report = reported.report
    let verdict =
      "<span class=\"verdict \(report.verdict.rawValue)\">\(words.verdictSign(report.verdict)) "
      + "\(wording.verdict(report.verdict))</span>"
    var text =
      "<header>" + HTMLText.element("h2", "\(verdict) \(HTMLText.name(report.name ?? report.id))")
    let score = wording.score(report.score, coverage: report.coverage)
    text += HTMLText.element(
      "p", HTMLText.escaped("\(wording.meaning(of: report)) · \(score)"), class: "lead")
    if let build = reported.build {
      let parts = PartsSummary(build: build, language: writer.language).text
      text += HTMLText.element("p", HTMLText.escaped(parts), class: "parts")
    }
    for notice in report.notices {
      text += HTMLText.element("p", "! \(HTMLText.escaped(notice.message))", class: "notice")
    }
    for result in report.results {
      guard case .broken(let failure) = result.outcome else { continue }
      text += HTMLText.element(
        "p", "✗ \(HTMLText.escaped("\(result.rule): \(failure.message) (\(failure.place))"))",
        class: "notice")
    }
    return text + "</header>\n"
  }

  /// The pictures by name, each with its sign.
  private func overview(_ pictures: Pictures) -> String {
    let links = PictureKind.allCases.map { kind in
      let state = pictures.state(of: kind)
      return "<a class=\"chip \(state.rawValue)\" href=\"#b\(number)-\(kind.rawValue)\">"
        + "\(state.sign) \(HTMLText.escaped(kind.title(in: writer.language)))</a>"
    }
    return "<nav aria-label=\"\(HTMLText.escaped("\(words.pictures) \(number)"))\">"
      + links.joined(separator: " ") + "</nav>\n"
  }

  // MARK: Pictures and findings

  private func kind(of group: FindingGroup) -> PictureKind? {
    let category =
      writer.rules[group.rule]?.category ?? String(group.rule.prefix { $0 != "/" && $0 != ":" })
    return PictureKind(showing: group.at.map(BuildLocation.general), category: category)
  }

  private func section(_ kind: PictureKind, _ pictures: Pictures, _ findings: [FindingGroup])
    -> String
  {
    let id = "b\(number)-\(kind.rawValue)"
    let state = pictures.state(of: kind)
    var text = "<section class=\"pair \(kind == .slots ? "slots" : "bars")\" id=\"\(id)\">\n"
    text += HTMLText.element(
      "h3",
      "<span class=\"chip \(state.rawValue)\">\(state.sign)</span> "
        + HTMLText.escaped(kind.title(in: writer.language)))
    text +=
      "<figure><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"\(HTMLText.escaped(kind.title(in: writer.language)))\">\n"
    text += pictures.svg(kind, id: id + "-p", isAlone: false)
    text +=
      "</div><figcaption><details><summary>\(HTMLText.escaped(words.textInstead))</summary><ul>\n"
    for sentence in pictures.sentences(kind) {
      text += HTMLText.element("li", HTMLText.escaped(sentence))
    }
    text += "</ul></details></figcaption></figure>\n<div class=\"cards\">\n"
    if findings.isEmpty {
      text += HTMLText.element("p", HTMLText.escaped(words.noFindings), class: "none")
    }
    return text + findings.map(finding).joined() + "</div>\n</section>\n"
  }

  private func finding(_ group: FindingGroup) -> String {
    let (sign, _) = words.outcome(.fail(severity: group.severity, findings: []))
    var text = "<div class=\"finding \(group.severity.rawValue)\">"
    text += HTMLText.element(
      "p",
      "<strong>\(sign) \(wording.severity(group.severity))</strong> \(HTMLText.escaped(group.message))"
    )
    if let suggestion = group.suggestion {
      text += HTMLText.element(
        "p", "<b>\(words.suggestion)</b>\(HTMLText.escaped(suggestion))", class: "change")
    }
    let rule = writer.rules[group.rule]
    if let source = rule?.source.first {
      text += HTMLText.element("p", words.source + HTMLText.quotation(source), class: "source")
    }
    if let why = rule?.why {
      text += "<details><summary>\(HTMLText.escaped(words.whyAndSource))</summary>"
      text += HTMLText.element("p", HTMLText.escaped(why[writer.language]))
      for source in rule?.source.dropFirst() ?? [] {
        text += HTMLText.element("p", HTMLText.quotation(source), class: "source")
      }
      text += "</details>"
    }
    let place = [group.at, group.rule, group.location?.description].compactMap { $0 }
      .joined(separator: " · ")
    return text + HTMLText.element("p", HTMLText.escaped(place), class: "place") + "</div>\n"
  }

  // MARK: What is missing, and the parts

  private func unknowns(_ report: Report) -> String {
    let missing = MissingFields(report, rules: writer.rules, language: writer.language)
    guard !missing.entries.isEmpty else { return "" }
    let title = "? \(wording.unchecked(missing.ruleCount)) · \(wording.fillIn)"
    var text =
      "<section>" + HTMLText.element("h3", HTMLText.escaped(title)) + "<ul class=\"missing\">\n"
    for entry in missing.entries {
      let meaning = entry.meaning.map { " – \(HTMLText.escaped($0))" } ?? ""
      text += HTMLText.element("li", "<code>\(HTMLText.escaped(entry.label))</code>\(meaning)")
    }
    return text + "</ul></section>\n"
  }

  private func parts(_ build: Build) -> String {
    let list = PartsList(build)
    guard !list.rows.isEmpty else { return "" }
    var text = "<section>" + HTMLText.element("h3", HTMLText.escaped(words.parts))
    text +=
      "<table class=\"partlist\"><thead><tr><th scope=\"col\">\(words.part)</th><th scope=\"col\">\(words.name)</th>"
    text +=
      "<th scope=\"col\" class=\"n\">\(words.count)</th><th scope=\"col\" class=\"n\">\(words.price)</th></tr></thead><tbody>\n"
    for row in list.rows {
      let price = row.price.map { DecimalText.grouped($0 * row.count) } ?? "? \(words.notStated)"
      text += "<tr><th scope=\"row\">\(HTMLText.escaped(words.part(row.key)))</th>"
      text += "<td>\(row.name.isEmpty ? "–" : HTMLText.name(row.name))</td>"
      text +=
        "<td class=\"n\">\(DecimalText.short(row.count))</td><td class=\"n\">\(price)</td></tr>\n"
    }
    let total =
      list.total.map { "\(DecimalText.grouped($0)) \(HTMLText.name(list.currency))" }
      ?? "? \(words.notStated)"
    text += "</tbody><tfoot><tr><th scope=\"row\" colspan=\"3\">\(words.total)</th>"
    return text + "<td class=\"n\">\(total)</td></tr></tfoot></table></section>\n"
  }
}
