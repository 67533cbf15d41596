import Foundation
import RigModel
import RigRules
import RigSamples
import Testing

@testable import RigBatch

/// An outcome that is told again must be the one that running the rule would give.
@Suite("Remembered outcomes")
struct MemoTests {
  private func lines(_ kind: SampleBuilds.Kind, _ count: Int) -> [UInt8] {
    SampleBuilds(kind, seed: 21).lines(0..<count)
  }

  @Test(
    "are those of running every rule, with the rules that ship",
    arguments: SampleBuilds.Kind.allCases)
  func shipped(kind: SampleBuilds.Kind) throws {
    let folder = try Folder()
    // More than a rule is tried for, so that rules change their way of running in between.
    let isLong = [.pools, .unique, .mixedCards].contains(kind)
    let input = try folder.write("in.jsonl", lines(kind, isLong ? 5200 : 800))
    let engine = try shippedEngine()
    let remembered = try batch(engine, [input], in: folder)
    let plain = try batch(engine, [input], in: folder, options { $0.remembers = false })
    #expect(remembered.text == plain.text)
    #expect(remembered.result.totals == plain.result.totals)
  }

  /// Rules that look at builds in every way there is.
  private static let odd: [String: String] = [
    "odd/walks-the-build": #"""
    local n = 0
    for key, value in pairs(build) do n = n + #key end
    ctx.report("found", { n = n })
    """#,
    "odd/walks-a-part": #"""
    if not build.cpu then return end
    local keys = {}
    for key in pairs(build.cpu) do keys[#keys + 1] = key end
    ctx.report("found", { n = table.concat(keys, ",") })
    """#,
    "odd/walks-cards": #"""
    local n = 0
    for _, gpu in ipairs(build.gpus or {}) do
      for key, value in pairs(gpu) do
        if type(value) == "number" then n = n + value end
      end
    end
    ctx.report("found", { n = n })
    """#,
    "odd/computed-key": #"""
    local key = "td" .. "p_w"
    ctx.report("found", { n = (build.cpu or {})[key] or "none" })
    """#,
    "odd/reads-the-id": #"ctx.report("found", { n = (build.id or "") .. (build.name or "") })"#,
    "odd/free-keys": #"""
    ctx.report("found", { n = build.cpu and build.cpu.x_mark or "none" })
    """#,
    "odd/free-keys-of-the-build": #"ctx.report("found", { n = build.x_mark or "none" })"#,
    "odd/no-such-field": #"""
    if build.cpu and build.cpu.no_such_field then ctx.report("found", { n = 1 }) end
    """#,
    "odd/one-field-after-another": #"""
    local b = build
    if b.monitors == 1 then ctx.report("found", { n = 1 })
    elseif b.use_case == "kaggle" then ctx.report("found", { n = b.precision or 0 })
    elseif b.cpu and b.cpu.cores > 8 then ctx.report("found", { n = #(b.psus or {}) })
    elseif b.chassis then ctx.report("found", { n = b.chassis.expansion_slots or 0 })
    else ctx.score(0.5) end
    """#,
    "odd/same-cards": #"""
    local gpus = build.gpus or {}
    ctx.report("found", { n = tostring(gpus[1] == gpus[2]) .. tostring(gpus[1] == gpus[1]) })
    """#,
    "odd/equal-elements": #"""
    local seen, names, places = {}, {}, {}
    for i, gpu in ipairs(build.gpus or {}) do
      if seen[gpu] then names[#names + 1] = "again" end
      seen[gpu] = i
      names[#names + 1] = tostring(gpu.tdp_w)
    end
    for i, gpu in ipairs(build.gpus or {}) do places[i] = seen[gpu] end
    ctx.report("found", { n = table.concat(names, ",") .. "/" .. table.concat(places, ",") })
    """#,
    "odd/elements-of-two-lists": #"""
    local n, gpus = 0, build.gpus or {}
    for i, kit in ipairs(build.memory or {}) do
      for key in pairs(kit) do n = n + #key * i end
      if kit == gpus[i] then n = n + 1000 end
    end
    ctx.report("found", { n = n .. "/" .. #gpus })
    """#,
    "odd/breaks": #"""
    if build.monitors == 2 then error("two monitors " .. (build.use_case or "")) end
    """#,
    "odd/writes": #"if build.cpu and build.cpu.cores == 6 then build.cpu.cores = 7 end"#,
    "odd/writes-the-build": #"if build.monitors == 3 then build.monitors = 4 end"#,
    "odd/never-ends":
      #"if build.monitors == 1 and build.precision == 16 then while true do end end"#,
    "odd/takes-memory": #"""
    if build.precision == 32 and build.monitors == 2 then
      local t = {}
      for i = 1, 400000 do t[i] = { i } end
    end
    """#,
    "odd/takes-some-memory": #"""
    local t = {}
    for i = 1, (build.monitors or 1) * 12000 do t[i] = { i } end
    ctx.report("found", { n = #t })
    """#,
    "odd/scores": #"if build.monitors then ctx.score(build.monitors / 4) end"#,
    "odd/reports-a-part":
      #"ctx.report("found", { n = build.cpu and #build.cpu or 0, cpu = build.mains })"#,
    "odd/asks": #"if not build.mains then ctx.unknown("mains.volts") end"#,
    "odd/same-finding-other-score": #"""
    ctx.score((#(build.id or "") % 4) / 4)
    ctx.report("found", { n = 1 })
    """#,
    "odd/same-figure-other-number": #"""
    local n = #(build.name or "") + (build.monitors or 0)
    ctx.report("found", { n = ({ 0.0, -0.0, 1, 1.0, "1", "0.0" })[n % 6 + 1] })
    """#,
    "odd/same-finding-other-place": #"""
    local n = #(build.id or "") + (build.monitors or 0)
    ctx.report("found", { n = 1 }, { at = ({ "cpu", "gpus[1]" })[n % 3 + 1] })
    """#,
    "odd/more-than-are-kept": #"""
    for i = 1, 99 + #(build.id or "") % 4 do ctx.report("found", { n = i % 2 }) end
    """#,
    "odd/asks-for-others": #"""
    for i = 1, #(build.id or "") % 3 do ctx.unknown("psus[" .. i .. "].rails") end
    """#,
  ]

  private static func source(_ check: String) -> String {
    """
    return {
      title = "An odd rule", severity = "warning",
      messages = { found = "found {n}" },
      check = function(build, ctx)
    \(check)
      end,
    }
    """
  }

  private static let needy = """
    return {
      title = "A needy rule", severity = "error", needs = { "gpus[].power_limit_w | gpus[].tdp_w" },
      messages = { found = "found {n}" },
      when = function(build) return #build.gpus > 1 or build.chassis.expansion_slots > 7 end,
      check = function(build, ctx)
        local sum = 0
        for _, gpu in ipairs(build.gpus) do sum = sum + (gpu.power_limit_w or gpu.tdp_w) end
        if sum > 500 then ctx.report("found", { n = sum }) end
      end,
    }
    """

  private func oddBuilds() -> [UInt8] {
    var bytes = lines(.pools, 400)
    let marked = [
      #"{"id":"m1","cpu":{"cores":6,"x_mark":"one"},"x_mark":7}"#,
      #"{"id":"m2","cpu":{"cores":6,"x_mark":"two"},"mains":{"volts":230}}"#,
      #"{"id":"m3","cpu":{"cores":12,"threads":24},"gpus":[{"vram_gb":8},{"vram_gb":8}]}"#,
      #"{"id":"m4","gpus":[{"tdp_w":300,"power_limit_w":200},{"tdp_w":300},{}]}"#,
      #"{"id":"m5","gpus":[{"tdp_w":300,"count":2}],"precision":32,"monitors":2}"#,
      #"{"id":"m6","extra":{"a":1}}"#, #"{"id":"m7"}"#,
      #"{"id":"m8","gpus":[{"tdp_w":400},{"tdp_w":400}],"x_budget":{"most":3},"x_mark":"é"}"#,
      #"{"id":"m9","gpus":[{"tdp_w":400},{"tdp_w":400}],"x_budget":{"least":3}}"#,
    ]
    for line in marked + marked { bytes += Array((line + "\n").utf8) }
    for number in 0..<Self.mixedLists {
      bytes += Array(Self.mixedList(number).utf8)
    }
    return bytes
  }

  private static let mixedLists = 120

  /// A build with two lists drawn from few elements: equal ones beside each other and apart, and
  /// lists of two kinds with equal elements.
  private static func mixedList(_ number: Int) -> String {
    let parts = [#"{"tdp_w":300}"#, #"{"tdp_w":200}"#, #"{"tdp_w":300,"vram_gb":8}"#, "{}"]
    let gpus = (0..<2 + number % 4).map { parts[(number / 4 + $0 * (1 + number % 3)) % 4] }
    let kits = ["{}", #"{"type":"DDR5"}"#]
    let memory = (0..<1 + number % 3).map { kits[(number + $0) % 2] }
    return #"{"id":"l\#(number)","gpus":[\#(gpus.joined(separator: ","))],"#
      + #""memory":[\#(memory.joined(separator: ","))]}"# + "\n"
  }

  @Test("are those of running every rule, with rules that look at builds in odd ways")
  func odd() throws {
    let folder = try Folder()
    let input = try folder.write("in.jsonl", oddBuilds())
    var files = Self.odd.mapValues(Self.source)
    files = Dictionary(uniqueKeysWithValues: files.map { ($0.key + ".lua", $0.value) })
    files["odd/needy.lua"] = Self.needy
    files["odd/needs-a-free-key.lua"] = Self.needy.replacing(
      "gpus[].power_limit_w | gpus[].tdp_w", with: "x_budget.most")
    let engine = try Engine(rules: [.files(files)])
    let remembered = try batch(engine, [input], in: folder)
    let plain = try batch(engine, [input], in: folder, options { $0.remembers = false })
    let (left, right) = (remembered.text.split(separator: "\n"), plain.text.split(separator: "\n"))
    #expect(left.count == 418 + Self.mixedLists && left.count == right.count)
    for (one, other) in zip(left, right) where one != other {
      Issue.record("\(one)\n\(other)")
      break
    }
    #expect(
      Self.words(
        ["\"kind\":\"fuel\"", "\"kind\":\"memory\"", "\"kind\":\"error\""], in: plain.text))
  }

  private static func words(_ words: [String], in text: String) -> Bool {
    words.allSatisfy { text.contains($0) }
  }

  @Test("are those of single evaluations")
  func single() throws {
    let folder = try Folder()
    let input = try folder.write("in.jsonl", oddBuilds())
    let engine = try shippedEngine()
    let lines = try batch(engine, [input], in: folder).text.split(separator: "\n")
    let builds = oddBuilds().split(separator: UInt8(ascii: "\n"))
    for (line, build) in zip(lines, builds).prefix(120) {
      let report = try engine.evaluate(Build(parsing: Array(build), as: .json, file: "x"))
      #expect(String(line) + "\n" == String(decoding: JSONLines.of(report), as: UTF8.self))
    }
  }

  /// Each with thirty cards of its own, so that megabytes of values are cached.
  private func largeBuilds(_ count: Int) -> [UInt8] {
    let lines = (0..<count).map { number in
      let cards = (0..<30).map { card in
        #"{"vram_gb":\#(number % 90 + 4),"tdp_w":\#(card + 50),"length_mm":\#(card + 150),"#
          + #""slot_width":2,"power_limit_w":\#(number + 50)}"#
      }
      let monitors = number % 100 == 99 ? 7 : 1
      let gpus = cards.joined(separator: ",")
      return #"{"id":"b\#(number)","monitors":\#(monitors),"gpus":[\#(gpus)]}"#
    }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  @Test("leave a rule that runs on the whole build all of its memory")
  func memoryBesideCachedValues() throws {
    let folder = try Folder()
    let input = try folder.write("in.jsonl", largeBuilds(400))
    let hungry = Self.source(
      """
      for _ in pairs(build) do end
      if build.monitors ~= 7 then return end
      local t = {}
      for i = 1, 60000 do t[i] = { i } end
      ctx.report("found", { n = #t })
      """)
    let caching = Self.source(
      """
      local n = 0
      for _, gpu in ipairs(build.gpus) do for key in pairs(gpu) do n = n + #key end end
      if n == 0 then ctx.report("found", { n = n }) end
      """)
    let engine = try Engine(
      rules: [.files(["odd/caching.lua": caching, "odd/hungry.lua": hungry])])
    let remembered = try batch(engine, [input], in: folder, options { $0.jobs = 1 })
    let plain = try batch(engine, [input], in: folder, options { $0.remembers = false })
    #expect(plain.text.ranges(of: "found 60000").count == 4)
    #expect(remembered.text == plain.text)
  }

  @Test(
    "are forgotten when memory is full, and nothing changes by that",
    arguments: [SampleBuilds.Kind.unique, .mixedCards, .hundredParts])
  func forgetting(kind: SampleBuilds.Kind) throws {
    let engine = try shippedEngine()
    let folder = try Folder()
    let input = try folder.write("in.jsonl", lines(kind, 600))
    let plain = try batch(engine, [input], in: folder, options { $0.remembers = false })
    let small = try batch(engine, [input], in: folder, options { $0.memoryBytes = 1 << 20 })
    #expect(small.text == plain.text)
  }

  @Test("of a rule that reads a price are cached for the builds that state none")
  func volatileKeys() throws {
    let folder = try Folder()
    let lines = (0..<200).map { number in
      #"{"id":"b\#(number)","monitors":\#(number % 4)"#
        + (number % 2 == 0 ? #","price":\#(number + 1)}"# : "}")
    }
    let input = try folder.write("in.jsonl", Array(lines.joined(separator: "\n").utf8))
    let rule = Self.source(
      #"if build.monitors > 1 then ctx.report("found", { n = build.price or "none" }) end"#)
    let engine = try Engine(rules: [.files(["odd/price.lua": rule])])
    let measured = options {
      $0.jobs = 1
      $0.measures = true
    }
    let remembered = try batch(engine, [input], in: folder, measured)
    let plain = try batch(engine, [input], in: folder, options { $0.remembers = false })
    #expect(remembered.text == plain.text)
    let rules = try #require(remembered.result.timings?.eachRule)
    #expect(rules.map(\.rule) == ["odd/price"])
    // Every build with a price, and the four that differ in what is left.
    #expect(rules[0].runs < 120 && rules[0].runs >= 100)
  }

  @Test("are told rule by rule, with the reason where they are not cached")
  func timings() throws {
    let folder = try Folder()
    let input = try folder.write("in.jsonl", lines(.pools, 5200))
    let engine = try Engine(
      rules: [
        .files([
          "odd/walks.lua": Self.source("for _ in pairs(build) do end"),
          "odd/names.lua": Self.source("if build.id == build.name then ctx.score(0.5) end"),
          "odd/plain.lua": Self.source("if build.monitors == 1 then ctx.score(0.5) end"),
        ])
      ])
    let measured = options {
      $0.jobs = 1
      $0.measures = true
    }
    let timings = try #require(try batch(engine, [input], in: folder, measured).result.timings)
    let rules = Dictionary(uniqueKeysWithValues: timings.eachRule.map { ($0.rule, $0) })
    #expect(rules.keys.sorted() == ["odd/names", "odd/plain", "odd/walks"])
    #expect(rules["odd/plain"]?.reason == nil)
    #expect(rules["odd/plain"].map { $0.runs <= 4 } == true)
    #expect(rules["odd/walks"]?.reason?.contains("walks over the build") == true)
    // It ran once more, until it was known to walk over the build.
    #expect(rules["odd/walks"]?.runs == 5201)
    #expect(rules["odd/names"]?.reason?.contains("id, name or price") == true)
  }
}
