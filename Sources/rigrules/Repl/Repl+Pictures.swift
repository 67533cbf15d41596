import RigModel
import RigPictures
import RigRules

extension Repl {
  /// `:show [PICTURE…]`: the pictures of `check --picture`.
  func showPictures(_ rest: String) throws {
    let names = rest.split { $0.isWhitespace || $0 == "," }.map(String.init)
    let kinds = try names.map(pictureKind)
    let report = try currentReport()
    let pictures = Pictures(
      of: draft.build, report: report, rules: engine.ruleSet.rules, language: language)
    let shown = PictureKind.allCases.filter { kinds.isEmpty || kinds.contains($0) }
    showPage(shown.map { pictures.text($0, columns: setup.width) }.joined(separator: "\n"))
  }

  private func pictureKind(_ name: String) throws -> PictureKind {
    if let kind = PictureKind(rawValue: name) { return kind }
    let names = PictureKind.allCases.map(\.rawValue)
    let near = nearestName(name, among: names)
    throw Failure(
      say(
        "there is no picture `\(name)`; "
          + (near.map { "did you mean `\($0)`?" } ?? "there are \(names.joined(separator: ", "))"),
        "没有示意图 `\(name)`；"
          + (near.map { "是否想写 `\($0)`？" } ?? "可选：\(names.joined(separator: "、"))")))
  }
}
