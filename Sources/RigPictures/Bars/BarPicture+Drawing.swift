extension BarPicture {
  /// Rows below each other: title and answer, the bar, its marks by letter, what the letters mean.
  package var drawing: Drawing {
    var drawing = Drawing(width: 640)
    var y = 4.0
    for row in rows { y = BarDrawing(row: row, words: words).draw(&drawing, from: y) + 14 }
    for note in notes {
      y +=
        drawing.paragraph(
          "· \(note)", in: Rectangle(8, y, 624, 60), size: 11.5, muted: true) + 3
    }
    drawing.height += 4
    return drawing
  }
}

private struct BarDrawing {
  let row: BarRow
  let words: PictureWords
  private let left = 10.0
  private let width = 620.0

  private func x(_ value: Double) -> Double { left + value / row.scale * width }

  func draw(_ drawing: inout Drawing, from start: Double) -> Double {
    var y = start
    drawing.label(row.title, in: Rectangle(left - 2, y, width + 4, 18), size: 13, bold: true)
    y += 19
    y += drawing.paragraph(
      "\(row.state.sign) \(row.answer)", in: Rectangle(left - 2, y, width + 4, 34), size: 12)
    y += 5
    bar(&drawing, Rectangle(left, y, width, 24))
    y += 27
    if !row.marks.isEmpty {
      letters(&drawing, from: y)
      y += 20
    }
    for line in legend {
      y += drawing.paragraph(line, in: Rectangle(left - 2, y, width + 4, 32), size: 11, muted: true)
    }
    return y
  }

  private func bar(_ drawing: inout Drawing, _ frame: Rectangle) {
    if let capacity = row.capacity {
      let room = Rectangle(left, frame.y - 3, max(2, x(capacity) - left), frame.height + 6)
      drawing.box(room, .room)
    }
    var at = 0.0
    for segment in row.drawnSegments {
      let from = x(at)
      let end = segment.value.map { x(at + $0) } ?? min(from + width * 0.1, left + width)
      let own = Rectangle(from, frame.y, max(1.5, end - from), frame.height)
      drawing.box(own, row.style(of: segment))
      let text = segment.value == nil ? "?" : segment.label
      if TextWidth.of(text, size: 11) < own.width - 6 {
        drawing.label(
          text, in: Rectangle(own.x + 2, own.y, own.width - 4, own.height), size: 11,
          anchor: .middle)
      }
      at += segment.value ?? 0
    }
    for mark in row.marks {
      let x = x(mark.value)
      if mark.value > row.sum,
        !row.segments.contains(where: { $0.value == nil && x < left + width * 0.2 })
      {
        drawing.line(x, frame.y - 6, x, frame.bottom + 5, .mark)
        continue
      }
      // Not across the bar, whose texts stay readable.
      drawing.line(x, frame.y - 6, x, frame.y, .mark)
      drawing.line(x, frame.bottom, x, frame.bottom + 5, .mark)
    }
  }

  /// The letters side by side where their marks stand too close.
  private func letters(_ drawing: inout Drawing, from y: Double) {
    let gap = 15.0
    var places = row.marks.map { x($0.value) }
    for index in places.indices.dropFirst() {
      places[index] = max(places[index], places[index - 1] + gap)
    }
    var limit = left + width
    for index in places.indices.reversed() {
      places[index] = min(places[index], limit)
      limit = places[index] - gap
    }
    for (index, place) in places.enumerated() {
      drawing.line(x(row.marks[index].value), y + 2, place, y + 7, .mark)
      drawing.label(
        MarkLetter.of(index), in: Rectangle(place - 7, y + 5, 14, 15), size: 11, anchor: .middle,
        bold: true)
    }
  }

  private var legend: [String] {
    let marks = row.marks.enumerated().map { "\(MarkLetter.of($0.offset))  \($0.element.label)" }
    return [row.pieces(words)].filter { !$0.isEmpty } + marks
  }
}

extension BarRow {
  /// What is not judged is hatched, also where its own amount is known.
  func style(of segment: Segment) -> DrawingStyle {
    state == .unknown ? .state(.unknown) : segment.kind.style
  }

  /// "CPU 140 W + cards 4 × 250 W": what the bar is made of; nothing for a bar of one piece.
  func pieces(_ words: PictureWords) -> String {
    var parts: [(segment: Segment, count: Int)] = []
    for segment in segments where segment.value != nil {
      if let last = parts.last, last.segment == segment {
        parts[parts.count - 1].count += 1
      } else {
        parts.append((segment, 1))
      }
    }
    guard segments.count > 1 else { return "" }
    let unknown = segments.filter { $0.value == nil }.map(\.label)
    let known = parts.map { segment, count in
      let value = words.number(segment.value ?? 0, unit)
      return [segment.label(words), "\(count > 1 ? "\(count) × " : "")\(value)"]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
    return (known + (unknown.isEmpty ? [] : ["? (\(words.missing(unknown)))"]))
      .joined(separator: " + ")
  }
}

extension BarRow.Segment {
  /// What it is, in words.
  func label(_ words: PictureWords) -> String {
    switch kind {
    case .cpu: "CPU"
    case .cards: words.choose("card", "显卡")
    case .rest: words.choose("other parts", "其他部件")
    case .amount: ""
    case .unknown: "?"
    }
  }
}
