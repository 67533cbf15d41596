/// A maker's number of memory that states how many modules a kit has, and its size.
struct KitNumber {
  /// The modules of the kit.
  let modules: Int
  /// The size of the whole kit.
  let gigabytes: Double

  /// Reads a number in lower case; nil where it has not the form of a maker whose numbers say it.
  init?(_ number: String) {
    guard number.utf8.count >= 10,
      let found = Self.corsair(number) ?? Self.gskill(number) ?? Self.crucial(number)
    else { return nil }
    (modules, gigabytes) = (found.modules, found.gigabytes)
  }

  private typealias Found = (modules: Int, gigabytes: Double)

  /// `CMK32GX5M2B6000Z30`: 32 GB, DDR5, two modules.
  private static func corsair(_ number: String) -> Found? {
    guard let match = number.wholeMatch(of: #/cm[a-z0-9]{1,2}?(\d{1,3})gx[345]m([1248])[a-z].*/#),
      let size = Double(match.1), let modules = Int(match.2)
    else { return nil }
    return (modules, size)
  }

  /// `F4-3600C16D-32GVKC`: a single module, two (D), or four (Q) of together 32 GB; from DDR5 on
  /// `F5-6000J3038F16GX2`: two of 16 GB each.
  private static func gskill(_ number: String) -> Found? {
    if let match = number.wholeMatch(of: #/f4-\d{4}c\d{2}([sdq])-(\d{1,3})g.*/#),
      let size = Double(match.2)
    {
      return (["s": 1, "d": 2, "q": 4][String(match.1)] ?? 1, size)
    }
    guard let match = number.wholeMatch(of: #/f5-\d{4}[a-z]\d{4}[a-z](\d{1,3})gx([1248]).*/#),
      let size = Double(match.1), let modules = Int(match.2)
    else { return nil }
    return (modules, size * Double(modules))
  }

  /// `CT2K16G56C46U5`: two modules of 16 GB each.
  private static func crucial(_ number: String) -> Found? {
    guard let match = number.wholeMatch(of: #/ct([24])k(\d{1,3})g.*/#),
      let size = Double(match.2), let modules = Int(match.1)
    else { return nil }
    return (modules, size * Double(modules))
  }
}

/// Kingston's number of a DDR5 module for servers, such as `KSM56R46BD4PMI-64MBI`.
struct ServerModuleNumber {
  /// In MT/s.
  let speed: Int64
  let isRegistered: Bool
  /// The size of the module.
  let gigabytes: Double

  /// Reads a number in lower case; nil for any other.
  init?(_ number: String) {
    guard number.hasPrefix("ksm"),
      let match = number.wholeMatch(of: #/ksm(\d\d)([re])\d\d[a-z0-9]*-(\d{1,3})[a-z0-9]*/#),
      let speed = Self.speeds[String(match.1)], let size = Double(match.3)
    else { return nil }
    (self.speed, isRegistered, gigabytes) = (speed, match.2 == "r", size)
  }

  private static let speeds: [String: Int64] = ["48": 4800, "52": 5200, "56": 5600, "64": 6400]
}
