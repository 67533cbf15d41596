extension ErrorCode {
  /// The mistakes of every text that is read as YAML or JSON, whatever it is about.
  ///
  /// - Parameter what: The text in both languages, such as "the build" and "配置清单".
  static func reading(
    _ domain: String, _ what: (en: String, zh: String), sample: (String) -> ErrorSample
  ) -> [ErrorCode] {
    [
      ErrorCode(
        "\(domain)/unreadable",
        (
          "The file of \(what.en) cannot be read: it is missing, a folder, or not permitted.",
          "无法读取\(what.zh)文件：文件不存在、是文件夹或没有权限。"
        ),
        do: ("Check the path and the permissions of the file.", "检查路径和文件权限。")),
      ErrorCode(
        "\(domain)/too-large",
        (
          "The file, or what its aliases and counts expand to, is over the limit: 1 MiB of text, "
            + "100,000 values.",
          "文件本身或其别名、数量展开之后超过上限：1 MiB 文本、100000 个值。"
        ),
        do: (
          "Write less: one machine fits into a few kilobytes. Look for an alias or a `count` that "
            + "multiplies by mistake.",
          "精简内容：一台机器只需几 KB。检查是否有误写的别名或 `count`。"
        )),
      ErrorCode(
        "\(domain)/too-deep",
        (
          "Lists and mappings stand inside one another more than 64 levels deep.",
          "列表和映射嵌套超过 64 层。"
        ),
        do: ("Flatten the text; nothing that is known needs so many levels.", "减少嵌套层数。")),
      ErrorCode(
        "\(domain)/encoding",
        (
          "The bytes are not UTF-8 text, or hold control characters.",
          "文件不是 UTF-8 文本，或含有控制字符。"
        ),
        do: ("Save the file as UTF-8 text.", "将文件另存为 UTF-8 文本。")),
      ErrorCode(
        "\(domain)/syntax",
        ("The text is not well-formed YAML or JSON.", "文本不是合法的 YAML 或 JSON。"),
        do: (
          "Look at the place that the message names, and at the line before it: mostly a quote, a "
            + "bracket or a blank is missing there.",
          "查看提示的位置及其上一行：通常缺少引号、括号或空格。"
        ), sample: sample("rules: [a\n")),
      ErrorCode(
        "\(domain)/unsupported",
        (
          "The text uses a feature of YAML that is not taken here: tags, merge keys, or several "
            + "documents in one file.",
          "使用了不支持的 YAML 特性：标签、合并键或一个文件多个文档。"
        ),
        do: ("Write the values out.", "把值直接写出来。"), sample: sample("name: !secret x\n")),
      ErrorCode(
        "\(domain)/duplicate-key",
        ("A key stands twice in one mapping.", "同一个映射中有重复的键。"),
        do: ("Keep one of the two lines.", "保留其中一行。"),
        sample: sample("name: a\nname: b\n")),
    ]
  }
}
