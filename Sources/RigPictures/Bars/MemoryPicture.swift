internal import RigModel
internal import RigRules

/// The memory of each card beside what the use case or the model needs, and main memory.
struct MemoryPicture {
  let build: Build
  let answers: RuleAnswers
  let words: PictureWords
  private let cards: [BuildValue]

  init(_ build: Build, _ answers: RuleAnswers, _ language: Language) {
    self.build = build
    self.answers = answers
    words = PictureWords(language: language)
    cards = build.value["gpus"]?.listValue ?? []
  }

  var picture: BarPicture {
    BarPicture(rows: cardRows + [mainMemory], notes: [], words: words)
  }

  // MARK: Cards

  private var cardRows: [BarRow] {
    var groups: [(name: String, vram: Double?, numbers: [Int])] = []
    for (index, card) in cards.enumerated() {
      let name = card.partName.map { DisplayText.clean($0) } ?? words.unnamedCard
      let vram = card["vram_gb"]?.numberValue
      let at = groups.firstIndex { $0.name == name && $0.vram == vram }
      if let at {
        groups[at].numbers.append(index + 1)
      } else {
        groups.append((name, vram, [index + 1]))
      }
    }
    if build.value["gpus"] == nil {
      return [row(words.choose("VRAM", "显存"), nil, "gpus", [])]
    }
    return groups.map {
      row(
        words.vramTitle($0.numbers, $0.name), $0.vram, "gpus[\($0.numbers[0])].vram_gb", $0.numbers)
    }
  }

  /// What each card needs: by the use case, and by the model.
  private var needs: [BarRow.Mark] {
    var marks: [BarRow.Mark] = []
    if let useCase = build.value["use_case"]?.textValue {
      let name = useCase.replacing("-", with: "_")
      if let need = answers.parameter(name, of: PictureRule.useCase) {
        marks.append(.init(value: need, label: words.useCase(need, useCase)))
      }
      if let roomy = answers.parameter(name + "_roomy", of: PictureRule.useCase) {
        marks.append(.init(value: roomy, label: words.roomy(roomy)))
      }
    }
    if let need = model { marks.append(.init(value: need, label: words.model(need))) }
    return marks.sorted { $0.value < $1.value }
  }

  /// What the model takes on a card: as stated, or as the rules about models found.
  private var model: Double? {
    build.value["model_memory_gb"]?.numberValue
      ?? answers.number("total_gb", of: PictureRule.serving)
      ?? answers.number("total_gb", of: PictureRule.training)
  }

  private func row(_ title: String, _ vram: Double?, _ field: String, _ numbers: [Int]) -> BarRow {
    let needs = needs
    guard let vram else {
      return BarRow(
        title: title, unit: "GB", segments: [.init(label: field, value: nil, kind: .unknown)],
        capacity: nil, marks: needs, state: .unknown, answer: words.missing([field]))
    }
    let state = state(of: numbers, vram, needs)
    let useCase = answers.missing(for: PictureRule.useCase)
    return BarRow(
      title: title, unit: "GB",
      segments: [.init(label: words.number(vram, "GB"), value: vram, kind: .cards)],
      capacity: nil, marks: needs, state: state,
      answer: state == .unknown
        ? words.holds(vram, missing: useCase.isEmpty ? ["use_case"] : useCase)
        : words.memoryAnswer(vram, state == .exceeds ? needs.last?.value : needs.first?.value))
  }

  /// The use case's answer where it is asked, and the model's where there is one. The rules look at
  /// the smallest card; a larger one is compared with the same needs.
  private func state(of numbers: [Int], _ vram: Double, _ needs: [BarRow.Mark])
    -> PictureState
  {
    let models = [PictureRule.serving, PictureRule.training]
      .map { answers.state(of: $0) }.filter { ![.plain, .unknown].contains($0) }
    let useCase = answers.state(of: PictureRule.useCase)
    var states = models
    switch useCase {
    case .plain: break
    case .exceeds, .tight:
      let need = answers.number("need_gb", of: PictureRule.useCase) ?? .infinity
      states.append(vram < need ? useCase : .fits)
    default: states.append(useCase)
    }
    if states.isEmpty { return .unknown }
    return .worst(states)
  }

  // MARK: Main memory

  private var mainMemory: BarRow {
    let kits = build.value["memory"]?.listValue
    let sizes = (kits ?? []).map { $0["capacity_gb"]?.numberValue }
    let largest = cards.compactMap { card in
      card["unified_memory"]?.booleanValue == true ? nil : card["vram_gb"]?.numberValue
    }.max()
    var marks: [BarRow.Mark] = []
    if let largest {
      marks.append(.init(value: largest, label: words.largestCard(largest)))
      let times = answers.parameter("times", of: PictureRule.rightSized)
      let least = answers.parameter("least_gb", of: PictureRule.rightSized)
      if let times, let least, answers.state(of: PictureRule.rightSized) != .plain {
        let most = max(largest, least) * times
        marks.append(.init(value: most, label: words.moreThanUsed(most)))
      }
    }
    let isKnown = kits != nil && !sizes.contains { $0 == nil }
    let total = sizes.compactMap { $0 }.reduce(0, +)
    var states = [answers.state(of: PictureRule.mainMemory)]
    if answers.state(of: PictureRule.rightSized) == .tight { states.append(.tight) }
    var state = PictureState.worst(states.filter { $0 != .plain })
    if state == .plain || !isKnown { state = .unknown }
    let missing =
      isKnown ? answers.missing(for: PictureRule.mainMemory) : ["memory[].capacity_gb"]
    return BarRow(
      title: words.ramTitle, unit: "GB",
      segments: isKnown
        ? sizes.compactMap { $0 }.map {
          .init(label: words.number($0, "GB"), value: $0, kind: .amount)
        } : [.init(label: "memory", value: nil, kind: .unknown)],
      capacity: nil, marks: marks, state: state,
      answer: state == .unknown
        ? (missing.isEmpty ? words.notChecked : words.missing(missing))
        : words.memoryAnswer(total, largest))
  }
}
