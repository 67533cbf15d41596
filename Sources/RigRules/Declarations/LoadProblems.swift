internal import LuaRuntime
internal import RigModel

/// Everything that is wrong with one file.
struct LoadProblems: Error {
  let list: [LoadProblem]

  func located(in file: SourceFile) -> [RuleFailure] {
    let map = RuleSourceMap(file.bytes)
    let located = list.map { problem in
      (line: problem.line ?? map.line(of: problem.path), problem)
    }
    return located.sorted { $0.line < $1.line }.map { line, problem in
      RuleFailure(
        kind: .load, message: CleanText.clean(problem.message), at: "\(file.displayPath):\(line)",
        code: problem.code)
    }
  }
}
