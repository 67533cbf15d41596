/// Drives: how large they are sold, and what kind they are.
enum DriveSize {
  /// Sizes below a terabyte and between, in GB; above, drives are sold by whole terabytes.
  private static let sold: [Double] = [
    120, 128, 240, 250, 256, 275, 320, 400, 480, 500, 512, 525, 750, 800, 960, 1000, 1024, 1200,
    1500, 1600, 1920, 2000, 2048, 3200, 3840, 4096, 6400, 7680, 15360, 30720, 61440,
  ]

  /// 1000.2 GB is a drive of 1000 GB, 4000.787 one of 4000; 1.82 TiB, which were rounded, are 2000.
  static func sold(gigabytes: Double) -> Double? {
    guard gigabytes >= 1, gigabytes < 1_000_000 else { return nil }
    let terabytes = (gigabytes / 1000).rounded() * 1000
    let near = (sold + [terabytes]).filter { abs($0 - gigabytes) <= gigabytes * 0.004 }
      .min { abs($0 - gigabytes) < abs($1 - gigabytes) }
    return near ?? gigabytes.rounded(.down)
  }

  /// The kind of a drive; nil where neither its name nor a source says it.
  static func type(node: String, isRotating: Bool, isSolid: Bool) -> String? {
    if node.hasPrefix("nvme") { return "nvme" }
    if isRotating { return "hdd" }
    return isSolid ? "sata-ssd" : nil
  }
}
