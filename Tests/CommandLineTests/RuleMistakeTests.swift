import Foundation
import Testing

/// A mistake in a rule file, and what the program says of it.
struct RuleMistake: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let source: String
  /// Line and column.
  let place: String
  let says: String
  /// What the mark below the line stands under.
  let marked: String

  /// A mistake in the body of `check`, whose first line is line 8.
  static func body(_ code: String, _ place: String, _ says: String, _ marked: String) -> Self {
    RuleMistake(
      testDescription: code, source: rule(code), place: place, says: says, marked: marked)
  }

  /// A mistake in the table: one part of the good rule is replaced.
  static func table(
    _ old: String, _ new: String, _ place: String, _ says: String, _ marked: String
  ) -> Self {
    RuleMistake(
      testDescription: new, source: rule("local none = 1").replacing(old, with: new),
      place: place, says: says, marked: marked)
  }

  static func rule(_ code: String) -> String {
    """
    return {
      title = "T",
      severity = "warning",
      needs = { "gpus[].vram_gb" },
      params = { strict = { default = true }, mode = { default = "a", values = { "a", "b" } } },
      messages = { low = "n is {n}" },
      check = function(build, ctx)
    \(code)
      end,
    }
    """
  }
}

/// Mistakes that people make in rules, each answered with place, cause and fix.
@Suite struct RuleMistakeTests {
  static let names: [RuleMistake] = [
    .body("if ctx.params.strct then end", "8:15", "did you mean `strict`?", "strct"),
    .body("local p = ctx.params\nif p[\"strct\"] then end", "9:6", "`strict`", "\"strct\""),
    .body("local l = ctx.langg", "8:15", "did you mean `lang`?", "langg"),
    .body("ctx.reprot(\"low\", { n = 1 })", "8:5", "did you mean `report`?", "reprot"),
    .body("local f = ctx.facts.powr.load_w", "8:21", "no plugin `powr` is on", "powr"),
    .body("if ctx.lang == \"cn\" then end", "8:16", "known are en, zh", "\"cn\""),
    .body("if ctx.params.mode == \"c\" then end", "8:23", "known are a, b", "\"c\""),
    .body("local c = build.cpu.cors", "8:21", "did you mean `cores`?", "cors"),
    .body("local g = build.gpu", "8:17", "did you mean `gpus`?", "gpu"),
    .body(
      "for _, g in ipairs(build.gpus) do local v = g.vram end", "8:47", "`vram_gb`", "vram"),
    .body(
      "for i = 1, #build.gpus do local v = build.gpus[i].tdp end", "8:51", "`tdp_w`", "tdp"),
    .body("local g = build.gpus.vram_gb", "8:22", "a list has no field", "vram_gb"),
    .body("local n = build.gpus[1].count", "8:25", "number of entries", "count"),
    .body("local x = (build.cpu or {}).tdp", "8:29", "`tdp_w`", "tdp"),
    .body(
      "local function w(cpu) return cpu.wats end\nlocal x = w(build.cpu)", "8:34",
      "no field `wats`",
      "wats"),
    .body("if build.gpus[1].vendor == \"nvida\" then end", "8:28", "`nvidia`", "\"nvida\""),
    .body("local x = math.flor(1.5)", "8:16", "did you mean `math.floor`?", "flor"),
    .body("local cards = 1\nreturn crads", "9:8", "did you mean `cards`?", "crads"),
    .body("local x = null", "8:11", "in Lua it is `nil`", "null"),
    .body("local g = build.gpus[0]", "8:22", "write `[1]` for the first", "0"),
    .body(
      "for i = 0, #build.gpus do local g = build.gpus[i] end", "8:48", "starts at 0", "i"),
    .body(
      "ctx.report(\"low\", { n = 1 }, { at = \"gpus[1].vram\" })", "8:37", "gpus[].vram_gb",
      "\"gpus[1].vram\""),
    .body(
      "for i = 1, 2 do ctx.report(\"low\", { n = 1 }, { at = \"gpus[\" .. i .. \"].tdp\" }) end",
      "8:53", "gpus[].tdp_w", "\"gpus[\""),
    .body(
      "ctx.report(\"low\", { n = 1 }, { at = \"gpus[0].tdp_w\" })", "8:37", "write `[1]`",
      "\"gpus[0].tdp_w\""),
    .body("ctx.unknown(\"gpus[1].tdp\")", "8:13", "gpus[].tdp_w", "\"gpus[1].tdp\""),
    .body(
      "ctx.report(\"low\", { n = 1 }, { suggest = \"take {m}\" })", "8:42", "gives no `m`",
      "\"take {m}\""),
    .body(
      "ctx.report(\"low\", { n = 1 }, { suggest = { en = \"a\", cn = \"b\" } })", "8:54",
      "known are en, zh", "cn"),
    .body("ctx.report(\"low\", { n = 1 }, { sugest = \"a\" })", "8:32", "`suggest`", "sugest"),
    .body(
      "ctx.report(\"low\", { n = 1 }, { severity = \"warn\" })", "8:43", "`warning`", "\"warn\""),
    .body(
      "ctx.report(\"low\", { n = 1 }, { severity = \"error\" })", "8:43", "not raise it",
      "\"error\""),
    .table("function(build, ctx)", "function(ctx, build)", "7:20", "are swapped", "ctx"),
  ]

  static let syntax: [RuleMistake] = [
    .body("if build.x != 3 then end", "8:12", "write `~=`", "!="),
    .body("if build.cpu = 3 then end", "8:14", "write `==`", "="),
    .body("if (build.cpu = 3) then end", "8:15", "write `==`", "="),
    .body("while build.cpu = 3 do end", "8:17", "write `==`", "="),
    .body("local x = 1\nx += 1", "9:3", "write `x = x + …`", "+="),
    .body("local x = \"\"\nx ..= \"a\"", "9:3", "write `x = x .. …`", "..="),
    .body("local i = 1\ni++", "9:2", "write `i = i + 1`", "++"),
    .body("local i = 1\ni--", "9:2", "begins a comment", "--"),
    .body("for i = 1, 3 do\nif i == 2 then continue end\nend", "9:16", "goto", "continue"),
    .body("if build.cpu\nlocal x = 1\nend", "8:13", "`then` is missing", ""),
    .body("if build.cpu:\nlocal x = 1\nend", "8:13", "write `then`", ":"),
    .body("if build.cpu then\nelse:\nend", "9:5", "take it out", ":"),
    .body("for i = 1, 3\nlocal x = 1\nend", "8:13", "`do` is missing", ""),
    .body("if !build.cpu then end", "8:4", "write `not`", "!"),
    .body("if build.cpu && build.psus then end", "8:14", "write `and`", "&&"),
    .body("if build.cpu || build.psus then end", "8:14", "write `or`", "||"),
    .body("local x = build.cpu ? 1 : 2", "8:21", "and value or", "?"),
    .body("if build.cpu then\nelse if build.psus then\nend", "9:1", "`elseif`", "else if"),
    .body("    if build.cpu then\n      local x = 1", "8:5", "`end` is missing", "if"),
    .body("ctx.report(\"low\", { n = 1 )", "8:26", "`}` is missing before `)`", ""),
    .body("ctx.report(\"low, { n = 1 })", "8:12", "is not closed", "\""),
    .body("ctx.report(\"low', { n = 1 })", "8:12", "the quote it began with", "\""),
    .body("var x = 1", "8:1", "write `local`", "var"),
    .body("lcoal x = 1", "8:1", "did you mean `local`?", "lcoal"),
    .body("build.cpu", "8:1", "a value alone does nothing", "build.cpu"),
    .table("\"warning\",", "\"warning\"", "3:23", "`,` is missing", ""),
    .table("severity =", "severity:", "3:11", "`severity = …`", ":"),
    .table("severity =", "\"severity\":", "3:13", "`[\"severity\"] = …`", ":"),
    .table("low = \"n", "low: \"n", "6:19", "`low = …`", ":"),
  ]

  static let characters: [RuleMistake] = [
    .table("\"warning\",", "\"warning\"，", "3:23", "full-width comma `，` (U+FF0C)", "，"),
    .table("\"warning\"", "“warning”", "3:14", "typographic quote `“` (U+201C)", "“"),
    .table("\"warning\"", "\"warning”", "3:22", "the string is closed by", "”"),
    .table("severity =", "severity：", "3:11", "write `=`", "："),
    .table("severity =", "severity\u{A0}=", "3:11", "no-break space (U+00A0)", "\u{A0}"),
    .table("severity =", "severity\u{3000}=", "3:11", "full-width blank (U+3000)", "\u{3000}"),
    .table("severity =", "severity\u{200B}=", "3:11", "take it out", "\u{200B}"),
    .body("ctx.report（\"low\")", "8:11", "full-width bracket `（` (U+FF08)", "（"),
    .body("local 显卡 = 1", "8:7", "names have ASCII letters", "显"),
    .body("local x = 3 × 4", "8:13", "write `*`", "×"),
  ]

  @Test("has its place, its cause and its fix", arguments: names + syntax + characters)
  func mistake(_ mistake: RuleMistake) throws {
    let runner = try ProgramRunner()
    try runner.folder.write(mistake.source, to: "Mine/psu/x.lua")
    let ended = try runner.shell("rigrules check good.yaml --rules Mine")
    let lines = ended.error.split(separator: "\n").map(String.init)
    #expect(ended.status == 3)
    let head = try #require(lines.first)
    #expect(head.hasPrefix("Mine/psu/x.lua:\(mistake.place): error: "), "\(ended.error)")
    #expect(head.contains(mistake.says), "\(head)")
    guard lines.count >= 3 else {
      Issue.record("there is no excerpt: \(ended.error)")
      return
    }
    let column = Int(mistake.place.split(separator: ":")[1]) ?? 0
    let text = lines[1].unicodeScalars.drop { $0 != "|" }.dropFirst(2)
    let marked = String(
      String.UnicodeScalarView(
        text.dropFirst(column - 1).prefix(mistake.marked.unicodeScalars.count)))
    let isShown = mistake.marked.unicodeScalars.allSatisfy { $0 != "\u{200B}" }
    if isShown { #expect(marked == mistake.marked, "\(lines[1])") }
    #expect(lines[2].contains("^"), "\(ended.error)")
  }

  @Test func aByteOrderMarkDoesNoHarm() throws {
    let runner = try ProgramRunner()
    try runner.folder.write("\u{FEFF}" + RuleMistake.rule("local x = 1"), to: "Mine/psu/x.lua")
    try runner.folder.write("id: a\ngpus: [{ vram_gb: 8 }]\n", to: "a.yaml")
    let ended = try runner.shell("rigrules check a.yaml --rules Mine")
    #expect(ended.status == 0 && ended.error.isEmpty, "\(ended.error)")
  }

  @Test(
    "another encoding is refused by its name or its first byte",
    arguments: [
      (String.Encoding.utf16LittleEndian, "UTF-16"), (.utf16, "UTF-16"), (.utf32, "UTF-32"),
      (.isoLatin1, "the byte 0xFC is not UTF-8"),
    ])
  func encodings(_ encoding: String.Encoding, _ says: String) throws {
    let runner = try ProgramRunner()
    let source = RuleMistake.rule("local x = 1").replacing("\"T\"", with: "\"für\"")
    try runner.folder.write(try #require(source.data(using: encoding)), to: "Mine/psu/x.lua")
    let ended = try runner.shell("rigrules check good.yaml --rules Mine")
    #expect(ended.status == 3)
    #expect(ended.error.contains(says) && ended.error.contains("[rule/encoding]"), "\(ended.error)")
  }

  @Test func aModuleThatIsTooLargeSaysSo() throws {
    let runner = try ProgramRunner()
    let rule = "local m = require \"lib.m\"\n" + RuleMistake.rule("local x = m")
    try runner.folder.write(rule, to: "Mine/psu/x.lua")
    try runner.folder.write(
      "-- " + String(repeating: "x", count: 70_000) + "\nreturn {}\n", to: "Mine/lib/m.lua")
    let ended = try runner.shell("rigrules check good.yaml --rules Mine")
    #expect(ended.error.hasPrefix("Mine/lib/m.lua:1: error: the file has 700"), "\(ended.error)")
    try runner.folder.write("return {}\n", to: "Mine/lib/m.lua")
    try runner.folder.write(
      rule.replacing("\"lib.m\"", with: "\"lib.n\""), to: "Mine/psu/x.lua")
    let other = try runner.shell("rigrules check good.yaml --rules Mine")
    #expect(other.error.contains("did you mean `lib.m`?"), "\(other.error)")
  }

  @Test(
    "a rule that breaks says why",
    arguments: [
      (
        "local function f(n) return 1 + f(n) end\nf(1)",
        "the rule exceeded its memory limit"
      ),
      ("local x = build.cpu.tdp_w + 1", "`cpu.tdp_w` is nil, because the build does not state it"),
      (
        "local w = build.cpu.tdp_w\nlocal x = w + 1",
        "`cpu.tdp_w` is nil, because the build does not state it"
      ),
      ("local x = build.psus[1].wattage_w", "`psus` is nil, because the build does not state it"),
    ])
  func breaks(_ code: String, _ says: String) throws {
    let runner = try ProgramRunner()
    try runner.folder.write(RuleMistake.rule(code), to: "Mine/psu/x.lua")
    try runner.folder.write("id: a\ncpu: { cores: 8 }\ngpus: [{ vram_gb: 8 }]\n", to: "a.yaml")
    let ended = try runner.shell("rigrules check a.yaml --rules Mine --format json")
    #expect(ended.output.contains(says), "\(ended.output)")
  }

  @Test("names that are right, or not certain, are left alone")
  func rightNames() throws {
    let runner = try ProgramRunner()
    let code = """
      local function name(part) return part and (part.name or part.vram_gb) end
      local function any(list) for _, part in ipairs(list) do if part.vram_gb then return 1 end end end
      local x = name(build.cpu) or name(build.gpus[1]) or any(build.gpus) or any({ {} })
      local part = build.cpu
      if x then part = build.gpus[1] end
      local y = part and part.vram_gb
      local key = "cores"
      local z = build.cpu and build.cpu[key]
      local own = build.x_mine and build.x_mine.field or build.extra and build.extra.any
      for i = 1, #build.gpus do y = build.gpus[i].vram_gb end
      table.sort({}, function(a, b) return a.anything < b.anything end)
      local cards = {}
      cards.vram = 1
      ctx.report("low", { n = cards.vram }, { at = "gpus[" .. #build.gpus .. "].vram_gb" })
      """
    try runner.folder.write(RuleMistake.rule(code), to: "Mine/psu/x.lua")
    try runner.folder.write("id: a\ngpus: [{ vram_gb: 8 }]\n", to: "a.yaml")
    let ended = try runner.shell("rigrules check a.yaml --rules Mine")
    #expect(ended.error.isEmpty && ended.output.contains("n is 1"), "\(ended.error)\(ended.output)")
  }
}
