extension ErrorCode {
  /// Mistakes in `rigrules.yaml`.
  static let configuration =
    reading("config", ("the configuration", "rigrules.yaml"), sample: { .configuration($0) }) + [
      ErrorCode(
        "config/unknown-key",
        ("A key is not one that the configuration has.", "配置中没有这个键。"),
        do: ("Take the name that the message proposes.", "改用提示中的名称。"),
        sample: .configuration("seting: {}\n")),
      ErrorCode(
        "config/wrong-type",
        ("A value has another type than its key takes.", "值的类型与键不符。"),
        do: ("Write what the message says the key takes.", "按提示填写。"),
        sample: .configuration("settings:\n  psu/least: { off: 1 }\n")),
      ErrorCode(
        "config/unknown-value",
        ("A word is none of those that the key takes.", "该键不接受这个词。"),
        do: ("Take one of the words that the message lists.", "改用提示中列出的词。"),
        sample: .configuration("lang: fr\n")),
      ErrorCode(
        "config/missing-key",
        ("A waiver lacks its rule or its reason.", "豁免缺少 `rule` 或 `reason`。"),
        do: (
          "Say which rule is waived, and why: a reader of the report sees the reason.",
          "写明豁免哪条规则以及理由，报告中会显示理由。"
        ), sample: .configuration("waivers:\n  - { rule: psu/least }\n")),
      ErrorCode(
        "config/unknown-profile",
        (
          "No plugin has the profile, or several have one of that name.",
          "没有插件提供该方案，或多个插件有同名方案。"
        ),
        do: (
          "`rigrules plugins` lists the profiles; write `plugin:profile` where the name is not enough.",
          "`rigrules plugins` 列出各方案；名称不唯一时写 `插件:方案`。"
        )),
      ErrorCode(
        "config/unknown-rule",
        ("Settings name a rule that is not there.", "设置中的规则不存在。"),
        do: (
          "Correct the id (`rigrules rules` lists them), or take the lines out; `off: true` may stay.",
          "修正规则 id（`rigrules rules` 列出全部），或删除这几行；`off: true` 可以保留。"
        ), sample: .configuration("settings:\n  psu/last: { severity: advice }\n")),
      ErrorCode(
        "config/unknown-parameter",
        ("Settings name a parameter that the rule does not have.", "设置中的参数不属于该规则。"),
        do: (
          "`rigrules explain RULE` shows the parameters that it has.",
          "`rigrules explain RULE` 显示该规则的参数。"
        ), sample: .configuration("settings:\n  psu/least: { params: { lest: 600 } }\n")),
      ErrorCode(
        "config/parameter",
        ("A parameter's value is not one that the rule takes.", "规则不接受该参数值。"),
        do: ("Stay within the range that the message names.", "取提示范围内的值。"),
        sample: .configuration("settings:\n  psu/least: { params: { least: 9000 } }\n")),
      ErrorCode(
        "config/severity",
        ("A severity is none of error, warning and advice.", "级别只能是 error、warning 或 advice。"),
        do: ("Write one of the three.", "从三者中选一个。"),
        sample: .configuration("settings:\n  psu/least: { severity: fatal }\n")),
    ]

  /// Mistakes in what the table of coverage is made from.
  static let coverage =
    reading("coverage", ("the table of coverage", "覆盖表"), sample: { .coverage($0) }) + [
      ErrorCode(
        "coverage/unknown-key",
        (
          "A recommendation in `coverage.yaml` has a key that is not known.",
          "`coverage.yaml` 中有未知的键。"
        ),
        do: ("Take the name that the message proposes.", "改用提示中的名称。"),
        sample: .coverage("R1: { rul: psu/least }\n")),
      ErrorCode(
        "coverage/missing-key",
        (
          "A recommendation in `coverage.yaml` names neither a rule nor why none can check it.",
          "`coverage.yaml` 中的建议既没有 `rule`，也没有写明为何无法检查。"
        ),
        do: (
          "Write `rule: ID`, or `unchecked` with the reason in both languages.",
          "写 `rule: ID`，或用两种语言写 `unchecked`。"
        ),
        sample: .coverage("R1: { source: 1 }\n")),
      ErrorCode(
        "coverage/wrong-type",
        (
          "A value in `coverage.yaml` has another type than its key takes.",
          "`coverage.yaml` 中值的类型不对。"
        ),
        do: ("Write what the message says the key takes.", "按提示填写。"),
        sample: .coverage("R1: { rule: psu/least, source: first }\n")),
      ErrorCode(
        "coverage/unknown-rule",
        ("`coverage.yaml` names a rule that is not there.", "`coverage.yaml` 中的规则不存在。"),
        do: ("Correct the id, or bring the rule back.", "修正 id 或恢复该规则。"),
        sample: .coverage("R1: { rule: psu/last }\n")),
      ErrorCode(
        "coverage/no-sentence",
        (
          "`coverage.yaml` names a quotation that the rule does not have.",
          "`coverage.yaml` 中的引文编号在规则中不存在。"
        ),
        do: ("Count the quotations in the rule's `source`, from 1.", "从 1 数规则 `source` 中的引文。"),
        sample: .coverage("R1: { rule: psu/least, source: 3 }\n")),
    ]
}
