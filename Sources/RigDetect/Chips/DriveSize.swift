/// Drives: how large they are sold, and what kind they are.
enum DriveSize {
  /// 1000.2 GB is a drive of 1000 GB, 4000.787 one of 4000.
  static func sold(gigabytes: Double) -> Double? {
    guard gigabytes >= 1, gigabytes < 1_000_000 else { return nil }
    let whole = gigabytes.rounded(.down)
    // Figures that were rounded in powers of two come out a little low: 999.97.
    return gigabytes - whole > 0.9 ? whole + 1 : whole
  }

  /// The kind of a drive; nil where neither its name nor a source says it.
  static func type(node: String, isRotating: Bool, isSolid: Bool) -> String? {
    if node.hasPrefix("nvme") { return "nvme" }
    if isRotating { return "hdd" }
    return isSolid ? "sata-ssd" : nil
  }
}
