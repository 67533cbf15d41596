import Foundation

extension PartShelf {
  mutating func readProcessors() throws {
    for row in try FactTable("cpus").rows {
      var cpu: Part = ["name": row["name"] ?? ""]
      for key in ["socket", "generation"] { cpu.set(key, row[key]) }
      for key in [
        "cores", "threads", "base_clock_ghz", "boost_clock_ghz", "tdp_w", "max_power_w",
        "pcie_lanes", "max_memory_gb",
      ] { cpu.set(key, row.number(key)) }
      let types = row.list("memory_types")
      if !types.isEmpty { cpu["memory_types"] = types }
      if let graphics = row["integrated_graphics"] {
        cpu["integrated_graphics"] = graphics == "true"
      }
      cpu["most"] = row.number("max_cpus") ?? 1
      cpu["year"] = row.number("release_year") ?? 0
      cpus.append(cpu)
    }
    for line in try Self.lines("CPUCooler") {
      var cooler: Part = ["type": line["water_cooled"] as? Bool == true ? "liquid" : "air"]
      cooler.set("name", line.map("metadata").text("name"))
      cooler.set("height_mm", line.number("height"))
      cooler.set("radiator_mm", line.number("radiator_size"))
      let sockets = (line["cpu_sockets"] as? [String] ?? []).map(Self.socket)
      if !sockets.isEmpty { cooler["sockets"] = sockets }
      coolers.append(cooler)
    }
  }

  mutating func readMemory() throws {
    for line in try Self.lines("RAM") {
      var kit: Part = [:]
      kit.set("name", line.map("metadata").text("name"))
      kit.set("type", line.text("ram_type"))
      kit.set("form_factor", line.text("form_factor").contains("SO-DIMM") ? "SO-DIMM" : "DIMM")
      kit.set("modules", line.map("modules").number("quantity"))
      kit.set("module_gb", line.map("modules").number("capacity_gb"))
      kit.set("speed_mts", line.number("speed"))
      let kind = line.text("registered")
      if !kind.isEmpty { kit["registered"] = kind == "Registered" }
      if !line.text("ecc").isEmpty { kit["ecc"] = line.text("ecc") == "ECC" }
      kits.append(kit)
    }
    for row in try FactTable("memory").rows where row["registered"] == "true" {
      for size in row.list("module_gb") {
        var kit: Part = ["name": row["name"] ?? "", "registered": true, "ecc": true, "modules": 1]
        kit.set("type", row["type"])
        kit.set("form_factor", row["form_factor"])
        kit.set("module_gb", Double(size))
        kit.set("speed_mts", row.list("speeds_mts").first.flatMap(Double.init))
        serverKits.append(kit)
      }
    }
  }

  mutating func readRest() throws {
    for line in try Self.lines("Storage") {
      var drive: Part = [:]
      drive.set("name", line.map("metadata").text("name"))
      drive.set("capacity_gb", line.number("capacity"))
      let isSSD = line.text("storage_type") == "SSD"
      drive["type"] = line["nvme"] as? Bool == true ? "nvme" : isSSD ? "sata-ssd" : "hdd"
      drive["plug"] = line.text("form_factor").hasPrefix("M.2") ? "m2" : "sata"
      if line.text("interface").contains("SATA") || drive.text("plug") == "m2" {
        drives.append(drive)
      }
    }
    try readSupplies()
    try readChassis()
  }

  private mutating func readSupplies() throws {
    let facts = try FactTable("psus").byName()
    for line in try Self.lines("PSU") {
      var psu: Part = [:]
      psu.set("name", line.map("metadata").text("name"))
      psu.set("wattage_w", line.number("wattage"))
      psu.set("form_factor", line.text("form_factor").replacing("ATX/EPS", with: "ATX"))
      psu.set("length_mm", line.number("length"))
      psu.set("efficiency", Self.grade(line.text("efficiency_rating")))
      let plugs = line.map("connectors")
      if plugs.int("eps_8_pin") > 0 {
        psu["connectors"] = [
          "eps_8pin": plugs.int("eps_8_pin"), "pcie_8pin": plugs.int("pcie_6_plus_2_pin"),
          "pcie_16pin": plugs.int("pcie_12vhpwr"),
        ]
      }
      let name = plain(psu.text("name"))
      if let row = facts.first(where: { name.hasPrefix($0.key) && $0.key.count > 8 })?.value,
        row.number("wattage_w") == psu.number("wattage_w")
      {
        psu.set("atx_version", row["atx_version"])
        psu.set("pcie_cables", row.number("pcie_cables"))
      }
      if psu.int("wattage_w") >= 300 { supplies.append(psu) }
    }
  }

  private static func grade(_ text: String) -> String? {
    let word = text.lowercased().replacing("80+", with: "").trimmingCharacters(in: .whitespaces)
    guard text.hasPrefix("80+") else { return nil }
    return ["", "standard", "white"].contains(word) ? "80-plus" : "80-plus-\(word)"
  }

  private mutating func readChassis() throws {
    let facts = try FactTable("chassis").rows
    for line in try Self.lines("PCCase") {
      var box: Part = [:]
      box.set("name", line.map("metadata").text("name"))
      box.set("form_factor", line.text("form_factor"))
      box.set("max_gpu_length_mm", line.number("max_video_card_length"))
      box.set("max_cooler_height_mm", line.number("max_cpu_cooler_height"))
      box.set("max_psu_length_mm", line.number("max_psu_length"))
      box.set("expansion_slots", line.number("expansion_slots"))
      let boards = line["supported_motherboard_form_factors"] as? [String] ?? []
      if !boards.isEmpty { box["motherboard_form_factors"] = boards.map(Self.formFactor) }
      let name = plain(box.text("name"))
      if let row = facts.first(where: { name.hasPrefix(plain($0["name"] ?? "-")) }) {
        Self.setMounts(of: &box, from: row)
      }
      chassis.append(box)
    }
    for row in facts where (row.number("expansion_slots") ?? 0) >= 8 {
      var box: Part = ["name": row["name"] ?? ""]
      box.set("form_factor", row["form_factor"])
      for key in ["max_gpu_length_mm", "max_cooler_height_mm", "expansion_slots"] {
        box.set(key, row.number(key))
      }
      box["motherboard_form_factors"] = row.list("motherboard_form_factors")
      Self.setMounts(of: &box, from: row)
      chassis.append(box)
    }
  }

  /// The mounts for radiators, with all sizes of each where they are known.
  private static func setMounts(of box: inout Part, from row: [String: String]) {
    if row["radiators_mm"] != nil {
      box["radiators_mm"] = row.list("radiators_mm").compactMap(Int.init)
    }
    guard row["radiator_mounts"] != nil else { return }
    box["radiator_mounts"] = row.list("radiator_mounts").map { entry -> Part in
      let cells = entry.split(separator: "/")
      return [
        "place": String(cells[0]),
        "sizes_mm": cells[1].split(separator: "+").compactMap { Int($0) },
      ]
    }
  }
}
