internal import RigModel

/// Slots of firmware as plain values, for `extra`, which no rule reads.
///
/// They are no `pcie_slots`: such a list says which slots a board has, and firmware leaves out
/// some, lists others that are not there, and numbers them as it likes.
enum SlotList {
  static func value(_ slots: [ObservedSlot]) -> BuildValue {
    .map([.init(key: "slots", value: .list(slots.prefix(32).map(map)))])
  }

  private static func map(_ slot: ObservedSlot) -> BuildValue {
    var fields: [BuildValue.Field] = [.init(key: "name", value: .text(slot.designation))]
    if let size = slot.size { fields.append(.init(key: "size", value: .text(size))) }
    if let lanes = slot.lanes { fields.append(.init(key: "lanes", value: .integer(Int64(lanes)))) }
    if let generation = slot.generation {
      fields.append(.init(key: "generation", value: .integer(Int64(generation))))
    }
    if let isUsed = slot.isUsed { fields.append(.init(key: "in_use", value: .boolean(isUsed))) }
    return .map(fields)
  }
}
