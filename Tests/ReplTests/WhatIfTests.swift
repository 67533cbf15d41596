import RigModel
import RigRules
import Testing

@testable import rigrules

@Suite("What if")
struct WhatIfTests {
  @Test("a range gives a table and the smallest value that passes, found between the rows")
  func table() throws {
    let output = try ReplHarness.output(of: ":what-if psus[1].wattage_w 300..1000 100")
    #expect(
      output == """
          value  verdict     score  psus[1].wattage_w
            300  fail        0      E psu/power low; W psu/roomy low
            400  fail        0      E psu/power low; W psu/roomy low
            500  warn        76.9   W psu/roomy low
            600  warn        76.9   W psu/roomy low
            700  warn        76.9   W psu/roomy low
            800  pass        100
            900  pass        100
           1000  pass        100
          score
          100 ┤                    ███ ███ ███
           80 ┤        ▆▆▆ ▆▆▆ ▆▆▆ ███ ███ ███
           60 ┤        ███ ███ ███ ███ ███ ███
           40 ┤        ███ ███ ███ ███ ███ ███
           20 ┤        ███ ███ ███ ███ ███ ███
            0 ┼────────────────────────────────
                ✗   ✗   !   !   !   ✓   ✓   ✓
               300                        1000
          smallest psus[1].wattage_w that passes: 800 W
          smallest with no finding: 800 W

        """)
  }

  @Test("where values outnumber columns, the worst of neighbours is drawn")
  func narrowChart() {
    let trials = (0..<40).map {
      ScoreChart.Column(
        value: Double($0), score: $0 == 21 ? 0.5 : 100, verdict: $0 == 21 ? .fail : .pass)
    }
    let lines = ScoreChart(trials, width: 27).text(in: .chinese).split(separator: "\n")
    #expect(lines[0] == "  得分")
    #expect(lines[1] == "  100 ┤██████████ █████████")
    #expect(lines[5] == "   20 ┤██████████▁█████████")
    #expect(lines[7] == "       ✓✓✓✓✓✓✓✓✓✓✗✓✓✓✓✓✓✓✓✓")
    #expect(lines[8] == "       0                 39")
    let unknown = ScoreChart.Column(value: 1, score: nil, verdict: .incomplete)
    let text = ScoreChart([unknown], width: 80).text(in: .english)
    #expect(text.contains("?") && !text.contains("█"), "\(text)")
  }

  @Test("rows that miss the threshold do not hide it")
  func between() throws {
    let script = ":params psu/roomy least=1265\n:what-if psus[1].wattage_w 1000..1600 250"
    #expect(try ReplHarness.output(of: script).contains("that passes: 1265 W\n"))
  }

  @Test(
    "what cannot be tried is said",
    arguments: [
      (":what-if psus[1].wattage_w 300..400", "no value that was tried passes"),
      (":what-if gpus[1].vram_gb 8..12", "no rule says anything else for another value"),
      (":what-if psus[1].wattage_w 900..300", "from the smaller to the larger"),
      (":what-if psus[1].wattage_w 300..900 0", "`0` is not a step"),
      (":what-if psus[1].wattage_w 30..3000 0.1", "more than 1000 values"),
      (":what-if psus[1].wattage_w abc", "write :what-if PATH FROM..TO [STEP]"),
      (":what-if psus[1].wattage_w 1..900", "`psus[1].wattage_w`: found 1 W"),
      (":what-if psus[1].watts 1..9", "did you mean `wattage_w`"),
    ])
  func refused(_ script: String, _ message: String) throws {
    let output = try ReplHarness.output(of: script)
    #expect(output.contains(message), "\(output)")
  }

  @Test("words are rows, and two places are a grid")
  func wordsAndGrid() throws {
    let words = try ReplHarness.output(of: ":what-if gpus[].cooling blower open-air")
    #expect(words.contains("blower") && words.contains("no rule says anything else"), "\(words)")
    let all = try ReplHarness.output(of: ":what-if use_case")
    #expect(all.contains("kaggle") && all.contains("startup"), "\(all)")
    let grid = try ReplHarness.output(
      of: ":what-if psus[].wattage_w 400..800 200 gpus[1].cooling blower open-air")
    #expect(
      grid.hasPrefix(
        """
          psus[].wattage_w × gpus[1].cooling
               blower  open-air
          400  E 0     E 0
          600  W 76.9  W 76.9
          800  · 100   · 100

        """), "\(grid)")
    let both = try ReplHarness.output(of: ":what-if psus[].wattage_w 700..900 100\n:diff")
    #expect(both.contains("smallest psus[].wattage_w that passes: 800 W"), "\(both)")
  }

  @Test("the build stays what it was")
  func untouched() throws {
    let output = try ReplHarness.output(of: ":what-if psus[1].wattage_w 300..900\n:diff")
    #expect(output.hasSuffix("  no difference\n"))
  }
}
