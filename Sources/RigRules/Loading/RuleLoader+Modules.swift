internal import LuaRuntime
internal import RigModel

/// Modules besides those of a folder's own `lib/`: tables of a plugin's `data/`, and `rigrules.NAME`,
/// which is `text` of the engine or a module of the rules folders.
extension RuleLoader {
  private static let commonPrefix = "rigrules."

  /// Of two folders with a module of one name, the first gives it.
  mutating func collectCommonModules(of folders: [RuleFolder]) {
    for file in folders.flatMap(\.files) where file.path.hasPrefix("lib/") {
      let name = Self.moduleName(of: file.path.dropFirst("lib/".count))
      if commonModules[name] == nil { commonModules[name] = file }
    }
  }

  private static func moduleName(of path: some StringProtocol) -> String {
    let stem = path.prefix { $0 != "." }
    return stem.split(separator: "/").joined(separator: ".")
  }

  /// A new space with the modules and tables of a plugin.
  mutating func openSpace(of folder: PluginFolder, into runtime: LuaRuntime) -> Int {
    let space = openSpace(with: folder.modules, into: runtime)
    for file in folder.data {
      let (source, problem) = Self.table(file)
      define(
        Self.moduleName(of: file.path), ScriptChunk(displayPath: file.displayPath, bytes: source),
        in: space, runtime, problem: problem)
    }
    defineCommonModules(for: folder.tree.files, in: space, runtime)
    return space
  }

  private static func table(_ file: SourceFile) -> ([UInt8], RuleFailure?) {
    func failure(_ message: String, line: Int) -> ([UInt8], RuleFailure?) {
      let failure = RuleFailure(
        kind: .load, message: CleanText.clean(message), at: "\(file.displayPath):\(line)",
        code: "plugin/data")
      return (file.bytes, failure)
    }
    if let reason = file.unreadable {
      return failure("the file cannot be read: \(reason)", line: 1)
    }
    let raw = ScriptChunk(displayPath: file.displayPath, bytes: file.bytes)
    if let problem = encodingProblem(of: raw, noun: "plugin") { return (file.bytes, problem) }
    do throws(DataTable.Fault) { return (try DataTable.lua(of: file.bytes), nil) } catch {
      return failure(error.message, line: error.line)
    }
  }

  /// The modules that files require as `rigrules.NAME`, with those that these require in turn.
  mutating func defineCommonModules(
    for files: [SourceFile], in space: Int, _ runtime: LuaRuntime
  ) {
    var wanted = files.filter(Self.mentions).flatMap { Self.commonNames(in: $0.bytes) }
    var seen: Set<String> = []
    var found: [(name: String, chunk: ScriptChunk)] = []
    while let name = wanted.popLast() {
      guard seen.insert(name).inserted, let chunk = commonModule(name) else { continue }
      wanted += Self.commonNames(in: chunk.bytes)
      ahead?.read(chunk)
      found.append((name, chunk))
    }
    for (name, chunk) in found { define(Self.commonPrefix + name, chunk, in: space, runtime) }
  }

  private func commonModule(_ name: String) -> ScriptChunk? {
    if name == TextModule.name {
      return ScriptChunk(
        displayPath: "\(Self.commonPrefix)\(name)", bytes: Array(TextModule.source.utf8))
    }
    guard let file = commonModules[name], file.unreadable == nil else { return nil }
    // Its own modules are others' by this name only: their `lib/` may have one of the same name.
    var bytes = file.bytes
    for start in RequiredModules(in: bytes).starts(of: "lib.").reversed() {
      bytes.replaceSubrange(start..<start + "lib.".utf8.count, with: Self.commonPrefix.utf8)
    }
    return ScriptChunk(displayPath: file.displayPath, bytes: bytes)
  }

  /// Whether a file may require such a module: a quick look, for few do.
  private static func mentions(_ file: SourceFile) -> Bool {
    file.path.hasSuffix(".lua") && file.bytes.contains(subsequence: Array(commonPrefix.utf8))
  }

  private static func commonNames(in source: [UInt8]) -> [String] {
    RequiredModules(in: source).names.filter { $0.hasPrefix(commonPrefix) }
      .map { String($0.dropFirst(commonPrefix.count)) }.sorted(by: >)
  }
}
