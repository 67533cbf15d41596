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

  /// The code of a file in a folder that may be known to be right, compiled.
  fileprivate init(compiling file: SourceFile, of folder: CheckedFolders.Folder?, splits: Bool) {
    let known = folder?.examples[file.path[...]]
    text = splits ? RuleText(splitting: file.bytes, known: known) : RuleText(whole: file.bytes)
    // What is known is not looked through.
    read = LuaText(text.code, keepsTokens: folder == nil).compiled()
  }
}

/// Reads the code of rules, modules and manifests before the loader comes to them, and checks it after
/// the loader has gone on, on a thread beside that of the loader: running the files is work for one
/// thread, the rest is not.
final class CodeAhead {
  /// With fewer files a thread is not worth its start.
  private static let leastFiles = 8

  private let work: WorkAhead
  private var folders: [(files: [SourceFile], known: Later<CheckedFolders.Folder?>)] = []
  private var rules: [String: (source: [UInt8], code: Later<RuleCode>)] = [:]
  private var texts: [String: [(source: [UInt8], text: Later<LuaText>)]] = [:]
  private var checks: [Later<Bool>] = []

  /// Begins to read the files of folders and plugins in the order in which they load. Returns nil
  /// where it would not pay.
  init?(_ trees: RuleSources, _ options: RuleLoader.LoaderOptions) {
    let rules = trees.rules.flatMap(\.files).filter { !$0.path.hasPrefix("lib/") }
    let plugins = trees.plugins.filter { $0.activation == .on }
    guard rules.count + plugins.flatMap(\.rules).count >= Self.leastFiles,
      let work = WorkAhead(stackBytes: Threads.ruleStackBytes)
    else { return nil }
    self.work = work
    let splits = !options.checksExamples
    for plugin in plugins {
      open(plugin.tree, options.checked)
      for file in plugin.modules + [plugin.manifestFile].compactMap(\.self) {
        read(ScriptChunk(displayPath: file.displayPath, bytes: file.bytes))
      }
    }
    for tree in trees.rules {
      let known = open(tree, options.checked)
      for file in tree.files where file.path.hasPrefix("lib/") {
        read(ScriptChunk(displayPath: file.displayPath, bytes: file.bytes))
      }
      for file in tree.files where !file.path.hasPrefix("lib/") { read(file, known, splits) }
    }
    for plugin in plugins {
      for file in plugin.rules { read(file, known(plugin.tree), splits) }
    }
  }

  @discardableResult
  private func open(_ tree: RuleFolder, _ checked: CheckedFolders)
    -> Later<CheckedFolders.Folder?>
  {
    let files = tree.files
    let known = work.later { checked.folder(files) }
    folders.append((files, known))
    return known
  }

  private func read(
    _ file: SourceFile, _ folder: Later<CheckedFolders.Folder?>?, _ splits: Bool
  ) {
    if rules[file.displayPath] != nil { return }
    let code = work.later { RuleCode(compiling: file, of: folder?.value ?? nil, splits: splits) }
    rules[file.displayPath] = (file.bytes, code)
  }

  /// What is known of a folder, if it is one of those that load.
  func known(_ tree: RuleFolder) -> Later<CheckedFolders.Folder?>? {
    folders.first { $0.files == tree.files }?.known
  }

  /// The code of a rule file, if it is one of those with this source.
  func code(at path: String, _ source: [UInt8]) -> RuleCode? {
    guard let file = rules[path], file.source == source else { return nil }
    return work.result(of: file.code)
  }

  /// Reads and compiles the source of a module or a manifest.
  func read(_ chunk: ScriptChunk) { _ = laterText(of: chunk) }

  /// The source of a module or a manifest, read and compiled.
  func text(of chunk: ScriptChunk) -> LuaText { work.result(of: laterText(of: chunk)) }

  private func laterText(of chunk: ScriptChunk) -> Later<LuaText> {
    let source = chunk.bytes
    if let known = texts[chunk.displayPath]?.first(where: { $0.source == source }) {
      return known.text
    }
    let text = work.later { LuaText(source, keepsTokens: false).compiled() }
    texts[chunk.displayPath, default: []].append((source, text))
    return text
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
