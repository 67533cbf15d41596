import Foundation
import Testing

/// Plugins from the command line: where they are found, what each command makes of them, and what
/// the exit status says.
@Suite struct PluginCommandTests {
  /// A workbench with a plugin `shop` of one of everything under `house/`.
  static func bench(_ change: (ProgramRunner) throws -> Void = { _ in }) throws -> ProgramRunner {
    let bench = try ProgramRunner()
    try bench.folder.write(manifest("shop"), to: "house/shop/plugin.lua")
    try bench.folder.write(rule, to: "house/shop/rules/watts.lua")
    try change(bench)
    return bench
  }

  static func manifest(_ name: String) -> String {
    """
    return {
      name = "\(name)", version = "1.0.0", api = 1,
      description = { en = "A shop", zh = "商店" },
      facts = { watts = { doc = "all supplies", unit = "W", needs = { "psus[].wattage_w" },
        compute = function(build) return build.psus[1].wattage_w end } },
      reporters = {
        tag = { doc = "a tag", render = function(reports, ctx)
          local t = {}
          for _, r in ipairs(reports) do t[#t + 1] = r.build.id .. "=" .. r.report.verdict .. "\\n" end
          return table.concat(t)
        end },
        broken = function() return nil + 1 end,
      },
      importers = {
        kv = { doc = "keys", extensions = { "kv" }, import = function(text, ctx)
          local watts = text:match("watts (%d+)")
          if not watts then error("no watts in " .. ctx.file, 0) end
          return { id = ctx.file:match("^%a+") or "list", psus = { { wattage_w = tonumber(watts) } } }
        end },
        bad = function() return { psu = { watage = 1 } } end,
        crash = function(text) return text.x.y end,
      },
      profiles = { calm = { doc = "d", settings = {
        ["psu/power"] = { severity = "advice" },
        ["\(name):watts"] = { weight = 2, params = { least = 100 } },
      } } },
    }
    """
  }

  static let rule = """
    return {
      title = "Watts", severity = "warning", params = { least = { default = 2000 } },
      messages = { low = "It has {have} W." },
      check = function(build, ctx)
        local have = ctx.facts.shop.watts
        if have and have < ctx.params.least then ctx.report("low", { have = have }) end
      end,
    }
    """

  @Test func listSaysWhatEachGives() throws {
    let bench = try Self.bench()
    let text = try bench.run("plugins", "--plugins", "house")
    #expect(text.status == 0 && text.error.isEmpty)
    for part in [
      "shop 1.0.0  on  house/shop", "A shop", "shop:watts", "watts (W): all supplies",
      "--format shop:tag: a tag", "import --from shop:kv .kv: keys", "--profile shop:calm: d",
    ] { #expect(text.output.contains(part), "\(part)\n\(text.output)") }
    let chinese = try bench.run("plugins", "--plugins", "house", "--lang", "zh")
    #expect(chinese.output.contains("商店") && chinese.output.contains("规则"))
    let json = try bench.run("plugins", "--plugins", "house/shop", "--format", "json")
    let list = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    // Those that ship are listed too, as available.
    let plugin = try #require(list?.first { $0["name"] as? String == "shop" })
    #expect(plugin["state"] as? String == "on")
    #expect(plugin["rules"] as? [String] == ["shop:watts"])
    #expect((plugin["facts"] as? [[String: Any]])?.first?["unit"] as? String == "W")
    #expect((plugin["folder"] as? String)?.hasSuffix("house/shop") == true)
  }

  @Test func brokenPluginIsLeftOutAndTold() throws {
    let bench = try Self.bench { bench in
      try bench.folder.write("return {\n  nmae = 1\n}", to: "house/bad/plugin.lua")
      try bench.folder.write(Self.rule, to: "house/bad/rules/watts.lua")
    }
    let list = try bench.run("plugins", "--plugins", "house")
    #expect(list.status == 3 && list.output.contains("bad  failed  house/bad"))
    #expect(list.output.contains("did you mean `name`?"))
    let check = try bench.run(
      "check", "warned.yaml", "--plugins", "house", "--format", "jsonl")
    #expect(check.status == 3)
    #expect(check.error.contains("house/bad/plugin.lua:2:3: error: a plugin has no key `nmae`"))
    #expect(check.output.contains(#""verdict":"warn""#))
    #expect(check.output.contains(#"{"rule":"shop:watts","category":"shop","outcome":"fail""#))
    #expect(check.output.contains(#""kind":"plugin_left_out""#))
  }

  /// Where a plugin can be switched on; each way makes its rule count.
  static let ways: [(arguments: [String], environment: [String: String], file: String?)] = [
    (["--plugins", "house"], [:], nil), (["--plugins", "house/shop"], [:], nil),
    (["--plugins", "empty", "--plugins", "house/"], [:], nil),
    ([], ["RIGRULES_PLUGINS": "house"], nil), ([], ["XDG_DATA_HOME": "HERE/data"], nil),
    ([], [:], "plugins: [house]"), ([], [:], "plugins: house/shop"),
    (["--plugins", "shop"], ["XDG_DATA_HOME": "HERE/data"], nil),
    ([], ["XDG_DATA_HOME": "HERE/data", "RIGRULES_PLUGINS": "none"], "plugins: [shop]"),
  ]
  @Test(arguments: ways.indices) func pluginIsSwitchedOn(_ index: Int) throws {
    let way = Self.ways[index]
    let bench = try Self.bench { bench in
      if let file = way.file { try bench.folder.write(file, to: "rigrules.yaml") }
      try bench.folder.write("none", to: "empty/readme.txt")
      if way.environment["XDG_DATA_HOME"] != nil {
        try bench.folder.write(Self.manifest("shop"), to: "data/rigrules/plugins/shop/plugin.lua")
        try bench.folder.write(Self.rule, to: "data/rigrules/plugins/shop/rules/watts.lua")
      }
    }
    let environment = way.environment.mapValues {
      $0.replacingOccurrences(of: "HERE", with: bench.folder.path)
    }
    let arguments = ["rules", "--rules", "Rules", "--format", "json"] + way.arguments
    let on = try RigrulesProcess.run(arguments, in: bench.folder.path, environment: environment)
    #expect(on.status == 0, "\(on.error)")
    #expect(on.output.contains(#""id": "shop:watts""#), "\(on.output)")
    #expect(on.output.contains(#""origin": "shop""#))
    guard way.arguments.isEmpty else { return }
    let off = try RigrulesProcess.run(
      arguments + ["--no-plugins"], in: bench.folder.path, environment: environment)
    #expect(off.status == 0 && !off.output.contains("shop"), "\(off.output)\(off.error)")
  }

  @Test func pluginThatIsNotThereIsWrongUsage() throws {
    let bench = try Self.bench()
    for (arguments, says) in [
      (["--plugins", "nowhere/at/all"], "there is no folder nowhere/at/all of plugins"),
      (["--plugins", "shup"], "there is no folder `shup`, and no plugin of that name"),
      (["--plugins", "house", "--no-plugins"], "exclude each other"),
    ] {
      let ended = try RigrulesProcess.run(
        ["check", "good.yaml", "--rules", "Rules"] + arguments, in: bench.folder.path)
      #expect(ended.status == 2 && ended.error.contains(says), "\(ended.error)")
    }
    try bench.folder.write("id: x\nplugins: [gone]\n", to: "other/rigrules.yaml")
    try bench.folder.write("plugins: [gone]\n", to: "rigrules.yaml")
    let configured = try bench.run("check", "good.yaml")
    #expect(configured.status == 3)
    #expect(configured.error.contains("rigrules.yaml:1: error: there is no folder `gone`"))
  }

  @Test func rulesOfPluginsAreListedAndExplained() throws {
    let bench = try Self.bench()
    let page = try bench.run("explain", "shop:watts", "warned.yaml", "--plugins", "house")
    #expect(page.status == 0 && page.output.contains("ctx.facts.shop.watts  600"), "\(page.output)")
    #expect(page.output.contains("house/shop/rules/watts.lua"))
    let absent = try bench.run("explain", "shop:wats", "--plugins", "house")
    #expect(absent.status == 2 && absent.error.contains("did you mean `shop:watts`?"))
  }

  @Test func reporterIsAFormat() throws {
    let bench = try Self.bench { try $0.folder.write("plugins: [house]", to: "rigrules.yaml") }
    for arguments in [["--no-plugins"], []] {
      for name in ["tag", "shop:tag"] {
        let ended = try RigrulesProcess.run(
          ["check", "good.yaml", "bad.yaml", "--rules", "Rules", "--format", name] + arguments,
          in: bench.folder.path)
        #expect(ended.status == 1 && ended.error.isEmpty, "\(ended.error)")
        #expect(
          ended.output == (arguments.isEmpty ? "good=warn\nbad=fail\n" : "good=pass\nbad=fail\n"))
      }
    }
    let broken = try bench.run("check", "good.yaml", "--format", "broken")
    #expect(broken.status == 3 && broken.output.isEmpty)
    #expect(broken.error.contains("`shop:broken`: attempt to perform arithmetic"))
    #expect(broken.error.contains("house/shop/plugin.lua:"))
    for (name, says) in [
      ("jsno", "did you mean `json`?"), ("tga", "did you mean `shop:tag`?"),
      ("yaml-ish", "there are text, json, jsonl"),
    ] {
      let ended = try bench.run("check", "good.yaml", "--format", name)
      #expect(ended.status == 2 && ended.error.contains(says), "\(ended.error)")
    }
  }

  @Test func importerMakesABuild() throws {
    let bench = try Self.bench { bench in
      try bench.folder.write("plugins: [house]", to: "rigrules.yaml")
      try bench.folder.write("\u{FEFF}watts 650\n", to: "list.kv")
      try bench.folder.write("volts 230\n", to: "poor.kv")
      try bench.folder.write(String(repeating: "x", count: 1 << 20 + 1), to: "large.kv")
    }
    let yaml = try bench.run("import", "list.kv")
    #expect(yaml.status == 0 && yaml.output == "id: list\npsus:\n  - wattage_w: 650\n", "\(yaml)")
    let json = try bench.shell(
      "rigrules import - --from kv --format json < list.kv --rules Rules")
    #expect(json.status == 0 && json.output.contains(#""wattage_w": 650"#), "\(json)")
    let judged = try bench.shell(
      "rigrules import list.kv --rules Rules | rigrules check - --rules Rules --format tag")
    #expect(judged.output == "list=warn\n", "\(judged)")
    for (arguments, status, says) in [
      (["poor.kv"], 2, "poor.kv: error: no watts in poor.kv (shop:kv, house/shop/plugin.lua:"),
      (["list.kv", "--from", "bad"], 2, "what `shop:bad` made of it is not a valid build"),
      (["list.kv", "--from", "bad"], 2, "`psu.watage`"),
      (["list.kv", "--from", "crash"], 3, "`shop:crash`: `string.x` is not available"),
      (["list.kv", "--from", "vk"], 2, "there is no importer `vk`; did you mean `shop:kv`?"),
      (["list.txt"], 2, "there is no such file"), (["none.kv"], 2, "there is no such file"),
      (["large.kv"], 2, "build/too-large"), (["-"], 2, "the file holds no build"),
    ] as [([String], Int32, String)] {
      let ended = try RigrulesProcess.run(
        ["import", "--rules", "Rules"] + arguments, in: bench.folder.path)
      #expect(ended.status == status && ended.error.contains(says), "\(arguments): \(ended)")
      #expect(ended.output.isEmpty)
    }
    let latin = try bench.shell("printf 'watts 9\\351' > l.kv; rigrules import l.kv --rules Rules")
    #expect(latin.status == 2 && latin.error.contains("build/encoding"))
  }

  @Test func profileIsInForceAndShown() throws {
    let bench = try Self.bench { bench in
      try bench.folder.write(
        "plugins: [house]\nprofile: calm\nsettings:\n  shop:watts: { params: { least: 700 } }\n",
        to: "rigrules.yaml")
    }
    let check = try bench.run("check", "bad.yaml", "--format", "json", "--compact")
    #expect(check.status == 0 && check.output.contains(#""severity": "advice""#), "\(check)")
    #expect(check.output.contains("It has 300 W."))
    let config = try bench.run("config")
    #expect(config.output.contains("profile: \"shop:calm\"  # rigrules.yaml:2"))
    #expect(config.output.contains("plugins:"))
    #expect(config.output.contains("weight: 2         # house/shop/plugin.lua:"), "\(config)")
    #expect(config.output.contains("least: 700\n"))
    let again = try bench.run("config", "--profile", "shop:calm", "--format", "json")
    #expect(again.output.contains(#""from": "--profile""#))
    // What the file says of a plugin's rules waits for the plugin.
    let without = try bench.run("check", "bad.yaml", "--no-plugins", "--format", "jsonl")
    #expect(without.status == 0 && !without.output.contains("\"rule\":\"shop:watts"), "\(without)")
    let wrong = try bench.run("check", "bad.yaml", "--profile", "clam")
    #expect(wrong.status == 2 && wrong.error.contains("did you mean `shop:calm`?"))
    try bench.folder.write("plugins: [house]\nprofile: clam\n", to: "rigrules.yaml")
    let configured = try bench.run("check", "bad.yaml")
    #expect(configured.status == 3)
    #expect(configured.error.contains("rigrules.yaml:2: error: there is no profile `clam`"))
  }

  @Test func batchRemembersFactsAlike() throws {
    let bench = try Self.bench { bench in
      let lines = (0..<600).map { number in
        let watts = number % 7 == 0 ? "" : "\"wattage_w\":\(number % 5 * 500 + 100)"
        let supply =
          number % 11 == 0
          ? "" : ",\"psus\":[{\"name\":\"n\(number % 3)\"\(watts.isEmpty ? "" : ",\(watts)")}]"
        return "{\"id\":\"b\(number)\"\(supply)}\n"
      }
      try bench.folder.write(lines.joined(), to: "many.jsonl")
    }
    let outputs = try [[], ["--no-memo"], ["--jobs", "1"]].map { arguments in
      let ended = try RigrulesProcess.run(
        ["batch", "many.jsonl", "--rules", "Rules", "--plugins", "house"] + arguments,
        in: bench.folder.path)
      #expect(ended.status == 1 && ended.error.isEmpty, "\(ended.error)")
      return ended.output
    }
    #expect(outputs[0] == outputs[1] && outputs[0] == outputs[2])
    #expect(outputs[0].contains("It has 600 W.") && outputs[0].contains("It has 1600 W."))
    #expect(outputs[0].contains(#"{"rule":"shop:watts","category":"shop","outcome":"pass"}"#))
  }

  @Test func watchFollowsPlugins() throws {
    let bench = try Self.bench()
    let script = """
      rigrules watch bad.yaml --rules Rules --plugins house --changes 2 --poll 20 --format jsonl \\
        > log &
      until grep -q report log; do sleep 0.05; done
      sed -i.old 's/It has/Only/' house/shop/rules/watts.lua
      until grep -q Only log; do sleep 0.05; done
      echo 'return {' > new; mv new house/shop/plugin.lua
      wait; cat log
      """
    let ended = try bench.shell(script)
    let lines = ended.output.split(separator: "\n")
    #expect(lines.contains { $0.contains("Only 300 W.") }, "\(ended)")
    let last = lines.last { $0.contains(#""event":"rules""#) } ?? ""
    #expect(last.contains(#""plugins":{"#) && last.contains(#""plugin":"shop""#), "\(ended)")
    #expect(last.contains("house/shop/plugin.lua:1"))
  }

  /// What comes with the program: a copy of it, with folders of its own beside it.
  @Test func shippedPluginsAreAvailableUntilSwitchedOn() throws {
    let bench = try Self.bench()
    let program = bench.folder.path + "/app/bin/rigrules"
    try bench.folder.write(
      ProgramRunner.rule(severity: "error", field: "wattage_w", least: 500),
      to: "app/Rules/psu/power.lua")
    try bench.folder.write(Self.manifest("shop"), to: "app/Plugins/shop/plugin.lua")
    try bench.folder.write(Self.rule, to: "app/Plugins/shop/rules/watts.lua")
    try bench.folder.write("", to: "app/bin/note")
    // By another process: a file that this one has open to write would be busy for the children
    // that other tests start meanwhile.
    #expect(try RigrulesProcess.shell("cp '\(RigrulesProcess.binary)' '\(program)'").status == 0)
    func run(_ command: String) throws -> RigrulesProcess.Ended {
      try RigrulesProcess.shell("\(program) \(command)", in: bench.folder.path)
    }
    let list = try run("plugins")
    #expect(
      list.status == 0 && list.output.contains("shop 1.0.0  available  app/Plugins/shop"), "\(list)"
    )
    #expect(list.output.contains("Switch an available plugin on with --plugins NAME"))
    #expect(try !run("rules").output.contains("shop:watts"))
    #expect(try run("rules --plugins shop").output.contains("shop:watts"))
    #expect(try run("plugins --plugins shop").output.contains("shop 1.0.0  on  app/Plugins/shop"))
    #expect(try run("check good.yaml --format tag").output == "good=pass\n")
    #expect(try run("check good.yaml --format tag --plugins shop").output == "good=warn\n")
    #expect(try run("rules --profile calm").output.contains("psu/power  advice"))
    let off = try run("explain shop:watts")
    #expect(off.status == 2 && off.error.contains("is not on; add --plugins shop"), "\(off.error)")
    let near = try run("rules --plugins shpo")
    #expect(near.status == 2 && near.error.contains("did you mean `shop`?"), "\(near.error)")
    // One of the user's own by the same name goes before the one that ships.
    let mine = try run("plugins --plugins house")
    #expect(mine.status == 0 && mine.output.contains("on  house/shop"), "\(mine.output)")
  }

  /// A workbench whose plugin `site` has reporters that make files.
  private static func site(_ files: String) throws -> ProgramRunner {
    let bench = try ProgramRunner()
    try bench.folder.write(
      """
      return { name = "site", version = "1.0.0", api = 1, description = "Pages",
        reporters = { pages = function(reports) return { \(files) } end,
          one = function(reports) return "one\\n" end } }
      """, to: "house/site/plugin.lua")
    return bench
  }

  @Test func filesOfAReporterAreWrittenIntoAFolder() throws {
    let bench = try Self.site(
      #"["index.html"] = "<p>" .. #reports .. "</p>\n", ["builds/a.txt"] = "a\n\27[31m""#)
    let plain = try bench.run("check", "good.yaml", "--plugins", "house", "--format", "site:pages")
    #expect(plain.status == 2 && plain.output.isEmpty)
    #expect(
      plain.error.contains("`site:pages` makes 2 files; name a folder with -o [plugin/files]"))
    let ended = try bench.run(
      "check", "good.yaml", "bad.yaml", "--plugins", "house", "--format", "site:pages", "-o", "out")
    #expect(ended.status == 1 && ended.output.isEmpty, "\(ended.error)")
    #expect(ended.error == "wrote out/builds/a.txt\nwrote out/index.html\n")
    func text(_ name: String) -> String? {
      FileManager.default.contents(atPath: bench.folder.path + "/out/" + name)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(text("index.html") == "<p>2</p>\n")
    let page = try #require(text("builds/a.txt"))
    #expect(page.hasPrefix("a\n") && !page.contains("\u{1B}"))
    let again = try bench.run(
      "check", "good.yaml", "--plugins", "house", "--format", "site:pages", "-o", "out", "-q")
    #expect(again.error == "" && text("index.html") == "<p>1</p>\n")
    let one = try bench.run(
      "check", "good.yaml", "--plugins", "house", "--format", "site:one", "-o", "out")
    #expect(one.status == 2 && one.error.contains("makes one text and no files; leave -o out"))
    let text = try bench.run("check", "good.yaml", "-o", "out")
    #expect(text.status == 2 && text.error.contains("-o is for a plugin's format"))
  }

  static let escapes = [
    "../out.txt", "/etc/passwd", "a/../../b", "a//b", "", ".profile", "a/.b", "a:b", "a\\\\b", "a/",
    "con*", "a.", " a", "a\\nb", String(repeating: "x", count: 201),
  ]
  @Test("a file name that leads elsewhere is refused, and nothing is written", arguments: escapes)
  func fileNames(_ name: String) throws {
    let bench = try Self.site("[\"\(name)\"] = \"x\", [\"fine.txt\"] = \"x\"")
    let ended = try bench.run(
      "check", "good.yaml", "--plugins", "house", "--format", "site:pages", "-o", "out")
    #expect(ended.status == 3 && ended.error.contains("error: "), "\(ended.error)")
    #expect(!FileManager.default.fileExists(atPath: bench.folder.path + "/out"))
    let chinese = try bench.run(
      "check", "good.yaml", "--plugins", "house", "--format", "site:pages", "-o", "out", "--lang",
      "zh")
    #expect(chinese.error.contains("错误："), "\(chinese.error)")
    #expect(ChineseTests.english(in: chinese.error).filter { !$0.contains("site:pages") } == [])
  }

  @Test func filesOfTwoKindsUnderOneNameAreRefused() throws {
    for (files, says) in [
      (#"["a.txt"] = "x", ["A.TXT"] = "y""#, "are one on some systems"),
      (#"a = "x", ["a/b"] = "y""#, "takes it for a folder"),
      (#"a = 1"#, "must return a text, or a table of texts by name"),
      (#""x""#, "must return a text, or a table of texts by name"),
    ] {
      let bench = try Self.site(files)
      let ended = try bench.run(
        "check", "good.yaml", "--plugins", "house", "--format", "site:pages", "-o", "out")
      #expect(ended.status == 3 && ended.error.contains(says), "\(ended.error)")
    }
  }

  @Test func aLinkLeadsNoFileOutOfTheFolder() throws {
    let bench = try Self.site(#"["sub/new/a.txt"] = "x", ["top.txt"] = "y""#)
    let outside = try TemporaryFolder()
    try bench.folder.write("", to: "out/keep")
    try FileManager.default.createSymbolicLink(
      atPath: bench.folder.path + "/out/sub", withDestinationPath: outside.path)
    let ended = try bench.run(
      "check", "good.yaml", "--plugins", "house", "--format", "site:pages", "-o", "out")
    #expect(ended.status == 2 && ended.error.contains("a link leads out of the folder"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
  }
}
