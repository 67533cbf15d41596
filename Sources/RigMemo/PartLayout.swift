internal import LuaRuntime
internal import RigModel
internal import RigRules

/// The keys of a build's root as parts with numbered fields: what a mask of read fields is about.
package struct PartLayout: Sendable {
  /// Names of the root's keys, by part.
  package let names: [String]
  let parts: [LuaRuntime.Part]
  /// The bit of a field by part and number of its key: `bits[part * keyCount + key]`; 255 where the
  /// part has no such field.
  let bits: [UInt8]
  let keyCount: Int
  private let partsByName: [String: Int]
  private let fieldBits: [[String: UInt32]]
  /// Parts whose values hardly ever come again, so that nothing is gained by remembering them.
  let volatileParts: UInt32

  /// nil where the registry has more keys than a mask has bits.
  init?(keys: LuaKeys, registry: FieldRegistry = .version1) {
    let fields = registry.root.fields
    guard fields.count <= LuaRuntime.maximumParts else { return nil }
    names = fields.map(\.key)
    keyCount = keys.names.count
    var bits = [UInt8](repeating: 255, count: fields.count * keys.names.count)
    var parts: [LuaRuntime.Part] = []
    var fieldBits: [[String: UInt32]] = []
    for (part, field) in fields.enumerated() {
      let inner = (field.component?.fields ?? []).filter { !($0.isShorthand && field.isList) }
      // A part with more fields than bits is always whole.
      let known = inner.count < Int(LuaRuntime.freeField) ? inner : []
      fieldBits.append(
        Dictionary(
          known.enumerated().map { ($1.key, UInt32($0)) }, uniquingKeysWith: { first, _ in first }))
      for (bit, one) in known.enumerated() {
        if let key = keys[one.key] { bits[part * keyCount + Int(key)] = UInt8(bit) }
      }
      parts.append(
        LuaRuntime.Part(
          key: keys[field.key] ?? 0, fields: known.map { keys[$0.key] ?? 0 }))
    }
    self.bits = bits
    self.parts = parts
    self.fieldBits = fieldBits
    let byName = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    partsByName = byName
    volatileParts = ["id", "name", "price"].reduce(0) { mask, name in
      mask | (byName[name].map { 1 << UInt32($0) } ?? 0)
    }
  }

  package func part(_ name: String) -> Int? { partsByName[name] }

  /// What a rule is sure to read: its `needs`. Sets the bits of parts and of their fields; false
  /// where it needs a key of the root that is no field.
  func mark(needs: [String], parts mask: inout UInt32, fields: inout [UInt32]) -> Bool {
    var areFields = true
    for need in needs {
      guard case .success(let paths) = NeedParser.parse(need) else { continue }
      for path in paths {
        let names = path.steps.compactMap { step -> String? in
          if case .field(let name) = step { name } else { nil }
        }
        guard let first = names.first, let part = partsByName[first] else {
          areFields = false
          continue
        }
        mask |= 1 << UInt32(part)
        if names.count > 1, let bit = fieldBits[part][names[1]] { fields[part] |= 1 << bit }
      }
    }
    return areFields
  }
}
