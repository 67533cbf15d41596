import ArgumentParser
import RigBatch
import RigCatalog
import RigDetect
import RigModel
internal import RigSystem

/// Which machine is meant: this one, or the one that texts and trees describe.
struct MachineOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "A text or a tree that describes the machine, instead of this one; - is standard input.",
      discussion: """
        What it is, is seen by what stands in it: dmidecode, lspci -nnvv, nvidia-smi (also -q -x and \
        --query-gpu as CSV), rocm-smi, inxi -Fxxx, lshw -json or -short, system_profiler; or a folder \
        with sys and proc, or with such texts. Can be given several times.
        """, valueName: "file"))
  var from: [String] = []

  @Flag(
    name: .customLong("no-catalog"),
    help: "Leave out what the catalogue of parts knows of the names that were read.")
  var noCatalog = false

  func validate() throws {
    guard from.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("- is given twice; standard input can be read once")
    }
  }

  /// The machine, with what the catalogue knows of its parts where there is one.
  func machine() throws -> DetectedMachine {
    var found = from.isEmpty ? LiveMachine.observe() : Observations()
    for path in from { found.merge(try observe(path)) }
    let catalog = noCatalog ? nil : try? CatalogDiscovery.open()
    if catalog == nil, !noCatalog { found.missesCatalogue() }
    var assembly = MachineAssembly(found, lookup: catalog)
    do { return try assembly.machine() } catch let invalid as InvalidBuild {
      // The format is asked before each value is taken, so this is a fault of ours.
      throw CommandFailure(.fault, invalid.diagnostics.map(\.description))
    }
  }

  private func observe(_ path: String) throws(CommandFailure) -> Observations {
    if path != "-", DiskFiles.kind(path) == .folder { return try observe(folder: path) }
    let shown = path == "-" ? BuildReader.standardInputName : path
    let (bytes, reason) =
      path == "-"
      ? DiskFiles.read(STDIN_FILENO, limit: DumpText.limit)
      : DiskFiles.read(path, limit: DumpText.limit)
    if let reason { throw Self.unreadable(shown, reason) }
    guard bytes.count <= DumpText.limit else {
      throw Self.unreadable(shown, "it is larger than \(DumpText.limit) bytes")
    }
    let found = DumpReader.read(bytes)
    guard !found.isEmpty else { throw Self.unrecognised(shown) }
    return found
  }

  /// A recorded tree, or a folder with one text for each tool.
  private func observe(folder: String) throws(CommandFailure) -> Observations {
    let tree = FileTree(root: FilePath.trimmed(folder))
    var found = tree.isMachine ? TreeReader.read(tree) : Observations()
    for name in (DiskFiles.list(folder) ?? []).prefix(256) {
      let path = "\(folder == "/" ? "" : FilePath.trimmed(folder))/\(name)"
      // The root of a machine may hold anything.
      guard folder != "/", DiskFiles.kind(path) == .file else { continue }
      let (bytes, reason) = DiskFiles.read(path, limit: DumpText.limit)
      if reason == nil, bytes.count <= DumpText.limit { found.merge(DumpReader.read(bytes)) }
    }
    guard !found.isEmpty else { throw Self.unrecognised(folder) }
    return found
  }

  private static func unreadable(_ path: String, _ reason: String) -> CommandFailure {
    CommandFailure(.usage, ["\(path): error: it cannot be read: \(reason) [detect/unreadable]"])
  }

  private static func unrecognised(_ path: String) -> CommandFailure {
    CommandFailure(
      .usage,
      [
        "\(path): error: nothing in it describes a machine; known are "
          + "\(DumpReader.forms.joined(separator: ", ")) and a folder with sys and proc "
          + "[detect/unrecognised]"
      ])
  }
}
