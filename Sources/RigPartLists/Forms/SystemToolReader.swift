/// The table that `nvidia-smi` prints, taken as a list of cards.
enum SystemToolReader {
  /// Nil where the text is not that table.
  static func items(_ lines: [String]) -> [RawItem]? { table(lines) ?? list(lines) }

  /// `GPU 0: NVIDIA A100-PCIE-40GB (UUID: …)`, what `nvidia-smi -L` prints.
  private static func list(_ lines: [String]) -> [RawItem]? {
    let filled = lines.indices.filter { lines[$0].contains { $0 != " " } }
    guard !filled.isEmpty,
      filled.allSatisfy({ lines[$0].contains("(UUID:") || lines[$0].hasPrefix(" ") }),
      lines[filled[0]].hasPrefix("GPU ")
    else { return nil }
    return filled.map { index in
      let text = lines[index]
      var item = RawItem(line: index + 1, text: text)
      guard text.hasPrefix("GPU "), let colon = text.firstIndex(of: ":") else {
        item.structure = "markup"
        return item
      }
      item.key = "GPU"
      let name = text[text.index(after: colon)...].split(separator: "(")[0]
      item.name = Markup.trimmed(Array(name.unicodeScalars))
      return item
    }
  }

  private static func table(_ lines: [String]) -> [RawItem]? {
    guard lines.contains(where: { $0.contains("NVIDIA-SMI") && $0.contains("Driver Version") }),
      let start = lines.firstIndex(where: { $0.contains("|====") || $0.contains("+====") })
    else { return nil }
    var items: [RawItem] = []
    var isDone = false
    for (index, text) in lines.enumerated() where text.contains(where: { $0 != " " }) {
      var item = RawItem(line: index + 1, text: text, structure: "markup")
      if text.contains("Driver Version") {
        item.structure = nil
        item.key = "Driver Version"
        item.name = word(after: "Driver Version:", in: text)
      } else if text.contains("Processes") {
        isDone = true
      } else if index > start, !isDone, let name = card(text) {
        item.structure = nil
        item.key = "GPU"
        item.name = name
        if lines.indices.contains(index + 1) { item.details = usage(lines[index + 1]) }
      }
      items.append(item)
    }
    return items.contains { $0.key == "GPU" } ? items : nil
  }

  private static func word(after label: String, in text: String) -> String {
    let words = text.split(separator: " ").map(String.init)
    let labels = label.split(separator: " ").map(String.init)
    for index in words.indices.dropLast(labels.count)
    where Array(words[index..<(index + labels.count)]) == labels {
      return words[index + labels.count]
    }
    return ""
  }

  /// `|   0  NVIDIA GeForce RTX 5090        On  | …`
  private static func card(_ text: String) -> String? {
    guard text.hasPrefix("|") else { return nil }
    let cell = text.dropFirst().prefix { $0 != "|" }
    let words = cell.split(separator: " ").map(String.init)
    guard words.count >= 3, let first = words.first, Int(first) != nil,
      words[1].contains(where: \.isLetter)
    else { return nil }
    let ends: Set<String> = ["On", "Off", "N/A", "WDDM", "TCC"]
    return words.dropFirst().prefix { !ends.contains($0) }.joined(separator: " ")
  }

  /// The limit of its power and its memory: the second of each pair.
  private static func usage(_ text: String) -> [String] {
    text.split(separator: "|").compactMap { cell in
      let words = cell.split(separator: " ").map(String.init)
      guard let slash = words.firstIndex(of: "/"), words.indices.contains(slash + 1) else {
        return nil
      }
      return words[slash - 1] + " / " + words[slash + 1]
    }
  }
}
