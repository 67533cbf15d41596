import RigModel

/// One spelling for each socket: boards say `TR4` where CPUs say `sTR4`.
enum SocketName {
  static func usual(_ name: String?) -> String? {
    guard let name else { return nil }
    switch name {
    case "TR4": return "sTR4"
    case "TRX4": return "sTRX4"
    case "TR5": return "sTR5"
    case "LGA 1151v2": return "LGA 1151"
    case "LGA 2011-3 Narrow": return "LGA 2011-3 Narrow"
    case "0", "None": return nil
    default: return name
    }
  }

  /// The sockets of a cooler. One that lists LGA 2011 or 2066 fits the other of that mount only
  /// where it says so, but 2011 and 2011-3 are one mount.
  static func list(_ value: BuildValue?) -> BuildValue? {
    var names: [String] = []
    for name in (value?.listValue ?? []).compactMap({ usual($0.textValue) }) {
      guard !["LGA 115", "LGA 1121"].contains(name), !names.contains(name) else { continue }
      names.append(name)
    }
    if names.contains("LGA 2011"), !names.contains("LGA 2011-3") { names.append("LGA 2011-3") }
    return names.isEmpty ? nil : .list(names.sorted().map { .text($0) })
  }
}

/// The sizes of boards as the build format spells them.
enum BoardSize {
  static func usual(_ name: String) -> String {
    if name == "EATX" || name == "XL ATX" { return name == "EATX" ? "E-ATX" : "XL-ATX" }
    return name.hasPrefix("EATX ") ? "E-ATX" + name.dropFirst(4) : name
  }
}

/// Makers that the data set writes in capitals or in more than one way.
enum MakerSpelling {
  private static let usual: [String: String] = [
    "Asus": "ASUS", "SeaSonic": "Seasonic", "Deepcool": "DeepCool", "TEAMGROUP": "Teamgroup",
    "G.SKILL": "G.Skill", "Team": "Teamgroup", "MSi": "MSI", "Palit Microsystems": "Palit",
  ]

  static func usual(_ maker: String) -> String { usual[maker] ?? maker }
}
