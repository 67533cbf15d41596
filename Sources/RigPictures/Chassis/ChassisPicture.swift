internal import RigModel
internal import RigRules

/// What is long or high, beside the room that the chassis has for it.
package struct ChassisPicture: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable { case card, cooler, supply }

  /// A part and its room, in mm.
  package struct Clearance: Sendable, Hashable {
    package let kind: Kind
    package let title: String
    package let sizeMM: Double?
    package let roomMM: Double?
    package let state: PictureState
    /// How it stands, with what is left.
    package let answer: String

    /// What is left; below 0 it does not fit.
    package var spareMM: Double? {
      guard let sizeMM, let roomMM else { return nil }
      return roomMM - sizeMM
    }
  }

  /// A place for a radiator, and what sits there.
  package struct Mount: Sendable, Hashable {
    package let title: String
    package let sizeMM: Double
    /// The radiator in it; nil where it is free.
    package let radiatorMM: Double?
  }

  /// Radiators, and whether each has a place.
  package struct Radiators: Sendable, Hashable {
    package let mounts: [Mount]
    /// Radiators for which there is no mount.
    package let left: [Double]
    package let state: PictureState
    package let answer: String
  }

  package let clearances: [Clearance]
  package let radiators: Radiators
  let words: PictureWords

  /// The worst of all.
  package var state: PictureState { .worst(clearances.map(\.state) + [radiators.state]) }

  init(_ build: Build, _ answers: RuleAnswers, _ language: Language) {
    words = PictureWords(language: language)
    let reader = ChassisReader(build: build, answers: answers, words: words)
    clearances = reader.cards + [reader.cooler].compactMap { $0 } + reader.supplies
    radiators = reader.radiators
  }
}

/// Finds sizes and rooms, and how the rules judge them.
struct ChassisReader {
  let build: Build
  let answers: RuleAnswers
  let words: PictureWords

  private func room(_ field: String) -> Double? { build.value["chassis"]?[field]?.numberValue }
  private func name(_ part: BuildValue?) -> String? {
    part?.partName.map { DisplayText.clean($0) }
  }

  // MARK: Lengths and heights

  var cards: [ChassisPicture.Clearance] {
    guard let cards = build.value["gpus"]?.listValue else {
      return [
        clearance(
          .card, words.unnamedCard, nil, "gpus", "max_gpu_length_mm", PictureRule.cardLength)
      ]
    }
    var groups: [(name: String, length: Double?, numbers: [Int])] = []
    for (index, card) in cards.enumerated()
    where !["frame", "external"].contains(card["mount"]?.textValue) {
      let (name, length) = (name(card) ?? words.unnamedCard, card["length_mm"]?.numberValue)
      let at = groups.firstIndex { $0.name == name && $0.length == length }
      if let at {
        groups[at].numbers.append(index + 1)
      } else {
        groups.append((name, length, [index + 1]))
      }
    }
    return groups.map { group in
      clearance(
        .card, "\(words.cards(group.numbers)) · \(group.name)", group.length,
        "gpus[\(group.numbers[0])].length_mm", "max_gpu_length_mm", PictureRule.cardLength)
    }
  }

  var cooler: ChassisPicture.Clearance? {
    let cooler = build.value["cpu_cooler"]
    let isLiquid = cooler?["type"]?.textValue == "liquid"
    // The cooler in the CPU's box stands in no list.
    if isLiquid || answers.state(of: PictureRule.coolerHeight) == .plain { return nil }
    return clearance(
      .cooler, words.cooler(name(cooler)), cooler?["height_mm"]?.numberValue,
      "cpu_cooler.height_mm", "max_cooler_height_mm", PictureRule.coolerHeight)
  }

  var supplies: [ChassisPicture.Clearance] {
    let supplies = build.value["psus"]?.listValue ?? []
    return supplies.enumerated().map { index, supply in
      clearance(
        .supply, words.supply(supplies.count > 1 ? index + 1 : nil, name(supply)),
        supply["length_mm"]?.numberValue, "psus[\(index + 1)].length_mm", "max_psu_length_mm",
        PictureRule.supplyLength)
    }
  }

  private func clearance(
    _ kind: ChassisPicture.Kind, _ title: String, _ size: Double?, _ field: String, _ room: String,
    _ rule: String
  ) -> ChassisPicture.Clearance {
    let roomMM = self.room(room)
    let state: PictureState
    let answer: String
    if let size, let roomMM {
      let spare = roomMM - size
      let word = answers.state(of: rule)
      if spare < 0 {
        state = .exceeds
      } else if word == .tight, spare <= answers.parameter("spare_mm", of: rule) ?? spare {
        state = .tight
      } else {
        // Of a part that has room, a rule that lacks another's size says nothing.
        let isJudged = answers.result(of: rule) != nil && word != .plain
        state = isJudged ? .fits : .unknown
      }
      answer = words.clearance(size, roomMM)
    } else {
      state = .unknown
      let fields = [size == nil ? field : nil, roomMM == nil ? "chassis.\(room)" : nil]
      answer = words.missing(fields.compactMap { $0 })
    }
    return .init(
      kind: kind, title: title, sizeMM: size, roomMM: roomMM, state: state, answer: answer)
  }

  // MARK: Radiators

  private var sizes: (stated: [Double], missing: [String]) {
    var (stated, missing) = ([Double](), [String]())
    func add(_ part: BuildValue?, _ field: String) {
      if let size = part?["radiator_mm"]?.numberValue {
        stated.append(size)
      } else {
        missing.append(field)
      }
    }
    let cooler = build.value["cpu_cooler"]
    if cooler?["type"]?.textValue == "liquid" { add(cooler, "cpu_cooler.radiator_mm") }
    for (index, card) in (build.value["gpus"]?.listValue ?? []).enumerated()
    where card["cooling"]?.textValue == "liquid" {
      add(card, "gpus[\(index + 1)].radiator_mm")
    }
    return (stated.sorted(by: >), missing)
  }

  var radiators: ChassisPicture.Radiators {
    let (sizes, missing) = sizes
    let stated = RadiatorMount.stated(by: build.value["chassis"])
    let mounts = stated ?? []
    let seats = RadiatorMount.seats(for: sizes, on: mounts)
    let left = sizes.indices.filter { !seats.values.contains($0) }.map { sizes[$0] }
    let states = [PictureRule.liquidRoom, PictureRule.radiatorMount].map { answers.state(of: $0) }
    var state = PictureState.worst(states.filter { $0 != .plain })
    var answer = words.radiators(sizes.count, left: left.count)
    let unstated = answers.missing(for: PictureRule.liquidRoom)
      .filter { !$0.hasPrefix("chassis.") }
    if sizes.isEmpty, missing.isEmpty {
      // Nothing liquid is stated; whether there is something, the rule may not know.
      (state, answer) =
        unstated.isEmpty ? (.plain, words.noRadiators) : (.unknown, words.missing(unstated))
    } else if stated == nil || !missing.isEmpty {
      let fields = missing + (stated == nil ? ["chassis.radiators_mm"] : [])
      if state != .exceeds { state = .unknown }
      answer = words.missing(fields)
    } else if !left.isEmpty {
      state = .exceeds
    } else if state == .plain || state == .unknown {
      (state, answer) = (.unknown, words.notChecked)
    }
    return .init(
      mounts: mounts.enumerated().map { index, mount in
        .init(
          title: words.mount(index, mount.place), sizeMM: mount.largest,
          radiatorMM: seats[index].map { sizes[$0] })
      }, left: left, state: state, answer: answer)
  }
}

extension PictureWords {
  func cooler(_ name: String?) -> String {
    [choose("CPU cooler (height)", "CPU 散热器（高度）"), name].compactMap { $0 }
      .joined(separator: " · ")
  }
  func clearance(_ size: Double, _ room: Double) -> String {
    let spare = room - size
    let left = number(abs(spare), "mm")
    let text = choose(
      "\(number(size, "mm")) in a room of \(number(room, "mm"))",
      "\(number(size, "mm"))，可用 \(number(room, "mm"))")
    return spare < 0
      ? choose("\(text): \(left) too long", "\(text)：超出 \(left)")
      : choose("\(text): \(left) to spare", "\(text)：余 \(left)")
  }
  func mount(_ index: Int, _ place: String?) -> String {
    switch place {
    case "front": choose("front", "前部")
    case "top": choose("top", "顶部")
    case "side": choose("side", "侧面")
    case "bottom": choose("bottom", "底部")
    case "rear": choose("rear", "后部")
    default: choose("mount \(index + 1)", "安装位 \(index + 1)")
    }
  }
  var noRadiators: String { choose("no radiator to mount", "没有要安装的冷排") }
  func radiators(_ count: Int, left: Int) -> String {
    left > 0
      ? choose("radiators without a mount: \(left) of \(count)", "\(count) 个冷排中有 \(left) 个装不下")
      : choose("radiators mounted: \(count)", "\(count) 个冷排都有位置")
  }
}
