import Foundation
import Testing

/// The manual page, and where `make install` puts it and the documents.
@Suite struct ManualTests {
  @Test(
    "the manual page has each command with its options, and nothing that man takes for a request")
  func page() throws {
    let runner = try ProgramRunner()
    let page = try RigrulesProcess.run(["manual"], in: runner.folder.path).output
    let help = try RigrulesProcess.run(["--help"], in: runner.folder.path).output
    let commands = help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
      .compactMap { $0.wholeMatch(of: #/  ([a-z-]+)( .*)?/#).map { String($0.1) } }
    #expect(commands.count > 20)
    for command in commands {
      let name = command.replacing("-", with: "\\-")
      #expect(page.contains(".SS \(name)\n"), "no section of \(command)")
    }
    #expect(page.contains("\\-\\-fail\\-on") && page.contains("\\-\\-why\\-not"))
    let requests = Set(
      page.split(separator: "\n").filter { $0.hasPrefix(".") || $0.hasPrefix("'") }
        .map { String($0.prefix { $0 != " " }) })
    #expect(
      requests.isSubset(of: [".TH", ".SH", ".SS", ".B", ".I", ".TP", ".nf", ".fi"]), "\(requests)")
  }

  @Test("make install writes page, documents and completions below its prefix")
  func install() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let plan = try RigrulesProcess.shell(
      "make -n install PREFIX=/p DESTDIR=/d -o release", in: root)
    #expect(plan.status == 0, "\(plan.error)")
    for line in [
      ".build/release/rigrules manual > /d/p/share/man/man1/rigrules.1",
      "cp -R README.md docs /d/p/share/doc/rigrules/",
      "--generate-completion-script fish > /d/p/share/fish/vendor_completions.d/rigrules.fish",
    ] {
      #expect(plan.output.contains(line), "\(plan.output)")
    }
  }
}
