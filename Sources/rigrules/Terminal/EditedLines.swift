internal import RigSystem

/// Lines typed in a terminal, with editing, history, ^R and completion by libedit.
final class EditedLines: LineSource {
  let isInteractive = true
  private var editor: Libedit?
  private let input: InputBytes
  private let show: (String) -> Void
  private let completions: (String) -> [Completion]
  private let historyFile: String?
  /// Characters that go to the editor before what comes from the terminal.
  private var pushed: [UInt32] = []
  private var outcome: LineEvent?
  /// What was being typed when something else came between.
  private var unfinished = ""

  /// What stands in the one line of the editor for the line ends of a pasted text.
  static let lineEndMark: Character = "␤"
  static let historyEntries: Int32 = 2000

  // libedit calls plain functions, so there is one editor in a process; `readline` runs on the
  // thread that made it and nowhere else.
  nonisolated(unsafe) private static weak var current: EditedLines?

  init?(
    input: InputBytes, historyFile: String?, show: @escaping (String) -> Void,
    completions: @escaping (String) -> [Completion]
  ) {
    self.input = input
    self.show = show
    self.completions = completions
    self.historyFile = historyFile
    editor = Libedit(
      getCharacter: { _ in EditedLines.current?.nextCharacter() ?? -1 },
      complete: { text, _, end in EditedLines.current?.complete(text, end: Int(end)) },
      wordBreaks: " \t\n=,;(){}")
    guard let editor else { return nil }
    Self.current = self
    editor.stifleHistory(Self.historyEntries)
    if let historyFile { _ = editor.readHistory(historyFile) }
  }

  func next(prompt: String) -> LineEvent {
    guard let editor else { return .end }
    outcome = nil
    pushed = unfinished.unicodeScalars.map(\.value)
    unfinished = ""
    show("\u{1B}[?2004h")
    defer { show("\u{1B}[?2004l") }
    let text = editor.readLine(prompt)
    defer { free(text) }
    if outcome == .woken {
      // What was typed so far comes back behind the next prompt.
      unfinished = text.map { String(cString: $0) } ?? ""
      show("\u{1B}[A\r\u{1B}[J")
      return .woken
    }
    if outcome == .interrupted { return .interrupted }
    guard let text else {
      show("\n")
      return .end
    }
    return .line(String(cString: text).replacing(String(Self.lineEndMark), with: "\n"))
  }

  func remember(_ input: String) {
    guard let editor, !input.isEmpty else { return }
    _ = editor.addHistory(input.replacing("\n", with: String(Self.lineEndMark)))
    if let historyFile { _ = editor.writeHistory(historyFile) }
  }

  // MARK: What the editor reads

  /// The next character for the editor; -1 at the end of the input.
  private func nextCharacter() -> Int32 {
    if !pushed.isEmpty { return Int32(pushed.removeFirst()) }
    switch input.next() ?? .end {
    case .end:
      outcome = .end
      return -1
    case .interrupted:
      show("^C")
      return leave(.interrupted)
    case .woken: return leave(.woken)
    case .byte(0x1B): return escape()
    case .byte(let byte): return Int32(character(startingWith: byte))
    }
  }

  /// Ends the line that is being typed.
  private func leave(_ event: LineEvent) -> Int32 {
    outcome = event
    return 0x0A
  }

  /// An escape sequence: the begin of pasted text is for us, all others are for the editor.
  private func escape() -> Int32 {
    var seen: [UInt8] = []
    for expected in "[200~".utf8 {
      guard case .byte(let byte)? = input.next(milliseconds: 50) else { break }
      seen.append(byte)
      if byte != expected { break }
    }
    guard seen == Array("[200~".utf8) else {
      pushed += seen.map { UInt32($0) }
      return 0x1B
    }
    var pasted: [UInt8] = []
    let end = Array("\u{1B}[201~".utf8)
    while pasted.count < PlainLines.maximumBytes, !pasted.suffix(end.count).elementsEqual(end) {
      guard case .byte(let byte)? = input.next(milliseconds: 1000) else { break }
      pasted.append(byte)
    }
    if pasted.suffix(end.count).elementsEqual(end) { pasted.removeLast(end.count) }
    pushed += Self.pastable(String(decoding: pasted, as: UTF8.self))
    return nextCharacter()
  }

  /// Pasted text on one line, without what the editor would take for a key.
  static func pastable(_ text: String) -> [UInt32] {
    var text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    while text.hasSuffix("\n") { text.removeLast() }
    return text.unicodeScalars.compactMap { scalar in
      switch scalar.value {
      case 0x0A: lineEndMark.unicodeScalars.first!.value
      case 0x09: 0x20
      case 0..<0x20, 0x7F..<0xA0: nil
      default: scalar.value
      }
    }
  }

  private func character(startingWith first: UInt8) -> UInt32 {
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    var bytes = [first]
    while bytes.count < length, case .byte(let byte)? = input.next(milliseconds: 50) {
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value ?? 0x3F
  }

  // MARK: Completion

  /// What Tab does: one candidate is put in, of several what they share, and all are shown where
  /// nothing more can be put in.
  private func complete(_ text: UnsafePointer<CChar>?, end: Int) -> Libedit.Matches? {
    editor?.noOtherCompletion()
    guard let text, let line = lineBeforeCursor(end) else { return nil }
    let word = String(cString: text)
    let found = completions(line).filter { $0.text.hasPrefix(word) }
    guard let first = found.first else { return nil }
    if found.count == 1 { return Self.matches(first.text + (first.isWhole ? " " : "")) }
    let shared = found.map(\.text).dropFirst().reduce(first.text) { $0.commonPrefix(with: $1) }
    if shared.utf8.count > word.utf8.count { return Self.matches(shared) }
    show("\n" + Completion.list(found))
    editor?.redraw()
    return Self.matches(word)
  }

  private func lineBeforeCursor(_ end: Int) -> String? {
    editor?.line.map { String(decoding: Array($0.utf8.prefix(end)), as: UTF8.self) }
  }

  /// The form in which the editor takes, and frees, what a completion found.
  private static func matches(_ text: String) -> Libedit.Matches {
    // The editor looks at three places, whatever it finds in them.
    let size = 3 * MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
    let list = calloc(1, size)!.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    list[0] = strdup(text)
    return list
  }
}
