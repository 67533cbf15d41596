internal import CRigRules
internal import RigModel
internal import RigRules

/// Why a call gave nothing, as `rigrules_last_error` reports it.
struct CallFailure: Error {
  /// The statuses of `rigrules.h` but that all is well.
  enum Status: UInt32 {
    case invalidArgument = 1
    case invalidHandle, invalidBuild, invalidRules, outOfMemory
  }
  let status: Status
  var code = ""
  let message: String
  var file: String?
  var line: Int?
  var column: Int?

  init(_ status: Status, code: String = "", _ message: String) {
    self.status = status
    self.code = code
    self.message = message
  }

  /// The first is the place, and the message tells them all.
  init(_ status: Status, _ diagnostics: [Diagnostic]) {
    self.status = status
    let first = diagnostics.first
    code = first?.code ?? ""
    (file, line, column) = (first?.file, first?.line, first?.column)
    message = diagnostics.map { diagnostic in
      diagnostic.message + (diagnostic.hint.map { " (\($0))" } ?? "")
    }.joined(separator: "\n")
  }

  init(_ error: EngineError) {
    switch error {
    case .outOfMemory: self.init(.outOfMemory, "memory is short")
    case .invalidSettings(let problems): self.init(.invalidRules, problems)
    default: self.init(.invalidRules, code: error.code ?? "", "\(error)")
    }
  }

  /// The same with its message in a language.
  func message(in language: Language) -> CallFailure {
    guard language != .english else { return self }
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    var copy = CallFailure(
      status, code: code, lines.map { language.message(String($0)) }.joined(separator: "\n"))
    (copy.file, copy.line, copy.column) = (file, line, column)
    return copy
  }

  /// Makes it the last error of this thread.
  func keep() {
    crig_set_error(
      rigrules_status(rawValue: status.rawValue), code, message, file, Int64(line ?? 0),
      Int64(column ?? 0))
  }
}
