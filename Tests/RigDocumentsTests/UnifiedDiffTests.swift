import RigDocuments
import Testing

/// The diff is what a person sees when an expectation fails, so it must be right.
@Suite struct UnifiedDiffTests {
  static func diff(_ old: String, _ new: String) -> String {
    UnifiedDiff(from: old, to: new, oldName: "old", newName: "new").description
  }

  @Test func sameTextsGiveNothing() {
    #expect(Self.diff("a\nb\n", "a\nb\n") == "")
  }

  @Test func changedLineHasThreeLinesAround() {
    let old = (1...9).map { "\($0)\n" }.joined()
    let expected = """
      --- old
      +++ new
      @@ -2,7 +2,7 @@
       2
       3
       4
      -5
      +five
       6
       7
       8
      """
    #expect(Self.diff(old, old.replacing("5", with: "five")) == expected)
  }

  @Test func farChangesAreHunksOfTheirOwn() {
    let old = (1...20).map { "\($0)\n" }.joined()
    let new = "0\n" + old + "21\n"
    #expect(
      Self.diff(old, new).split(separator: "\n").filter { $0.hasPrefix("@@") } == [
        "@@ -1,3 +1,4 @@", "@@ -18,3 +19,4 @@",
      ])
  }

  @Test func missingFileIsAllAdded() {
    #expect(Self.diff("", "a\n") == "--- old\n+++ new\n@@ -0,0 +1,1 @@\n+a")
  }

  @Test func missingNewlineIsSeen() {
    #expect(Self.diff("a\n", "a").contains("no newline"))
  }
}
