internal import LuaRuntime
internal import RigModel

/// Reads the table of a `plugin.lua` strictly.
struct PluginDecoder: TableDecoder {
  static let noun = "plugin"
  static let keys = [
    "name", "version", "api", "description", "homepage", "author", "licence", "params",
    "facts", "reporters", "importers", "profiles",
  ]
  /// Each may use as much as a rule does, and a rule may ask for all of them.
  static let maximumFacts = 100
  static let factKeys = ["doc", "unit", "needs", "compute", "examples"]
  static let reporterKeys = ["doc", "render", "examples"]
  static let importerKeys = ["doc", "extensions", "import", "examples"]

  let folder: PluginFolder
  var problems: [LoadProblem] = []
  var rightNeeds: Set<String> = []
  /// Set where the manifest is of a later kind, so that nothing else was read.
  private(set) var isOfLaterAPI = false

  init(folder: PluginFolder) { self.folder = folder }

  /// The description, unless `problems` has entries afterwards.
  mutating func decode(_ table: LuaValue) -> PluginDescription {
    guard checkAPI(table["api"]) else {
      isOfLaterAPI = true
      return PluginDescription(folder, .refused, [])
    }
    checkKeys(of: table, at: "", allowed: Self.keys)
    checkName(table["name"])
    let version = version(table["version"])
    return PluginDescription(
      name: folder.name, state: folder.activation == .on ? .on : .available,
      isWanted: folder.activation == .on, version: version,
      description: text(table["description"], at: "description", required: true),
      homepage: plain(table["homepage"], at: "homepage"),
      author: plain(table["author"], at: "author"),
      licence: plain(table["licence"], at: "licence"), path: folder.displayPath,
      location: folder.location, parameters: parameters(table["params"]),
      rules: folder.rules.map(folder.ruleID),
      facts: facts(table["facts"]), reporters: reporters(table["reporters"]),
      importers: importers(table["importers"]), profiles: profiles(table["profiles"]),
      problems: [], isStale: false)
  }

  // MARK: The head

  /// False where the manifest is written for a later engine: what it says cannot be judged here.
  private mutating func checkAPI(_ value: LuaValue?) -> Bool {
    switch value {
    case nil: missing("api")
    case .integer(Int64(PluginAPI.version)): break
    case .integer(let number) where number > PluginAPI.version:
      problem(
        "api", "api",
        "the plugin is written for api \(number), and this engine knows api \(PluginAPI.version); "
          + "a version of the plugin with `api = \(PluginAPI.version)` would do, or an engine that "
          + "knows api \(number)")
      return false
    case .integer(let number):
      problem("api", "api", "there is no api \(number); this engine knows \(PluginAPI.version)")
    case .some(let other): wrongType("api", other, "the whole number \(PluginAPI.version)")
    }
    return true
  }

  private mutating func checkName(_ value: LuaValue?) {
    guard let value else { return missing("name") }
    guard let name = value.text else { return wrongType("name", value, "a text") }
    if let reason = PluginName.refusal(of: name, isPlugin: true) {
      problem("name", "name", "`\(name)` \(reason)")
    } else if name != folder.name {
      problem(
        "name", "name",
        "the plugin is named `\(name)` and lies in a folder named `\(folder.name)`; they must be "
          + "the same")
    }
  }

  private mutating func version(_ value: LuaValue?) -> String? {
    guard let value else {
      missing("version")
      return nil
    }
    guard let version = value.text else {
      wrongType("version", value, "a text such as \"1.0.0\"")
      return nil
    }
    let parts = version.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = { (part: Substring) in
      (1...6).contains(part.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        && (part == "0" || part.first != "0")
    }
    if parts.count != 3 || !parts.allSatisfy(isNumber) {
      problem(
        "version", "version",
        "the version is `\(version)`; it must be three numbers, such as 1.0.0")
    }
    return version
  }

  private mutating func plain(_ value: LuaValue?, at path: String) -> String? {
    guard let value else { return nil }
    if value.text == nil { wrongType(path, value, "a text") }
    return value.text
  }

  // MARK: What it gives

  /// The entries of a section with names that are allowed; an empty table has none.
  mutating func entries(_ value: LuaValue?, at section: String) -> [LuaValue.Entry] {
    guard let value else { return [] }
    guard case .map(let entries) = value else {
      wrongType(section, value, "a table by name")
      return []
    }
    return entries.filter { entry in
      guard let reason = PluginName.refusal(of: entry.key) else { return true }
      problem("name", "\(section).\(entry.key)", "`\(section)`: `\(entry.key)` \(reason)")
      return false
    }
  }

  /// Whether an entry is a function by itself; else it must be a table that has one as `field`.
  private mutating func isBare(
    _ entry: LuaValue.Entry, at path: String, field: String, allowed: [String]
  ) -> Bool? {
    switch entry.value {
    case .function: return true
    case .map:
      checkKeys(of: entry.value, at: path, allowed: allowed)
      switch entry.value[field] {
      case .function: return false
      case nil: missing("\(path).\(field)")
      case .some(let other): wrongType("\(path).\(field)", other, "a function")
      }
      return nil
    default:
      wrongType(path, entry.value, "a function, or a table with `\(field)`")
      return nil
    }
  }

  private mutating func doc(_ entry: LuaValue.Entry, _ isBare: Bool?, at path: String)
    -> LocalizedText?
  {
    if isBare == true { return nil }
    guard case .map = entry.value else { return nil }
    return text(entry.value["doc"], at: "\(path).doc", required: true)
  }

  private mutating func facts(_ value: LuaValue?) -> [PluginDescription.Fact] {
    let entries = entries(value, at: "facts")
    if entries.count > Self.maximumFacts {
      problem(
        "limit", "facts",
        "the plugin has \(entries.count) facts; the most is \(Self.maximumFacts)")
    }
    return entries.map { entry in
      let path = "facts.\(entry.key)"
      let bare = isBare(entry, at: path, field: "compute", allowed: Self.factKeys)
      return PluginDescription.Fact(
        name: entry.key, doc: doc(entry, bare, at: path),
        unit: plain(entry.value["unit"], at: "\(path).unit"),
        needs: needs(entry.value["needs"], at: "\(path).needs"),
        examples: factExamples(entry, at: path))
    }
  }

  private mutating func reporters(_ value: LuaValue?) -> [PluginDescription.Reporter] {
    entries(value, at: "reporters").map { entry in
      let path = "reporters.\(entry.key)"
      let bare = isBare(entry, at: path, field: "render", allowed: Self.reporterKeys)
      return PluginDescription.Reporter(
        name: entry.key, doc: doc(entry, bare, at: path),
        examples: reporterExamples(entry, at: path))
    }
  }

  private mutating func importers(_ value: LuaValue?) -> [PluginDescription.Importer] {
    entries(value, at: "importers").map { entry in
      let path = "importers.\(entry.key)"
      let bare = isBare(entry, at: path, field: "import", allowed: Self.importerKeys)
      return PluginDescription.Importer(
        name: entry.key, doc: doc(entry, bare, at: path),
        extensions: extensions(entry.value["extensions"], at: "\(path).extensions"),
        examples: importerExamples(entry, at: path))
    }
  }

  private mutating func extensions(_ value: LuaValue?, at path: String) -> [String] {
    guard let value else { return [] }
    if case .map(let entries) = value, entries.isEmpty { return [] }
    guard case .list(let items) = value else {
      wrongType(path, value, "a list of extensions such as \"csv\"")
      return []
    }
    return items.enumerated().compactMap { index, item in
      let place = "\(path)[\(index + 1)]"
      guard let text = item.text else {
        wrongType(place, item, "an extension such as \"csv\"")
        return nil
      }
      let isPlain = text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
      }
      if text.isEmpty || text.utf8.count > 16 || !isPlain {
        problem(
          "name", place,
          "`\(text)` is not an extension; write it in small letters and digits, without the dot")
      }
      return text
    }
  }
}
