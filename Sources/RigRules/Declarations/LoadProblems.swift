internal import LuaRuntime
internal import RigModel

/// Everything that is wrong with one file.
struct LoadProblems: Error {
  let list: [LoadProblem]

  func located(in file: SourceFile) -> [RuleFailure] {
    let map = RuleSourceMap(file.bytes)
    typealias Located = (excerpt: SourceExcerpt?, line: Int, problem: LoadProblem)
    let located = list.map { problem -> Located in
      if let range = problem.range {
        let excerpt = SourceExcerpt(range, in: file.bytes)
        return (excerpt, excerpt.line, problem)
      }
      if let line = problem.line {
        return (SourceExcerpt(line: line, in: file.bytes), line, problem)
      }
      let excerpt = map.range(of: problem.path).map { SourceExcerpt($0, in: file.bytes) }
      return (excerpt, excerpt?.line ?? 1, problem)
    }
    let sorted = located.enumerated().sorted { left, right in
      (left.element.line, left.element.excerpt?.column ?? 0, left.offset)
        < (right.element.line, right.element.excerpt?.column ?? 0, right.offset)
    }
    return sorted.map { _, entry in
      RuleFailure(
        kind: .load, message: CleanText.clean(entry.problem.message),
        at: "\(file.displayPath):\(entry.line)", code: entry.problem.code, excerpt: entry.excerpt)
    }
  }
}
