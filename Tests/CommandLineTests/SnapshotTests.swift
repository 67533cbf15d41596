import Foundation
import RigDocuments
import Testing

/// What the rules that ship say of real machines, kept as text.
///
/// `RIGRULES_RECORD=missing|failed|all` writes the files again instead of comparing. A run that
/// wrote something never passes: what it wrote is to be read, then compared by another run.
@Suite struct SnapshotTests {
  enum Recording: String, CaseIterable {
    case never, missing, failed, all
  }

  static let stated = ProcessInfo.processInfo.environment["RIGRULES_RECORD"]
  static let recording = stated.map(Recording.init) ?? .never

  @Test(arguments: [(SnapshotSuite.checks, 24), (.pluginChecks, 6), (.pictures, 3)])
  func fixturesAreThere(_ suite: SnapshotSuite, _ least: Int) {
    #expect(suite.cases.count >= least, "\(suite.folder) has \(suite.cases.count) folders")
    #expect(suite.orphans.isEmpty, "in \(suite.folder), but no folder of a case")
  }

  @Test func recordingNeverPasses() {
    guard let recording = Self.recording else {
      let allowed = Recording.allCases.map(\.rawValue).joined(separator: ", ")
      Issue.record("RIGRULES_RECORD is `\(Self.stated ?? "")`; it may be \(allowed)")
      return
    }
    #expect(recording == .never, "expectations are being recorded; run again without it")
  }

  @Test(arguments: SnapshotCase.all) func saysWhatIsExpected(_ each: SnapshotCase) throws {
    #expect(each.strangers.isEmpty, "in \(each.place), but read by no test")
    guard let build = each.build else {
      Issue.record("\(each.place) needs one build.yaml or build.json")
      return
    }
    for form in each.forms {
      let ended = try each.run(form, build: build)
      #expect(ended.status < 2, "\(each.place): \(ended.error)")
      guard ended.status < 2 else { return }
      #expect(ended.error.isEmpty, "\(ended.error)")
      try Self.compare(SnapshotCase.withoutHash(ended.output), with: form.file, of: each)
    }
  }

  /// The exit status follows from the verdict that the report states.
  @Test(arguments: SnapshotCase.all) func statusFollowsTheVerdict(_ each: SnapshotCase) throws {
    guard let build = each.build, let json = each.text(of: "expected.json") else { return }
    let fails = json.contains(#""verdict": "fail""#)
    #expect(try each.run(SnapshotCase.reports[2], build: build).status == (fails ? 1 : 0))
  }

  private static func compare(_ actual: String, with file: String, of each: SnapshotCase) throws {
    let expected = each.text(of: file)
    let place = "\(each.place)/\(file)"
    let writes =
      switch recording ?? .never {
      case .never: false
      case .missing: expected == nil
      case .failed: expected != actual
      case .all: true
      }
    if writes {
      try each.write(actual, to: file)
      if expected != actual { Issue.record("\(place) was recorded; read it, then run again") }
      return
    }
    guard expected != actual else { return }
    let accept = "RIGRULES_RECORD=failed swift test --disable-xctest --filter SnapshotTests"
    let diff = UnifiedDiff(from: expected ?? "", to: actual, oldName: place, newName: "now")
    Issue.record("\(diff)\n\nTo accept: \(accept)")
  }
}
