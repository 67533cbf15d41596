extension ErrorCode {
  /// Mistakes in rule files, and what a rule met while it ran.
  static let rule = files + vocabulary + messages + facts + examples + runs

  /// A rule file with these lines in its table.
  private static func sample(_ lines: String, check: String = "") -> ErrorSample {
    .rule(
      """
      return {
        title = "At least 500 W",
        severity = "error",
      \(lines)
        check = function(build, ctx)\(check.isEmpty ? "" : "\n    \(check)\n ") end,
      }

      """)
  }

  private static let files = [
    ErrorCode(
      "rule/unreadable",
      ("The rules folder or a file in it cannot be read.", "无法读取规则文件夹或其中的文件。"),
      do: ("Check the path and the permissions of the file.", "检查路径和文件权限。")),
    ErrorCode(
      "rule/syntax",
      (
        "The file is not valid Lua, raised an error while it was loaded, or does not return a table.",
        "文件不是合法的 Lua、加载时出错，或没有返回表。"
      ),
      do: (
        "Look at the place that the message names. Rules have a small library: what is refused is "
          + "named, and so is a global that is not defined.",
        "查看提示的位置。规则只有一个小的函数库：被拒绝的名称和未定义的全局变量都会指出。"
      ), sample: .rule("return {\n  title = \"At least 500 W\"\n  severity = \"error\",\n}\n")),
    ErrorCode(
      "rule/encoding",
      ("The file is not UTF-8 text.", "文件不是 UTF-8 文本。"),
      do: (
        "Save it as UTF-8. A byte order mark at its begin does no harm.",
        "另存为 UTF-8。文件开头的字节顺序标记没有影响。"
      )),
    ErrorCode(
      "rule/limit",
      (
        "The file met a limit while it was loaded: fuel, memory, time, or its size of 64 KiB.",
        "文件加载时达到上限：燃料、内存、时间或 64 KiB 的大小。"
      ),
      do: (
        "Move work from the file into `check`, or into a smaller table.",
        "把文件顶层的计算移到 `check` 中，或缩小表。"
      ),
      sample: .rule("while true do end\nreturn {}\n")),
    ErrorCode(
      "rule/id",
      ("The file's path makes no rule id.", "文件路径不能作为规则 id。"),
      do: (
        "Name the file with letters, digits, `-`, `_` and `.`: `psu/wattage.lua`.",
        "文件名只用字母、数字、`-`、`_`、`.`，例如 `psu/wattage.lua`。"
      ), sample: .rules(["psu/at least.lua": "return {}\n"])),
    ErrorCode(
      "rule/duplicate-id",
      ("Two files give a rule of the same id.", "两个文件给出同一个规则 id。"),
      do: ("Rename one of the two, or load one of the folders only.", "重命名其中之一，或只加载一个文件夹。")),
  ]

  private static let vocabulary = [
    ErrorCode(
      "rule/unknown-key",
      ("The table has a key that rules do not have.", "表中有规则不认识的键。"),
      do: ("Take the name that the message proposes.", "改用提示中的名称。"),
      sample: sample("  wy = \"A small supply switches off.\",")),
    ErrorCode(
      "rule/missing-key",
      ("The table lacks a key that every rule has.", "缺少必需的键。"),
      do: (
        "A rule has a `title`, a `severity` and a `check`.", "规则必须有 `title`、`severity` 和 `check`。"
      ),
      sample: .rule(
        "return {\n  title = \"At least 500 W\",\n  check = function(build, ctx) end,\n}\n")),
    ErrorCode(
      "rule/wrong-type",
      ("A key holds another type of value than it must.", "键的值类型不对。"),
      do: ("Write what the message says the key takes.", "按提示填写。"),
      sample: sample("  needs = \"psus[].wattage_w\",")),
    ErrorCode(
      "rule/severity",
      ("The severity is none of error, warning and advice.", "级别只能是 error、warning 或 advice。"),
      do: ("Write one of the three: the worst that the rule may report.", "写三者之一：规则可能报告的最高级别。"),
      sample: .rule(
        "return {\n  title = \"At least 500 W\",\n  severity = \"fatal\",\n  check = function(build, ctx) end,\n}\n"
      )),
    ErrorCode(
      "rule/needs",
      (
        "A path in `needs` is not a field of a build, or stands there twice.",
        "`needs` 中的路径不是配置字段，或重复。"
      ),
      do: (
        "Take the path that the message proposes; `rigrules schema builds` has them all.",
        "改用提示中的路径；`rigrules schema builds` 列出全部字段。"
      ), sample: sample("  needs = { \"psus[].watts\" },")),
    ErrorCode(
      "rule/parameter",
      (
        "A parameter's declaration is not valid, or its default is none that it takes.",
        "参数声明无效，或默认值不在允许范围内。"
      ),
      do: (
        "Give each parameter a `default` inside its own `min` and `max`.",
        "每个参数要有 `default`，且在 `min` 和 `max` 之间。"
      ),
      sample: sample("  params = { least = { default = 500, min = 600 } },")),
    ErrorCode(
      "rule/text",
      (
        "A text has no English version, or names a language that is not known.",
        "文本没有英文，或使用了未知的语言。"
      ),
      do: ("Write a string, or a table with `en` and, perhaps, `zh`.", "写字符串，或含 `en`（可加 `zh`）的表。"),
      sample: sample("  why = { zh = \"电源太小会断电。\" },")),
  ]

  private static let messages = [
    ErrorCode(
      "rule/placeholder",
      (
        "A message has a `{placeholder}` that its data does not fill, or braces that make none.",
        "信息中的 `{占位符}` 没有数据，或花括号不成对。"
      ),
      do: (
        "Put the value into the data of `ctx.report`, under the placeholder's name; `{{` and `}}` are "
          + "the braces themselves.",
        "在 `ctx.report` 的数据中以占位符的名称给出值；`{{` 和 `}}` 表示花括号本身。"
      ),
      sample: sample(
        "  messages = { low = \"It is {have_w} W.\" },",
        check: "ctx.report(\"low\", { have = 400 })")),
    ErrorCode(
      "rule/undeclared-message",
      (
        "`ctx.report` names a message that `messages` does not declare.",
        "`ctx.report` 使用了 `messages` 中没有的信息。"
      ),
      do: ("Declare the message, or correct its id.", "声明该信息，或修正其 id。"),
      sample: sample("  messages = { low = \"Too little.\" },", check: "ctx.report(\"lo\")")),
  ]

  private static let facts = [
    ErrorCode(
      "rule/unknown-field",
      (
        "The code reads a field that no such part has, which would always be nil.",
        "代码读取了该配件没有的字段，值永远是 nil。"
      ),
      do: (
        "Take the name that the message proposes; `rigrules schema builds` has them all. Keys of your "
          + "own begin with `x_`.",
        "改用提示中的名称；`rigrules schema builds` 列出全部字段。自定义的键以 `x_` 开头。"
      ),
      sample: sample(
        "  needs = {},", check: "for _, gpu in ipairs(build.gpus) do assert(gpu.vram) end")
    ),
    ErrorCode(
      "rule/undefined-name",
      (
        "The code uses a name that is not defined or declared, or compares with a word that the value "
          + "never is.",
        "代码使用了未定义或未声明的名称，或与不可能出现的值比较。"
      ),
      do: (
        "Take the name that the message proposes. Variables are declared with `local`.",
        "改用提示中的名称。变量要用 `local` 声明。"
      ), sample: sample("  needs = {},", check: "if ctx.langg == \"zh\" then return end")),
    ErrorCode(
      "rule/path",
      (
        "`at`, or `ctx.unknown`, names a path that no build has.",
        "`at` 或 `ctx.unknown` 的路径在配置中不存在。"
      ),
      do: (
        "Take the path that the message proposes; lists count from 1: `gpus[1].tdp_w`.",
        "改用提示中的路径；列表从 1 开始计数：`gpus[1].tdp_w`。"
      ),
      sample: sample(
        "  messages = { low = \"Too little.\" },",
        check: "ctx.report(\"low\", {}, { at = \"gpus[1].tdp\" })")),
    ErrorCode(
      "rule/unknown-fact",
      (
        "`ctx.facts` names a fact that the plugin does not have.",
        "`ctx.facts` 使用了插件没有的事实。"
      ),
      do: (
        "Take the name that the message proposes; `rigrules plugins` lists the facts of each.",
        "改用提示中的名称；`rigrules plugins` 列出每个插件的事实。"
      )),
  ]

  private static let examples = [
    ErrorCode(
      "rule/example",
      ("An example is not complete, or expects what no rule answers.", "示例不完整，或期望的结果不存在。"),
      do: (
        "Give it a `name`, a `build`, and what to `expect`: \"pass\", \"fail\", \"unknown\", "
          + "\"not_applicable\", or the ids of the findings.",
        "示例要有 `name`、`build` 和 `expect`：\"pass\"、\"fail\"、\"unknown\"、\"not_applicable\" 或结论 id 列表。"
      ),
      sample: sample(
        "  examples = {\n    { name = \"enough\", build = { monitors = 1 }, expect = \"passes\" },\n  },"
      )
    ),
    ErrorCode(
      "rule/duplicate-example",
      (
        "Two examples have the same name, or the same build and parameters.", "两个示例的名称相同，或配置和参数都相同。"
      ),
      do: ("Keep one of them, or make the other say something new.", "保留一个，或让另一个有所不同。"),
      sample: sample(
        """
          examples = {
            { name = "one", build = { monitors = 1 }, expect = "pass" },
            { name = "two", build = { monitors = 1 }, expect = "pass" },
          },
        """)),
  ]

  private static let runs = [
    ErrorCode(
      "rule/runtime",
      (
        "The rule raised an error while it was evaluated. It counts neither as passed nor as failed, "
          + "and every other rule is evaluated all the same.",
        "规则在评估时出错。它既不算通过也不算不通过，其他规则照常评估。"
      ),
      do: (
        "Mostly a field is nil that the build may leave out: list it in `needs`, or look whether it is "
          + "there.",
        "多半是用到了配置可以不写的字段：把它列入 `needs`，或先判断是否存在。"
      ), sample: sample("  needs = {},", check: "local cores = build.cpu.cores")),
    ErrorCode(
      "rule/fuel",
      (
        "The rule exceeded its work limit: 2,000,000 instructions and units of library work for one call.",
        "规则超出运算量上限（可能是死循环）：每次调用 2000000 条指令和库函数工作量。"
      ),
      do: (
        "Look for a loop that does not end, or for one that tries every combination.",
        "检查死循环，或穷举所有组合的循环。"
      ), sample: sample("  needs = {},", check: "while true do end")),
    ErrorCode(
      "rule/memory",
      ("The rule exceeded its memory limit: 8 MiB for one call.", "规则超出内存上限：每次调用 8 MiB。"),
      do: (
        "Look for a table or a text that grows in a loop.", "检查在循环中不断增长的表或文本。"
      ), sample: sample("  needs = {},", check: "local text = string.rep(\"x\", 2 ^ 24)")),
    ErrorCode(
      "rule/deadline",
      (
        "The rule ran out of time: 250 ms for one call, a safety net below the fuel.",
        "规则超时：每次调用 250 毫秒，是燃料之外的保险。"
      ),
      do: (
        "Fuel should have stopped it first. Where the machine was only busy, run it again.",
        "通常燃料会先用完。如果只是机器太忙，请重新运行。"
      )),
  ]
}
