internal import LuaRuntime
internal import RigSystem

/// The code of a rule file as those who look through it need it.
struct RuleCode: Sendable {
  let text: RuleText
  /// What runs of the text.
  private(set) var read: LuaText
  /// Its words, made when they are asked for.
  var words: LuaWords { LuaWords(read) }

  init(_ source: [UInt8], checksExamples: Bool) {
    self.init(checksExamples ? RuleText(whole: source) : RuleText(splitting: source))
  }

  init(_ text: RuleText) {
    self.text = text
    read = LuaText(text.code)
  }

  /// The same compiled, for a thread that has the time.
  func compiled() -> RuleCode {
    var code = self
    code.read = read.compiled()
    return code
  }
}

/// Reads the code of rules before the loader comes to them, and checks it after the loader has gone
/// on, on a thread beside that of the loader: running the files is work for one thread, the rest is
/// not.
final class CodeAhead {
  /// With fewer files a thread is not worth its start.
  private static let leastFiles = 8

  private let work: WorkAhead
  private var files: [String: (source: [UInt8], code: Later<RuleCode>)] = [:]
  private var checks: [Later<Bool>] = []

  /// Begins to read the files of folders and plugins in the order in which they load. Returns nil
  /// where it would not pay.
  init?(_ trees: RuleSources, checksExamples: Bool) {
    let rules = trees.rules.flatMap(\.files).filter { !$0.path.hasPrefix("lib/") }
    let ofPlugins = trees.plugins.filter { $0.activation == .on }.flatMap(\.rules)
    guard rules.count + ofPlugins.count >= Self.leastFiles,
      let work = WorkAhead(stackBytes: Threads.ruleStackBytes)
    else { return nil }
    self.work = work
    for file in rules + ofPlugins where files[file.displayPath] == nil {
      let source = file.bytes
      let code = work.later { RuleCode(source, checksExamples: checksExamples).compiled() }
      files[file.displayPath] = (source, code)
    }
  }

  /// The code of a file, if it is one of those with this source.
  func code(at path: String, _ source: [UInt8]) -> RuleCode? {
    guard let file = files[path], file.source == source else { return nil }
    return work.result(of: file.code)
  }

  /// Adds a check, which returns whether the code is right.
  func check(unless isKnown: Later<Bool>, _ isRight: @escaping @Sendable () -> Bool) {
    checks.append(work.later { isKnown.value || isRight() })
  }

  /// Something that is not needed at once.
  func later<Value: Sendable>(_ compute: @escaping @Sendable () -> Value) -> Later<Value> {
    work.later(compute)
  }

  /// Whether all checks found what they look at right.
  var isRight: Bool { checks.allSatisfy { work.result(of: $0) } }

  /// Nothing more is to come.
  func close() { work.close() }
}
