/// The commands of the REPL: what each is called, takes, and does.
enum ReplVerb: String, CaseIterable {
  case add, check, diff, edit, help, lang, load, new, params, quit, redo, reload, rule, rules, save
  case set, time, trace, undo, watch, why
  case whatIf = "what-if"

  var name: String { ":\(rawValue)" }

  /// What stands behind the name.
  var arguments: String {
    switch self {
    case .add: "PART {…}"
    case .check, .diff, .new, .quit, .redo, .reload, .time, .undo: ""
    case .edit: "[RULE]"
    case .help: "[COMMAND]"
    case .lang: "en|zh"
    case .load: "FILE"
    case .params: "RULE [NAME=VALUE…]"
    case .rule: "RULE"
    case .rules: "[PATTERN]"
    case .save: "[FILE]"
    case .set: "PATH VALUE"
    case .trace, .why: "RULE"
    case .watch: "on|off"
    case .whatIf: "PATH FROM..TO [STEP]"
    }
  }

  var summary: String {
    switch self {
    case .add: "add a part to the build"
    case .check: "the whole report"
    case .diff: "what differs from the file, or from the build begun with"
    case .edit: "open a rule's file in $EDITOR; without a name, the rule shown last"
    case .help: "this list, or one command"
    case .lang: "the language of messages"
    case .load: "another build, from a file"
    case .new: "an empty build"
    case .params: "a rule's parameters; NAME=VALUE sets one for this session"
    case .quit: "leave"
    case .redo: "do again what was undone"
    case .reload: "read the rules again now"
    case .rule: "a rule's source; it becomes the rule that `ctx` is of"
    case .rules: "the rules, or those whose id or title holds a text"
    case .save: "write the build to a file, as YAML or, for .json, JSON"
    case .set: "change one value of the build"
    case .time: "how long an evaluation takes"
    case .trace: "every value a rule reads, in the order read"
    case .undo: "take the last edit back"
    case .watch: "take changed rules over by themselves, or not"
    case .why: "what a rule says, with the values it read and its source sentence"
    case .whatIf: "verdict and score over a range, and the smallest value that passes"
    }
  }

  /// Further lines for `:help COMMAND`.
  var details: [String] {
    switch self {
    case .add: [":add gpu { chipset = \"RTX 2080 Ti\", vram_gb = 11, tdp_w = 250 }"]
    case .set:
      [
        ":set psus[1].wattage_w 1300     the same as build.psus[1].wattage_w = 1300",
        ":set gpus[2] nil                takes the second card out; lists count from 1",
        ":set use_case kaggle            a word needs no quotes",
      ]
    case .params: [":params psu/wattage overhead=0.2", ":params psu/wattage overhead=default"]
    case .whatIf: [":what-if psus[1].wattage_w 1000..1600 100"]
    case .rules: [":rules psu"]
    default: []
    }
  }
}
