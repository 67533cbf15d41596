/// The sections of an `inxi` text, each as a stream of keys with their values.
struct InxiText {
  struct Section {
    let name: String
    var pairs: [(key: String, value: String)] = []
  }

  static let names: Set<String> = [
    "System", "Machine", "CPU", "Graphics", "Drives", "Memory", "Info", "Battery", "Audio",
    "Network", "Partition", "Swap", "Sensors", "Bluetooth", "RAID", "USB", "PCI", "Repos",
    "Processes", "Weather", "Unmounted", "Logical", "Slots", "Features",
  ]

  let sections: [Section]

  init(_ text: DumpText) {
    var sections: [Section] = []
    for line in text.lines {
      var rest = line[...]
      if let first = line.first, first != " ", first != "\t", let colon = line.firstIndex(of: ":") {
        // A section without a header's colors: "CPU:       Info: 16-core …".
        let name = String(line[..<colon])
        guard Self.names.contains(name) else { continue }
        guard sections.count < 256 else { break }
        sections.append(Section(name: name))
        rest = line[line.index(after: colon)...]
      }
      guard !sections.isEmpty else { continue }
      Self.read(rest, into: &sections[sections.count - 1])
    }
    self.sections = sections
  }

  private static func read(_ line: Substring, into section: inout Section) {
    for word in line.words {
      guard section.pairs.count < 4096 else { return }
      let isKey =
        word.hasSuffix(":") && word.utf8.count > 1 && word.first?.isNumber != true
        || word.hasPrefix("ID-") && word.hasSuffix(":")
      if isKey {
        section.pairs.append((String(word.dropLast()), ""))
      } else if !section.pairs.isEmpty {
        let last = section.pairs.count - 1
        let value = section.pairs[last].value
        section.pairs[last].value = value.isEmpty ? word : value + " " + word
      }
    }
  }
}

extension InxiText.Section {
  /// The value of the first of a key.
  func value(_ key: String) -> String? {
    pairs.first { $0.key == key }.flatMap { Placeholder.known($0.value) }
  }

  /// What begins at each key with a prefix (`Device-1`, `ID-2`), to the next of them.
  func groups(_ prefix: String) -> [InxiText.Section] {
    var groups: [InxiText.Section] = []
    for pair in pairs {
      let isNumbered =
        pair.key.hasPrefix(prefix) && pair.key.dropFirst(prefix.count).allSatisfy(\.isNumber)
      if isNumbered {
        groups.append(InxiText.Section(name: pair.key, pairs: [("", pair.value)]))
      } else if ["Display", "Array-1", "Array-2", "API", "OpenGL"].contains(pair.key) {
        groups.append(InxiText.Section(name: "", pairs: []))
      } else if !groups.isEmpty {
        groups[groups.count - 1].pairs.append(pair)
      }
    }
    return groups.filter { !$0.name.isEmpty }
  }

  /// What stands behind the key of a group itself.
  var title: String? { pairs.first.flatMap { $0.key.isEmpty ? $0.value : nil } }
}
