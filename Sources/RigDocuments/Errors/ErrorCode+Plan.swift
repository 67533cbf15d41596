extension ErrorCode {
  /// Mistakes in a plan for `rigrules design`.
  static let plan =
    reading("plan", ("the plan", "计划"), sample: { _ in .none }) + [
      ErrorCode(
        "plan/invalid",
        ("The plan for `rigrules design` has a mistake.", "`rigrules design` 的计划有错误。"),
        do: (
          "The message names the key and what it takes; docs/design.md has every key of a plan.",
          "提示指出哪个键有误、可写什么；docs/design.md 列出计划的全部键。"
        )),
      ErrorCode(
        "plan/objective",
        (
          "The objective of a plan cannot be computed: its Lua has a mistake, or gives no number.",
          "计划的目标无法计算：其 Lua 有错误，或结果不是数字。"
        ),
        do: (
          "Write a function of build and report that returns one number.",
          "写一个以 build 和 report 为参数、返回一个数字的函数。"
        )),
    ]
}
