internal import RigModel

/// The page of one error code: what it means, a text that has the mistake, what the program reports about
/// it, and what to do.
public struct ErrorDocument {
  let code: ErrorCode

  /// Makes one from its parts.
  public init(_ code: ErrorCode) { self.code = code }

  var file: GeneratedFile { GeneratedFile(path: code.path, text: text) }

  private var text: String {
    "<!-- \(GeneratedFile.mark)docs --errors`; do not edit. -->\n\n# \(code.name)\n\n\(body)"
  }

  /// The page without its head.
  private var body: String {
    var text = "\(code.meaning.english)\n\n\(code.meaning.chinese)\n"
    if let (sample, language) = code.sample.shown {
      text += "\n## For example · 示例\n\n" + Markdown.block(sample, language)
      text += "\n" + Markdown.block(code.sample.diagnosis.joined(separator: "\n"), "text")
    }
    return text + "\n## What to do · 如何修正\n\n\(code.remedy.english)\n\n\(code.remedy.chinese)\n"
  }
}

extension DocumentSet {
  /// The page of every error code, and their list.
  public static var errors: DocumentSet {
    DocumentSet(files: [list] + ErrorCode.all.map { ErrorDocument($0).file }, folders: ["errors"])
  }

  private static var list: GeneratedFile {
    var text = "<!-- \(GeneratedFile.mark)docs --errors`; do not edit. -->\n\n"
    text += "# Errors · 错误代码\n\n"
    text += "Every message on standard error that is about a file ends with its code in brackets. "
    text += "`rigrules explain CODE` shows the page.\n\n"
    text += "标准错误输出中与文件有关的每条信息都以方括号中的代码结尾；`rigrules explain CODE` 显示对应的说明。\n\n"
    text += Markdown.table(
      ["Code · 代码", "Meaning", "含义"],
      ErrorCode.all.map { code in
        [
          "[\(code.name)](\(code.path.dropFirst("errors/".count)))",
          Markdown.cell(code.meaning.english), Markdown.cell(code.meaning.chinese),
        ]
      })
    return GeneratedFile(path: "errors/README.md", text: text)
  }
}
