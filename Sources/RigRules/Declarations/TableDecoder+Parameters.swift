internal import LuaRuntime
internal import RigModel

/// Parameters are declared alike in rules and in the manifests of plugins.
extension TableDecoder {
  static var parameterKeys: [String] { ["default", "min", "max", "unit", "doc", "values"] }

  mutating func parameters(_ value: LuaValue?) -> [Parameter] {
    guard let value else { return [] }
    guard case .map(let entries) = value else {
      wrongType("params", value, "a table of parameters by name")
      return []
    }
    return entries.compactMap { parameter($0.key, $0.value) }
  }

  private mutating func parameter(_ name: String, _ value: LuaValue) -> Parameter? {
    let path = "params.\(name)"
    guard case .map = value else {
      wrongType(path, value, "a table with `default` and, perhaps, min, max, unit, doc, values")
      return nil
    }
    checkKeys(of: value, at: path, allowed: Self.parameterKeys)
    guard let given = value["default"], let standard = BuildValue(given) else {
      problem("parameter", path, "the parameter `\(name)` has no `default`")
      return nil
    }
    let allowed = value["values"].map { list in
      list.items.compactMap { BuildValue($0) }
    }
    let parameter = Parameter(
      name: name, defaultValue: standard, value: standard,
      minimum: bound(value["min"], at: "\(path).min"),
      maximum: bound(value["max"], at: "\(path).max"), allowed: allowed,
      unit: unit(value["unit"], at: "\(path).unit"),
      doc: text(value["doc"], at: "\(path).doc"))
    if let reason = parameter.refusal(of: standard) {
      problem("parameter", "\(path).default", "the default of `\(name)` \(reason)")
    }
    return parameter
  }

  private mutating func bound(_ value: LuaValue?, at path: String) -> Double? {
    switch value {
    case nil: return nil
    case .integer(let number): return Double(number)
    case .number(let number) where number.isFinite: return number
    case .some(let other):
      wrongType(path, other, "a number")
      return nil
    }
  }

  private mutating func unit(_ value: LuaValue?, at path: String) -> String? {
    guard let value else { return nil }
    if value.text == nil { wrongType(path, value, "a text") }
    return value.text
  }
}

extension Parameter {
  /// Why a value cannot be set, as the end of a sentence; nil where it can.
  func refusal(of value: BuildValue) -> String? {
    if let allowed, !allowed.contains(value) {
      let near = nearestName(value.spelled, among: allowed.map(\.spelled))
      return "is \(value.spelled); allowed are \(allowed.map(\.spelled).joined(separator: ", "))"
        + (near.map { "; did you mean `\($0)`?" } ?? "")
    }
    guard let number = value.numberValue else {
      let same = value.kindName == defaultValue.kindName
      return same ? nil : "is a \(value.kindName); it must be a \(defaultValue.kindName)"
    }
    guard defaultValue.numberValue != nil else {
      return "is a number; it must be a \(defaultValue.kindName)"
    }
    if let minimum, number < minimum {
      return "is \(value.spelled); the least is \(BuildValue.number(minimum).shortest)"
    }
    if let maximum, number > maximum {
      return "is \(value.spelled); the most is \(BuildValue.number(maximum).shortest)"
    }
    return nil
  }

  func with(value: BuildValue) -> Parameter {
    Parameter(
      name: name, defaultValue: defaultValue, value: value, minimum: minimum, maximum: maximum,
      allowed: allowed, unit: unit, doc: doc)
  }
}

extension BuildValue {
  var kindName: String {
    switch self {
    case .boolean: "true or false"
    case .integer, .number: "number"
    case .text: "text"
    case .list: "list"
    case .map: "map"
    }
  }

  /// A number without a fraction it does not have.
  var shortest: String {
    if case .number(let number) = self, let whole = Int64(exactly: number) { return "\(whole)" }
    return spelled
  }
}
