/// How much memory a card has, as it is sold, out of what a driver reports.
enum CardMemory {
  /// Sizes that cards are sold with, in GB.
  private static let sold: [Double] = [
    0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 11, 12, 16, 18, 20, 22, 24, 32, 36, 40, 44, 48, 64, 72,
    80, 94, 96, 128, 141, 180, 192, 256, 288,
  ]

  /// A driver keeps a little for itself, and error correction takes a sixteenth of GDDR memory:
  /// 23034 MiB is a card of 24 GB. What is near no size stays as it was reported.
  static func sold(reportedGiB: Double) -> Double? {
    guard reportedGiB > 0.1, reportedGiB < 512 else { return nil }
    if let size = sold.first(where: { $0 >= reportedGiB - 0.01 }), reportedGiB >= size * 0.92 {
      return size
    }
    return (reportedGiB * 10).rounded() / 10
  }

  /// How much memory is installed, where the kernel has a little less: 62.7 GiB are 64 GB.
  static func installed(usableGiB: Double) -> Double? {
    guard usableGiB > 0.5, usableGiB < 65_536 else { return nil }
    // Modules come in these sizes, alone or by two, four, six, eight and so on.
    var best: Double?
    for module in [1.0, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 256] {
      for count in [1.0, 2, 3, 4, 6, 8, 12, 16, 24, 32] {
        let size = module * count
        if size >= usableGiB - 0.01, size < best ?? .infinity { best = size }
      }
    }
    // A small machine loses a larger share to its graphics and its firmware.
    guard let best, usableGiB >= best * (best <= 16 ? 0.8 : 0.9) else { return nil }
    return best
  }
}
