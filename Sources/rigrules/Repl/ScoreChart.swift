import RigModel
import RigReports
import RigRules

/// The scores over a range as columns, each with the sign of its verdict below.
struct ScoreChart {
  /// One value that was tried.
  struct Column {
    let value: Double
    /// Nothing if no check could be evaluated.
    let score: Double?
    let verdict: Verdict
  }

  let columns: [Column]
  /// The width of a column with the blank after it.
  let pitch: Int
  /// Values between the edges of the columns, for the labels below.
  private let first: Double
  private let last: Double

  private static let rows = 5
  private static let blocks = Array(" ▁▂▃▄▅▆▇█")
  /// The place that the scale takes on the left.
  private static let scale = 7

  /// - Parameter width: Columns of the terminal. Where there are more values, a column stands for
  ///   the worst of its neighbours, so that none looks better than it is.
  init(_ trials: [Column], width: Int) {
    let room = max(10, width - Self.scale)
    let share = (trials.count + room - 1) / room
    columns = stride(from: 0, to: trials.count, by: share).map { start in
      let part = trials[start..<min(start + share, trials.count)]
      return part.min { Self.rank($0) < Self.rank($1) } ?? trials[start]
    }
    pitch = max(1, min(4, room / max(1, columns.count)))
    first = trials.first?.value ?? 0
    last = trials.last?.value ?? 0
  }

  private static func rank(_ column: Column) -> (Int, Double) {
    (-column.verdict.rank, column.score ?? -1)
  }

  func text(in language: Language) -> String {
    let title = language.choose("score", "得分")
    var text = "  \(title)\n"
    for row in (0..<Self.rows).reversed() {
      let height = 100 / Self.rows
      text += line("\((row + 1) * height)", " ┤") { column in
        let filled = ((column.score ?? 0) - Double(row * height)) / Double(height)
        // A score above zero is seen, however small.
        let isSeen = (column.score ?? 0) > 0 && row == 0
        let eighths = Int((filled * 8).rounded(.down))
        return Self.blocks[min(8, max(isSeen ? 1 : 0, eighths))]
      }
    }
    text += line("0", " ┼", filler: "─") { _ in "─" }
    return text + signs() + labels()
  }

  /// Below the middle of each column.
  private func signs() -> String {
    let before = (pitch - 1) / 3
    let cells = columns.map { column in
      String(repeating: " ", count: before) + String(column.verdict.sign)
        + String(repeating: " ", count: pitch - before - 1)
    }
    var text = String(repeating: " ", count: Self.scale) + cells.joined()
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  private func line(
    _ head: String, _ axis: String, filler: Character = " ", _ sign: (Column) -> Character
  ) -> String {
    let body = columns.map { column in
      let mark = sign(column)
      let wide = max(1, pitch - 1)
      return String(repeating: mark, count: wide) + String(repeating: filler, count: pitch - wide)
    }.joined()
    let indent = String(repeating: " ", count: Self.scale - 2 - head.count)
    var text = "\(indent)\(head)\(axis)\(body)"
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  /// The first value below the first column, the last one so that it ends with the last.
  private func labels() -> String {
    let (left, right) = (
      BuildValue.quantity(first).spelled, BuildValue.quantity(last).spelled
    )
    let width = columns.count * pitch - (pitch > 1 ? 1 : 0)
    let gap = String(repeating: " ", count: max(1, width - left.count - right.count))
    return String(repeating: " ", count: Self.scale) + left + gap + right + "\n"
  }
}

extension Verdict {
  /// The sign that the pictures have for it.
  fileprivate var sign: Character {
    switch self {
    case .pass: "✓"
    case .warn: "!"
    case .incomplete: "?"
    case .fail, .broken: "✗"
    }
  }
}
