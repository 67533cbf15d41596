internal import RigModel

/// A place for a radiator in a chassis, and which radiators go on it.
struct RadiatorMount {
  /// Every size that it takes.
  let sizes: [Double]
  /// `front`, `top`, …; nil where that is not stated.
  var place: String?
  /// Whether a radiator there leaves the front free.
  var isBehind = false

  var largest: Double { sizes.max() ?? 0 }

  /// The mounts that a chassis states, the largest first; nil where it states none of the two fields.
  static func stated(by chassis: BuildValue?) -> [RadiatorMount]? {
    var mounts: [RadiatorMount]
    if let stated = chassis?["radiator_mounts"]?.listValue {
      mounts =
        stated.map { mount in
          RadiatorMount(
            sizes: mount["sizes_mm"]?.listValue?.compactMap(\.numberValue) ?? [],
            place: mount["place"]?.textValue)
        }.largestFirst
    } else if let sizes = chassis?["radiators_mm"]?.listValue?.compactMap(\.numberValue) {
      mounts = sizes.map { RadiatorMount(sizes: [$0]) }.largestFirst
    } else {
      return nil
    }
    // Where no place is stated, the largest is taken for the one in front, as the rule does.
    let hasPlaces = mounts.contains { $0.place != nil }
    if !hasPlaces && !mounts.isEmpty { mounts[0].place = "front" }
    for index in mounts.indices {
      let place = mounts[index].place
      mounts[index].isBehind = place != "front" && (place != nil || !hasPlaces)
    }
    return mounts
  }

  /// By number of the mount: the radiator on it. As many are mounted as can be; the front stays empty
  /// where the others hold all.
  static func seats(for radiators: [Double], on mounts: [RadiatorMount]) -> [Int: Int] {
    let behind = mounts.indices.filter { mounts[$0].isBehind }
    let seats = seats(for: radiators, on: mounts, at: behind)
    if seats.count == radiators.count { return seats }
    return self.seats(for: radiators, on: mounts, at: Array(mounts.indices))
  }

  private static func seats(
    for radiators: [Double], on mounts: [RadiatorMount], at places: [Int]
  ) -> [Int: Int] {
    var seats: [Int: Int] = [:]
    for radiator in radiators.indices {
      var tried: Set<Int> = []
      _ = seat(radiator, radiators, mounts, places, &seats, &tried)
    }
    return seats
  }

  /// Finds a mount for a radiator, for which others may have to move on to one of theirs.
  private static func seat(
    _ radiator: Int, _ radiators: [Double], _ mounts: [RadiatorMount], _ places: [Int],
    _ seats: inout [Int: Int], _ tried: inout Set<Int>
  ) -> Bool {
    // The smallest mount that will do comes first.
    for place in places.reversed()
    where mounts[place].takes(radiators[radiator]) && tried.insert(place).inserted {
      if let other = seats[place],
        !seat(other, radiators, mounts, places, &seats, &tried)
      {
        continue
      }
      seats[place] = radiator
      return true
    }
    return false
  }

  /// Radiators and mounts are made for fans of 120 or of 140 mm, and are as wide.
  private func takes(_ radiator: Double) -> Bool {
    func fan(_ size: Double) -> Double {
      size.truncatingRemainder(dividingBy: 140) == 0
        ? 140 : size.truncatingRemainder(dividingBy: 120) == 0 ? 120 : 0
    }
    return sizes.contains { size in
      size >= radiator && (fan(radiator) == 0 || fan(radiator) == fan(size))
    }
  }
}

extension [RadiatorMount] {
  fileprivate var largestFirst: [RadiatorMount] {
    enumerated().sorted {
      ($1.element.largest, $0.offset) < ($0.element.largest, $1.offset)
    }.map(\.element)
  }
}
