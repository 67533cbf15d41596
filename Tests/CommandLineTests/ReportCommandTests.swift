import Foundation
import Testing

/// `rigrules report`, and pictures of `check`.
@Suite struct ReportCommandTests {
  static let build = RigrulesProcess.repository + "/Fixtures/builds/four-2080ti.yaml"
  static let other = RigrulesProcess.repository + "/Fixtures/builds/single-4090.yaml"

  private static func run(_ arguments: String..., in folder: String? = nil) throws
    -> RigrulesProcess.Ended
  {
    try RigrulesProcess.run(
      arguments, in: folder ?? RigrulesProcess.repository,
      environment: ["RIGRULES_RULES": RigrulesProcess.repository + "/Rules", "LC_ALL": "C"])
  }

  @Test func reportWritesOneFile() throws {
    let folder = try TemporaryFolder()
    let ended = try Self.run("report", Self.build, Self.other, "-o", "page.html", in: folder.path)
    #expect(ended.status == 1)
    #expect(ended.output.isEmpty && ended.error.isEmpty, "\(ended.error)")
    let page = try String(contentsOfFile: folder.path + "/page.html", encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") && page.hasSuffix("</html>\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["page.html"])
    // The same page on standard output, and again.
    #expect(try Self.run("report", Self.build, Self.other, in: folder.path).output == page)
    let check = try Self.run("check", Self.build, Self.other, "--format", "html", in: folder.path)
    #expect(check.output == page)
    #expect(check.status == 1)
  }

  @Test func reportSpeaksChinese() throws {
    let page = try Self.run("report", Self.build, "--lang", "zh").output
    #expect(page.contains("<html lang=\"zh-Hans\">"))
    #expect(page.contains("风扇被挡：下方紧贴显卡 2"))
  }

  @Test func aFileThatCannotBeWrittenIsSaid() throws {
    let ended = try Self.run("report", Self.build, "-o", "/no/such/folder/page.html")
    #expect(ended.status == 2)
    #expect(ended.error.contains("/no/such/folder/page.html cannot be written: "))
    #expect(ended.error.contains("[output/unwritable]"))
  }

  @Test func aBuildThatIsWrongLeavesNoPage() throws {
    let folder = try TemporaryFolder()
    try folder.write("gpus: { vram: 3 }\nid: x\n", to: "bad.yaml")
    let ended = try Self.run("report", "bad.yaml", "-o", "page.html", in: folder.path)
    #expect(ended.status == 2)
    #expect(ended.error.contains("bad.yaml:1:"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/page.html"))
  }

  @Test(arguments: ["slots", "power", "chassis", "memory"])
  func svgHasOnePicture(_ picture: String) throws {
    let ended = try Self.run("check", Self.build, "--format", "svg", "--picture", picture)
    #expect(ended.output.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(ended.output.ranges(of: "<svg").count == 1)
    let title = picture.prefix(1).uppercased() + picture.dropFirst()
    #expect(ended.output.contains("<title id=\"picture-t\">Four RTX 2080 Ti – \(title)</title>"))
  }

  /// Before a build, at the end, and with a name.
  @Test func pictureNeedsNoName() throws {
    let all = try Self.run("check", "--picture", Self.build).output
    #expect(all.contains("── Slots ─") && all.contains("── Memory ─"))
    #expect(try Self.run("check", Self.build, "--picture").output == all)
    #expect(try Self.run("check", Self.build, "--picture", "all").output == all)
    let one = try Self.run("check", Self.build, "--picture", "slots").output
    #expect(one.contains("── Slots ─") && !one.contains("── Memory ─"))
    #expect(try !Self.run("check", Self.build).output.contains("── Slots ─"))
  }

  @Test(arguments: ["json", "html", "markdown"]) func pictureIsForTextAndSVG(_ format: String)
    throws
  {
    let ended = try Self.run("check", Self.build, "--format", format, "--picture")
    #expect(ended.status == 2)
    #expect(ended.error.contains("--picture is for --format text and svg"))
  }
}
