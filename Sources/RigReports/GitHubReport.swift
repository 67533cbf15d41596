internal import RigRules

/// The report as commands of GitHub workflows, which become annotations.
struct GitHubReport {
  let writer: ReportWriter

  func text(of builds: [ReportedBuild]) -> String {
    builds.flatMap { build in build.report.results.flatMap { lines($0, build) } }.joined()
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
        if let at = finding.at { message += "\n\(at)" }
        return line(level, result, build.file, message)
      }
    case .unknown(let missing):
      return [line("notice", result, build.file, "unknown: " + missing.joined(separator: ", "))]
    case .broken(let failure):
      let parts = failure.at.split(separator: ":")
      let number = parts.count > 1 ? Int(parts[parts.count - 1]) : nil
      let file = number == nil ? failure.at : parts.dropLast().joined(separator: ":")
      return [line("error", result, file, failure.message, number: number)]
    }
  }

  private func line(
    _ level: String, _ result: RuleResult, _ file: String?, _ message: String, number: Int? = nil
  ) -> String {
    var properties: [String] = []
    if let file { properties.append("file=\(Self.property(file))") }
    if let number { properties.append("line=\(number)") }
    properties.append("title=\(Self.property("\(result.rule): \(writer.title(of: result.rule))"))")
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
