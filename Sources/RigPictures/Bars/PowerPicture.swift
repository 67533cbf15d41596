internal import RigModel
internal import RigRules

/// What the machine draws, beside what supplies, plugs, rails and the mains give.
struct PowerPicture {
  let build: Build
  let answers: RuleAnswers
  let words: PictureWords
  private let cards: [BuildValue]
  private let supplies: [BuildValue]

  init(_ build: Build, _ answers: RuleAnswers, _ language: Language) {
    self.build = build
    self.answers = answers
    words = PictureWords(language: language)
    cards = build.value["gpus"]?.listValue ?? []
    supplies = build.value["psus"]?.listValue ?? []
  }

  var picture: BarPicture {
    let rows = supplyRows + plugRows + railRows + [mainsRow, energyRow].compactMap { $0 }
    return BarPicture(rows: rows, notes: [], words: words)
  }

  // MARK: Supplies

  /// A supply, or all of them together where they do not state what they feed.
  private struct Group {
    let title: String
    /// `psus[0]`, where it is one.
    let part: String?
    let capacity: Double?
    let cards: [Int]
    let hasCPU: Bool
  }

  private var groups: [Group] {
    if supplies.count > 1, supplies.allSatisfy({ $0["powers"] != nil }) {
      return supplies.indices.map { index in
        let targets = supplies[index]["powers"]?.listValue?.compactMap(\.textValue) ?? []
        return Group(
          title: words.supply(index + 1, name(supplies[index])), part: "psus[\(index)]",
          capacity: supplies[index]["wattage_w"]?.numberValue,
          cards: targets.compactMap { target in
            target.hasPrefix("gpu:") ? Int(target.dropFirst(4)).map { $0 - 1 } : nil
          }.filter(cards.indices.contains), hasCPU: targets.contains("cpu"))
      }
    }
    let watts = supplies.map { $0["wattage_w"]?.numberValue }
    let isKnown = !watts.isEmpty && !watts.contains { $0 == nil }
    return [
      Group(
        title: supplies.count > 1
          ? words.supplies(supplies.count) : words.supply(nil, supplies.first.flatMap(name)),
        part: nil, capacity: isKnown ? watts.compactMap { $0 }.reduce(0, +) : nil,
        cards: Array(cards.indices), hasCPU: true)
    ]
  }

  private func name(_ part: BuildValue) -> String? { part.partName.map { DisplayText.clean($0) } }

  private func watts(_ card: Int) -> Double? {
    cards[card]["power_limit_w"]?.numberValue ?? cards[card]["tdp_w"]?.numberValue
  }

  private var cpuWatts: Double? {
    guard let cpu = build.value["cpu"], let watts = cpu["tdp_w"]?.numberValue else { return nil }
    return watts * (cpu["count"]?.numberValue ?? 1)
  }

  private var supplyRows: [BarRow] { groups.map(supplyRow) }

  private func supplyRow(_ group: Group) -> BarRow {
    var pieces: [BarRow.Segment] = []
    if group.hasCPU {
      pieces.append(piece(cpuWatts, .cpu, missing: "cpu.tdp_w"))
    }
    if build.value["gpus"] == nil {
      pieces.append(piece(nil, .cards, missing: "gpus"))
    }
    for card in group.cards {
      pieces.append(piece(watts(card), .cards, missing: "gpus[\(card + 1)].tdp_w"))
    }
    let bands = bands(group)
    if let rest = bands?.rest, rest > 0 { pieces.append(piece(rest, .rest, missing: "")) }
    let hasGap = pieces.contains { $0.value == nil }
    var state = answers.state(of: PictureRule.wattage, at: group.part)
    if state == .plain || (state == .fits && (hasGap || group.capacity == nil)) {
      state = .unknown
    }
    return BarRow(
      title: group.title, unit: "W", segments: pieces, capacity: group.capacity,
      marks: marks(group, hasGap ? nil : bands), state: state,
      answer: answer(group, hasGap ? nil : bands, state, pieces))
  }

  private func piece(_ value: Double?, _ kind: BarRow.Segment.Kind, missing: String)
    -> BarRow.Segment
  {
    guard let value else { return .init(label: missing, value: nil, kind: .unknown) }
    return .init(label: words.number(value, "W"), value: value, kind: kind)
  }

  /// The rule's figures: the document's example, its sentence, and what is advised.
  private struct Bands {
    let load, rest, need, text, advised: Double
  }

  private func bands(_ group: Group) -> Bands? {
    guard let overhead = answers.parameter("overhead", of: PictureRule.wattage) else { return nil }
    let cpu = cpuWatts ?? 0
    let all = cards.indices.compactMap(watts).reduce(0, +)
    let load = (group.hasCPU ? cpu : 0) + group.cards.compactMap(watts).reduce(0, +)
    // The supply that feeds the CPU feeds the other parts too.
    let share = group.hasCPU ? overhead : 0
    let text = load + share * (cpu + all)
    return Bands(
      load: load, rest: share * all, need: load + share * all, text: text,
      advised: text * (1 + overhead))
  }

  private func marks(_ group: Group, _ bands: Bands?) -> [BarRow.Mark] {
    guard let bands else { return capacityMark(group) }
    let percent = words.number(
      (answers.parameter("overhead", of: PictureRule.wattage) ?? 0) * 100, "%")
    var marks = [
      BarRow.Mark(value: bands.load, label: words.load(bands.load)),
      BarRow.Mark(value: bands.need, label: words.need(bands.need, percent)),
      BarRow.Mark(value: bands.text, label: words.text(bands.text, percent)),
      BarRow.Mark(value: bands.advised, label: words.advised(bands.advised, percent)),
    ]
    if !group.hasCPU { marks.remove(at: 1) }
    marks += capacityMark(group)
    return marks.enumerated().sorted {
      ($0.element.value, $0.offset) < ($1.element.value, $1.offset)
    }
    .map(\.element)
  }

  private func capacityMark(_ group: Group) -> [BarRow.Mark] {
    group.capacity.map { [BarRow.Mark(value: $0, label: words.gives($0))] } ?? []
  }

  private func answer(
    _ group: Group, _ bands: Bands?, _ state: PictureState, _ pieces: [BarRow.Segment]
  ) -> String {
    var missing = pieces.filter { $0.value == nil }.map(\.label)
    if group.capacity == nil { missing.append(supplies.isEmpty ? "psus" : "psus[].wattage_w") }
    guard let bands, let capacity = group.capacity else {
      let known = pieces.compactMap(\.value).reduce(0, +)
      let text = missing.isEmpty ? words.notChecked : words.missing(missing)
      guard state == .exceeds, let capacity = group.capacity else { return text }
      return words.short(known, capacity, isLeast: true)
    }
    if capacity < bands.need { return words.short(bands.need, capacity, isLeast: false) }
    let share = words.number(bands.load / max(capacity, 1) * 100, "%")
    let spare = words.number(capacity - bands.need, "W")
    let text = words.carries(spare: spare, share: share)
    if state == .unknown { return words.notChecked }
    return state == .tight || state == .exceeds ? words.seeFindings(text) : text
  }

  // MARK: Plugs

  private static let kinds = [
    ("pcie_6pin", "6-pin"), ("pcie_8pin", "8-pin"), ("pcie_12pin", "12-pin"),
    ("pcie_16pin", "16-pin"),
  ]

  private var plugRows: [BarRow] {
    guard !cards.isEmpty else { return [] }
    return Self.kinds.compactMap { kind, name in
      let needed = cards.map { $0["power_connectors"]?[kind]?.numberValue }
      let there = supplies.map { $0["connectors"]?[kind]?.numberValue }
      let need = needed.contains { $0 == nil } ? nil : needed.compactMap { $0 }.reduce(0, +)
      let have =
        there.isEmpty || there.contains { $0 == nil } ? nil : there.compactMap { $0 }.reduce(0, +)
      // One row for plugs that no one states is enough.
      if need == nil ? kind != "pcie_8pin" : need == 0 { return nil }
      return plugRow(kind, name, need, have)
    }
  }

  private func plugRow(_ kind: String, _ name: String, _ need: Double?, _ have: Double?) -> BarRow {
    var state = answers.state(of: PictureRule.plugs)
    var answer = answers.missing(for: PictureRule.plugs)
    if state == .exceeds || state == .tight, let need, let have, need <= have { state = .fits }
    if answer.isEmpty, need == nil { answer.append("gpus[].power_connectors") }
    if answer.isEmpty, have == nil { answer.append("psus[].connectors") }
    if state == .plain || (state == .fits && !answer.isEmpty) { state = .unknown }
    let text =
      if state == .unknown {
        answer.isEmpty ? words.notChecked : words.missing(Array(Set(answer)).sorted())
      } else {
        words.plugs(need: need ?? 0, have: have ?? 0)
      }
    return BarRow(
      title: words.plugTitle(need == nil ? "" : name), unit: "",
      segments: [
        need.map { .init(label: words.number($0, ""), value: $0, kind: .amount) }
          ?? .init(label: "gpus[].power_connectors", value: nil, kind: .unknown)
      ], capacity: have,
      marks: have.map { [.init(value: $0, label: words.plugsThere($0))] } ?? [], state: state,
      answer: text)
  }

  // MARK: Rails

  private var railRows: [BarRow] {
    supplies.indices.compactMap { index in
      guard let rails = supplies[index]["rails"]?.listValue, !rails.isEmpty else { return nil }
      let watts = rails.compactMap { $0["amps"]?.numberValue }.map { $0 * 12 }
      let state = answers.state(of: PictureRule.rails, at: "psus[\(index)]")
      let peak = answers.findings(of: PictureRule.rails, at: "psus[\(index)]")
        .lazy.compactMap { $0.data["peak_w"]?.numberValue }.first
      let strongest = watts.max() ?? 0
      var marks = [BarRow.Mark(value: strongest, label: words.strongestRail(strongest))]
      if let peak { marks.append(.init(value: peak, label: words.peak(peak))) }
      return BarRow(
        title: words.railTitle(index + 1, watts.count), unit: "W",
        segments: watts.map { .init(label: words.number($0, "W"), value: $0, kind: .amount) },
        capacity: watts.reduce(0, +), marks: marks.sorted { $0.value < $1.value },
        state: state == .plain ? .unknown : state, answer: words.rails(state))
    }
  }

  // MARK: The wall

  private var mainsRow: BarRow? {
    let volts = build.value["mains"]?["volts"]?.numberValue
    let amps = build.value["mains"]?["amps"]?.numberValue
    var state = answers.state(of: PictureRule.mains)
    if state == .plain { state = .unknown }
    guard let volts, let amps else {
      guard answers.result(of: PictureRule.mains) != nil else { return nil }
      return BarRow(
        title: words.mainsTitle(nil), unit: "W",
        segments: [.init(label: "mains", value: nil, kind: .unknown)], capacity: nil, marks: [],
        state: .unknown, answer: words.missing(["mains.volts", "mains.amps"]))
    }
    let circuit = volts * amps
    let wall = answers.number("wall_w", of: PictureRule.mains)
    let watts = cards.indices.map(watts)
    let load =
      watts.contains { $0 == nil } || build.value["gpus"] == nil
      ? nil : cpuWatts.map { $0 + watts.compactMap { $0 }.reduce(0, +) }
    var marks = [BarRow.Mark(value: circuit, label: words.circuit(circuit))]
    if let share = answers.parameter("continuous_share", of: PictureRule.mains) {
      marks.insert(
        .init(value: circuit * share, label: words.continuous(circuit * share)), at: 0)
    }
    let segment: BarRow.Segment =
      (wall ?? load).map {
        .init(label: words.number($0, "W"), value: $0, kind: .amount)
      } ?? .init(label: "cpu.tdp_w, gpus[].tdp_w", value: nil, kind: .unknown)
    if segment.value == nil, state == .fits { state = .unknown }
    let missing = answers.missing(for: PictureRule.mains)
    return BarRow(
      title: words.mainsTitle("\(words.number(volts, "V")) · \(words.number(amps, "A"))"),
      unit: "W",
      segments: [segment], capacity: circuit, marks: marks, state: state,
      answer: state == .unknown && !missing.isEmpty
        ? words.missing(missing) : words.mains(state, isWall: wall != nil))
  }

  private var energyRow: BarRow? {
    guard let budget = answers.parameter("budget_kwh", of: PictureRule.energy) else { return nil }
    let state = answers.state(of: PictureRule.energy)
    let used = answers.number("kwh", of: PictureRule.energy)
    guard state != .plain else { return nil }
    let segment: BarRow.Segment =
      if let used {
        .init(label: words.number(used.rounded(), "kWh"), value: used, kind: .amount)
      } else {
        .init(label: words.energyUnknown(isBelow: state == .fits), value: nil, kind: .unknown)
      }
    let missing = answers.missing(for: PictureRule.energy)
    return BarRow(
      title: words.energyTitle, unit: "kWh", segments: [segment], capacity: nil,
      marks: [.init(value: budget, label: words.budget(budget))], state: state,
      answer: state == .unknown
        ? (missing.isEmpty ? words.notChecked : words.missing(missing))
        : used.map { words.energy($0, budget) } ?? words.energyUnknown(isBelow: true))
  }
}
