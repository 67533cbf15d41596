import Testing

/// Which rules, settings and waivers are in force, and who said so.
@Suite struct ConfigurationTests {
  @Test func fileIsFoundUpward() throws {
    let bench = try ProgramRunner()
    try bench.folder.write("rules: [Rules]\n", to: "rigrules.yaml")
    try bench.folder.write("id: deep\npsus: [{wattage_w: 300, price: 90}]\n", to: "a/b/deep.yaml")
    let ended = try RigrulesProcess.run(
      ["check", "deep.yaml", "--format", "jsonl"], in: bench.folder.path + "/a/b")
    #expect(ended.status == 1, "\(ended.error)")
    #expect(ended.output.contains("psu/power"))
    #expect(!ended.output.contains("motherboard"))
  }

  @Test func variableNamesRules() throws {
    let bench = try ProgramRunner()
    let ended = try RigrulesProcess.run(
      ["check", "bad.yaml", "--format", "jsonl"], in: bench.folder.path,
      environment: ["RIGRULES_RULES": bench.rules])
    #expect(ended.status == 1, "\(ended.error)")
    #expect(ended.output.contains("psu/power"))
  }

  @Test func optionReplacesTheConfigurationsRules() throws {
    let bench = try ProgramRunner()
    try bench.folder.write("rules: [Absent]\n", to: "rigrules.yaml")
    #expect(try bench.run("check", "good.yaml").status == 0)
    let ended = try RigrulesProcess.run(["check", "good.yaml"], in: bench.folder.path)
    #expect(ended.status == 3)
    #expect(ended.error.contains("rigrules.yaml"))
  }

  @Test func settingsChangeSeverity() throws {
    let bench = try ProgramRunner()
    try bench.folder.write(
      "settings:\n  psu/power: { severity: warning }\n  psu/roomy: { off: true }\n",
      to: "rigrules.yaml")
    let ended = try bench.run("check", "bad.yaml", "--format", "jsonl")
    #expect(ended.status == 0, "\(ended.error)")
    #expect(ended.output.contains(#""severity":"warning""#))
    #expect(!ended.output.contains("psu/roomy"))
  }

  @Test(arguments: [
    ("settings:\n  psu/powder: { severity: warning }\n", "psu/power"),
    ("settings:\n  psu/power: { severty: warning }\n", "severity"),
    ("settings:\n  psu/power: { severity: fatal }\n", "fatal"),
    ("settings:\n  psu/power: { params: { wattage: 1 } }\n", "wattage"),
    ("seting: {}\n", "settings"),
    ("waivers: [{ rule: psu/power }]\n", "reason"),
    ("lang: fr\n", "fr"),
    ("settings: [\n", "rigrules.yaml:"),
  ])
  func brokenConfigurationIsStatusThree(_ text: String, _ says: String) throws {
    let bench = try ProgramRunner()
    try bench.folder.write(text, to: "rigrules.yaml")
    let ended = try bench.run("check", "good.yaml")
    #expect(ended.status == 3, "\(ended.output)\(ended.error)")
    #expect(ended.error.contains(says), "\(ended.error)")
    #expect(ended.error.contains("rigrules.yaml:"), "\(ended.error)")
    #expect(ended.output.isEmpty)
  }

  @Test func waiverHoldsUntilItsLastDay() throws {
    let bench = try ProgramRunner()
    try bench.folder.write(
      "waivers:\n  - { rule: psu/power, reason: on order, owner: me, until: 2026-12-31 }\n",
      to: "rigrules.yaml")
    for (day, status) in [("2026-12-30", 0), ("2026-12-31", 0), ("2027-01-01", 1)] as [(_, Int32)] {
      let ended = try bench.run("check", "bad.yaml", environment: ["RIGRULES_TODAY": day])
      #expect(ended.status == status, "\(day): \(ended.output)\(ended.error)")
    }
    let late = try bench.run("check", "bad.yaml", environment: ["RIGRULES_TODAY": "2027-01-01"])
    #expect((late.output + late.error).contains("2026-12-31"))
    let wrong = try bench.run("check", "bad.yaml", environment: ["RIGRULES_TODAY": "tomorrow"])
    #expect(wrong.status == 2)
  }

  @Test func configTellsWhereEachValueCameFrom() throws {
    let bench = try ProgramRunner()
    try bench.folder.write(
      "lang: zh\nsettings:\n  psu/power:\n    severity: warning\n", to: "rigrules.yaml")
    let ended = try bench.run("config")
    #expect(ended.status == 0, "\(ended.error)")
    #expect(ended.output.contains("--rules"))
    #expect(ended.output.contains("psu/power"))
    #expect(ended.output.contains("rigrules.yaml:3"))
    #expect(ended.output.firstMatch(of: /lang: zh +# rigrules\.yaml/) != nil, "\(ended.output)")
    let other = try bench.run("config", "--lang", "en")
    #expect(other.output.firstMatch(of: /lang: en +# --lang/) != nil, "\(other.output)")
  }
}
