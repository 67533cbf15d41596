internal import CYaml

/// One event of a YAML text, in values of our own.
struct YAMLEvent {
  struct Scalar {
    let text: String
    /// Unquoted, so that it may be a number, true, false or null.
    let isPlain: Bool
  }

  enum Kind {
    case streamEnd, documentStart, listStart, listEnd, mapStart, mapEnd, other
    case scalar(Scalar)
    case alias(String)
  }

  let kind: Kind
  let position: SourcePosition
  /// Unicode scalars of the text before it and up to its end.
  let range: Range<Int>
  /// Written in brackets, or a scalar on its line; false for lists and maps in block style.
  let isFlow: Bool
  var anchor: String?
  var tag: String?
}

/// Why libyaml could not go on, in its own words.
struct YAMLProblem: Error {
  let problem: String
  let context: String?
  let position: SourcePosition?
}

/// libyaml's parser over bytes that outlive it.
final class YAMLEvents {
  // libyaml keeps pointers into its parser, so it must not move.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let lines: LineStarts

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    lines = LineStarts(bytes)
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  func next() throws(YAMLProblem) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw problem }
    defer { yaml_event_delete(&event) }
    var result = YAMLEvent(
      kind: Self.kind(of: event), position: position(event.start_mark),
      range: event.start_mark.index..<max(event.start_mark.index, event.end_mark.index),
      isFlow: Self.isFlow(event))
    switch event.type {
    case YAML_SCALAR_EVENT:
      result.anchor = Self.text(event.data.scalar.anchor)
      result.tag = Self.text(event.data.scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      result.anchor = Self.text(event.data.sequence_start.anchor)
      result.tag = Self.text(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      result.anchor = Self.text(event.data.mapping_start.anchor)
      result.tag = Self.text(event.data.mapping_start.tag)
    default: break
    }
    return result
  }

  private static func kind(of event: yaml_event_t) -> YAMLEvent.Kind {
    switch event.type {
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: .streamEnd
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_SEQUENCE_START_EVENT: .listStart
    case YAML_SEQUENCE_END_EVENT: .listEnd
    case YAML_MAPPING_START_EVENT: .mapStart
    case YAML_MAPPING_END_EVENT: .mapEnd
    case YAML_ALIAS_EVENT: .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      .scalar(
        YAMLEvent.Scalar(
          text: String(
            decoding: UnsafeBufferPointer(
              start: event.data.scalar.value, count: event.data.scalar.length), as: UTF8.self),
          isPlain: event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE))
    default: .other
    }
  }

  private static func isFlow(_ event: yaml_event_t) -> Bool {
    switch event.type {
    case YAML_SEQUENCE_START_EVENT:
      event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    case YAML_MAPPING_START_EVENT: event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
    case YAML_SCALAR_EVENT:
      event.data.scalar.style != YAML_LITERAL_SCALAR_STYLE
        && event.data.scalar.style != YAML_FOLDED_SCALAR_STYLE
    default: true
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  /// libyaml's own lines end at more characters than those of an editor, and it adds one at the end.
  private func position(_ mark: yaml_mark_t) -> SourcePosition { lines.position(of: mark.index) }

  private var problem: YAMLProblem {
    let failed = parser.pointee
    let words = failed.problem.map { String(cString: $0) } ?? "it cannot be read"
    // A reader error counts characters and has no mark.
    let hasMark = failed.error == YAML_SCANNER_ERROR || failed.error == YAML_PARSER_ERROR
    return YAMLProblem(
      problem: words, context: hasMark ? failed.context.map { String(cString: $0) } : nil,
      position: position(hasMark ? failed.problem_mark : failed.mark))
  }
}
