/// A path of fields as the `needs` of a rule write it: `gpus[].power_connectors.pcie_8pin`.
///
/// It names fields, not places in one build: `[]` stands for every element of a list.
public struct FieldPath: Sendable, Hashable, CustomStringConvertible {
  /// One step into a build.
  public enum Step: Sendable, Hashable {
    case field(String)
    /// Every element of the list that the step before names.
    case each
  }

  /// The steps from the root.
  public let steps: [Step]
  /// The path as text; two paths are equal exactly when this is.
  public let description: String

  /// Reads a path and checks it against the fields that builds have.
  ///
  /// Paths into `extra` and below keys that start with `x_` are free.
  /// - Throws: A diagnostic without a place, with the near path as its hint.
  public init(parsing text: String, registry: FieldRegistry = .version1) throws(Diagnostic) {
    var parser = FieldPathParser(text: text)
    steps = try parser.parse(registry)
    description = text
  }

  /// Reads a path; the same as `init(parsing:)`.
  public static func parse(_ text: String) throws(Diagnostic) -> FieldPath {
    try FieldPath(parsing: text)
  }
}

/// Reads one path, keeping what is right so far for the hints.
private struct FieldPathParser {
  let text: String
  /// The canonical path so far.
  var done = ""
  var steps: [FieldPath.Step] = []

  mutating func parse(_ registry: FieldRegistry) throws(Diagnostic) -> [FieldPath.Step] {
    guard text.utf8.count <= 256 else {
      throw Diagnostic(
        code: "path/syntax", message: "a path of more than 256 bytes is not a path of fields")
    }
    var component: ComponentDefinition? = registry.root
    // By bytes: what parts a path is ASCII.
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map(Substring.init)
    for (number, part) in parts.enumerated() {
      let (key, index) = try split(part)
      let isLast = number == parts.count - 1
      guard let known = component, !FieldRegistry.isFree(key) else {
        component = nil
        append(key, each: index != nil)
        continue
      }
      let field = try self.field(key, of: known, rest: parts[(number + 1)...])
      try checkBrackets(index, field, isLast: isLast, rest: parts[(number + 1)...])
      append(field.key, each: index != nil)
      component = try next(after: field, isLast: isLast)
    }
    return steps
  }

  /// The key of a part and what stands in its brackets.
  private func split(_ part: Substring) throws(Diagnostic) -> (key: String, index: Substring?) {
    let open = part.utf8.firstIndex(of: UInt8(ascii: "["))
    let key = part[..<(open ?? part.endIndex)]
    let isName =
      key.utf8.first.map { $0 > 57 || $0 < 48 } == true
      && key.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 95, 45: true
        default: byte >= 0x80
        }
      }
    guard isName else {
      throw Diagnostic(
        code: "path/syntax", message: "`\(text)` is not a path of fields",
        hint: "write fields with dots between, such as `gpus[].tdp_w`")
    }
    guard let open else { return (String(key), nil) }
    let brackets = part[open...]
    let inner = brackets.utf8.dropFirst().dropLast()
    guard brackets.utf8.last == UInt8(ascii: "]"), inner.allSatisfy({ (48...57).contains($0) })
    else {
      throw Diagnostic(
        code: "path/syntax", message: "`\(text)` is not a path of fields",
        hint: "`[]` stands for every element")
    }
    guard brackets.utf8.count == 2 else {
      throw Diagnostic(
        code: "path/syntax", message: "`\(text)` names one element; a path names them all",
        hint: "write `\(done)\(key)[]`")
    }
    return (String(key), brackets)
  }

  private func field(
    _ key: String, of component: ComponentDefinition, rest: ArraySlice<Substring>
  ) throws(Diagnostic) -> FieldDefinition {
    if let field = component.field(key), field.key == key {
      guard field.isShorthand else { return field }
      throw Diagnostic(
        code: "path/unknown-field",
        message: "`\(text)`: `\(key)` is written out before rules see it, one entry for each",
        hint: "use the number of entries")
    }
    let near = component.nearestField(to: key)
    var hint = near.map { "did you mean `\(done)\(spelled($0, rest))`?" }
    if near == nil { hint = component.allowedKeysHint }
    throw Diagnostic(
      code: "path/unknown-field",
      message: "`\(text)`: \(component.article) has no field `\(key)`", hint: hint)
  }

  private func checkBrackets(
    _ index: Substring?, _ field: FieldDefinition, isLast: Bool, rest: ArraySlice<Substring>
  ) throws(Diagnostic) {
    if index != nil, !field.isList, field.kind != .free {
      throw Diagnostic(
        code: "path/not-a-list", message: "`\(text)`: `\(done)\(field.key)` is not a list",
        hint: "did you mean `\(done)\(spelled(field, rest))`?")
    }
    if index == nil, field.isList, !isLast {
      throw Diagnostic(
        code: "path/list", message: "`\(text)`: `\(done)\(field.key)` is a list",
        hint: "did you mean `\(done)\(spelled(field, rest))`?")
    }
  }

  private func next(after field: FieldDefinition, isLast: Bool) throws(Diagnostic)
    -> ComponentDefinition?
  {
    if let component = field.component { return component }
    guard field.kind != .free, !isLast else { return nil }
    let path = done.hasSuffix(".") ? String(done.dropLast()) : done
    throw Diagnostic(
      code: "path/unknown-field", message: "`\(text)`: `\(path)` is a plain value without fields",
      hint: "did you mean `\(path)`?")
  }

  /// A field and what follows it, as the path should have said it; the rest is taken over only
  /// where it is right.
  private func spelled(_ field: FieldDefinition, _ rest: ArraySlice<Substring>) -> String {
    let bracket = field.isList && (!rest.isEmpty || text.hasSuffix("]")) ? "[]" : ""
    let start = field.key + bracket
    guard let part = rest.first, let component = field.component else { return start }
    let key = String(part.prefix { $0 != "[" })
    guard let next = component.field(key) ?? component.nearestField(to: key) else { return start }
    return start + "." + spelled(next, rest.dropFirst())
  }

  private mutating func append(_ key: String, each: Bool) {
    steps.append(.field(key))
    if each { steps.append(.each) }
    done += key + (each ? "[]." : ".")
  }
}
