extension ErrorCode {
  /// Mistakes in build files.
  static let build: [ErrorCode] =
    reading("build", ("a build", "配置清单"), sample: { .build($0) }) + shape + values

  private static let shape = [
    ErrorCode(
      "build/not-a-build",
      ("The file holds no mapping of a build's fields, or nothing at all.", "文件中没有配置字段，或者是空的。"),
      do: (
        "Write `key: value` lines, such as `use_case: kaggle`; a file holds one build.",
        "写成 `key: value` 的形式，例如 `use_case: kaggle`；一个文件一份配置。"
      ), sample: .build("- cpu: { cores: 8 }\n")),
    ErrorCode(
      "build/version",
      ("The `rigrules` format version is not known.", "`rigrules` 格式版本未知。"),
      do: (
        "Write `rigrules: 1`, or leave the line out; a file of a later version needs a later program.",
        "写 `rigrules: 1`，或删掉这一行；更高版本的文件需要更新的程序。"
      ), sample: .build("rigrules: 2\n")),
    ErrorCode(
      "build/unknown-key",
      ("No field of this part has this name.", "该部件没有这个字段。"),
      do: (
        "Take the name that the message proposes. Keys of your own begin with `x_` or stand under "
          + "`extra`.",
        "改用提示中的名称。自定义的键以 `x_` 开头，或放在 `extra` 下。"
      ), sample: .build("gpus: { chipset: RTX 4090, vram: 24 }\n")),
    ErrorCode(
      "build/conflict",
      (
        "Two statements exclude one another: two names of one field, a sum that does not add up, a "
          + "card that is not there.",
        "两处写法互相矛盾：同一字段的两个名称、对不上的合计、不存在的显卡。"
      ),
      do: ("Keep the right one of the two.", "保留正确的一处。"),
      sample: .build("memory: { modules: 2, module_gb: 16, capacity_gb: 64 }\n")),
    ErrorCode(
      "build/too-many",
      ("The list has more entries than a machine can have.", "列表的条目超过一台机器的上限。"),
      do: ("Correct the list or its `count`.", "修正列表或其 `count`。"),
      sample: .build("gpus: [{ count: 64 }, { count: 1 }]\n")),
    ErrorCode(
      "build/more-errors",
      (
        "There are more than fifty errors in the file; the first are shown, and this one says how "
          + "many others there are.",
        "文件中的错误超过五十个：只显示前面的，并说明还有多少。"
      ),
      do: ("Fix those that are shown and run it again.", "修正已显示的错误后重新运行。")),
  ]

  private static let values = [
    ErrorCode(
      "build/wrong-type",
      ("The value is of another kind than the field.", "值的类型与字段不符。"),
      do: (
        "Write a number without its unit and without quotes, `true` or `false` for a yes or no, and "
          + "leave a key out whose value is not known.",
        "数字不带单位和引号；是否类字段写 `true` 或 `false`；不知道的值就不写这个键。"
      ), sample: .build("cpu: { tdp_w: 105 W }\n")),
    ErrorCode(
      "build/out-of-range",
      ("The quantity is outside the range of its unit.", "数值超出该单位的合理范围。"),
      do: (
        "Look at the unit in the key's name: a value in megabytes or centimetres falls out of range. "
          + "Where a value is not known, leave the key out instead of writing 0.",
        "注意键名中的单位：以 MB、厘米填写会超出范围。不知道的值不要写 0，直接省略。"
      ), sample: .build("gpus: { vram_gb: 24576 }\n")),
    ErrorCode(
      "build/unknown-value",
      ("The word is none of those that the field knows.", "该字段不认识这个词。"),
      do: ("Take one of the words that the message lists.", "改用提示中列出的词。"),
      sample: .build("gpus: { cooling: blowr }\n")),
    ErrorCode(
      "build/bad-text",
      ("The text is empty, too long, or not one line.", "文本为空、过长或不止一行。"),
      do: (
        "Write one line of at most 1024 bytes, or leave the key out.", "写一行不超过 1024 字节的文本，或省略该键。"
      ),
      sample: .build("cpu: { name: \"\" }\n")),
  ]

  /// Mistakes in paths of fields, as `needs` of a rule and programs write them.
  static let path = [
    ErrorCode(
      "path/syntax", ("The text is not a path of fields.", "文本不是字段路径。"),
      do: (
        "Write fields with dots between, and `[]` behind a list: `gpus[].tdp_w`.",
        "字段之间用点分隔，列表后加 `[]`：`gpus[].tdp_w`。"
      ), sample: .path("gpus[0].tdp_w")),
    ErrorCode(
      "path/unknown-field", ("The path names a field that no build has.", "路径中的字段不存在。"),
      do: ("Take the path that the message proposes.", "改用提示中的路径。"),
      sample: .path("gpus[].tdp")),
    ErrorCode(
      "path/not-a-list", ("`[]` stands behind a field that is not a list.", "`[]` 前的字段不是列表。"),
      do: ("Leave the brackets out.", "去掉方括号。"), sample: .path("cpu[].tdp_w")),
    ErrorCode(
      "path/list", ("`[]` is missing behind a field that is a list.", "列表字段后缺少 `[]`。"),
      do: (
        "Write `[]` behind it: the path names the field of every element.", "在其后加 `[]`，表示每个元素的字段。"
      ),
      sample: .path("gpus.tdp_w")),
  ]
}
