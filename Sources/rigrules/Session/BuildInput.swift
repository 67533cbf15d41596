import RigBatch
import RigModel
import RigPartLists
internal import RigSystem

/// What a command is given as a build: a build file, one whose parts are named, or a part list.
enum BuildInput {
  /// What a file turned out to be.
  enum Content {
    case build(Build)
    /// A build whose parts are named, with where their fields are from.
    case named(Build, [NamedBuild.Source])
    /// A part list; it has at least one build.
    case list(PartListReading)
  }

  /// Reads one build; everything that is wrong with it is in the failure.
  ///
  /// A list of several machines is refused: which of them is meant?
  static func read(_ path: String) throws(CommandFailure) -> Build {
    let builds = try builds(in: try content(of: path), path)
    return try only(of: builds, path)
  }

  private static func only(of builds: [Build], _ path: String) throws(CommandFailure) -> Build {
    guard builds.count == 1 else {
      throw CommandFailure(
        .usage,
        "\(path): the list describes \(builds.count) machines; write one build for each, "
          + "with `rigrules import`")
    }
    return builds[0]
  }

  /// One build with the text that it can be saved into; nil for a part list, which is not one.
  static func readWithText(_ path: String) throws(CommandFailure) -> (build: Build, text: [UInt8]?)
  {
    let bytes = try bytes(of: path, path)
    let content = try content(of: bytes, path)
    let build = try only(of: try builds(in: content, path), path)
    if case .list = content { return (build, nil) }
    return (build, bytes)
  }

  /// The build of a text, as a file of that name would give it.
  static func build(of text: [UInt8], _ name: String) throws(CommandFailure) -> Build {
    try only(of: try builds(in: try content(of: text, name), name), name)
  }

  /// The builds of a file: several where it is a list of several machines.
  static func builds(in content: Content, _ path: String) throws(CommandFailure) -> [Build] {
    switch content {
    case .build(let build), .named(let build, _): return [build]
    case .list(let reading):
      guard !reading.builds.isEmpty else {
        throw CommandFailure([
          Diagnostic(
            code: "list/no-parts", file: path,
            message: "no line of this list is a part of a build",
            hint: "write each part on a line of its own, by its maker and model")
        ])
      }
      var builds: [Build] = []
      for (number, value) in reading.builds.enumerated() {
        let id = identifier(path) + (reading.builds.count > 1 ? "-\(number + 1)" : "")
        let fields = [BuildValue.Field(key: "id", value: .text(id))] + (value.mapValue ?? [])
        do throws(InvalidBuild) { builds.append(try Build(.map(fields))) } catch {
          throw CommandFailure(error.diagnostics)
        }
      }
      return builds
    }
  }

  /// What reports call the build of a list: the name of its file without the extension.
  private static func identifier(_ path: String) -> String {
    let name = path == "-" ? BuildReader.standardInputName : DiskFiles.baseName(of: path)
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    return String(stem.unicodeScalars.prefix(60).map { $0.value < 0x20 ? "_" : Character($0) })
  }

  /// What a reader of many builds gets from a file that is not lines.
  ///
  /// - Parameters:
  ///   - parts: What reads names and lists.
  ///   - onList: Called first if the file is a part list.
  static func elements(
    of path: String, by parts: OpenedPartNames, onList: (PartListReading) -> Void
  ) -> [BuildReader.Element] {
    let name = path == "-" ? BuildReader.standardInputName : path
    do throws(CommandFailure) {
      let content = try content(of: try bytes(of: path, name), name, names: parts.names)
      if case .list(let reading) = content { onList(reading) }
      return try builds(in: content, path).map { .build($0, file: path, place: name) }
    } catch {
      return [.problem(error.lines)]
    }
  }

  /// A build file by its fields, else one with names, else a part list. Where it is none of them,
  /// what is wrong with it as a build file is told.
  ///
  /// - Parameter anyList: Take a text as a list in which no line is understood, too.
  static func content(of path: String, anyList: Bool = false) throws(CommandFailure) -> Content {
    let name = path == "-" ? BuildReader.standardInputName : path
    return try content(of: try bytes(of: path, name), name, anyList: anyList)
  }

  /// The same of a text that has been read.
  ///
  /// - Parameter names: Opens what reads names and lists; called only where they are needed.
  static func content(
    of bytes: [UInt8], _ name: String, anyList: Bool = false,
    names: () throws(CommandFailure) -> PartNames = { () throws(CommandFailure) in
      try PartNames.open()
    }
  ) throws(CommandFailure) -> Content {
    let problems: InvalidBuild
    do throws(InvalidBuild) {
      return .build(try Build(parsing: bytes, file: name))
    } catch { problems = error }
    let failure = CommandFailure(problems.diagnostics)
    // A build with a wrong sign in it is not a list.
    if problems.hasLookAlike && ForeignText.hasFields(bytes) { throw failure }
    do {
      if NamedBuild.hasNames(bytes, file: name) {
        guard let (build, sources) = try names().builds.read(bytes, file: name) else {
          throw failure
        }
        return .named(build, sources)
      }
      guard ListSigns.mayBeList(bytes, file: name, problems) else {
        throw try failureOfNames(bytes, name, names) ?? failure
      }
      let lists = try names().lists
      let reading: PartListReading
      do { reading = try lists.read(bytes, file: name) } catch let diagnostic as Diagnostic {
        // What cannot be decoded as a list can be even less a build file; both say why.
        throw CommandFailure(failure.diagnostics + [diagnostic])
      }
      guard
        anyList && !reading.entries.isEmpty || lists.isList(reading)
          || ListSigns.isText(bytes, file: name, problems) && !reading.entries.isEmpty
      else {
        throw try failureOfNames(bytes, name, names) ?? failure
      }
      return .list(reading)
    } catch {
      throw Self.failure(error)
    }
  }

  /// What is wrong with a build file whose parts are named and that has keys which no build has;
  /// nil for any other text.
  private static func failureOfNames(
    _ bytes: [UInt8], _ name: String, _ names: () throws(CommandFailure) -> PartNames
  ) throws -> CommandFailure? {
    guard NamedBuild.hasNames(bytes, file: name, anyKeys: true) else { return nil }
    do {
      _ = try names().builds.read(bytes, file: name)
      return nil
    } catch let invalid as InvalidBuild {
      return CommandFailure(invalid.diagnostics)
    }
  }

  /// The bytes of a file or of standard input.
  static func bytes(of path: String, _ name: String) throws(CommandFailure) -> [UInt8] {
    do throws(Diagnostic) {
      return path == "-"
        ? try FileBytes.read(0, displayedAs: name, domain: "build")
        : try FileBytes.read(path, displayedAs: name, domain: "build")
    } catch {
      throw CommandFailure(.usage, error.lines)
    }
  }

  /// What went wrong while a list or a name was read.
  static func failure(_ error: any Error) -> CommandFailure {
    switch error {
    case let failure as CommandFailure: failure
    case let invalid as InvalidBuild:
      CommandFailure(invalid.diagnostics)
    case let diagnostic as Diagnostic: CommandFailure([diagnostic])
    default: CommandFailure(.fault, "\(error)")
    }
  }
}

/// Whether a text that is not a build file is worth reading as a list.
enum ListSigns {
  /// A file with keys of a build is a build file with mistakes, however many.
  static func mayBeList(_ bytes: [UInt8], file: String, _ problems: InvalidBuild) -> Bool {
    guard !bytes.isEmpty else { return false }
    // A mistake inside of a part (`cpu.corse`) is one of a build.
    let isInPart = problems.diagnostics.contains { problem in
      guard let path = problem.path, let dot = path.firstIndex(of: ".") else { return false }
      let key = path[..<dot].prefix { $0 != "[" }
      return FieldRegistry.version1.root.field(String(key)) != nil
    }
    let tree = SourceDocument.parse(bytes, file: file, domain: "build")
    let entries: [SourceEntry] =
      if case .map(let entries) = tree.root?.content { entries } else { [] }
    if tree.diagnostics.isEmpty && isInventory(entries) { return true }
    if isInPart || hasLineOfABuild(bytes) { return false }
    return !hasOnlyKeysOfABuild(entries) && !PartListReader.isBuildFile(bytes, file: file)
  }

  /// Whether a file is a text by its name, and no map: it has lines that no table knows, and is no build
  /// file with a mistake in it.
  static func isText(_ bytes: [UInt8], file: String, _ problems: InvalidBuild) -> Bool {
    guard file.hasSuffix(".txt"),
      problems.diagnostics.allSatisfy({ $0.code == "build/not-a-build" && $0.line != nil })
    else { return false }
    if case .map? = SourceDocument.parse(bytes, file: file, domain: "build").root?.content {
      return false
    }
    return true
  }

  /// Whether a map has keys beside those of a build (`node: rig01`), and whose parts are
  /// names, or maps with keys such as `model` that no part of a build has: an inventory of a machine.
  private static func isInventory(_ entries: [SourceEntry]) -> Bool {
    let root = FieldRegistry.version1.root
    let known = entries.filter { root.position(of: $0.key) != nil }
    return known.count >= 2 && known.count < entries.count && !entries.contains(where: isSlip)
      && known.allSatisfy { entry in
        root.field(entry.key)?.component != nil && isInventoried(entry.value)
      } && known.contains { namesParts($0.value) }
  }

  /// Whether an entry has a slip of the pen in a key that only builds have: `use_cases: serving`,
  /// `main: { volts: 230 }`.
  private static func isSlip(_ entry: SourceEntry) -> Bool {
    switch entry.value.content {
    case .list, .map: isSlip(entry.key, opens: true)
    default: isSlip(entry.key, opens: false)
    }
  }

  /// - Parameter opens: Whether the value is a list or a map.
  private static func isSlip(_ key: String, opens: Bool) -> Bool {
    (opens || key.contains("_")) && FieldRegistry.version1.root.position(of: key) == nil
      && nearestName(key, among: keysOfBuilds) != nil
  }

  /// Keys that no list has.
  private static let keysOfBuilds = [
    "rigrules", "id", "use_case", "preprocessing", "model_memory_gb", "extra", "mains", "software",
  ]

  private static func isInventoried(_ node: SourceNode) -> Bool {
    switch node.content {
    case .text, .plain: true
    case .list(let items): !items.isEmpty && items.allSatisfy(isInventoried)
    case .map(let fields):
      // `{ name: Ryzen 9 7950X, cooler: NH-D15 }`: a part within another is none of a build.
      !fields.contains { $0.key == "name" }
        || fields.contains { ["cooler", "board", "heatsink", "drive"].contains($0.key) }
    default: false
    }
  }

  private static func namesParts(_ node: SourceNode) -> Bool {
    switch node.content {
    case .text, .plain: true
    case .list(let items): items.contains(where: namesParts)
    case .map(let fields): fields.contains { ["model", "product", "item"].contains($0.key) }
    default: false
    }
  }

  /// Whether a map is one of parts: then their names are wrong, and the names alone.
  private static func hasOnlyKeysOfABuild(_ entries: [SourceEntry]) -> Bool {
    let root = FieldRegistry.version1.root
    return !entries.isEmpty && entries.allSatisfy { root.position(of: $0.key) != nil }
  }

  /// Whether a line begins as only a build file has it, also if the whole cannot be parsed: a key
  /// that no list has, or a part's key with nothing, a map or a list as its value.
  private static func hasLineOfABuild(_ bytes: [UInt8]) -> Bool {
    let root = FieldRegistry.version1.root
    return bytes.split(separator: UInt8(ascii: "\n")).contains { line in
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon - line.startIndex < 24 else {
        return false
      }
      let key = String(decoding: line[..<colon], as: UTF8.self)
      if keysOfBuilds.contains(key) { return true }
      let value = line[(colon + 1)...].drop { $0 == 0x20 }.first
      // `CPU: [Intel Core i5-12400F](https://…)` is a link of Markdown, and no list.
      let isLink = value == UInt8(ascii: "[") && line.contains("](".utf8)
      let opens = !isLink && (value.map { "[{&\r".utf8.contains($0) } ?? true)
      return isSlip(key, opens: opens) || opens && root.field(key)?.component != nil
    }
  }
}
