import Foundation
import Testing

/// A link in a document leads somewhere, to the very heading.
@Suite struct LinkTests {
  struct Link: Sendable, CustomTestStringConvertible {
    let page: String
    let target: String
    var testDescription: String { "\(page): \(target)" }
  }

  static let pages =
    ["README.md", "CONTRIBUTING.md"] + DocumentTests.documents.dropFirst()
    + [TutorialTests.page]

  static func text(_ page: String) -> String {
    let path = "\(RigrulesProcess.repository)/\(page)"
    return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  static let links = pages.flatMap { page in
    text(page).matches(of: /\]\(([^)\s]+)\)/).map { Link(page: page, target: String($0.1)) }
      .filter { !$0.target.contains("://") }
  }

  /// The headings of a page as renderers name them in addresses.
  static func anchors(of page: String) -> Set<String> {
    Set(
      text(page).matches(of: #/(?m)^#+ +(.+)$/#).map { heading in
        let plain = heading.1.lowercased().replacing(/\\(.)/) { "\($0.1)" }
        return plain.replacing(/[^\p{L}\p{N}\p{M}_\- ]/, with: "").replacing(" ", with: "-")
      })
  }

  @Test func everyLinkLeadsSomewhere() {
    #expect(Self.links.count > 150)
    var anchors: [String: Set<String>] = [:]
    for link in Self.links {
      let parts = link.target.split(separator: "#", omittingEmptySubsequences: false)
      let folder = (link.page as NSString).deletingLastPathComponent
      let joined = parts[0].isEmpty ? link.page : "\(folder)/\(parts[0])"
      let target = (joined as NSString).standardizingPath.drop { $0 == "/" }
      let path = "\(RigrulesProcess.repository)/\(target)"
      #expect(FileManager.default.fileExists(atPath: path), "\(link)")
      guard parts.count > 1 else { continue }
      let known = anchors[String(target)] ?? Self.anchors(of: String(target))
      anchors[String(target)] = known
      #expect(known.contains(String(parts[1])), "\(link)")
    }
  }
}
