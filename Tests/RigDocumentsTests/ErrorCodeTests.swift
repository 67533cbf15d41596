import Foundation
import RigDocuments
import RigRules
import Testing

/// Every code that the sources raise has its page, and every page a code that is raised.
@Suite struct ErrorCodeTests {
  static let names = ErrorCode.all.map(\.name)
  static let codesWithSample = ErrorCode.all.filter { $0.sample != .none }

  @Test func everyCodeStandsOnce() {
    #expect(Set(Self.names).count == Self.names.count)
  }

  @Test(arguments: codesWithSample.map(\.name))
  func sampleHasTheMistake(_ name: String) throws {
    let code = try #require(ErrorCode.named(name))
    let said = code.sample.diagnosis
    #expect(said.contains { $0.hasSuffix("[\(name)]") }, "\(said)")
  }

  @Test func everyRaisedCodeHasAPageAndEveryPageACode() throws {
    // A result of a report has this id; it is not code of a message.
    let raised = try RaisedCodes.all().subtracting([WaiverRule.id])
    let missing = raised.subtracting(Self.names).sorted()
    #expect(
      missing == [],
      """
      These codes are raised and have no page. Add one entry for each to the table of its first \
      part, Sources/RigDocuments/Errors/ErrorCode+<Part>.swift, and run `make docs`.
      """)
    let unused = Set(Self.names).subtracting(raised).sorted()
    #expect(
      unused == [], "These codes have a page and are raised nowhere: take their entries out.")
  }

  @Test(
    arguments: [
      (["A.swift": #"Diagnostic(code: "build/syntax", file: f)"#], ["build/syntax"]),
      (["A.swift": #"throw Diagnostic(\n  code: "new/thing", x)"#], ["new/thing"]),
      (
        [
          "Deco.swift": #"code: "rule/\(code)""#,
          "Deco+More.swift": "problem(\n  \"needs\", place)",
        ],
        ["rule/needs"]
      ),
      (["A.swift": #"problem("needs", place)"#], []),
      (
        [
          "A.swift": "throw ServiceProblem(\n  400, \"bad-option\", text)",
          "B.swift": #"HTTPRefusal(431, "head-too-large", text)"#,
        ],
        ["api/bad-option", "http/head-too-large"]
      ),
      (
        ["A.swift": #"code: "\(domain)/encoding""#, "B.swift": #"parse(x, domain: "config")"#],
        ["config/encoding"]
      ),
      (["A.swift": #"("rule/fuel")"#, "B.swift": #"help: "psu/wattage""#], ["rule/fuel"]),
      (["A.swift": #"// code: "old/gone""#], []),
      (
        [
          "Table.swift": "code: \"\\(Self.noun)/\\(code)\"\nproblem(\"text\", place)",
          "Plug.swift": "static let noun = \"plugin\"", "Plug+More.swift": "problem(\"api\", x)",
        ], ["plugin/api", "plugin/text"]
      ),
    ] as [([String: String], [String])])
  func codesAreFoundInSources(_ files: [String: String], _ codes: [String]) {
    #expect(RaisedCodes.codes(in: files).sorted() == codes)
  }
}

/// Reads the codes that sources raise from their text.
///
/// Codes are written whole, or their second part is given to a function of the same file, or of one
/// that extends the same type, which puts the first part before it.
enum RaisedCodes {
  static func all() throws -> Set<String> {
    let root = Checkout.root.appending(path: "Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    var files: [String: String] = [:]
    for path in paths where path.hasSuffix(".swift") && !path.contains("RigDocuments/Errors/") {
      files[path] = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
    return codes(in: files)
  }

  static func codes(in files: [String: String]) -> Set<String> {
    let sources = files.mapValues { text in
      text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
        .joined(separator: "\n")
    }
    let known = Set(
      ErrorCode.all.compactMap { $0.name.split(separator: "/").first.map(String.init) })
    let readers = Set(
      sources.values.flatMap { text in text.matches(of: /domain: "([a-z]+)"/).map { String($0.1) } }
    )
    var codes: Set<String> = []
    for (path, text) in sources {
      for match in text.matches(of: /code: "([a-z]+\/[a-z-]+)"/) { codes.insert(String(match.1)) }
      for match in text.matches(of: /"([a-z]+)\/([a-z-]+)"/) where known.contains(String(match.1)) {
        codes.insert("\(match.1)/\(match.2)")
      }
      // What the server refuses: the status comes before the code.
      for match in text.matches(of: /ServiceProblem\(\s*\d+,\s*"([a-z-]+)"/) {
        codes.insert("api/\(match.1)")
      }
      for match in text.matches(of: /HTTPRefusal\(\s*\d+,\s*"([a-z-]+)"/) {
        codes.insert("http/\(match.1)")
      }
      for match in text.matches(of: /\[([a-z]+\/[a-z-]+)\]/) { codes.insert(String(match.1)) }
      for match in text.matches(of: /"\\\(domain\)\/([a-z-]+)"/) {
        codes.formUnion(readers.map { "\($0)/\(match.1)" })
      }
      for match in text.matches(of: /"\\\(noun\)\/([a-z-]+)"/) {
        codes.formUnion(sources.values.flatMap(nouns).map { "\($0)/\(match.1)" })
      }
      // What is found in code is said under the noun of the file it stands in.
      for match in text.matches(of: /refuse\([^"]*"([a-z-]+)",/) {
        codes.formUnion(sources.values.flatMap(nouns).map { "\($0)/\(match.1)" })
      }
      let parts = firstParts(of: stem(path), sources, readers)
      for match in text.matches(of: /(?:problem|report|error|fail)\(\s*"([a-z-]+)",/) {
        codes.formUnion(parts.map { "\($0)/\(match.1)" })
      }
    }
    return codes
  }

  /// What a type puts before the codes it is given.
  private static func firstParts(
    of stem: String, _ sources: [String: String], _ readers: Set<String>
  ) -> Set<String> {
    var parts: Set<String> = []
    for (path, text) in sources where self.stem(path) == stem {
      for match in text.matches(of: /"([a-z]+)\/\\\(code\)"/) { parts.insert(String(match.1)) }
      if text.contains(#""\(domain)/\(code)""#) { parts.formUnion(readers) }
      parts.formUnion(nouns(in: text))
      // What all decoders of tables share is said under the noun of each.
      if text.contains(#""\(Self.noun)/\(code)""#) {
        parts.formUnion(sources.values.flatMap(nouns))
      }
    }
    return parts
  }

  private static func nouns(in text: String) -> [String] {
    text.matches(of: /noun(?:: String)?(?: =|:) "([a-z]+)"/).map { String($0.1) }
  }

  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "+" && $0 != "." })
  }
}
