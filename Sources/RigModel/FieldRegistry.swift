/// Every field that a build of one format version has.
///
/// It is the one source for decoding, the canonical form, `needs` of rules, JSON Schema, Lua type
/// definitions, completion and documentation: what is not here is not a field.
public struct FieldRegistry: Sendable {
  /// The format version, as in `rigrules: 1`.
  public let version: Int64
  /// The build itself.
  public let root: ComponentDefinition
  /// The build and every part, each once, outermost first.
  public let components: [ComponentDefinition]
  /// Every canonical key, each once, in the order of the registry; shorthand is left out unless
  /// another part has the key in its own right.
  public let allKeys: [String]

  init(version: Int64, root: ComponentDefinition) {
    self.version = version
    self.root = root
    var components = [root]
    var next = 0
    while next < components.count {
      for field in components[next].fields {
        if let part = field.component, !components.contains(part) { components.append(part) }
      }
      next += 1
    }
    self.components = components
    var seen: Set<String> = []
    allKeys = components.flatMap(\.fields).filter { !$0.isShorthand }.map(\.key)
      .filter { seen.insert($0).inserted }
  }

  /// The component of a name, such as `gpu`.
  public func component(_ name: String) -> ComponentDefinition? {
    components.first { $0.name == name }
  }

  /// The name nearest to a written one, or nil when none is near.
  public func nearest(to written: String, among names: [String]) -> String? {
    nearestName(written, among: names)
  }

  /// Every field with its path (`gpus[].vram_gb`), parents before their fields.
  public var allPaths: [(path: String, field: FieldDefinition)] {
    var paths: [(path: String, field: FieldDefinition)] = []
    func collect(_ component: ComponentDefinition, _ prefix: String) {
      for field in component.fields where !field.isShorthand {
        let path = prefix + field.key
        paths.append((path, field))
        if let part = field.component { collect(part, path + (field.isList ? "[]." : ".")) }
      }
    }
    collect(root, "")
    return paths
  }

  /// The field of one of `allPaths` (`gpus[].vram_gb`); nil for any other path.
  public func field(at path: String) -> FieldDefinition? {
    var component: ComponentDefinition? = root
    var isEntered = true
    var found: FieldDefinition?
    for step in path.split(separator: ".", omittingEmptySubsequences: false) {
      // A list that is gone through is written with `[]`, everything else without.
      let isList = step.hasSuffix("[]")
      let key = isList ? String(step.dropLast(2)) : String(step)
      guard isEntered, let field = component?.field(key), field.key == key, !field.isShorthand
      else { return nil }
      found = field
      component = field.component
      isEntered = field.isList == isList
    }
    return path.hasSuffix("[]") ? nil : found
  }

  /// Whether a key is free for users and plugins in any mapping.
  package static func isFree(_ key: String) -> Bool {
    key.utf8.starts(with: "x_".utf8) && key.utf8.count > 2
  }
}
