extension ErrorCode {
  /// Mistakes in tables of cases, which `rigrules test` runs beside the examples.
  static let cases =
    reading("cases", ("the table of cases", "用例表"), sample: { .cases($0) }) + [
      ErrorCode(
        "cases/not-a-table",
        ("The file holds no list of cases, or an entry of it is none.", "文件不是用例列表，或其中一项不是用例。"),
        do: (
          "Write a list; each case has `rule`, `name`, `build` and `expect`.",
          "写成列表，每个用例有 `rule`、`name`、`build` 和 `expect`。"
        ), sample: .cases("- just a word\n")),
      ErrorCode(
        "cases/unknown-key",
        ("A case has a key that cases do not have.", "用例中有未知的键。"),
        do: ("Take the name that the message proposes.", "改用提示中的名称。"),
        sample: .cases(
          "- { rule: psu/least, name: a, build: { psus: { wattage_w: 500 } }, expects: pass }\n")),
      ErrorCode(
        "cases/missing-key",
        ("A case lacks a key that it must have.", "用例缺少必需的键。"),
        do: (
          "A case has `rule`, `name`, `build` and `expect`.",
          "用例要有 `rule`、`name`、`build` 和 `expect`。"
        ), sample: .cases("- { rule: psu/least, name: a, build: {} }\n")),
      ErrorCode(
        "cases/wrong-type",
        ("A key of a case holds another type of value than it must.", "用例中值的类型不对。"),
        do: ("Write what the message says the key takes.", "按提示填写。"),
        sample: .cases("- { rule: psu/least, name: [a], build: {}, expect: unknown }\n")),
      ErrorCode(
        "cases/unknown-rule",
        ("A case names a rule that is not there.", "用例中的规则不存在。"),
        do: ("Correct the id; `rigrules rules` lists them.", "修正 id；`rigrules rules` 列出全部规则。"),
        sample: .cases("- { rule: psu/last, name: a, build: {}, expect: unknown }\n")),
      ErrorCode(
        "cases/expectation",
        ("A case expects what no rule answers.", "用例期望的结果不存在。"),
        do: (
          "Write `expect` and `params` as an example of a rule does.",
          "`expect` 和 `params` 的写法与规则示例相同。"
        ), sample: .cases("- { rule: psu/least, name: a, build: {}, expect: passes }\n")),
      ErrorCode(
        "cases/duplicate",
        (
          "Two cases of one rule have the same name, or the same build and parameters.",
          "同一规则的两个用例名称相同，或配置和参数都相同。"
        ),
        do: ("Keep one of them, or make the other say something new.", "保留一个，或让另一个有所不同。"),
        sample: .cases(
          """
          - { rule: psu/least, name: a, build: {}, expect: unknown }
          - { rule: psu/least, name: a, build: { monitors: 1 }, expect: unknown }

          """)),
    ]
}
