/// Two kits of memory on one line: `2x8 + 2x16 3200`.
enum KitPair {
  /// The kits, each with what the line states for both; nil where the line is no pair of kits.
  static func pieces(of name: String) -> [String]? {
    guard name.contains("+"),
      let match = name.firstMatch(
        of:
          #/(?i)(\d)\s?[x×*]\s?(\d{1,3})\s?(?:gb|g)?\s*\+\s*(\d)\s?[x×*]\s?(\d{1,3})\s?(?:gb|g)?(?![\w])/#
      )
    else { return nil }
    let sizes = [match.2, match.4].compactMap { Double($0) }
    guard sizes.count == 2, sizes.allSatisfy(EntryDecision.isModuleSize) else { return nil }
    let (before, behind) = (name[..<match.range.lowerBound], name[match.range.upperBound...])
    return [(match.1, match.2), (match.3, match.4)].map { count, size in
      "\(before)\(count)x\(size)GB\(behind)"
    }
  }
}
