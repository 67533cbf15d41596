import Foundation
import Testing

/// What `--timings` tells, and that nothing else changes by it.
@Suite struct TimingTests {
  @Test("check tells what each rule took on standard error, and prints the same report")
  func check() throws {
    let runner = try ProgramRunner()
    let plain = try runner.run("check", "good.yaml", "bad.yaml")
    let timed = try runner.run("check", "good.yaml", "bad.yaml", "--timings")
    #expect(plain.error == "")
    #expect(timed.output == plain.output && timed.status == plain.status)
    let lines = timed.error.split(separator: "\n")
    #expect(
      lines.first?.split(separator: " ") == ["rule", "calls", "µs", "µs/build", "memo", "hits"])
    let rows = lines.dropFirst().map { $0.split(separator: " ") }
    #expect(Set(rows.map { $0[0] }) == ["psu/power", "psu/roomy", "psu/worth"])
    #expect(rows.allSatisfy { $0[1] == "2" && $0[4] == "0" && Double($0[2])! > 0 })
    let times = rows.map { Double($0[2])! }
    #expect(times == times.sorted(by: >))
  }

  @Test("check tells it as JSON where reports are JSON", arguments: ["json", "jsonl"])
  func json(_ format: String) throws {
    let runner = try ProgramRunner()
    let ended = try runner.run("check", "good.yaml", "--timings", "--format", format)
    #expect(ended.output == (try runner.run("check", "good.yaml", "--format", format).output))
    let document =
      try JSONSerialization.jsonObject(with: Data(ended.error.utf8)) as? [String: Any]
    let timings = try #require(document?["timings"] as? [String: Any])
    #expect(timings["builds"] as? Int == 1)
    #expect((timings["bind_us"] as? Double).map { $0 > 0 } == true)
    let rules = try #require(timings["rules"] as? [[String: Any]])
    #expect(rules.count == 3)
    for rule in rules {
      #expect(rule["calls"] as? Int == 1 && rule["memo_hits"] as? Int == 0)
      #expect((rule["us"] as? Double).map { $0 > 0 } == true)
    }
  }

  @Test("batch counts how often an outcome came from the cache")
  func batch() throws {
    let runner = try ProgramRunner()
    let lines = (0..<100).map { #"{"id":"b\#($0)","psus":[{"wattage_w":600,"price":200}]}"# }
    try runner.folder.write(lines.joined(separator: "\n"), to: "many.jsonl")
    let ended = try runner.run("batch", "many.jsonl", "--timings", "--jobs", "1")
    let rows = ended.error.split(separator: "\n").map { $0.split(separator: " ") }
    let power = try #require(rows.first { $0.first == "psu/power" }, "\(ended.error)")
    let runs = try #require(Int(power[1]))
    #expect(runs > 0 && runs < 5)
    #expect(power[4] == "\(100 - runs)" && power[5] == "(\(100 - runs)%)", "\(ended.error)")
    let chinese = try runner.run("batch", "many.jsonl", "--timings", "--lang", "zh").error
    #expect(chinese.hasPrefix("每份配置的微秒数：读取 "), "\(chinese)")
    #expect(chinese.contains("\n规则 ") && chinese.contains("缓存命中"), "\(chinese)")
  }
}
