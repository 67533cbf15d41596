import RigModel
import RigRules
import Testing

/// Examples that call functions are run when someone asks for them, if the rule is the same without.
@Suite struct ExampleSplitTests {
  private static let head = """
    local modules = require "lib.parts"
    local limits = { least = 850 }
    local seen = {}
    """
  private static let rule = """
    return {
      title = { en = "A rule", zh = "规则" }, severity = "error", needs = { "psus[].wattage_w" },
      messages = { low = { en = "It is low.", zh = "太低。" } },
      check = function(build, ctx)
        if build.psus[1].wattage_w < limits.least + #seen then ctx.report("low", {}) end
      end,
    """

  private func engine(_ helpers: String, _ examples: String, whole: Bool = false) throws -> Engine {
    let module = "return { psu = function(watts) return { wattage_w = watts } end }"
    var options = EngineOptions()
    options.checksExamples = whole
    return try Engine(
      rules: [
        .files([
          "lib/parts.lua": module,
          "psu/a.lua": "\(Self.head)\n\(helpers)\n\(Self.rule)  examples = \(examples),\n}\n",
        ])
      ], options: options)
  }

  /// An example that breaks where it is run tells whether it is.
  private static let breaks = "{ { name = broken() } }"

  @Test(arguments: [
    ("local function broken() error('run') end", breaks),
    ("local function inner() error('run') end local function broken() return inner() end", breaks),
    ("local function broken() return modules.psu(1), error('run') end", breaks),
    ("local function broken(limit) local sum = { limit } return #sum .. error('run') end", breaks),
    (
      "local function broken() error('run') end",
      "{ { name = 'a' .. broken { b = -1.5, ['c'] = {} } } }"
    ),
    (
      "local part = { a = 1 } local function broken(x) error(x.a) end",
      "{ { name = broken(part).b } }"
    ),
    ("local broken = function() error('run') end", breaks),
    ("local own = {} local function broken() table.insert(own, 1) error('run') end", breaks),
    ("", "{ modules.nothing() }"),
  ])
  func `Examples that reach nothing of the rule are left for later`(
    _ helpers: String, _ examples: String
  ) throws {
    #expect(try engine(helpers, examples).ruleSet.failures.isEmpty)
    #expect(try engine(helpers, examples, whole: true).ruleSet.failures.count == 1)
  }

  @Test(arguments: [
    // They could change what the rule keeps.
    ("local function broken() limits.least = 1 error('run') end", breaks),
    ("local function broken() return seen, error('run') end", breaks),
    (
      "local function add(x) table.insert(seen, x) end local function broken() add(1) error('run') end",
      breaks
    ),
    ("local function broken() error('run') end", "{ { name = limits.least .. broken() } }"),
    (
      "local other = limits local function broken() error('run') end",
      "{ { name = broken(other) } }"
    ),
    (
      "local part = { a = 1 } limits.part = part local function broken() error('run') end",
      "{ { name = broken(part) } }"
    ),
    (
      "local part; part = limits local function broken(x) x.least = 1 error('run') end",
      "{ { name = broken(part) } }"
    ),
    (
      "local one, part one, part = 1, limits local function broken(x) x.least = 1 error('run') end",
      "{ { name = broken(part) } }"
    ),
    // They are no calls with data.
    ("local function broken() error('run') end", "{ { name = broken(function() end) } }"),
    ("local function broken() error('run') end", "{ { name = broken()() } }"),
    ("", "{ { name = broken() } }"),
    // The rule uses the function too, or there are two of the name.
    ("local function broken() error('run') end limits.other = broken", breaks),
    ("local broken = 1 local function broken() error('run') end", breaks),
    ("local function broken() error('run') end", "(\(breaks))"),
  ])
  func `Examples that might are run with it`(_ helpers: String, _ examples: String) throws {
    #expect(try engine(helpers, examples).ruleSet.failures.count == 1)
  }

  @Test func `They are the same examples when they are asked for`() throws {
    let helpers = """
      -- A supply for the examples.
      local function with(watts)
        return { psus = { modules.psu(watts) } }
      end
      """
    let examples = """
      {
        { name = "enough", build = with(850), expect = "pass" },
        { name = "too few", build = with(849), expect = { outcome = "fail", findings = { "low" } } },
      }
      """
    let split = try engine(helpers, examples)
    let whole = try engine(helpers, examples, whole: true)
    #expect(split.ruleSet.failures.isEmpty && whole.ruleSet.failures.isEmpty)
    #expect(split.ruleSet.rules[0].examples == whole.ruleSet.rules[0].examples)
    #expect(split.ruleSet.rules[0].examples.count == 2)
    #expect(try split.runExamples(of: "psu/a").map(\.holds) == [true, true])
    #expect(split.ruleSet.hash == whole.ruleSet.hash)
  }

  @Test func `A mistake in the code keeps its place where examples are split off`() throws {
    let helpers =
      "local function with(watts)\n  return {\n    watts,\n  }\nend\nlocal x = nothing.there"
    let failure = try #require(try engine(helpers, "{ { name = with(1) } }").ruleSet.failures.first)
    #expect(failure.problems[0].at == "Rules/psu/a.lua:9")
  }
}
