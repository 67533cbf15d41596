internal import Foundation
internal import Testing

@Suite("Comments of what is public")
struct DocCommentTests {
  @Test("every public declaration says what it is")
  func everyPublicDeclaration() throws {
    let sources = Checkout.root.appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(atPath: sources.path))
    var bare: [String] = []
    for case let file as String in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      bare += Self.bare(text.components(separatedBy: "\n")).map { "\(file):\($0)" }
    }
    #expect(bare == [])
  }

  /// Lines with a public declaration that no comment stands above, counted from 1.
  static func bare(_ lines: [String]) -> [Int] {
    lines.indices.filter { index in
      let line = lines[index].drop { $0 == " " }
      guard line.firstMatch(of: #/^(?:@\w+(?:\([^)]*\))?\ )*public\ (?!import|extension)/#) != nil,
        line.firstMatch(of: isRequired) == nil
      else { return false }
      var above = index - 1
      while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
      return above < 0 || !lines[above].drop { $0 == " " }.hasPrefix("///")
    }.map { $0 + 1 }
  }

  /// What a protocol asks for says what it is there.
  nonisolated(unsafe) private static let isRequired =
    #/public (?:static )?(?:func (?:==|<|hash)|init\((?:string|integer|float|boolean|array|dictionary)Literal)/#

  @Test("a declaration without a comment is found")
  func bareOnesAreFound() {
    #expect(Self.bare(["/// A.", "public struct A {", "  public let b: Int", "}"]) == [3])
    #expect(Self.bare(["/// A.", "@frozen", "public struct A {}"]) == [])
  }
}
