import Foundation
import Testing

/// A program in C that loads the library, compiled and run.
@Suite("The C interface")
struct CInterfaceTests {
  @Test("a host in C calls every function rightly and wrongly, forks, and loads the library twice")
  func host() throws {
    let root = RigrulesProcess.repository
    let library = URL(fileURLWithPath: RigrulesProcess.binary).deletingLastPathComponent()
      .appendingPathComponent("libRigC.so").path
    // Only Linux calls a library so, and a host there has a compiler that builds this checkout.
    guard FileManager.default.fileExists(atPath: library) else {
      #if os(Linux)
        Issue.record("\(library) was not built")
      #endif
      return
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rigrules-c-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let commands = """
      set -e
      cp -R '\(root)/Rules' '\(folder)/Rules'
      cc -Wall -Werror -I '\(root)/Sources/CRigRules/include' \
        '\(root)/Tests/CInterface/interface.c' -o '\(folder)/host' -ldl -pthread
      '\(folder)/host' '\(library)' '\(folder)/Rules' '\(root)/Fixtures/builds/four-2080ti.yaml' 200 4
      """
    let host = try RigrulesProcess.shell(commands)
    #expect(host.status == 0, "\(host.error)")
    let program = try RigrulesProcess.run([
      "check", "\(root)/Fixtures/builds/four-2080ti.yaml", "--rules", "\(folder)/Rules", "--format",
      "json", "--lang", "en",
    ])
    #expect(!program.output.isEmpty && host.output == program.output)
  }
}
