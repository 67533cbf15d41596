internal import RigModel
internal import RigRules
internal import Testing

/// What is wrong, in Chinese: messages are raised in English and looked up.
@Suite struct ChineseMessageTests {
  static let messages = [
    ("there is no rule `a/b`; did you mean `a/c`?", "没有规则 `a/b`；是否想写 `a/c`？"),
    ("`gpu[1].vram`: `gpu` has no such key", "`gpu[1].vram`：`gpu` 没有这个键"),
    ("`a`: a build has no such key", "`a`：配置没有这个键"),
    ("found \"x\"; allowed are `a`, `b` and `c`", "写的是\"x\"；可用的有 `a`、`b`和`c`"),
    ("found a list, but it is a text", "写的是列表，这里应是文字"),
    ("found the text \"a list\", but it is a number of W", "写的是文字 \"a list\"，这里应是以 W 为单位的数"),
    ("Lua has no `!=`; write `~=`", "Lua 没有 `!=`；请写 `~=`"),
    (
      "`end` is missing: the `function` that begins here is not closed",
      "缺少 `end`：从这里开始的 `function` 没有结束"
    ),
    (
      "the full-width comma `，` (U+FF0C) is not part of Lua; write `,`",
      "全角逗号 `，`（U+FF0C）不属于 Lua；请写 `,`"
    ),
    (
      "the options of ctx.report have no key `a`; did you mean `at`? Known are at, suggest.",
      "ctx.report 的选项没有键 `a`；是否想写 `at`？可用的有 at、suggest。"
    ),
    (
      "the message `low` has `{have}`, and its data no `have`", "消息 `low` 含有 `{have}`，而数据里没有 `have`"
    ),
    ("not well-formed JSON: `,` or `}` is missing; found `a`", "JSON 格式有误：缺少 `,` 或 `}`，却是`a`"),
  ]

  @Test("a message is looked up with all that is filled in", arguments: messages)
  func message(_ english: String, _ chinese: String) {
    #expect(Language.chinese.message(english) == chinese)
    #expect(Language.english.message(english) == english)
  }

  @Test("a line of an error keeps its place and its code")
  func line() {
    #expect(
      Language.chinese.line(
        "b.yaml:1:2: error: `a`: a build has no such key (did you mean `b`?) [build/unknown-key]")
        == "b.yaml:1:2: 错误：`a`：配置没有这个键（是否想写 `b`？） [build/unknown-key]")
    // What no table has stays, and so does the excerpt of a source.
    #expect(Language.chinese.line("error: what a user wrote") == "错误：what a user wrote")
    #expect(Language.chinese.line("  1 | nothing") == "  1 | nothing")
  }

  @Test("a rule that breaks, and lists in what it says, are in the language of the report")
  func report() throws {
    let source = ruleSource(
      check: "ctx.report(\"found\", { n = \"1, 3, 5\" })",
      messages: "found = { en = \"slots {n}\", zh = \"第 {n} 号槽\" }")
    let broken = ruleSource(check: "local a = build.cpu.cores + 1")
    let engine = try engine(["psu/a.lua": source, "psu/b.lua": broken])
    let report = try engine.evaluate(Build(["id": "a"]), language: .chinese)
    guard case .fail(_, let findings) = report.results[0].outcome,
      case .broken(let failure) = report.results[1].outcome
    else {
      Issue.record("\(report.results.map(\.outcome.name))")
      return
    }
    #expect(findings[0].message == "第 1、3、5 号槽")
    #expect(failure.message.hasPrefix("`cpu` 是 nil，因为配置没有写"), "\(failure.message)")
  }
}
