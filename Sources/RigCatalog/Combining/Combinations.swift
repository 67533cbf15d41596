/// All ways to take one thing out of each of several lists, in an order that a seed decides.
///
/// Nothing is kept in memory: the position of a combination gives its number, and the number its
/// members.
public struct Combinations: Sendable {
  /// How many there are.
  public let count: Int
  private let sizes: [Int]
  private let seed: UInt64
  /// Half of the bits that the numbers need.
  private let halfBits: UInt64

  /// - Parameters:
  ///   - sizes: How many things each list has.
  ///   - seed: Decides the order of `shuffled`.
  /// - Returns: nil where there are more than can be counted, or a list is empty.
  public init?(sizes: [Int], seed: UInt64) {
    var count = 1
    for size in sizes {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size > 0, !overflow, product < 1 << 60 else { return nil }
      count = product
    }
    self.count = count
    self.sizes = sizes
    self.seed = seed
    var bits: UInt64 = 1
    while 1 << (2 * bits) < UInt64(count) { bits += 1 }
    halfBits = bits
  }

  /// Which thing of each list the combination of a number has; the last list changes fastest.
  public func members(of number: Int) -> [Int] {
    var rest = number
    var members: [Int] = []
    for size in sizes.reversed() {
      members.append(rest % size)
      rest /= size
    }
    return members.reversed()
  }

  /// The number at a position of the shuffled order: each number comes once.
  ///
  /// A Feistel network permutes a power of four; what lies above the count is sent through again.
  public func shuffled(_ position: Int) -> Int {
    var number = UInt64(position)
    repeat { number = permuted(number) } while number >= UInt64(count)
    return Int(number)
  }

  private func permuted(_ number: UInt64) -> UInt64 {
    let mask: UInt64 = (1 << halfBits) - 1
    var (left, right) = (number >> halfBits, number & mask)
    for round: UInt64 in 0..<4 {
      (left, right) = (right, left ^ (Self.mixed(right &+ round &<< 40 ^ seed) & mask))
    }
    return left << halfBits | right
  }

  /// SplitMix64.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
