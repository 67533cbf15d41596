internal import RigModel
internal import RigRules

/// The fixed words of pictures, in both languages.
struct PictureWords: Sendable, Hashable {
  let language: Language

  func choose(_ english: String, _ chinese: String) -> String {
    language.choose(english, chinese)
  }

  func number(_ value: Double, _ unit: String) -> String {
    let text = DecimalText.short((value * 10).rounded() / 10)
    return unit.isEmpty ? text : "\(text) \(unit)"
  }

  /// Words of a list, as the language joins them.
  func list(_ words: [String]) -> String { words.joined(separator: choose(", ", "、")) }

  /// At most three of them, and how many more.
  func missing(_ given: [String]) -> String {
    // Of several parts that lack the same, the field is named once.
    let fields = Dictionary(grouping: given, by: BuildLocation.general)
    var paths: [String] = []
    for path in given {
      let field = BuildLocation.general(path)
      let name = Set(fields[field]!).count > 1 ? field : path
      if !paths.contains(name) { paths.append(name) }
    }
    let shown = list(Array(paths.prefix(3)))
    let left = paths.count - 3
    let rest = left > 0 ? choose(" and \(left) more", " 等 \(paths.count) 项") : ""
    return choose("missing: \(shown)\(rest)", "缺少：\(shown)\(rest)")
  }

  var notChecked: String { choose("not checked", "未检查") }
  var unnamedCard: String { choose("card", "显卡") }

  func state(_ state: PictureState) -> String {
    switch state {
    case .fits: choose("fits", "合适")
    case .tight: choose("fits, with a warning", "可用，有警告")
    case .exceeds: choose("too much", "超出")
    case .blocked: choose("blocked", "被挡住")
    case .unknown: choose("unknown", "未知")
    case .free: choose("free", "空")
    case .plain: choose("not judged", "不评判")
    }
  }

  // MARK: Slots

  func card(_ number: Int) -> String { choose("card \(number)", "显卡 \(number)") }
  func slot(_ number: Int) -> String { choose("slot \(number)", "\(number) 号槽") }
  func sharesSlots(with other: Int) -> String {
    choose("shares slots with card \(other)", "与显卡 \(other) 的槽位重叠")
  }
  func noSlot(at position: Int) -> String {
    choose("slot \(position) takes no card", "\(position) 号槽不能装显卡")
  }
  func pastLast(_ bottom: Int, last: Int) -> String {
    choose(
      "reaches slot \(bottom); the chassis ends at \(last)",
      "要占到第 \(bottom) 槽，机箱只到第 \(last) 槽")
  }
  var noFans: String { choose("no fans of its own", "没有自带风扇") }
  func shutIn(by other: Int) -> String {
    choose(
      "fans blocked: card \(other) sits right below", "风扇被挡：下方紧贴显卡 \(other)")
  }
  func unknownAir(facing other: Int) -> String {
    choose(
      "cooling not stated; card \(other) sits right below", "散热方式未写明，下方紧贴显卡 \(other)")
  }
  func fits(_ air: SlotsPicture.Air, free: Int?, isLast: Bool) -> String {
    switch air {
    case .outOfTheBack: return choose("blows its heat out of the back", "热风从机箱背面排出")
    case .liquid: return choose("liquid-cooled", "水冷")
    case .fromBelow, .unknown, .passive:
      if let free, free > 0 {
        let slots = choose("\(free) free \(free == 1 ? "slot" : "slots") below", "下方空 \(free) 槽")
        return choose("air: \(slots)", slots)
      }
      return isLast ? choose("its fans look into the case", "风扇朝向机箱内部") : choose("seated", "已插好")
    }
  }
  func mounted(_ mount: String) -> String {
    switch mount {
    case "riser": choose("on a riser", "用延长线安装")
    case "frame": choose("in an open frame", "在开放机架上")
    default: choose("outside the chassis", "在机箱外")
    }
  }
  var leftOver: String { choose("no slot is left for it", "没有插槽可用") }
  var onSplit: String { choose("on a bifurcation card", "装在拆分转接卡上") }
  var anySlot: String { choose("fits in any x16 slot", "任何 x16 槽都装得下") }
  func farBelow(_ rows: Int) -> String {
    choose("below slot \(rows)", "在第 \(rows) 槽以下")
  }
  func air(_ air: SlotsPicture.Air) -> String {
    switch air {
    case .fromBelow: choose("open-air", "开放式")
    case .outOfTheBack: choose("blower", "涡轮")
    case .liquid: choose("liquid", "水冷")
    case .passive: choose("passive", "被动")
    case .unknown: choose("cooling unknown", "散热未知")
    }
  }
  func slotText(_ slot: SlotsPicture.Slot) -> String {
    let size = slot.size ?? "?"
    let lanes = slot.lanes.map { "\($0)" } ?? "?"
    return choose(
      "\(size) · \(lanes) \(slot.lanes == 1 ? "lane" : "lanes")", "\(size) · \(lanes) 通道")
  }
  func openings(_ last: Int?) -> String {
    guard let last else {
      return choose("chassis: openings not stated", "机箱：未写明扩展槽位数")
    }
    return choose("chassis: \(last) openings", "机箱：\(last) 个扩展槽位")
  }
  func chassisEnds(_ last: Int) -> String {
    choose("chassis ends here", "机箱到此为止")
  }
}
