public import RigModel

/// Why no report could be made. What is wrong with single rules is in the reports themselves.
public enum EngineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A rules folder cannot be read.
  case unreadableRules(path: String, reason: String)
  /// A folder of plugins cannot be read.
  case unreadablePlugins(path: String, reason: String)
  /// A profile, reporter or importer that was asked for by its name is not there.
  case unknownName(kind: String, String, nearest: String?, known: [String])
  /// Several plugins have one of that name.
  case ambiguousName(kind: String, String, [String])
  /// There is no rule at all, so that no build could be evaluated.
  case noRules
  /// A rule that was asked for by its id is not there.
  case unknownRule(String, nearest: String?)
  /// The configuration names rules or parameters that are not there, or values they refuse.
  case invalidSettings([Diagnostic])
  case outOfMemory

  /// The stable name of the kind of mistake; nil where each problem has its own.
  public var code: String? {
    switch self {
    case .unreadableRules: "rule/unreadable"
    case .unreadablePlugins: "plugin/unreadable"
    case .unknownName: "plugin/unknown-name"
    case .ambiguousName: "plugin/ambiguous-name"
    case .noRules: "rule/none"
    case .unknownRule: "rule/unknown"
    case .invalidSettings, .outOfMemory: nil
    }
  }

  /// The text for people, in one line.
  public var description: String {
    switch self {
    case .unreadableRules(let path, let reason): "the rules in \(path) cannot be read: \(reason)"
    case .unreadablePlugins(let path, let reason):
      "the plugins in \(path) cannot be read: \(reason)"
    case .unknownName(let kind, let name, let nearest, let known):
      "there is no \(kind) `\(name)`; "
        + (nearest.map { "did you mean `\($0)`?" }
          ?? (known.isEmpty
            ? "no plugin here has one" : "there are \(known.joined(separator: ", "))"))
    case .ambiguousName(let kind, let name, let all):
      "several plugins have a \(kind) `\(name)`: write \(all.joined(separator: " or "))"
    case .noRules: "there is no rule to evaluate; a build is never passed by no rule at all"
    case .unknownRule(let id, let nearest):
      "there is no rule `\(id)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
    case .invalidSettings(let problems): problems.map { "\($0)" }.joined(separator: "\n")
    case .outOfMemory: "memory is short"
    }
  }
}

extension EngineError {
  init(_ error: NameError) {
    switch error {
    case .unknown(let kind, let name, let nearest, let known):
      self = .unknownName(kind: kind, name, nearest: nearest, known: known)
    case .ambiguous(let kind, let name, let all):
      self = .ambiguousName(kind: kind, name, all)
    }
  }

  init(_ error: LoadError) {
    switch error {
    case .name(let error): self.init(error)
    case .outOfMemory: self = .outOfMemory
    }
  }
}
