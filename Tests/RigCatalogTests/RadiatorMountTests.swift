import RigCatalog
import RigModel
import Testing

/// The mounts for radiators in the facts about cases.
struct RadiatorMountTests {
  @Test(
    arguments: [
      (
        "Fractal Design Torrent",
        ["front": [420, 360, 280], "bottom": [420, 360, 280], "rear": [140, 120]]
      ),
      ("Lian Li Lancool 216", ["front": [360, 280], "top": [360, 280], "rear": [140, 120]]),
    ] as [(String, [String: [Int64]])])
  func `A case states every size of each mount`(_ name: String, _ mounts: [String: [Int64]]) throws
  {
    let found = try SharedCatalog.catalog().resolve(name, category: .chassis)
    guard case .exact(let part) = found else {
      Issue.record("\(name): \(found)")
      return
    }
    let stated = try #require(part["radiator_mounts"]?.value.value.listValue)
    #expect(stated.count == mounts.count)
    for mount in stated {
      let place = try #require(mount["place"]?.textValue)
      #expect(mount["sizes_mm"] == .list((mounts[place] ?? []).map { .integer($0) }), "\(place)")
    }
    // The other field says the largest of each.
    let largest = stated.map { $0["sizes_mm"]?.listValue?.compactMap(\.numberValue).max() }
    #expect(part["radiators_mm"]?.value.value.listValue?.map(\.numberValue) == largest)
  }
}
