import RigModel

/// Gives a supply whose plugs no one states a bound from others of its line: it has at least the plugs
/// of the next weaker one, or of a stronger one that has fewer.
///
/// Two supplies are of one line where maker, grade, size and the words of the name are the same but for
/// watts, colours and what every supply carries. Of 1,065 supplies that state their plugs and have a
/// weaker one beside them, eleven have less than the bound says. Tried with 21 sets of cards of fitting
/// watts, it passed 9,569 times, 35 of them wrongly (0.4 %).
struct ProductLines {
  static let certainty = Certainty.guess("other supplies of the same line")

  /// One supply of a line.
  private struct Member {
    let name: String
    let watts: Double
    let plugs: SourcedValue?
  }

  /// Completes the supplies of a data set; those of the facts are of the lines, too.
  static func complete(_ parts: inout [Entry], facts: some Collection<Entry>) {
    var lines: [String: [Member]] = [:]
    for part in facts {
      if let (key, member) = member(part) { lines[key, default: []].append(member) }
    }
    let members = parts.map(member)
    for case (let key, let member)? in members { lines[key, default: []].append(member) }
    for (index, found) in members.enumerated() {
      // What was counted of the supply itself is no more than that.
      guard let (key, member) = found, member.plugs == nil,
        parts[index].values["connectors_at_least"] == nil,
        let bound = bound(member.watts, lines[key] ?? [])
      else { continue }
      parts[index].values.put("connectors_at_least", bound)
    }
  }

  /// What a supply of so many watts has at least; nil where no weaker one of the line says.
  private static func bound(_ watts: Double, _ line: [Member]) -> SourcedValue? {
    let stating = line.filter { $0.plugs != nil }
    guard let below = stating.map(\.watts).filter({ $0 < watts }).max() else { return nil }
    let mates = stating.filter { $0.watts == below || $0.watts >= watts }
    guard let first = mates.first(where: { $0.watts == below }), let plugs = first.plugs,
      let ends = Bounds.ends(of: mates.compactMap { $0.plugs?.value }, isLeast: true)
    else { return nil }
    return SourcedValue(
      .list(ends), source: "\(plugs.source): \(first.name)", certainty: certainty)
  }

  private static func member(_ part: Entry) -> (key: String, member: Member)? {
    guard let maker = part.maker,
      let watts = part.values["wattage_w"]?.value.value.numberValue
    else { return nil }
    let model = words(of: part.name, watts: Int(watts))
    let versions = ["efficiency", "form_factor"].map {
      part.values[$0]?.value.value.textValue ?? ""
    }
    return (
      ([maker, model] + versions).joined(separator: "|"),
      Member(name: part.name, watts: watts, plugs: part.values["connectors"]?.value)
    )
  }

  /// The words of a name that say its line: `RM850x 850W` and `RM750x 750W` are one.
  private static func words(of name: String, watts: Int) -> String {
    name.lowercased().split { " /,\t".contains($0) }
      .filter { !isWatts($0) }
      .map { String($0).replacing("80+", with: "").replacing("\(watts)", with: "#") }
      .filter { !["", "#", "#w"].contains($0) && !ofAny.contains($0) }
      .filter { !FillerWords.colours.contains($0) }
      .sorted().joined(separator: " ")
  }

  /// `850w`.
  private static func isWatts(_ word: Substring) -> Bool {
    word.utf8.count > 1 && word.last == "w"
      && word.utf8.dropLast().allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Words that say how a supply is built, or how efficient, which is compared by itself.
  private static let ofAny: Set<String> = [
    "fully", "modular", "semi", "non", "non-modular", "semi-modular", "certified", "atx", "sfx",
    "plus", "bronze", "gold", "platinum", "titanium", "standard", "80", "copper",
  ]
}
