import RigReports
import RigRules
internal import RigSystem

/// Standard output for data and standard error for everything else, by the system's calls alone.
///
/// A reader that goes away (`| head`) is not an error: what is left to print is dropped, and the exit
/// status stays what the evaluation says.
final class Console {
  private var outputIsGone = false
  /// The language of what `note` prints: `--lang`, else the locale's, else the configuration's.
  var language: Language = .english
  /// Whether the reader of the output has gone.
  var isGone: Bool { outputIsGone }
  /// Why output could not be written, where it was not the reader who went away.
  private(set) var failure: String?

  init() {
    signal(SIGPIPE, SIG_IGN)
    // A closed stream would give its number to the next file that is opened.
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Prints data on standard output.
  func print(_ text: String) { print(Array(text.utf8)) }

  func print(_ bytes: [UInt8]) {
    guard !outputIsGone, !bytes.isEmpty else { return }
    guard let code = Descriptor.write(bytes, to: STDOUT_FILENO) else { return }
    outputIsGone = true
    if code != EPIPE { failure = DiskFiles.reason(code) }
  }

  /// Prints one line on standard error, without what could steer a terminal.
  func note(_ line: String) {
    let words = language.line(line)
    let bytes = Array(Self.visible(words).utf8) + [UInt8(ascii: "\n")]
    _ = Descriptor.write(bytes, to: STDERR_FILENO)
  }

  /// Whether standard output is a terminal.
  var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns of the terminal that standard output is; nil for anything else.
  var columns: Int? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Lines of the terminal that standard output is; nil for anything else.
  var rows: Int? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else {
      return nil
    }
    return Int(size.ws_row)
  }

  /// Columns that text for people may take: those of the terminal, up to what is easy to read.
  var textWidth: Int { columns.map { min($0, 120) } ?? TextLayout.width }

  /// The text, one line, with control characters and invisible direction marks shown as `\u{1B}`.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029: true
    default: false
    }
  }
}
