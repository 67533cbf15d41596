import LuaRuntime
import RigModel
import RigReports
import RigRules

extension Repl {
  /// What is not a command: Lua, and among it the edits of the build.
  func runLua(_ input: String) throws {
    if let assignment = Assignment(input) {
      let path = try BuildPath(assignment.path)
      let value = try evaluateOne(assignment.value, for: path)
      try take(edited: try draft.setting(path, to: value))
      return
    }
    let values = try evaluate(input)
    for arguments in session.effects?.printed ?? [] {
      show(arguments.map { $0.text ?? LuaPrinter.flat($0) }.joined(separator: "  ") + "\n")
    }
    if let edited = try editedBuild() { try take(edited: edited) }
    for value in values { show(LuaPrinter(width: layout.width).text(value) + "\n") }
  }

  /// The build as the last input left it; nil if it is what it was.
  private func editedBuild() throws -> Build? {
    guard let value = session.effects?.build else { return nil }
    guard let build = BuildValue(lua: value), build.mapValue != nil || build == .list([]) else {
      throw Failure("the build cannot hold \(LuaPrinter.flat(value)); write build = { … }")
    }
    return try draft.edited(build)
  }

  /// Takes the next version of the build over and says what that changes.
  func take(edited build: Build) throws {
    try take(build) { $0.edit(to: build) }
  }

  /// The results of a Lua text.
  func evaluate(_ text: String) throws -> [LuaValue] {
    switch try session.run(text, build: draft.build, rule: focus) {
    case .values(let values): return values
    case .incomplete: throw Incomplete()
    case .failed(let failure):
      let place = failure.at.hasPrefix("input") && !text.contains("\n") ? "" : "\(failure.at): "
      throw Failure(["\(place)error: \(Self.reason(failure))"])
    }
  }

  private static func reason(_ failure: RuleFailure) -> String {
    switch failure.kind {
    case .error, .load: failure.message
    case .fuel: "the input exceeded its work limit (endless loop?)"
    case .memory: "the input exceeded its memory limit"
    case .deadline: "the input ran out of time"
    }
  }

  /// One value for a place of the build; nil for Lua's `nil`.
  func evaluateOne(_ text: String, for path: BuildPath) throws -> BuildValue? {
    guard !text.trimmingWhitespace.isEmpty else { throw Incomplete() }
    let values = try evaluate("return \(text)")
    guard values.count == 1 else {
      throw Failure("\(path) takes one value, not \(values.count)")
    }
    return try Self.buildValue(values[0], for: "\(path)")
  }

  static func buildValue(_ value: LuaValue, for name: String) throws -> BuildValue? {
    if value == .nil { return nil }
    guard let converted = BuildValue(lua: value) else {
      throw Failure("\(name) cannot hold \(LuaPrinter.flat(value))")
    }
    return converted
  }
}
