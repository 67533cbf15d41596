public import RigModel
public import RigRules

/// All pictures of one build.
///
/// ```swift
/// let pictures = Pictures(of: build, report: report, rules: engine.ruleSet.rules)
/// let svg = pictures.svg(.slots)
/// print(pictures.text(.slots, columns: 80))
/// ```
///
/// The figures are those of the build, of the report's findings and of the rules' parameters.
/// What is not stated is drawn hatched, and never as fitting.
public struct Pictures: Sendable {
  package let slots: SlotsPicture
  package let power: BarPicture
  package let chassis: ChassisPicture
  package let memory: BarPicture
  let words: PictureWords

  /// Makes the pictures from a build and what the rules report about it.
  public init(
    of build: Build, report: Report, rules: [RuleDescription], language: Language = .english
  ) {
    let answers = RuleAnswers(report, rules)
    words = PictureWords(language: language)
    slots = SlotsPicture(build, answers, language)
    power = PowerPicture(build, answers, language).picture
    chassis = ChassisPicture(build, answers, language)
    memory = MemoryPicture(build, answers, language).picture
  }

  /// The worst that a picture shows.
  public func state(of kind: PictureKind) -> PictureState {
    switch kind {
    case .slots: slots.state
    case .power: power.state
    case .chassis: chassis.state
    case .memory: memory.state
    }
  }

  /// The picture with a place for each of its parts.
  package func drawing(_ kind: PictureKind) -> Drawing {
    switch kind {
    case .slots: slots.drawing
    case .power: power.drawing
    case .chassis: chassis.drawing
    case .memory: memory.drawing
    }
  }

  /// What the picture shows, in sentences: its text alternative.
  public func sentences(_ kind: PictureKind) -> [String] {
    switch kind {
    case .slots: slots.sentences
    case .power: power.sentences
    case .chassis: chassis.bars.sentences
    case .memory: memory.sentences
    }
  }

  /// The picture as one element of SVG, with its own styles where it stands alone.
  public func svg(_ kind: PictureKind, id: String = "picture", isAlone: Bool = true) -> String {
    SVGWriter(id: id, title: kind.title(in: words.language), words: words, isAlone: isAlone)
      .text(of: drawing(kind), sentences: sentences(kind))
  }

  /// The picture as lines for a terminal.
  public func text(_ kind: PictureKind, columns: Int) -> String {
    let writer = TextPicture(columns: columns, words: words)
    let title = kind.title(in: words.language)
    return
      switch kind
    {
    case .slots: writer.text(of: slots, title: title)
    case .power: writer.text(of: power, title: title)
    case .chassis: writer.text(of: chassis.bars, title: title)
    case .memory: writer.text(of: memory, title: title)
    }
  }
}

extension SlotsPicture {
  /// A sentence for the openings and one for each card.
  package var sentences: [String] {
    let cards = seated.map { card in
      let end = card.bottom == card.at ? "" : "–\(card.bottom!)"
      let place = words.choose("slot \(card.at!)\(end)", "\(card.at!)\(end) 号槽")
      return
        "\(words.card(card.number)) · \(card.name) · \(place) · \(words.facts(of: card)): "
        + "\(card.state.sign) \(card.note)"
    }
    let others = groupsAside.map { numbers, card in
      "\(words.cards(numbers)) · \(card.name) · \(words.facts(of: card)): \(card.state.sign) "
        + card.note
    }
    let slots = slots.map { "\(words.slot($0.position)) \(words.slotText($0))" }
    let board = slots.isEmpty ? [] : [words.list(slots)]
    let unstated =
      lacksCards ? ["\(PictureState.unknown.sign) \(words.missing(["gpus"]))"] : []
    return [words.openings(lastOpening)] + board + unstated + cards + others
  }
}

extension BarPicture {
  /// A sentence for each bar.
  package var sentences: [String] {
    rows.map { row in
      let marks = row.marks.map(\.label).joined(separator: "; ")
      let pieces = row.pieces(words)
      return "\(row.title): \(row.state.sign) \(row.answer)"
        + (pieces.isEmpty ? "" : "; \(pieces)") + (marks.isEmpty ? "" : "; \(marks)")
    } + notes
  }
}
