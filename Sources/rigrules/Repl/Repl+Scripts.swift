internal import RigSystem

extension Repl {
  /// `:source FILE`.
  func source(_ file: String) throws {
    guard !file.isEmpty else { throw Self.usage(.source) }
    let path = FilePath.expanded(file)
    let (bytes, reason) = DiskFiles.read(path, limit: 1 << 20)
    if let reason {
      throw Failure(say("\(path) cannot be read: \(reason)", "无法读取 \(path)：\(reason)"))
    }
    try run(script: String(decoding: bytes, as: UTF8.self), named: path)
  }

  /// The inputs of the user's startup file, where there is one.
  func runStartup(_ file: String) {
    guard DiskFiles.kind(file) != nil else { return }
    do { try source(file) } catch { setup.complain("\(file): \(error)") }
  }

  /// `:history [TEXT]`.
  func showHistory(_ text: String) {
    let all = history.enumerated().filter { text.isEmpty || $0.element.contains(text) }
    showPage(
      all.map { index, input in
        "  \(index + 1)  \(input.replacing("\n", with: "\n     "))\n"
      }.joined())
  }

  /// Prints a page; a long one a screen at a time where a person reads it.
  func showPage(_ text: String) {
    let text = TerminalText.clean(text, keepingColors: setup.color)
    if let page = setup.page, lines.isInteractive { page(text) } else { setup.show(text) }
  }
}
