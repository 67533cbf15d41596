/// Changes the text of a build file so that it gives another build, and nothing else: comments, the
/// order of keys, flow style and `count` stay as their author wrote them.
///
/// What is edited are the places whose values differ. A part that stands for several (`count: 4`) is
/// split only if they are no longer the same. The result is read again before it is given back, so
/// a text that cannot be edited that way is refused and never damaged.
package struct BuildTextEdit {
  /// A place in the canonical build as reports write it (`gpus[0].tdp_w`), and its new value; nil
  /// takes away what is there.
  package typealias Change = (path: String, value: BuildValue?)

  /// Why a text cannot be edited.
  package struct Refusal: Error, CustomStringConvertible {
    /// The reason.
    package let description: String
    package init(_ description: String) { self.description = description }
  }

  /// A text that gives the build wanted.
  package struct Result {
    /// The text.
    package let bytes: [UInt8]
    /// Comments of what was taken out, which went with it; with the line each stood in.
    package let lostComments: [(line: Int, text: String)]
  }

  private let bytes: [UInt8]
  private let isJSON: Bool
  private let base: BuildValue
  private let decode: ([UInt8]) throws -> BuildValue

  /// A text and what it gives.
  ///
  /// - Parameter decode: Reads a text as the caller does: with names of parts, with an `id` of its
  ///   own. What it makes of `bytes` is what the changes start from.
  package init(
    _ bytes: [UInt8], as format: BuildFormat = .automatic, file: String,
    decode: (([UInt8]) throws -> BuildValue)? = nil
  ) throws {
    let decode = decode ?? { try Build(parsing: $0, as: format, file: file).value }
    self.bytes = bytes
    self.decode = decode
    base = try decode(bytes)
    let asJSON = SourceDocument.parse(
      SourceText.withoutMark(bytes), as: .json, file: nil, domain: "build")
    isJSON = format == .json || format == .automatic && asJSON.root != nil
  }

  /// Sets or removes values in a text.
  package static func apply(
    _ changes: [Change], to text: [UInt8], as format: BuildFormat = .automatic, file: String
  ) throws -> Result {
    let edit = try BuildTextEdit(text, as: format, file: file)
    var value = edit.base
    for change in changes {
      let path = try BuildPath(reported: change.path)
      value = try value.setting(path.canonical.steps[...], to: change.value) ?? .map([])
    }
    return try edit.text(giving: try Build(value).value)
  }

  /// The text that gives another build.
  package func text(giving target: BuildValue) throws -> Result {
    let mark = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    let text = Array(bytes[mark...])
    guard let root = TextSpan.read(text, isJSON: isJSON) else {
      throw Refusal("its text cannot be taken apart")
    }
    var editor = BuildTextEditor(bytes: text, isJSON: isJSON, root: root)
    try editor.run(from: base, to: target)
    let edited = bytes[..<mark] + (try editor.edits.applied(to: text))
    let found = try? decode(Array(edited))
    guard found == target else {
      throw Refusal("an edit in place would not give the build that is wanted")
    }
    return Result(bytes: Array(edited), lostComments: editor.lostComments)
  }
}

extension BuildPath {
  /// A path as reports write it, with indexes from 0.
  package init(reported text: String) throws(Malformed) {
    try self.init(BuildLocation.forPeople(text))
  }
}

/// Replacements of stretches of a text.
struct TextEdits {
  struct Edit {
    let range: Range<Int>
    let text: String
  }
  private(set) var all: [Edit] = []

  mutating func replace(_ range: Range<Int>, with text: String) {
    all.append(Edit(range: range, text: text))
  }

  mutating func insert(_ text: String, at place: Int) { replace(place..<place, with: text) }

  private var inOrder: [Edit] {
    all.enumerated().sorted { left, right in
      (left.element.range.lowerBound, left.offset) < (right.element.range.lowerBound, right.offset)
    }.map(\.element)
  }

  /// The text with the edits made; `start` is where it begins in the text that the edits are of.
  func applied(to text: some Collection<UInt8>, from start: Int = 0) throws -> [UInt8] {
    let text = Array(text)
    var result: [UInt8] = []
    var done = 0
    for edit in inOrder {
      let range = edit.range.lowerBound - start..<edit.range.upperBound - start
      guard range.lowerBound >= done, range.upperBound <= text.count else {
        throw BuildTextEdit.Refusal("two of its edits touch the same place")
      }
      result += text[done..<range.lowerBound]
      result += Array(edit.text.utf8)
      done = range.upperBound
    }
    return result + text[done...]
  }
}
