extension ChassisPicture {
  /// Seen from the side, the back at the left: what stands against its room, all to one scale.
  package var drawing: Drawing { ChassisDrawing(picture: self).drawing() }

  /// The same as bars, for a terminal.
  package var bars: BarPicture {
    BarPicture(
      rows: clearances.map { clearance in
        BarRow(
          title: clearance.title, unit: "mm",
          segments: [
            clearance.sizeMM.map {
              .init(label: words.number($0, "mm"), value: $0, kind: .amount)
            } ?? .init(label: "", value: nil, kind: .unknown)
          ], capacity: clearance.roomMM,
          marks: clearance.roomMM.map { [.init(value: $0, label: words.roomEnds($0))] } ?? [],
          state: clearance.state, answer: clearance.answer)
      }, notes: [radiatorSentence], words: words)
  }

  /// Mounts and radiators in a sentence.
  package var radiatorSentence: String {
    let mounts = radiators.mounts.map { mount in
      let what = mount.radiatorMM.map { words.radiator($0) } ?? words.state(.free)
      return "\(mount.title) \(words.number(mount.sizeMM, "mm")): \(what)"
    }
    let left = radiators.left.map { words.noMount($0) }
    let all = (mounts + left).joined(separator: words.choose("; ", "；"))
    let head = "\(radiators.state.sign) \(radiators.answer)"
    return all.isEmpty ? head : words.choose("\(head) – \(all)", "\(head)：\(all)")
  }
}

private struct ChassisDrawing {
  let picture: ChassisPicture
  private var words: PictureWords { picture.words }
  private let left = 16.0
  private let top = 26.0
  /// Beyond this a length is drawn broken off.
  private let longestMM = 520.0
  private let rowHeight = 44.0

  /// Units for a mm: everything has one scale.
  private var scale: Double {
    let longest = picture.clearances.flatMap { [$0.sizeMM ?? 0, $0.roomMM ?? 0] }.max() ?? 0
    return 470 / min(max(longest, 360), longestMM)
  }
  private let wallX = 16.0
  private let frontX = 500.0

  func drawing() -> Drawing {
    var drawing = Drawing(width: 640)
    drawing.label(
      words.choose("back", "后部"), in: Rectangle(left, 2, 100, 18), size: 11, muted: true)
    drawing.label(
      words.choose("front", "前部"), in: Rectangle(400, 2, 100, 18), size: 11, anchor: .end,
      muted: true)
    drawing.label(
      words.choose("radiators", "冷排"), in: Rectangle(516, 2, 118, 18), size: 11, muted: true)
    var y = top + 4
    for clearance in picture.clearances { y = row(clearance, y, &drawing) }
    if picture.clearances.isEmpty {
      drawing.label(
        words.choose("nothing to measure", "没有可测量的部件"),
        in: Rectangle(left + 8, y, 400, 20), muted: true)
      y += 40
    }
    let bottom = max(y + 2, radiators(&drawing))
    drawing.line(wallX, top - 2, wallX, bottom, .wall)
    drawing.line(frontX, top - 2, frontX, bottom, .wall)
    drawing.line(wallX, top - 2, frontX, top - 2, .wall)
    drawing.line(wallX, bottom, frontX, bottom, .wall)
    drawing.height = bottom + 10
    return drawing
  }

  private func row(
    _ clearance: ChassisPicture.Clearance, _ y: Double, _ drawing: inout Drawing
  ) -> Double {
    drawing.label(
      clearance.title, in: Rectangle(left + 8, y, frontX - left - 16, 17), size: 12, bold: true)
    let bar = Rectangle(wallX + 2, y + 20, 0, 20)
    if let room = clearance.roomMM {
      let width = min(room, longestMM) * scale
      drawing.box(Rectangle(bar.x, bar.y - 2, width, bar.height + 4), .room)
      drawing.line(bar.x + width, bar.y - 6, bar.x + width, bar.bottom + 6, .mark)
    }
    if let size = clearance.sizeMM {
      let width = min(size, longestMM) * scale
      drawing.box(Rectangle(bar.x, bar.y, width, bar.height), .state(clearance.state))
      drawing.label(
        words.number(size, "mm"), in: Rectangle(bar.x + 6, bar.y, max(20, width - 12), bar.height),
        size: 11)
      spare(clearance, Rectangle(bar.x, bar.y, width, bar.height), &drawing)
    } else {
      let width = min(clearance.roomMM ?? 180, longestMM) * scale * 0.6
      drawing.box(Rectangle(bar.x, bar.y, width, bar.height), .state(.unknown))
      drawing.label(
        "?", in: Rectangle(bar.x + 6, bar.y, 30, bar.height), size: 12, bold: true)
    }
    drawing.label(
      "\(clearance.state.sign) \(clearance.answer)",
      in: Rectangle(left + 8, bar.bottom + 4, frontX - left - 16, 16), size: 11.5,
      bold: clearance.state.rank < 3)
    return bar.bottom + 28
  }

  /// The part beyond the room.
  private func spare(
    _ clearance: ChassisPicture.Clearance, _ bar: Rectangle, _ drawing: inout Drawing
  ) {
    guard let spare = clearance.spareMM, spare < 0, let room = clearance.roomMM else { return }
    let end = min(room, longestMM) * scale
    drawing.box(Rectangle(bar.x + end, bar.y, max(2, bar.width - end), bar.height), .stoppedAir)
  }

  /// A radiator that has its place stands well, whatever the others do.
  private func state(of mount: ChassisPicture.Mount) -> PictureState {
    if mount.radiatorMM == nil { return .free }
    return picture.radiators.state == .unknown ? .unknown : .fits
  }

  /// Mounts in a column of their own; where it ends.
  private func radiators(_ drawing: inout Drawing) -> Double {
    var y = top + 2
    let x = 516.0
    let radiators = picture.radiators
    for mount in radiators.mounts {
      let frame = Rectangle(x, y, 118, 34)
      drawing.box(
        frame, .state(state(of: mount)))
      drawing.label(
        "\(mount.title) \(words.number(mount.sizeMM, "mm"))",
        in: Rectangle(x + 6, y + 2, 108, 15), size: 11, bold: true)
      drawing.label(
        mount.radiatorMM.map { words.radiator($0) } ?? words.state(.free),
        in: Rectangle(x + 6, y + 17, 108, 15), size: 10.5)
      y += 40
    }
    for size in radiators.left {
      let frame = Rectangle(x, y, 118, 34)
      drawing.box(
        frame, .state(radiators.mounts.isEmpty && radiators.state == .unknown ? .unknown : .exceeds)
      )
      drawing.paragraph(
        words.noMount(size), in: Rectangle(x + 6, y + 3, 108, 30), size: 10.5)
      y += 40
    }
    y += drawing.paragraph(
      "\(radiators.state.sign) \(radiators.answer)", in: Rectangle(x, y, 120, 60), size: 11,
      bold: radiators.state.rank < 3)
    return y + 4
  }
}

extension PictureWords {
  func radiator(_ size: Double) -> String {
    choose("radiator \(number(size, "mm"))", "冷排 \(number(size, "mm"))")
  }
  func noMount(_ size: Double) -> String {
    choose("\(number(size, "mm")) radiator: no mount", "\(number(size, "mm")) 冷排：没有安装位")
  }
  func roomEnds(_ size: Double) -> String {
    choose("\(number(size, "mm")) – where the room ends", "\(number(size, "mm"))：可用空间")
  }
}
