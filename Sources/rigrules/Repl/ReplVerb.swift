import RigRules

/// The commands of the REPL: what each is called, takes, and does.
enum ReplVerb: String, CaseIterable {
  case add, apply, check, diff, edit, help, history, lang, load, new, params, parts, paste, quit,
    redo
  case reload, rule, rules, save, set, show, source, suggest, time, trace, undo, watch, why
  case whatIf = "what-if"

  var name: String { ":\(rawValue)" }

  /// What stands behind the name.
  var arguments: String {
    switch self {
    case .add: "PART {…}"
    case .apply: "FIX"
    case .check, .diff, .new, .paste, .quit, .redo, .reload, .time, .undo: ""
    case .edit, .rule, .trace, .why: "[RULE]"
    case .help: "[NAME]"
    case .history: "[TEXT]"
    case .lang: "en|zh"
    case .load, .source: "FILE"
    case .params: "RULE [NAME=VALUE…]"
    case .parts: "TEXT"
    case .rules: "[PATTERN]"
    case .save: "[FILE]"
    case .set: "PATH VALUE"
    case .show: "[PICTURE…]"
    case .suggest: "[GOAL] [parts]"
    case .watch: "on|off"
    case .whatIf: "PATH FROM..TO [STEP] | WORDS…"
    }
  }

  /// Whether `!` behind the name does it where something would be lost.
  var canBeForced: Bool { self == .save || self == .quit }

  var summary: LocalizedText {
    let (english, chinese) = texts
    return LocalizedText(english: english, chinese: chinese)
  }

  private var texts: (String, String) {
    switch self {
    case .add: ("add a part to the build", "给配置添加一个部件")
    case .apply:
      (
        "make the changes of a fix that :suggest showed; :undo goes back",
        "应用 :suggest 给出的方案；:undo 可返回"
      )
    case .check: ("the whole report", "完整报告")
    case .diff:
      ("what differs from the file, or from the build begun with", "与文件（或初始配置）的差别")
    case .edit:
      (
        "open a rule's file in $EDITOR; without a name, the rule shown last",
        "用 $EDITOR 打开规则文件；不写名称则打开上次显示的规则"
      )
    case .help: ("this list, or one command, field or rule", "本列表，或某个命令、字段、规则的说明")
    case .history: ("the inputs of this session, or those with a text", "本次会话的输入，或含某段文字的输入")
    case .lang: ("the language of messages", "消息的语言")
    case .load: ("another build, from a file; :undo goes back", "从文件载入另一份配置；:undo 可返回")
    case .new: ("an empty build; :undo goes back", "空白配置；:undo 可返回")
    case .params:
      ("a rule's parameters; NAME=VALUE sets one for this session", "规则的参数；NAME=VALUE 在本次会话中设置")
    case .parts: ("parts of the catalogue whose names are near a text", "在配件库中按名称查找")
    case .paste:
      ("take all lines up to a `.` as one input, such as a build", "把直到 `.` 为止的各行作为一次输入，例如一份配置")
    case .quit: ("leave; :quit! without asking about unsaved edits", "退出；:quit! 不询问未保存的修改")
    case .redo: ("do again what was undone", "重做撤销的修改")
    case .reload: ("read the rules again now", "立即重新读取规则")
    case .rule: ("a rule's source; it becomes the rule that `ctx` is of", "规则的源代码；`ctx` 随之属于该规则")
    case .rules: ("the rules, or those whose id or title holds a text", "所有规则，或编号、标题含某段文字的规则")
    case .save:
      ("edit the file that the build came from; :save! writes all of it", "就地修改来源文件；:save! 重写整个文件")
    case .set: ("change one value of the build; a part may be named", "修改配置中的一个值；部件可以用名称")
    case .show:
      (
        "the pictures of the build: slots, power, chassis, memory; without a name, all",
        "配置的示意图：slots、power、chassis、memory；不写名称则全部显示"
      )
    case .source: ("run the inputs of a file", "执行文件中的各条输入")
    case .suggest:
      (
        "the smallest changes after which the build passes; with `parts`, also parts of the catalogue",
        "使配置通过的最小改动；加 `parts` 则也从配件库中选择"
      )
    case .time: ("how long an evaluation takes", "一次评估的耗时")
    case .trace: ("every value a rule reads, in the order read", "规则读取的每个值，按读取顺序")
    case .undo: ("take the last edit back", "撤销上一次修改")
    case .watch: ("take changed rules over by themselves, or not", "是否自动采用改动过的规则")
    case .why:
      (
        "what a rule says, with the values it read and its source sentence; alone, of the worst finding",
        "规则的结论、读到的值与出处；不写名称则为最严重的问题"
      )
    case .whatIf:
      (
        "verdict and score over a range or words, and the smallest value that passes",
        "在一段范围或若干取值上的结论与得分，以及能通过的最小值"
      )
    }
  }

  /// Further lines for `:help COMMAND`.
  var details: [String] {
    switch self {
    case .add: [":add gpu { chipset = \"RTX 2080 Ti\", vram_gb = 11, tdp_w = 250 }"]
    case .set:
      [
        ":set psus[1].wattage_w 1300     = build.psus[1].wattage_w = 1300",
        ":set gpus[2] nil                = build.gpus[2] = nil",
        ":set gpus[].cooling blower      = gpus[].cooling = \"blower\"",
        ":set gpus[1] \"RTX 4090\"",
        ":set use_case kaggle",
      ]
    case .params: [":params psu/wattage overhead=0.2", ":params psu/wattage overhead=default"]
    case .whatIf:
      [
        ":what-if psus[1].wattage_w 1000..1600 100",
        ":what-if gpus[].cooling blower open-air liquid",
        ":what-if psus[1].wattage_w 1200..1600 100 gpus[].cooling blower open-air",
      ]
    case .apply: [":apply 1", ":apply 2:1,3"]
    case .suggest: [":suggest", ":suggest warn", ":suggest score=90 parts"]
    case .rules: [":rules psu"]
    case .show: [":show", ":show slots power"]
    case .why: [":why psu/wattage", ":why wattage", ":why"]
    case .save: [":save", ":save other.yaml", ":save! other.yaml"]
    default: []
    }
  }
}
