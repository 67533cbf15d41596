internal import RigModel
internal import RigRules

/// The words of power and memory.
extension PictureWords {
  func supply(_ number: Int?, _ name: String?) -> String {
    let word = choose("power supply", "电源")
    return [number.map { choose("\(word) \($0)", "\(word) \($0)") } ?? word, name]
      .compactMap { $0 }.joined(separator: " · ")
  }
  func supplies(_ count: Int) -> String {
    choose("\(count) power supplies together", "\(count) 个电源合计")
  }
  private func watts(_ value: Double) -> String { number(value, "W") }

  func load(_ value: Double) -> String {
    choose("\(watts(value)) – CPU and cards", "\(watts(value))：CPU 和显卡")
  }
  func need(_ value: Double, _ percent: String) -> String {
    choose(
      "\(watts(value)) – needed: \(percent) of the cards on top, as in the document's example",
      "\(watts(value))：必需，另加显卡的 \(percent)，即笔记例子的算法")
  }
  func text(_ value: Double, _ percent: String) -> String {
    choose(
      "\(watts(value)) – \(percent) of CPU and cards on top, the document's sentence",
      "\(watts(value))：另加 CPU 和显卡的 \(percent)，即笔记文字的算法")
  }
  func advised(_ value: Double, _ percent: String) -> String {
    choose(
      "\(watts(value)) – advised: another \(percent) for peaks",
      "\(watts(value))：建议，再留 \(percent) 余量")
  }
  func gives(_ value: Double) -> String {
    choose("\(watts(value)) – what the supply gives", "\(watts(value))：电源功率")
  }
  func short(_ need: Double, _ have: Double, isLeast: Bool) -> String {
    let by = watts(need - have)
    return isLeast
      ? choose(
        "\(watts(have)); what is stated alone draws \(watts(need))",
        "电源 \(watts(have))，仅已写明的部分就要 \(watts(need))")
      : choose(
        "\(by) too little: \(watts(need)) needed, \(watts(have)) there",
        "差 \(by)：需要 \(watts(need))，只有 \(watts(have))")
  }
  func carries(spare: String, share: String) -> String {
    choose(
      "\(spare) above what is needed; CPU and cards use \(share) of it",
      "比必需多 \(spare)，CPU 和显卡占 \(share)")
  }
  func seeFindings(_ text: String) -> String {
    choose("\(text); see the findings", "\(text)；见右侧或下方的检查结果")
  }
  func plugTitle(_ kind: String) -> String {
    choose(
      kind.isEmpty ? "plugs for the cards" : "\(kind) plugs for the cards",
      kind.isEmpty ? "显卡供电接头" : "显卡 \(kind) 供电接头")
  }
  func plugs(need: Double, have: Double) -> String {
    let (need, have) = (number(need, ""), number(have, ""))
    return choose("\(need) needed, \(have) there", "需要 \(need) 个，有 \(have) 个")
  }
  func plugsThere(_ count: Double) -> String {
    let count = number(count, "")
    return choose("\(count) – plugs that the supplies have", "\(count)：电源的接头数")
  }
  func railTitle(_ supply: Int, _ count: Int) -> String {
    choose(
      "power supply \(supply): \(count) rails of 12 V", "电源 \(supply)：\(count) 路 12 V 输出")
  }
  func strongestRail(_ value: Double) -> String {
    choose("\(watts(value)) – the strongest rail", "\(watts(value))：最强的一路")
  }
  func peak(_ value: Double) -> String {
    choose("\(watts(value)) – a card's peak", "\(watts(value))：单卡瞬时峰值")
  }
  func rails(_ state: PictureState) -> String {
    switch state {
    case .fits: choose("each rail carries what may hang on it", "每一路都带得动")
    case .tight: choose("a card's peak can be more than a rail gives", "单卡峰值可能超过一路的限流")
    case .exceeds: choose("CPU and cards draw more than all rails give", "CPU 和显卡超过各路之和")
    default: notChecked
    }
  }
  func mainsTitle(_ circuit: String?) -> String {
    let word = choose("mains circuit", "市电线路")
    return circuit.map { "\(word) · \($0)" } ?? word
  }
  func circuit(_ value: Double) -> String {
    choose("\(watts(value)) – for a moment", "\(watts(value))：短时")
  }
  func continuous(_ value: Double) -> String {
    choose("\(watts(value)) – for hours", "\(watts(value))：长时间")
  }
  func mains(_ state: PictureState, isWall: Bool) -> String {
    let what =
      isWall
      ? choose("what the machine takes from the wall", "整机从插座取的功率")
      : choose("CPU and cards, before the supply's losses", "CPU 和显卡，未计电源损耗")
    return switch state {
    case .fits: choose("\(what): the circuit carries it", "\(what)，线路带得动")
    case .unknown: notChecked
    default: choose("\(what): see the findings", "\(what)，见检查结果")
    }
  }
  var energyTitle: String { choose("a year's energy", "一年的用电") }
  func budget(_ value: Double) -> String {
    let value = number(value, "kWh")
    return choose("\(value) – up to here no mention", "\(value)：在此以内不提示")
  }
  func energy(_ used: Double, _ budget: Double) -> String {
    let used = number(used.rounded(), "kWh")
    return choose("\(used) a year from the wall", "每年从插座用电 \(used)")
  }
  func energyUnknown(isBelow: Bool) -> String {
    isBelow
      ? choose("not more than the mark", "不超过标线") : choose("not computed", "未计算")
  }

  // MARK: Memory

  func vramTitle(_ numbers: [Int], _ name: String) -> String {
    choose("VRAM of \(cards(numbers)) · \(name)", "\(cards(numbers)) 的显存 · \(name)")
  }
  func useCase(_ value: Double, _ name: String) -> String {
    let value = number(value, "GB")
    return choose("\(value) – each card, for \(name)", "\(value)：\(name) 要求每块显卡")
  }
  func roomy(_ value: Double) -> String {
    let value = number(value, "GB")
    return choose("\(value) – what the larger tasks take", "\(value)：较大任务所需")
  }
  func model(_ value: Double) -> String {
    let value = number(value, "GB")
    return choose("\(value) – what the model takes on a card", "\(value)：模型在每块显卡上的占用")
  }
  func holds(_ value: Double, missing: [String]) -> String {
    let value = number(value, "GB")
    return missing.isEmpty ? value : "\(value); " + self.missing(missing)
  }
  func memoryAnswer(_ have: Double, _ need: Double?) -> String {
    guard let need else {
      return choose(
        "\(number(have, "GB")) on each card; no need is stated", "每块显卡 \(number(have, "GB"))，未写明需求")
    }
    let (there, needed) = (number(have, "GB"), number(need, "GB"))
    return have == need
      ? choose("\(there), exactly what is needed", "\(there)，正好够")
      : choose("\(there) there, \(needed) needed", "有 \(there)，需要 \(needed)")
  }
  var ramTitle: String { choose("main memory", "内存") }
  func largestCard(_ value: Double) -> String {
    let value = number(value, "GB")
    return choose("\(value) – the largest card's memory", "\(value)：显存最大的显卡")
  }
  func moreThanUsed(_ value: Double) -> String {
    let value = number(value, "GB")
    return choose("\(value) – beyond this it lies idle", "\(value)：再多用不上")
  }
}
