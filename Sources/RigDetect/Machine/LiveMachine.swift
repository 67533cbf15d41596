internal import RigModel
internal import RigSystem

/// This machine: its files, and the tools of its drivers where they are there.
package enum LiveMachine {
  /// `nvidia-smi` wakes sleeping cards, one after the other.
  private static let patience = Duration.seconds(20)
  private static let limit = DumpText.limit

  /// Everything that can be read without asking for more rights.
  package static func observe() -> Observations {
    var found = TreeReader.read(FileTree(root: "/"))
    let hasCards = found.graphics.contains { $0.vendorID == GraphicsChip.nvidia }
    runNvidia(into: &found)
    if hasCards, !found.sources.contains(.nvidiaSMI) {
      found.notRead.append(
        NotRead(
          what: FieldDoc("memory and power limits of the cards", "显卡的显存和功率上限"),
          why: FieldDoc("nvidia-smi is not there or does not answer", "没有 nvidia-smi，或它没有响应")))
    }
    run(
      "rocm-smi",
      [
        "--showproductname", "--showbus", "--showmeminfo", "vram", "--showmaxpower", "--showid",
      ], into: &found)
    #if canImport(Darwin)
      run("system_profiler", ["SPHardwareDataType", "SPDisplaysDataType"], into: &found)
    #else
      // Its table is for root alone, and a failed try would say nothing new.
      if access("/sys/firmware/dmi/tables/DMI", R_OK) == 0 { run("dmidecode", [], into: &found) }
    #endif
    return found
  }

  private static func runNvidia(into found: inout Observations) {
    run("nvidia-smi", ["-q", "-x"], into: &found)
    guard found.sources.contains(.nvidiaSMI) else { return }
    // What the long form leaves out.
    run("nvidia-smi", ["--query-gpu=pci.bus_id,name,compute_cap", "--format=csv"], into: &found)
  }

  private static func run(_ name: String, _ arguments: [String], into found: inout Observations) {
    guard let path = program(name),
      let bytes = ProgramOutput.run(path, arguments, limit: limit, timeout: patience)
    else { return }
    found.merge(DumpReader.read(bytes))
  }

  /// Where such tools are: those of drivers lie outside of the usual folders on some systems.
  private static func program(_ name: String) -> String? {
    let own = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
      .map(String.init).filter { $0.hasPrefix("/") }
    let folders =
      own + [
        "/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin", "/usr/lib/wsl/lib",
        "/opt/rocm/bin", "/run/current-system/sw/bin",
      ]
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
