/// A rectangle in the units of a drawing, y downwards.
package struct Rectangle: Sendable, Hashable {
  package var x, y, width, height: Double
  package var right: Double { x + width }
  package var bottom: Double { y + height }

  package init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// Whether the two have more than an edge in common.
  package func overlaps(_ other: Rectangle) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  package func contains(_ other: Rectangle) -> Bool {
    other.x >= x - 0.01 && other.right <= right + 0.01 && other.y >= y - 0.01
      && other.bottom <= bottom + 0.01
  }

  func moved(down: Double) -> Rectangle { Rectangle(x, y + down, width, height) }
}

/// What a box or a line stands for; writers choose how it looks.
package enum DrawingStyle: Sendable, Hashable {
  case state(PictureState)
  /// A slot as long as it is, and the part of it that is wired.
  case connector, wired
  /// The back of the chassis, its walls, its last opening.
  case wall
  /// Air that moves, and air that cannot.
  case air, stoppedAir
  /// Parts of a bar.
  case cpu, cards, rest, amount
  /// What there is room for, and a value that something is compared with.
  case room, mark

  /// The class in SVG.
  var name: String {
    switch self {
    case .state(let state): state.rawValue
    case .connector: "connector"
    case .wired: "wired"
    case .wall: "wall"
    case .air: "air"
    case .stoppedAir: "stopped"
    case .cpu: "cpu"
    case .cards: "cards"
    case .rest: "rest"
    case .amount: "amount"
    case .room: "room"
    case .mark: "mark"
    }
  }
}

/// A text at its place.
package struct DrawingLabel: Sendable, Hashable {
  package enum Anchor: String, Sendable { case start, middle, end }

  package let text: String
  package let x: Double
  /// The line that letters stand on.
  package let baseline: Double
  package let size: Double
  package let anchor: Anchor
  package let isBold: Bool
  package let isMuted: Bool
  /// Where the text must not leave.
  package let room: Rectangle

  /// What the text takes at most.
  package var frame: Rectangle {
    let width = TextWidth.of(text, size: size)
    let left =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    return Rectangle(left, baseline - size * 0.92, width, size * 1.16)
  }
}

/// A picture as boxes, lines and labels, each with its frame.
package struct Drawing: Sendable, Hashable {
  package enum Element: Sendable, Hashable {
    case box(Rectangle, DrawingStyle)
    /// Two ends, and whether an arrow's head is at the second.
    case line(Double, Double, Double, Double, DrawingStyle, isArrow: Bool)
    case label(DrawingLabel)
  }

  package private(set) var elements: [Element] = []
  package let width: Double
  package var height = 0.0

  init(width: Double) { self.width = width }

  package var labels: [DrawingLabel] {
    elements.compactMap { if case .label(let label) = $0 { label } else { nil } }
  }

  mutating func box(_ frame: Rectangle, _ style: DrawingStyle) {
    elements.append(.box(frame, style))
    height = max(height, frame.bottom)
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: DrawingStyle,
    isArrow: Bool = false
  ) {
    elements.append(.line(x1, y1, x2, y2, style, isArrow: isArrow))
    height = max(height, y1, y2)
  }

  /// Writes a text into a room at one of its sides, cut to its width.
  mutating func label(
    _ text: String, in room: Rectangle, size: Double = 11.5, anchor: DrawingLabel.Anchor = .start,
    bold: Bool = false, muted: Bool = false
  ) {
    let text = TextWidth.cut(text, room: room.width, size: size)
    guard !text.isEmpty else { return }
    let x =
      switch anchor {
      case .start: room.x
      case .middle: room.x + room.width / 2
      case .end: room.right
      }
    elements.append(
      .label(
        DrawingLabel(
          text: text, x: x, baseline: room.y + room.height / 2 + size * 0.36, size: size,
          anchor: anchor, isBold: bold, isMuted: muted, room: room)))
    height = max(height, room.bottom)
  }

  /// Lines of a text below each other; how high they are together.
  @discardableResult
  mutating func paragraph(
    _ text: String, in room: Rectangle, size: Double = 11.5, bold: Bool = false,
    muted: Bool = false
  ) -> Double {
    let step = size * 1.32
    var lines = TextWidth.lines(text, room: room.width, size: size)
    let most = max(1, Int((room.height + 1) / step))
    if lines.count > most {
      lines.removeLast(lines.count - most)
      lines[most - 1] = TextWidth.cut(lines[most - 1] + " …", room: room.width, size: size)
    }
    for (index, line) in lines.enumerated() {
      label(
        line, in: Rectangle(room.x, room.y + Double(index) * step, room.width, step), size: size,
        bold: bold, muted: muted)
    }
    return Double(lines.count) * step
  }

  /// Another drawing below this one.
  mutating func append(_ other: Drawing, down: Double) {
    for element in other.elements {
      switch element {
      case .box(let frame, let style): box(frame.moved(down: down), style)
      case .line(let x1, let y1, let x2, let y2, let style, let isArrow):
        line(x1, y1 + down, x2, y2 + down, style, isArrow: isArrow)
      case .label(let own):
        elements.append(
          .label(
            DrawingLabel(
              text: own.text, x: own.x, baseline: own.baseline + down, size: own.size,
              anchor: own.anchor, isBold: own.isBold, isMuted: own.isMuted,
              room: own.room.moved(down: down))))
      }
    }
    height = max(height, other.height + down)
  }
}
