extension ErrorCode {
  /// What commands say that is about no single file.
  static let program = [
    ErrorCode(
      "docs/stale",
      (
        "A generated file is missing, or is not as it would be generated now, or nothing generates "
          + "it any more.",
        "生成的文件缺失、不是最新，或已没有来源。"
      ),
      do: (
        "Run the same command without `--check`, look at what changed, and commit it.",
        "去掉 `--check` 再运行一次，查看改动并提交。"
      )),
    ErrorCode(
      "output/unwritable",
      ("A file cannot be written, or not be removed.", "无法写入或删除文件。"),
      do: (
        "Look whether the folder is there, has room, and may be written.",
        "检查文件夹是否存在、有空间并且可写。"
      )),
    ErrorCode(
      "output/comments",
      (
        "The text of a build cannot be edited, and its comments would be lost if it were written as a whole.",
        "无法在原文本上修改；整体重写会丢失注释。"
      ),
      do: (
        "Make the changes by hand, or write a copy of the build without comments first.",
        "手工改动，或先写一份没有注释的副本。"
      )),
    ErrorCode(
      "import/refused",
      (
        "The importer cannot make a build of the text; the message is the importer's own.",
        "导入器无法把文本转换成配置；提示来自导入器。"
      ),
      do: (
        "Fix the text at the location that the message names, or choose another importer with `--from`.",
        "按提示修改文本，或用 `--from` 换一个导入器。"
      )),
    ErrorCode(
      "detect/unrecognised",
      (
        "A text given to `--from` is of no form that describes a machine.",
        "`--from` 给出的文本不是任何可识别的机器信息。"
      ),
      do: (
        "Give the whole output of one of the tools that the message names, or a folder with `sys` and "
          + "`proc`.",
        "请提供提示中所列工具的完整输出，或包含 `sys` 和 `proc` 的文件夹。"
      )),
    ErrorCode(
      "detect/unreadable",
      ("A file or folder given to `--from` cannot be read.", "无法读取 `--from` 给出的文件或文件夹。"),
      do: (
        "Look whether it is there and may be read; `-` is standard input.",
        "检查它是否存在、是否可读；`-` 表示标准输入。"
      )),
    ErrorCode(
      "rule/none",
      (
        "There is no rule at all, so no build could be evaluated; a build is never passed by no "
          + "rule.",
        "没有任何规则，因此无法评价配置；没有规则时绝不会判为合格。"
      ),
      do: (
        "Name a folder of rules with `--rules DIR`, with `rules` in rigrules.yaml, or with "
          + "RIGRULES_RULES.",
        "用 `--rules DIR`、rigrules.yaml 中的 `rules` 或 RIGRULES_RULES 指定规则文件夹。"
      )),
    ErrorCode(
      "rule/unknown",
      ("There is no rule of this id.", "没有这个 id 的规则。"),
      do: ("`rigrules rules` lists the rules in force.", "`rigrules rules` 列出生效的规则。")),
    ErrorCode(
      "build/not-evaluated",
      (
        "Not one rule applied to the build, so there is no verdict on it.",
        "没有一条规则适用于该配置，因此没有结论。"
      ),
      do: (
        "State more of the build: its cards, its power supply, what it is for.",
        "补充配置内容：显卡、电源、用途等。"
      )),
    ErrorCode(
      "session/input",
      ("A line that was typed into the session raised an error.", "会话中输入的语句出错。"),
      do: ("Correct the line; the build is as it was before it.", "修正该语句；配置保持不变。")),
  ]
}
