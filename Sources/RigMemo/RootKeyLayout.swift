internal import LuaRuntime
internal import RigModel
internal import RigRules

/// Numbers the keys of a build's root and the fields of each: the bits of a mask of read fields.
package struct RootKeyLayout: Sendable {
  /// The names of the root keys, by number.
  package let names: [String]
  let rootKeys: [LuaRuntime.RootKey]
  /// The bit of a field by root key and number of its key: `bits[rootKey * keyCount + key]`; 255 if
  /// there is no such field.
  let bits: [UInt8]
  let keyCount: Int
  private let numbersByName: [String: Int]
  private let fieldBits: [[String: UInt32]]
  /// Mask of the root keys whose values rarely repeat, so that caching gains nothing.
  let volatileRootKeys: UInt32

  /// A layout of the registry, or nil if the registry has more root keys than a mask has bits.
  init?(keys: LuaKeys, registry: FieldRegistry = .version1) {
    let fields = registry.root.fields
    guard fields.count <= LuaRuntime.maximumRootKeys else { return nil }
    names = fields.map(\.key)
    keyCount = keys.names.count
    var bits = [UInt8](repeating: 255, count: fields.count * keys.names.count)
    var rootKeys: [LuaRuntime.RootKey] = []
    var fieldBits: [[String: UInt32]] = []
    for (rootKey, field) in fields.enumerated() {
      let inner = (field.component?.fields ?? []).filter { !($0.isShorthand && field.isList) }
      // A root key with more fields than bits is always whole.
      let known = inner.count < Int(LuaRuntime.freeField) ? inner : []
      fieldBits.append(
        Dictionary(
          known.enumerated().map { ($1.key, UInt32($0)) }, uniquingKeysWith: { first, _ in first }))
      for (bit, one) in known.enumerated() {
        if let key = keys[one.key] { bits[rootKey * keyCount + Int(key)] = UInt8(bit) }
      }
      rootKeys.append(
        LuaRuntime.RootKey(
          key: keys[field.key] ?? 0, fields: known.map { keys[$0.key] ?? 0 }))
    }
    self.bits = bits
    self.rootKeys = rootKeys
    self.fieldBits = fieldBits
    let byName = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    numbersByName = byName
    volatileRootKeys = ["id", "name", "price"].reduce(0) { mask, name in
      mask | (byName[name].map { 1 << UInt32($0) } ?? 0)
    }
  }

  /// Mask of all root keys.
  var allRootKeys: UInt32 { UInt32.max >> UInt32(32 - names.count) }

  /// The names of the fields in a mask; nil if it may be any field.
  func fieldNames(_ mask: UInt32, of rootKey: Int) -> Set<String>? {
    let known = fieldBits[rootKey]
    guard !known.isEmpty, mask >> UInt32(LuaRuntime.freeField) & 1 == 0 else { return nil }
    return Set(known.filter { mask >> $0.value & 1 != 0 }.keys)
  }

  /// The number of a root key, or nil if there is none of that name.
  package func rootKey(_ name: String) -> Int? { numbersByName[name] }

  /// Sets the bits of what a rule certainly reads: the root keys and fields in its `needs`. Returns
  /// false if it needs a root key that is not a field.
  func mark(needs: [String], rootKeys mask: inout UInt32, fields: inout [UInt32]) -> Bool {
    var areFields = true
    for need in needs {
      guard case .success(let paths) = NeedParser.parse(need) else { continue }
      for path in paths {
        let names = path.steps.compactMap { step -> String? in
          if case .field(let name) = step { name } else { nil }
        }
        guard let first = names.first, let rootKey = numbersByName[first] else {
          areFields = false
          continue
        }
        mask |= 1 << UInt32(rootKey)
        if names.count > 1, let bit = fieldBits[rootKey][names[1]] { fields[rootKey] |= 1 << bit }
      }
    }
    return areFields
  }
}
