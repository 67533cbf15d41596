import LuaRuntime
import RigDocuments
import RigModel
import RigRules
import Testing

/// What the definitions say that rules have is what the sandbox gives them.
@Suite struct SandboxLibraryTests {
  static let names =
    SandboxLibrary.functions
    + SandboxLibrary.libraries.flatMap { library in
      library.fields.map { "\(library.name).\($0)" }
    }

  @Test func everyListedNameIsThere() throws {
    let uses = Self.names.map { "  assert(\($0) ~= nil)" }.joined(separator: "\n")
    let engine = try engine(
      """
      return { title = "t", severity = "advice", check = function(build, ctx)
      \(uses)
      end }
      """)
    let result = try engine.evaluate(Build(["monitors": 1])).results[0]
    #expect(result.outcome == .pass)
  }

  /// A library that gains a function must have it listed, else luacheck refuses good rules.
  @Test func nothingElseIsThere() throws {
    let messages = SandboxLibrary.libraries.map { "\($0.name) = \"{fields}\"" }
    let reports = SandboxLibrary.libraries.map { library in
      """
        local names = {}
        for name in pairs(\(library.name)) do names[#names + 1] = name end
        ctx.report("\(library.name)", { fields = table.concat(names, " ") })
      """
    }
    let engine = try engine(
      """
      return {
        title = "t", severity = "advice",
        messages = { \(messages.joined(separator: ", ")) },
        check = function(build, ctx)
        \(reports.joined(separator: "\n"))
        end,
      }
      """)
    let report = try engine.evaluate(Build(["monitors": 1]))
    guard case .fail(_, let findings) = report.results[0].outcome else {
      Issue.record("\(report.results[0].outcome)")
      return
    }
    for library in SandboxLibrary.libraries {
      let found = findings.first { $0.id == library.name }?.message
      #expect(found == library.fields.sorted().joined(separator: " "))
    }
  }

  @Test(arguments: [
    "collectgarbage", "coroutine.create", "debug.traceback", "dofile", "getmetatable", "io.open",
    "load", "next", "os.time", "package.path", "pcall", "print", "rawget", "rawset",
    "setmetatable", "xpcall", "math.random", "string.dump",
  ])
  func blockedNameIsNotListed(_ name: String) throws {
    #expect(!Self.names.contains(name))
    let engine = try engine(
      "return { title = 't', severity = 'advice', check = function() return \(name) end }")
    let outcome = try engine.evaluate(Build(["monitors": 1])).results[0].outcome
    #expect(outcome.name == "broken")
  }
}
