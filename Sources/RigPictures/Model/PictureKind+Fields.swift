extension PictureKind {
  /// The picture that shows a field of a build (`gpus[].length_mm`), or else what a category of
  /// rules is about; nil where no picture does.
  package init?(showing field: String?, category: String) {
    let key = field.map { $0.split(separator: ".").last.map(String.init) ?? $0 } ?? ""
    if let kind = Self.kinds[key] {
      self = kind
    } else if let root = field?.prefix(while: { $0 != "." && $0 != "[" }),
      let kind = Self.roots[String(root)]
    {
      self = kind
    } else if let kind = Self.categories[category] {
      self = kind
    } else {
      return nil
    }
  }

  /// By the last key of a path.
  private static let kinds: [String: PictureKind] = [
    "slot": .slots, "slot_width": .slots, "cooling": .slots, "mount": .slots,
    "pcie_slots": .slots, "position": .slots, "lanes": .slots, "split": .slots, "size": .slots,
    "max_gpus": .slots, "expansion_slots": .slots, "pcie_lanes": .slots, "shares": .slots,
    "bifurcation": .slots,
    "wattage_w": .power, "tdp_w": .power, "power_limit_w": .power, "min_power_limit_w": .power,
    "max_power_w": .power, "efficiency": .power, "powers": .power, "rails": .power,
    "connectors": .power, "power_connectors": .power, "adapter": .power, "eps_8pin": .power,
    "pcie_cables": .power, "atx_version": .power,
    "length_mm": .chassis, "height_mm": .chassis, "radiator_mm": .chassis,
    "radiators_mm": .chassis, "radiator_mounts": .chassis, "sizes_mm": .chassis,
    "max_gpu_length_front_radiator_mm": .chassis,
    "form_factor": .chassis, "motherboard_form_factors": .chassis,
    "psu_form_factors": .chassis,
    "vram_gb": .memory, "model_memory_gb": .memory, "capacity_gb": .memory, "module_gb": .memory,
    "modules": .memory, "speed_mts": .memory, "ecc": .memory, "registered": .memory,
  ]

  /// By the first key.
  private static let roots: [String: PictureKind] = [
    "mains": .power, "psus": .power, "chassis": .chassis, "memory": .memory,
  ]

  private static let categories: [String: PictureKind] = [
    "power": .power, "psu": .power, "chassis": .chassis, "memory": .memory,
    "model-memory": .memory,
  ]
}
