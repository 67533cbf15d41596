internal import RigModel
internal import RigRules
internal import Testing

@testable internal import RigTesting

@Suite("Coverage of lines and branches")
struct CoverageTests {
  private func coverage(_ rule: RuleFixture) throws -> RuleCoverage {
    var options = TestOptions()
    options.measuresCoverage = true
    return try #require(try rule.report(options).results.first?.coverage)
  }

  @Test("all is covered where each way is taken")
  func whole() throws {
    let covered = try coverage(RuleFixture())
    #expect(covered.lines == 1 && covered.missedLines == [])
    #expect(covered.branches == 2 && covered.missedBranches == [])
    #expect(covered.problem == nil)
  }

  @Test(
    "each kind of decision is followed both ways",
    arguments: [
      ("if build.cpu.cores > 90 then\nlocal x = 1\nend", "if", [true], [11]),
      (
        "if build.cpu.cores > 1 then\nlocal x = 1\nelseif build.cpu.cores > 0 then\nlocal x = 2\nend",
        "if", [false], [13]
      ),
      ("local x = build.cpu.cores > 90 and 5", "and", [true], []),
      ("local x = build.cpu.cores > 1 or 5", "or", [false], []),
      ("local n = 0\nwhile n > 0 do\nn = n - 1\nend", "while", [true], [12]),
      ("repeat\nlocal x = 1\nuntil build.cpu.cores > 0", "until", [false], []),
    ] as [(String, String, [Bool], [Int])])
  func decisions(check: String, kind: String, never: [Bool], lines: [Int]) throws {
    var rule = RuleFixture()
    rule.check = "if build.cpu.cores < 4 then ctx.report(\"few\", { n = 1 }) end\n" + check
    let covered = try coverage(rule)
    let missed = try #require(covered.missedBranches.first, "\(covered)")
    #expect(missed.kind == kind)
    #expect(missed.never == never)
    #expect(covered.missedLines == lines, "\(covered)")
    #expect(covered.problem == nil)
  }

  @Test("a threshold that is not reached fails, for lines and for branches")
  func threshold() throws {
    var rule = RuleFixture()
    rule.check = "if build.cpu.cores > 90 then\nlocal x = 1\nend"
    rule.examples = "{ name = \"a\", build = { cpu = { cores = 4 } }, expect = \"pass\" },"
    var options = TestOptions()
    options.measuresCoverage = true
    options.minimumCoverage = 50
    #expect(try rule.failures(options) == [])
    options.minimumCoverage = 50.1
    #expect(
      try rule.failures(options) == [
        "coverage: - coverage of lines: 50.1 % or more; + coverage of lines: 50 %",
        "coverage: - coverage of branches: 50.1 % or more; + coverage of branches: 50 %",
      ])
  }

  @Test("helpers of the examples are no part of the rule")
  func helpers() throws {
    var rule = RuleFixture()
    rule.head = """
      local size = 4
      local function cpu(cores) if cores > 100 then return nil end return { cores = cores } end
      local function machine(cores) return { cpu = cpu(cores) } end
      local function used(n) return n < size end
      """
    rule.check = "if used(build.cpu.cores) then ctx.report(\"few\", { n = 1 }) end"
    rule.examples = """
      { name = "four", build = machine(4), expect = "pass" },
      { name = "three", build = machine(3), expect = { "few" } },
      """
    let covered = try coverage(rule)
    #expect([covered.lines, covered.branches] == [2, 2], "\(covered)")
  }

  /// Programs whose meaning an insertion in the wrong place would change.
  static let programs = [
    "local a, b = (function(...) return ... end)(1, 2)\nn = n + a + (b or 0)",
    "local t = { f = function(self, x) return x and self or nil end }\nlocal u = t:f(1) and 2 or 3\nn = n + u",
    "local function f() return 1, 2 end\nlocal t = { f(), f() }\nn = n + #t",
    "for i = 1, 3 do if i == 2 then goto continue end n = n + i ::continue:: end",
    "do local s = \"a\"; (s):rep(2); n = n + #(s .. s) end",
    "local x <const> = 5\nlocal y = not (x > 3) == false and -x ^ 2 or #\"ab\"\nn = n + y",
    "local function g(...) local a = ... return a or select('#', ...) end\nn = n + g(nil, 2)",
    "local i = 0 repeat local done = i >= 3 i = i + 1 until done and i > 2 n = n + i",
    "while true do n = n + 1 if n > 5 and not (n < 0) then break end end",
    "local s = [[a\nb]] .. 'c' -- if x then\nn = n + #s --[[ and ]] + (s == \"x\" and 1 or 2)",
    "local function fact(k) return k < 2 and 1 or k * fact(k - 1) end\nn = n + fact(5)",
    "local t = {}\nt.a = { b = { c = function() return t and 7 end } }\nn = n + t.a.b.c()",
    "if n then elseif not n then n = 3 else n = 4 end",
    "local a = nil or false or 3 and 4\nn = n + a",
    "n = n + (n < 3 and (n > 1 and 5 or 6) or (n == 9 or n ~= 8) and 7)",
  ]

  @Test("an instrumented copy answers as the rule itself", arguments: programs)
  func sameAnswer(program: String) throws {
    var rule = RuleFixture()
    rule.check = """
      local n = build.cpu.cores
      \(program)
      if n then ctx.report("few", { n = n }) end
      """
    rule.examples = """
      { name = "one", build = { cpu = { cores = 1 } }, expect = "fail" },
      { name = "four", build = { cpu = { cores = 4 } }, expect = "fail" },
      """
    let covered = try coverage(rule)
    #expect(covered.problem == nil)
    #expect(covered.lines > 0 && covered.coveredLines > 0)
    let lines = rule.source.split(separator: "\n", omittingEmptySubsequences: false).count
    let instrumented = try #require(Instrumentation(Array(rule.source.utf8)))
    let after = instrumented.source.split(separator: 0x0A, omittingEmptySubsequences: false).count
    #expect(after == lines)
  }

  @Test("rules never see the function that notes, and an ordinary state has none")
  func probeIsHidden() throws {
    var rule = RuleFixture()
    rule.check = "if _RIGRULES_PROBE(0, build.cpu.cores < 4) then end"
    let report = try rule.report()
    #expect(report.isBroken)
    let text = report.points.flatMap(\.failures).flatMap(\.diff).joined()
    #expect(text.contains("`_RIGRULES_PROBE` is not defined"), "\(text)")
  }
}
