internal import RigModel
package import RigRules

/// Paragraphs, columns and colours of text for people.
package struct TextLayout: Sendable {
  /// Columns where the terminal's are not known, as in a pipe.
  package static let width = 96
  package let color: Bool
  /// Columns that a line may take.
  package let width: Int

  package init(color: Bool, width: Int = Self.width) {
    self.color = color
    self.width = max(24, width)
  }

  package func bold(_ text: String) -> String { paint(text, "1") }
  package func dim(_ text: String) -> String { paint(text, "2") }
  package func paint(_ text: String, _ code: String) -> String {
    color && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  package func paint(_ text: String, as severity: Severity) -> String {
    switch severity {
    case .error: paint(text, "1;31")
    case .warning: paint(text, "1;33")
    case .advice: paint(text, "1;36")
    }
  }

  package func paint(_ text: String, as verdict: Verdict) -> String {
    switch verdict {
    case .broken, .fail: paint(text, "1;31")
    case .incomplete, .warn: paint(text, "1;33")
    case .pass: paint(text, "1;32")
    }
  }

  /// Lines that fit, the first behind `label`, the others below where its text begins.
  ///
  /// `hang` is where further lines begin, if not below the text.
  package func paragraph(_ label: String, _ text: String, indent: Int, hang: Int? = nil)
    -> String
  {
    // A Chinese colon brings its own room.
    let gap = label.unicodeScalars.last.map { ColumnWidth.isWide($0) ? "" : " " } ?? ""
    let first = indent + Self.columns(of: label) + gap.count
    let rest = hang ?? first
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .flatMap { Self.wrapped(String($0), room: max(12, width - max(first, rest))) }
    let pad = String(repeating: " ", count: rest)
    let start = String(repeating: " ", count: indent) + dim(label) + gap
    return start + lines.joined(separator: "\n" + pad) + "\n"
  }

  /// A paragraph that matters less.
  package func dimmed(_ text: String, indent: Int) -> String {
    let pad = String(repeating: " ", count: indent)
    return Self.wrapped(text, room: max(12, width - indent)).map { pad + dim($0) + "\n" }.joined()
  }

  /// How many columns of a terminal a text takes.
  package static func columns(of text: String) -> Int {
    ColumnWidth.of(text)
  }

  package static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - Self.columns(of: text)))
  }

  /// Lines of at most so many columns.
  package static func wrapped(_ text: String, room: Int) -> [String] {
    LineWrap.lines(of: text, room: room)
  }
}
