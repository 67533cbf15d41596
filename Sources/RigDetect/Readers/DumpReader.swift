/// Finds out what a text is and reads it.
///
/// People paste several outputs into one file, so every reader takes from a text what it knows.
package enum DumpReader {
  /// The forms, in the order in which they are named to people.
  package static let forms = [
    "dmidecode", "lspci", "nvidia-smi", "nvidia-smi -q -x", "nvidia-smi --query-gpu",
    "rocm-smi", "inxi", "lshw -json", "lshw -short", "system_profiler", "/proc/cpuinfo",
    "/proc/meminfo",
  ]

  private static let readers:
    [(recognises: @Sendable (DumpText) -> Bool, read: @Sendable (DumpText) -> Observations)] = [
      (DMIReader.recognises, DMIReader.read), (LspciReader.recognises, LspciReader.read),
      (NvidiaXMLReader.recognises, NvidiaXMLReader.read),
      (NvidiaTableReader.recognises, NvidiaTableReader.read),
      (NvidiaQueryReader.recognises, NvidiaQueryReader.read),
      (RocmReader.recognises, RocmReader.read), (InxiReader.recognises, InxiReader.read),
      (LshwReader.recognises, LshwReader.read), (LshwShortReader.recognises, LshwShortReader.read),
      (SystemProfilerReader.recognises, SystemProfilerReader.read),
      (CPUInfoReader.recognises, CPUInfoReader.read),
      (MemInfoReader.recognises, MemInfoReader.read),
    ]

  /// What a text says; nothing where it is of no known form.
  package static func read(_ bytes: [UInt8]) -> Observations {
    let text = DumpText(bytes)
    var found = Observations()
    for reader in readers where reader.recognises(text) { found.merge(reader.read(text)) }
    if !found.isEmpty { found.secrets.collect(text) }
    return found
  }
}
