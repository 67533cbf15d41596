internal import RigModel
internal import RigRules
internal import Testing

@Suite("What a rule says of a build")
struct OutcomeTests {
  private let build: BuildValue = [
    "id": "rig", "monitors": 1, "cpu": ["tdp_w": 150],
    "gpus": [["tdp_w": 250], ["vram_gb": 11]],
  ]

  private func outcome(_ source: String) throws -> Outcome {
    let report = try engine(["psu/wattage.lua": source]).evaluate(Build(build))
    return try #require(report["psu/wattage"]).outcome
  }

  @Test("nothing reported is a pass, a finding a failure at its severity")
  func passAndFail() throws {
    #expect(try outcome(ruleSource()) == .pass)
    let failed = try outcome(ruleSource(severity: "warning", check: reportsFinding))
    #expect(failed.severity == .warning)
    #expect(failed.findings.map(\.message) == ["found 1"])
    #expect(failed.findings[0].data == ["n": 1])
  }

  @Test("a finding may lower the severity; the outcome has the worst of its findings")
  func loweredSeverity() throws {
    let lowered = "ctx.report(\"found\", { n = 1 }, { severity = \"advice\" })"
    #expect(try outcome(ruleSource(check: lowered)).severity == .advice)
    #expect(try outcome(ruleSource(check: lowered + " " + reportsFinding)).severity == .error)
    let raised = "ctx.report(\"found\", { n = 1 }, { severity = \"error\" })"
    let broken = try outcome(ruleSource(severity: "advice", check: raised))
    #expect(broken.failure?.message.contains("not raise it to error") == true)
  }

  @Test("a missing field is unknown and named by its path, an absent list once")
  func unknown() throws {
    #expect(
      try outcome(ruleSource(needs: "\"gpus[].tdp_w\""))
        == .unknown(missing: ["gpus[1].tdp_w"]))
    #expect(
      try outcome(ruleSource(needs: "\"psus[].wattage_w\", \"psus[].efficiency\""))
        == .unknown(missing: ["psus"]))
    #expect(
      try outcome(ruleSource(needs: "\"gpus[].vram_gb | gpus[].tdp_w\"")) == .pass)
    #expect(
      try outcome(ruleSource(needs: "\"chassis.expansion_slots\""))
        == .unknown(missing: ["chassis.expansion_slots"]))
    #expect(try outcome(ruleSource(needs: "\"x_own\"")) == .unknown(missing: ["x_own"]))
  }

  @Test("a check may say that a field matters for this build alone; findings outweigh it")
  func unknownInCheck() throws {
    let asks = "ctx.unknown(\"gpus[2].tdp_w\")"
    #expect(try outcome(ruleSource(check: asks)) == .unknown(missing: ["gpus[1].tdp_w"]))
    #expect(try outcome(ruleSource(check: asks + " " + reportsFinding)).severity == .error)
  }

  @Test("locations count from 1 in Lua and from 0 in a report, and `[0]` there is an error")
  func locations() throws {
    let at = "ctx.report(\"found\", { n = 1 }, { at = \"gpus[2].x_a[10]\" })"
    guard case .fail(_, let findings) = try outcome(ruleSource(check: at)) else {
      Issue.record("no finding")
      return
    }
    #expect(findings.first?.at == "gpus[1].x_a[9]")
    // The index is computed, so that the loader cannot see it.
    let zero = "local zero = 0 "
    for check in [
      zero + "ctx.unknown(\"gpus[\" .. zero .. \"].tdp_w\")",
      zero + at.replacing("[2]", with: "[\" .. zero .. \"]"),
    ] {
      let failure = try outcome(ruleSource(check: check)).failure
      #expect(failure?.message.contains("lists count from 1 in Lua") == true)
      #expect(failure?.code == "rule/runtime")
    }
  }

  @Test("`when` is asked before everything else")
  func when() throws {
    let never = ruleSource(needs: "\"psus\"", check: "error(\"no\")", when: "return false")
    #expect(try outcome(never) == .notApplicable)
    let stumbles = ruleSource(needs: "\"psus[].wattage_w\"", when: "return #build.psus > 0")
    #expect(try outcome(stumbles) == .unknown(missing: ["psus"]))
  }

  @Test(
    "an error, a limit and a returned value break the rule, with kind and place",
    arguments: [
      ("error(\"no\")", RuleFailure.Kind.error, "no"),
      ("while true do end", .fuel, "work limit"),
      ("local t = {} for i = 1, 1e9 do t[i] = (\"x\"):rep(1e5 + i) end", .memory, "memory"),
      ("return true", .error, "ctx.report"),
      ("local key = (\"y\"):rep(1) local x = build.psus[key] + 1", .error, "nil value"),
      ("ctx.report(\"found\", {})", .error, "n"),
    ])
  func broken(check: String, kind: RuleFailure.Kind, text: String) throws {
    // The data is put together, so that the loader cannot see what is missing in it.
    let check = check.replacing("(\"found\", {})", with: "(\"found\", { table.unpack({}) })")
    let failure = try #require(try outcome(ruleSource(check: check)).failure)
    #expect(failure.kind == kind)
    #expect(failure.message.contains(text))
    #expect(failure.at.hasPrefix("Rules/psu/wattage.lua:"))
  }

  @Test("a broken rule touches no other rule and no other build")
  func isolation() throws {
    let engine = try engine([
      "a/hangs.lua": ruleSource(check: "while true do end"),
      "b/fine.lua": ruleSource(check: reportsFinding), "c/bad.lua": "return {",
    ])
    for _ in 1...3 {
      let report = try engine.evaluate(Build(build))
      #expect(report.verdict == .broken)
      #expect(report["b/fine"]?.outcome.findings.count == 1)
      #expect(report["a/hangs"]?.outcome.failure?.kind == .fuel)
      #expect(report["c/bad"]?.outcome.failure?.kind == .load)
      #expect(report.results.map(\.rule) == ["a/hangs", "b/fine", "c/bad"])
    }
  }

  @Test("messages come in the language asked for, English where there is no other")
  func languages() throws {
    let messages = "found = { en = \"found {n}\", zh = \"发现 {n}\" }, other = \"plain\""
    let check =
      reportsFinding + " ctx.report(\"other\", {}, { suggest = { en = \"do\", zh = \"做\" } })"
    let source = ruleSource(check: check, messages: messages)
    let engine = try engine(["a.lua": source], EngineOptions(language: .chinese))
    let findings = try #require(try engine.evaluate(Build(build))["a"]).outcome.findings
    #expect(findings.map(\.message) == ["发现 1", "plain"])
    #expect(findings[1].suggestion == "做")
  }

  @Test("more than 100 findings are counted, not kept")
  func floods() throws {
    let flood = "for i = 1, 1000 do ctx.report(\"found\", { n = i }) end"
    let report = try engine(["a.lua": ruleSource(check: flood)]).evaluate(Build(build))
    let result = try #require(report["a"])
    #expect(result.outcome.findings.count == 100)
    #expect(result.droppedFindings == 900)
  }

  @Test("an explanation tells what was read and the fuel it took")
  func explanation() throws {
    let source = ruleSource(check: "local _ = build.cpu.tdp_w + #build.gpus local _ = build.psus")
    let explained = try engine(["a.lua": source]).explain(rule: "a", build: Build(build))
    #expect(explained.reads.map(\.path) == ["cpu.tdp_w", "#gpus", "psus"])
    #expect(explained.reads.map(\.value) == [150, 2, nil])
    #expect(throws: EngineError.unknownRule("b", nearest: nil)) {
      try engine(["a.lua": source]).explain(rule: "b", build: Build(build))
    }
  }
}
