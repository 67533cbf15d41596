extension ErrorCode {
  /// What goes wrong with a stream of builds, and with single lines of it.
  static let batch = lines + runs

  private static let lines = [
    ErrorCode(
      "batch/no-id",
      ("A line of a batch has no `id`.", "批量输入中的一行没有 `id`。"),
      do: (
        "Give each build an `id`: what comes out is told apart by it.",
        "给每份配置加上 `id`，结果靠它区分。"
      )),
    ErrorCode(
      "batch/duplicate-id",
      ("Two lines of a batch have the same `id`.", "批量输入中有两行的 `id` 相同。"),
      do: (
        "Give one of them another `id`, or allow it by leaving out the option that asks for unique ones.",
        "修改其中一个 `id`，或不要求 id 唯一。"
      )),
    ErrorCode(
      "batch/line-too-long",
      ("A line of a batch is longer than 1 MiB.", "批量输入中有一行超过 1 MiB。"),
      do: (
        "One machine fits into a few kilobytes; look for a line end that is missing.",
        "一台机器只需几 KB，检查是否缺少换行。"
      )),
  ]

  private static let runs = [
    ErrorCode(
      "batch/unreadable",
      ("The input of a batch cannot be read.", "无法读取批量输入。"),
      do: ("Check the path and the permissions of the file.", "检查路径和文件权限。")),
    ErrorCode(
      "batch/unwritable",
      ("The output of a batch cannot be written, or is its input.", "无法写入批量输出，或输出就是输入。"),
      do: ("Name a file in a folder that is there and has room.", "指定一个存在且有空间的文件夹中的文件。")),
    ErrorCode(
      "batch/in-use",
      ("Another run writes the same output.", "另一次运行正在写同一个输出。"),
      do: ("Wait until it has ended, or name another file.", "等它结束，或换一个文件。")),
    ErrorCode(
      "batch/resume",
      (
        "A run cannot be gone on with: input, rules or options are others than when it began.",
        "无法继续上次的运行：输入、规则或选项已经改变。"
      ),
      do: (
        "Leave `--resume` out: the run then starts again from the beginning.",
        "去掉 `--resume`，从头开始。"
      )),
    ErrorCode(
      "batch/damaged",
      (
        "What an earlier run left is damaged: the checkpoint is not whole, or the bytes in `.partial` are not those that were written.",
        "上次运行留下的文件已损坏：检查点不完整，或 `.partial` 中的内容与写入时不同。"
      ),
      do: (
        "Leave `--resume` out: the run then starts again from the beginning. Nothing is deleted before that.",
        "去掉 `--resume`，从头开始。在此之前不会删除任何文件。"
      )),
    ErrorCode(
      "batch/rules",
      ("The rules cannot be used for a batch; the message says why.", "规则无法用于批量评估，原因见提示。"),
      do: (
        "Fix what the message names; `rigrules rules` shows what loads.",
        "按提示修正；`rigrules rules` 显示已加载的规则。"
      )),
    ErrorCode(
      "batch/memory",
      ("Memory is short, or no thread could be started.", "内存不足，或无法启动线程。"),
      do: ("Run fewer jobs at once (`--jobs`).", "减少并行数（`--jobs`）。")),
  ]
}
