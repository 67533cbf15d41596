/// The name among some that the written one was most likely meant to be; nil when none is near.
///
/// Two names are near when few edits (insert, remove, replace, swap of neighbours) lead from one to
/// the other, about one in three letters, or when the shorter is a whole part of the longer. Ties
/// go to the first in order, so the answer never depends on hashing.
package func nearestName(_ written: String, among names: [String]) -> String? {
  let word = foldedName(written)
  guard !word.isEmpty, word.count <= longestName else { return nil }
  var best: (name: String, cost: Int)?
  for name in names where name != written {
    guard let cost = nameCost(word, foldedName(name)) else { continue }
    if cost < best?.cost ?? .max { best = (name, cost) }
  }
  return best?.name
}

/// No name of ours is longer, and the cost of comparing grows with the square.
private let longestName = 64

/// Four times the edits between two names, less a bonus where one holds the other; nil when they
/// are too far apart to be the same word.
private func nameCost(_ word: [UInt8], _ other: [UInt8]) -> Int? {
  let shorter = min(word.count, other.count)
  let longer = max(word.count, other.count)
  guard shorter > 0, longer <= longestName else { return nil }
  let distance = editDistance(word, other)
  if distance == 0 { return 0 }
  let isContained = shorter >= 3 && isWholePart(of: word, other)
  // One edit between very short names is another word: `os` and `id` share nothing.
  guard isContained || (distance <= max(1, longer / 3) && distance < shorter) else { return nil }
  // Containment is a weaker sign than one slip of the finger, but stronger than two.
  let cost = isContained ? min(distance * 4, 7) : distance * 4
  return word.first == other.first ? cost : cost + 1
}

/// Lower case with one separator, so that `Pcie-8Pin` and `pcie_8pin` are the same word.
private func foldedName(_ name: String) -> [UInt8] {
  name.utf8.map { byte in
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
    case UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "."): UInt8(ascii: "_")
    default: byte
    }
  }
}

/// Whether one name begins the other, or stands in it from separator to separator.
private func isWholePart(of one: [UInt8], _ two: [UInt8]) -> Bool {
  let (short, long) = one.count <= two.count ? (one, two) : (two, one)
  if long.starts(with: short) { return true }
  let separator = UInt8(ascii: "_")
  return long.split(separator: separator).contains { $0.elementsEqual(short) }
    || long.count > short.count && long.suffix(short.count).elementsEqual(short)
      && long[long.count - short.count - 1] == separator
}

/// Damerau–Levenshtein distance (optimal string alignment).
package func editDistance(_ one: [UInt8], _ two: [UInt8]) -> Int {
  if one.isEmpty || two.isEmpty { return max(one.count, two.count) }
  var beforeLast = [Int](repeating: 0, count: two.count + 1)
  var last = Array(0...two.count)
  var row = last
  for i in 1...one.count {
    row[0] = i
    for j in 1...two.count {
      let replace = last[j - 1] + (one[i - 1] == two[j - 1] ? 0 : 1)
      row[j] = min(last[j] + 1, row[j - 1] + 1, replace)
      if i > 1, j > 1, one[i - 1] == two[j - 2], one[i - 2] == two[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[two.count]
}
