/// Words beside the number of a CPU that tell no CPU from another: `Turbo`, `up to`, `13代`.
enum ProcessorWords {
  /// The words without them, where a number of a model is among the others.
  static func naming(_ words: [String]) -> [String] {
    var left: [String] = []
    for (index, word) in words.enumerated() where !isPlain(word, words, index) { left.append(word) }
    let isNamed = left.contains { word in
      word.unicodeScalars.count(where: \.isASCIIDigit) >= 3
    }
    return isNamed ? left : words
  }

  private static func isPlain(_ word: String, _ words: [String], _ index: Int) -> Bool {
    let folded = LineText.fold(word)
    if plain.contains(folded) { return true }
    // `E5-2670 v1`: the first of its name has no number of a version.
    if folded == "v1", words.contains(where: { LineText.fold($0).hasPrefix("e") }) { return true }
    // `13 代`, `13代`, `第十三代`, `14th Gen`: the model says it again.
    if folded.hasSuffix("代") { return true }
    // `三级缓存20M`, `三级缓存 19.25M`: how much the cache holds.
    if folded.contains("缓存") || ["m", "mb"].contains(folded) { return true }
    if folded.hasSuffix("m"), folded.dropLast().contains(where: \.isNumber),
      folded.dropLast().allSatisfy({ $0.isNumber || $0 == "." })
    {
      return true
    }
    if folded == "gen" || folded == "generation" { return true }
    let digits = folded.prefix(while: \.isNumber)
    guard !digits.isEmpty, digits.count <= 3 else { return false }
    let rest = folded.dropFirst(digits.count)
    if ["th", "nd", "rd", "st"].contains(rest) { return true }
    let next = words.indices.contains(index + 1) ? LineText.fold(words[index + 1]) : ""
    return rest == "nm" || rest == "mb"
      || rest.isEmpty && digits.count <= 2 && ["代", "nm"].contains(next)
  }

  private static let plain: Set<String> = [
    "up", "to", "turbo", "boost", "base", "cpu", "tdp", "l2", "l3", "cache", "socket", "nm",
    "lake-r", "processor", "retail", "refresh", "unlocked", "tray", "box", "boxed", "kaby",
    "skylake", "coffee", "comet", "rocket", "alder",
    "raptor", "arrow", "cascade", "ice", "sapphire", "emerald", "granite", "ridge", "lake",
    "rapids",
    "haswell",
    "broadwell", "ivy", "sandy", "bridge", "naples", "rome", "milan", "genoa", "turin", "raphael",
    "vermeer", "matisse", "hyperthreading", "hyper-threading", "ht", "smt", "zen", "zen2", "zen3",
    "zen4", "zen5",
  ]
}
