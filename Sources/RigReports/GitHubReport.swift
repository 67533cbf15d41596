internal import RigModel
internal import RigRules

/// The report as commands of GitHub workflows, which become annotations.
struct GitHubReport {
  let writer: ReportWriter

  func text(of builds: [ReportedBuild]) -> String {
    // A broken rule or a stale file is one fault, however many builds meet it.
    var told: Set<String> = []
    var text = ""
    for build in builds {
      for result in build.report.results {
        let lines = lines(result, build).joined()
        if case .broken = result.outcome, !told.insert(lines).inserted { continue }
        text += lines
      }
      for line in build.report.notices.map(line) where told.insert(line).inserted { text += line }
    }
    return text
  }

  private func line(_ notice: Notice) -> String {
    let (file, number) = Self.place(notice.at ?? "")
    return line("warning", notice.kind.rawValue, file, notice.message, number: number)
  }

  /// `Rules/psu/wattage.lua:12` as file and line.
  private static func place(_ at: String) -> (file: String?, line: Int?) {
    let parts = at.split(separator: ":")
    guard parts.count > 1, let number = Int(parts[parts.count - 1]) else {
      return (at.isEmpty ? nil : at, nil)
    }
    return (parts.dropLast().joined(separator: ":"), number)
  }

  private func title(_ result: RuleResult) -> String {
    writer.rules[result.rule].map { "\(result.rule): \($0.title[writer.language])" }
      ?? result.rule
  }

  private func lines(_ result: RuleResult, _ build: ReportedBuild) -> [String] {
    switch result.outcome {
    case .pass, .notApplicable: return []
    case .fail(_, let findings):
      if result.waived != nil { return [] }
      return findings.map { finding in
        let level =
          switch finding.severity {
          case .error: "error"
          case .warning: "warning"
          case .advice: "notice"
          }
        var message = finding.message
        if let suggestion = finding.suggestion { message += "\n\(suggestion)" }
        if result.rule == WaiverRule.id, let at = finding.at {
          let (file, number) = Self.place(at)
          return line(level, title(result), file, message, number: number)
        }
        if let at = finding.at { message += "\n\(BuildLocation.forPeople(at))" }
        return line(
          level, title(result), build.file, message, number: finding.location?.line,
          column: finding.location?.column)
      }
    case .unknown(let missing):
      let words = Wording(language: writer.language)
      let message =
        "\(words.missing): \(missing.map(BuildLocation.forPeople).joined(separator: ", "))"
      return [line("notice", title(result), build.file, message)]
    case .broken(let failure):
      let (file, number) = Self.place(failure.at)
      return [
        line(
          "error", title(result), file, failure.message, number: number,
          column: failure.excerpt?.column)
      ]
    }
  }

  private func line(
    _ level: String, _ title: String, _ file: String?, _ message: String, number: Int? = nil,
    column: Int? = nil
  ) -> String {
    var properties: [String] = []
    if let file { properties.append("file=\(Self.property(file))") }
    if let number { properties.append("line=\(number)") }
    if let column { properties.append("col=\(column)") }
    properties.append("title=\(Self.property(title))")
    return "::\(level) \(properties.joined(separator: ","))::\(Self.data(message))\n"
  }

  static func data(_ text: String) -> String { escaped(text, "%\r\n") }

  static func property(_ text: String) -> String { escaped(text, "%\r\n:,") }

  /// Byte by byte: to Swift `\r\n` is one character, and neither of the two that it is made of.
  private static func escaped(_ text: String, _ special: StaticString) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    special.withUTF8Buffer { special in
      for byte in text.utf8 {
        if special.contains(byte) {
          let code = [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
          bytes.append(contentsOf: code)
        } else {
          bytes.append(byte)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
