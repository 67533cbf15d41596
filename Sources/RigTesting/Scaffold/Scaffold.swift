internal import RigRules
internal import RigSystem

/// Files to begin with: they work, their tests pass, and they say what to change.
public struct Scaffold: Sendable {
  /// A file to write.
  public struct File: Sendable, Hashable {
    /// The path as it is shown to people.
    public let path: String
    /// The whole text.
    public let text: String
  }

  /// Why nothing was written.
  public struct Refusal: Error, Sendable, CustomStringConvertible {
    /// The text for people: one line for each problem, with its location and code.
    public let description: String
    /// Whether it is the disk that refused, not the request that was wrong.
    public let isFault: Bool

    init(_ description: String, isFault: Bool = false) {
      self.description = description
      self.isFault = isFault
    }
  }

  /// The files to write.
  public let files: [File]
  /// What to do next, as commands, each with what it does.
  public let next: [(command: String, does: String)]

  /// One rule in a rules folder.
  public static func rule(_ id: String, into folder: String) throws(Refusal) -> Scaffold {
    if let reason = ScaffoldName.refusal(ofRule: id) { throw Refusal(reason) }
    let path = "\(folder)/\(id).lua"
    return Scaffold(
      files: [File(path: path, text: RuleTemplate.rule(id: id))],
      next: [
        ("rigrules test \(quoted(path)) --watch", "runs its examples on every save"),
        ("rigrules explain \(id) --rules \(quoted(folder))", "shows its page"),
        ("rigrules check BUILD --rules \(quoted(folder))", "judges a build with it"),
      ])
  }

  /// A rule of a plugin that is there: `power:mains`.
  public static func rule(_ id: String, ofPluginIn folder: String) throws(Refusal) -> Scaffold {
    let parts = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let (plugin, local) = (String(parts[0]), String(parts.last ?? ""))
    if let reason = ScaffoldName.refusal(ofPlugin: plugin) ?? ScaffoldName.refusal(ofRule: local) {
      throw Refusal(reason)
    }
    let isPluginItself = DiskFiles.kind("\(folder)/plugin.lua") == .file
    let home = isPluginItself ? folder : "\(folder)/\(plugin)"
    guard DiskFiles.kind("\(home)/plugin.lua") == .file else {
      throw Refusal(
        "there is no plugin `\(plugin)` in \(folder); `rigrules new plugin \(plugin)` makes one")
    }
    let path = "\(home)/rules/\(local).lua"
    return Scaffold(
      files: [File(path: path, text: RuleTemplate.rule(id: local))],
      next: [
        ("rigrules test \(quoted(home))", "runs the examples of its rules"),
        ("rigrules check BUILD --plugins \(quoted(home))", "judges a build with them too"),
      ])
  }

  /// A plugin with a fact and a rule that uses it.
  public static func plugin(_ name: String, into folder: String) throws(Refusal) -> Scaffold {
    if let reason = ScaffoldName.refusal(ofPlugin: name) { throw Refusal(reason) }
    let home = "\(folder)/\(name)"
    if DiskFiles.kind(home) != nil {
      throw Refusal("\(home) is there already; nothing was written")
    }
    return Scaffold(
      files: [
        File(path: "\(home)/plugin.lua", text: PluginTemplate.manifest(name)),
        File(path: "\(home)/rules/roomy-supply.lua", text: PluginTemplate.rule(name)),
        File(path: "\(home)/README.md", text: PluginTemplate.readme(name)),
      ],
      next: [
        ("rigrules test \(quoted(home))", "runs the examples of its rules"),
        ("rigrules check BUILD --plugins \(quoted(home))", "judges a build with it"),
        ("rigrules new rule \(name):NAME --into \(quoted(folder))", "adds a rule to it"),
      ])
  }

  /// Writes all files, and none where one of them is there.
  public func write() throws(Refusal) {
    for file in files where DiskFiles.kind(file.path) != nil {
      throw Refusal("\(file.path) is there already; nothing was written")
    }
    for file in files {
      try Self.makeFolders(above: file.path)
      try Self.write(file)
    }
  }

  private static func makeFolders(above path: String) throws(Refusal) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var folder = ""
    for (index, part) in parts.enumerated() {
      folder += index == 0 ? String(part) : "/\(part)"
      if folder.isEmpty || DiskFiles.kind(folder) == .folder { continue }
      if mkdir(folder, 0o777) != 0, errno != EEXIST {
        throw Refusal(
          "the folder \(folder) cannot be made: \(DiskFiles.reason(errno))", isFault: true)
      }
      guard DiskFiles.kind(folder) == .folder else {
        throw Refusal("\(folder) is a file, and a folder is needed there")
      }
    }
  }

  private static func write(_ file: File) throws(Refusal) {
    let descriptor = Descriptor.open(file.path, O_WRONLY | O_CREAT | O_EXCL)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw Refusal("\(file.path) is there already; it was not changed") }
      throw Refusal(
        "\(file.path) cannot be written: \(DiskFiles.reason(errno))", isFault: true)
    }
    defer { close(descriptor) }
    if let code = Descriptor.write(Array(file.text.utf8), to: descriptor) {
      throw Refusal("\(file.path) cannot be written: \(DiskFiles.reason(code))", isFault: true)
    }
  }

  /// A path as a shell takes it.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
        || "/._-".utf8.contains(byte) || byte >= 0x80
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
