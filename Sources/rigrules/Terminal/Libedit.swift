internal import RigSystem

/// The line editor of the system, found while running: the program needs it nowhere else, and
/// works without it.
struct Libedit {
  typealias ReadLine = @convention(c) (UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>?
  typealias TakeText = @convention(c) (UnsafePointer<CChar>?) -> Int32
  typealias BindText = @convention(c) (UnsafeMutablePointer<CChar>?) -> Int32
  typealias Plain = @convention(c) () -> Int32
  typealias Nothing = @convention(c) () -> Void
  typealias Number = @convention(c) (Int32) -> Void
  typealias GetCharacter = @convention(c) (OpaquePointer?) -> Int32
  typealias Matches = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  typealias Complete = @convention(c) (UnsafePointer<CChar>?, Int32, Int32) -> Matches?

  let readLine: ReadLine
  let addHistory: TakeText
  let readHistory: TakeText
  let writeHistory: TakeText
  let stifleHistory: Number
  let redraw: Nothing
  private let over: UnsafeMutableRawPointer
  private let buffer: UnsafeMutableRawPointer

  #if canImport(Darwin)
    private static let names = ["libedit.3.dylib", "libedit.dylib"]
  #else
    private static let names = ["libedit.so.2", "libedit.so.0", "libedit.so"]
  #endif

  /// nil where the system has no libedit, or one that lacks what is needed.
  init?(getCharacter: GetCharacter, complete: Complete, wordBreaks: StaticString) {
    if Environment.value("RIGRULES_LINE_EDITOR") == "none" { return nil }
    guard let library = Self.names.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first else {
      return nil
    }
    func symbol<Type>(_ name: String, _: Type.Type) -> Type? {
      dlsym(library, name).map { unsafeBitCast($0, to: Type.self) }
    }
    guard let readLine = symbol("readline", ReadLine.self),
      let addHistory = symbol("add_history", TakeText.self),
      let readHistory = symbol("read_history", TakeText.self),
      let writeHistory = symbol("write_history", TakeText.self),
      let stifleHistory = symbol("stifle_history", Number.self),
      let redraw = symbol("rl_forced_update_display", Nothing.self),
      let initialize = symbol("rl_initialize", Plain.self),
      let bind = symbol("rl_parse_and_bind", BindText.self),
      let name = dlsym(library, "rl_readline_name"),
      let reader = dlsym(library, "rl_getc_function"),
      let completer = dlsym(library, "rl_attempted_completion_function"),
      let breaks = dlsym(library, "rl_basic_word_break_characters"),
      let append = dlsym(library, "rl_completion_append_character"),
      let buffer = dlsym(library, "rl_line_buffer"),
      let over = dlsym(library, "rl_attempted_completion_over")
    else { return nil }
    self.readLine = readLine
    self.addHistory = addHistory
    self.readHistory = readHistory
    self.writeHistory = writeHistory
    self.stifleHistory = stifleHistory
    self.redraw = redraw
    self.over = over
    self.buffer = buffer
    let own: StaticString = "rigrules"
    name.storeBytes(of: UnsafeRawPointer(own.utf8Start), as: UnsafeRawPointer.self)
    reader.storeBytes(of: unsafeBitCast(getCharacter, to: UInt.self), as: UInt.self)
    completer.storeBytes(of: unsafeBitCast(complete, to: UInt.self), as: UInt.self)
    breaks.storeBytes(of: UnsafeRawPointer(wordBreaks.utf8Start), as: UnsafeRawPointer.self)
    // The editor must know letters beyond ASCII; the sandbox has a locale of its own.
    let locale = setlocale(LC_CTYPE, "").map { String(cString: $0) } ?? "C"
    if !locale.lowercased().contains("utf") { setlocale(LC_CTYPE, "C.UTF-8") }
    _ = initialize()
    append.storeBytes(of: 0, as: Int32.self)
    var command = Array("bind ^R em-inc-search-prev".utf8CString)
    _ = bind(&command)
  }

  /// Says that a completion found nothing, so that file names are not tried behind our back.
  func noOtherCompletion() { over.storeBytes(of: 1, as: Int32.self) }

  /// The line as it stands, while a completion asks for it.
  var line: String? {
    buffer.load(as: UnsafePointer<CChar>?.self).map { String(cString: $0) }
  }
}
