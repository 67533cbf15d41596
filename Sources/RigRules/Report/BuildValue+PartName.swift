internal import LuaRuntime
internal import RigModel

extension BuildValue {
  /// The name, or else the chipset, of the part that a location (`gpus[0].tdp_w`) belongs to.
  static func partName(at location: String, in build: BuildValue) -> String? {
    let root = location.prefix { $0 != "." }
    guard let part = build[path: String(root)] else { return nil }
    return (part["name"]?.textValue ?? part["chipset"]?.textValue).map { CleanText.clean($0) }
  }
}
