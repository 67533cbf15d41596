import RigDocuments
import RigRules
import Testing

/// The page of a rule says everything that its file says.
@Suite struct RuleDocumentTests {
  static let source = """
    return {
      title = { en = "At least <500 W>", zh = "至少 500 W" },
      why = { en = "Because of `psus` and *more*.", zh = "因为。" },
      source = { "电源 *很* 重要", "够用" },
      severity = "warning",
      weight = 2.5,
      unknown = "incomplete",
      needs = { "psus[].wattage_w", "gpus[].power_limit_w | gpus[].tdp_w" },
      params = {
        least = { default = 500, min = 1, max = 3000, unit = "W", doc = { en = "a | b", zh = "最小" } },
        kinds = { default = { "a", "b" } },
      },
      messages = { low = { en = "It is {have_w} W.", zh = "是 {have_w} W。" } },
      check = function(build, ctx)
        if build.psus[1].wattage_w < ctx.params.least then
          ctx.report("low", { have_w = build.psus[1].wattage_w }, { at = "psus[1].wattage_w" })
        end
      end,
      examples = {
        { name = "enough", build = { gpus = {}, psus = { wattage_w = 500, x_shop = "a" } }, expect = "pass" },
        { name = "too little", build = { psus = { { wattage_w = 400 } }, gpus = {} },
          expect = { findings = { "low" }, at = "psus[1].wattage_w", score = 0 } },
        { name = "another least", build = { psus = { { wattage_w = 600 } }, gpus = {} },
          params = { least = 700 }, expect = { "low" } },
        { name = "not known", build = {}, expect = { missing = { "psus", "gpus" } } },
      },
    }
    """

  @Test(arguments: [
    "# At least \\<500 W\\>", "**至少 500 W**",
    "| `psu/least` | warning | 2.5 | incomplete | `Rules/psu/least.lua` |",
    "Because of `psus` and \\*more\\*.", "因为。", "> 电源 \\*很\\* 重要", "> 够用",
    "- `psus[].wattage_w`: Power it gives. (W) 额定功率。",
    "or · 或 `gpus[].tdp_w`",
    "| `least` | `500` | 1 – 3000 | W | a \\| b | 最小 |",
    #"| `kinds` | `["a","b"]` |"#,
    "| `low` | It is `{have_w}` W. | 是 `{have_w}` W。 |",
    "### 1. enough\n\n```yaml\ngpus: []\npsus:\n  wattage_w: 500\n  x_shop: a\n```\n\n→ **pass**",
    "→ **fail**: `low`; score · 得分 0; at · 位置 `psus[1].wattage_w`\n\n> It is 400 W.",
    "With · 参数 `least` = `700`",
    "→ **unknown**: `psus`, `gpus`",
  ])
  func pageSays(_ words: String) throws {
    let page = try page(Self.source)
    #expect(page.contains(words), "\(page)")
  }

  @Test func pageIsTheSameEveryTime() throws {
    #expect(try page(Self.source) == page(Self.source))
  }

  /// A message or a name can hold anything; the page keeps its shape.
  @Test func hostileTextsStayTexts() throws {
    let page = try page(
      """
      return {
        title = "a ` b | c\\n# d <script>",
        severity = "advice",
        messages = { low = "``` | {n}" },
        check = function(build, ctx) ctx.report("low", { n = 1 }) end,
        examples = {
          { name = "x\\n```\\n# y", build = { name = "```" }, expect = { "low" } },
        },
      }
      """)
    #expect(page.contains("# a \\` b | c \\# d \\<script\\>\n"), "\(page)")
    #expect(!page.contains("\n# y"), "\(page)")
    #expect(page.contains("````yaml\nname: \"```\"\n````"), "\(page)")
  }

  @Test func ruleNamedAsTheIndexHasAPageBesideIt() throws {
    let set = try DocumentSet.rules(
      of: engine(
        "return { title = 't', severity = 'advice', check = function() end }", id: "README"))
    #expect(set.files.map(\.path) == ["rules/README-rule.md", "rules/README.md"])
  }

  @Test func indexLinksEveryRule() throws {
    let set = try DocumentSet.rules(of: Checkout.engine())
    let index = try #require(set.files.first { $0.path == "rules/README.md" }).text
    for file in set.files where file.path != "rules/README.md" {
      #expect(index.contains("](\(file.path.dropFirst("rules/".count)))"), "\(file.path)")
    }
  }
}
