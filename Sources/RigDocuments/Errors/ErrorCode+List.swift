extension ErrorCode {
  /// The mistakes of part lists, and of names in builds.
  static let list: [ErrorCode] = [
    ErrorCode(
      "list/too-large",
      (
        "The part list is over the limit: 1 MiB of text, 5,000 lines.",
        "部件清单超过上限：1 MiB 文本、5000 行。"
      ),
      do: (
        "Leave out what is not a part: a list has one line for each part of a machine.",
        "删去与部件无关的内容：清单中每个部件只需一行。"
      )),
    ErrorCode(
      "list/encoding",
      (
        "The part list is not UTF-8 or UTF-16 text; lists in GBK are recognised and refused.",
        "部件清单不是 UTF-8 或 UTF-16 文本；GBK 文本会被识别并拒绝。"
      ),
      do: (
        "Save it as UTF-8, or convert it: `iconv -f GB18030 -t UTF-8 OLD > NEW`.",
        "另存为 UTF-8，或转换：`iconv -f GB18030 -t UTF-8 旧文件 > 新文件`。"
      )),
    ErrorCode(
      "list/no-parts",
      (
        "No line of the part list names a part of a build.",
        "部件清单中没有一行是配置的部件。"
      ),
      do: (
        "Write each part on a line of its own, by its maker and model: `GPU: MSI RTX 3090`.",
        "每个部件单独写一行，写明厂商和型号：`显卡: 微星 RTX 3090`。"
      )),
    ErrorCode(
      "build/part-ambiguous",
      (
        "The name of a part may mean several parts of the catalogue that differ.",
        "部件名称对应目录中多个不同的部件。"
      ),
      do: (
        "Write the whole name, as one of those that the message lists, or the fields instead.",
        "写出提示中列出的某个完整名称，或直接写字段。"
      )),
    ErrorCode(
      "build/part-unknown",
      (
        "The catalogue has no part of this name.", "目录中没有这个名称的部件。"
      ),
      do: (
        "Look for it with `rigrules parts search`, or write its fields instead of its name.",
        "用 `rigrules parts search` 查找，或用字段代替名称。"
      )),
  ]
}
