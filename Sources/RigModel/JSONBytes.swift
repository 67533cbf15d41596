/// JSON written by hand into bytes: key order is ours, numbers are shortest, nothing is allocated
/// but the bytes.
public struct JSONBytes: Sendable {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []
  /// Spaces per level; nil for one line.
  private let indent: Int?
  /// Builds are read by people: a list of plain values stays on its line.
  private let isBuild: Bool
  /// How many open lists stay on their line.
  private var onLine = 0
  private var level = 0
  private var needsComma = false
  private var afterKey = false

  /// Makes one from its parts.
  public init(pretty: Bool = false) { self.init(pretty: pretty, isBuild: false) }

  /// - Parameter isBuild: Whether lists of plain values stay on one line, and what YAML would not
  ///   read is escaped too.
  init(pretty: Bool, isBuild: Bool) {
    indent = pretty ? 2 : nil
    self.isBuild = isBuild
  }

  /// Starts again and keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    level = 0
    needsComma = false
    afterKey = false
  }

  private mutating func separate() {
    if afterKey {
      afterKey = false
      return
    }
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if onLine > 0, needsComma { bytes.append(UInt8(ascii: " ")) }
    breakLine()
  }

  private mutating func breakLine() {
    guard let indent, level > 0, onLine == 0 else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * level))
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    level += 1
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    level -= 1
    if needsComma {
      if level == 0, indent != nil { bytes.append(UInt8(ascii: "\n")) } else { breakLine() }
    }
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func closeOnLine() {
    level -= 1
    onLine -= 1
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// Opens an object.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  /// Closes the innermost object.
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  /// Opens an array.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  /// Closes the innermost array.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Writes the key of the next value.
  public mutating func key(_ name: String) {
    separate()
    string(name)
    bytes.append(UInt8(ascii: ":"))
    if indent != nil { bytes.append(UInt8(ascii: " ")) }
    afterKey = true
  }

  private mutating func plain(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  /// Writes a value that is JSON already.
  public mutating func value(written json: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// Writes `null`.
  public mutating func null() { plain("null") }
  /// Writes a value.
  public mutating func value(_ flag: Bool) { plain(flag ? "true" : "false") }
  /// Writes a value.
  public mutating func value(_ number: Int) { plain("\(number)") }

  /// Shortest: 71.4, and 50 for 50.0.
  public mutating func value(_ number: Double) {
    if let whole = Int64(exactly: number), number.magnitude < 0x1p53 {
      plain("\(whole)")
    } else {
      plain(number.isFinite ? "\(number)" : "null")
    }
  }

  /// Writes a value.
  public mutating func value(_ text: String) {
    separate()
    string(text)
    needsComma = true
  }

  /// Writes a value.
  public mutating func value(_ text: String?) {
    if let text { value(text) } else { null() }
  }

  /// Writes a value.
  public mutating func value(_ value: BuildValue) { self.value(value, of: nil) }

  /// - Parameter component: What the value is, if it is a part of a build.
  mutating func value(_ value: BuildValue, of component: ComponentDefinition?) {
    switch value {
    case .boolean(let flag): self.value(flag)
    case .integer(let number): plain("\(number)")
    case .number(let number): self.value(number)
    case .text(let text): self.value(text)
    case .list(let items):
      beginArray()
      let staysOnLine = isBuild && indent != nil && !items.contains(where: \.isComposite)
      if staysOnLine { onLine += 1 }
      for item in items { self.value(item, of: component) }
      if staysOnLine { closeOnLine() } else { endArray() }
    case .map(let fields): map(fields, of: component)
    }
  }

  private mutating func map(_ fields: [BuildValue.Field], of component: ComponentDefinition?) {
    beginObject()
    for field in CanonicalText.entries(fields, component) {
      key(field.key)
      if let value = field.value {
        self.value(value, of: component?.field(field.key)?.component)
      } else {
        null()
      }
    }
    endObject()
  }

  /// A key with its value.
  public mutating func field(_ name: String, _ text: String?) {
    key(name)
    value(text)
  }
  /// Writes a key with its value.
  public mutating func field(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  /// Writes a list of texts.
  public mutating func value(_ texts: [String]) {
    beginArray()
    for text in texts { value(text) }
    endArray()
  }

  /// Writes a key with a list of texts.
  public mutating func field(_ name: String, _ texts: [String]) {
    key(name)
    value(texts)
  }

  private mutating func string(_ text: String) {
    if isBuild {
      var quoted = ""
      CanonicalText.writeQuoted(text, to: &quoted)
      bytes.append(contentsOf: quoted.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for (index, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5c {
        bytes.append(contentsOf: utf8[start..<index])
        escape(byte)
        start = index + 1
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    let short: UInt8? =
      switch byte {
      case 0x22, 0x5c: byte
      case 0x0a: UInt8(ascii: "n")
      case 0x0d: UInt8(ascii: "r")
      case 0x09: UInt8(ascii: "t")
      default: nil
      }
    if let short {
      bytes.append(contentsOf: [0x5c, short])
      return
    }
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: Array("\\u00".utf8))
    bytes.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }

  /// Ends the line.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }
}
