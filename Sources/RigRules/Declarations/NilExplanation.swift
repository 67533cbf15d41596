internal import LuaRuntime
internal import RigModel

/// What it means when a rule breaks on nil: mostly a field that the build does not state.
enum NilExplanation {
  /// The same error with the field it is about; nil where that is not certain.
  static func message(
    for error: LuaError, in source: [UInt8], isRule: Bool, rule: RuleDescription
  ) -> String? {
    guard error.kind == .error, !error.isRaised, error.line > 0, error.message.contains("nil")
    else { return nil }
    let names = CodeNames(kind: isRule ? .rule : .module)
    let values = NameChecker.values(onLine: error.line, in: LuaWords(source), names: names)
    // Of alternatives any one may be absent.
    let needed = rule.needs.filter { !$0.contains("|") }
    let wanted = quotedName(in: error.message)
    var paths: [String] = []
    for (name, value) in values where wanted == nil || name == wanted {
      guard let path = FieldTable.version1.paths[value], !isStated(path, needed),
        !paths.contains(path)
      else { continue }
      paths.append(path)
    }
    guard paths.count == 1, let path = paths.first else { return nil }
    return "`\(path)` is nil, because the build does not state it: list it in `needs`, or test it "
      + "before it is used (\(error.message))"
  }

  /// Whether a rule that runs at all finds the field.
  private static func isStated(_ path: String, _ needed: [String]) -> Bool {
    path.hasSuffix("[]")
      || needed.contains {
        $0 == path || $0.hasPrefix(path + "[]")
          || $0.hasPrefix(path + ".")
      }
  }

  /// `tdp_w` of `attempt to … a nil value (field 'tdp_w')`.
  private static func quotedName(in message: String) -> String? {
    guard message.hasSuffix("')"), let open = message.lastIndex(of: "(") else { return nil }
    let parts = message[open...].split(separator: "'")
    return parts.count >= 2 ? String(parts[1]) : nil
  }
}
