internal import RigModel

/// Reads `nvidia-smi -q -x`.
package enum NvidiaXMLReader {
  package static func recognises(_ text: DumpText) -> Bool { text.text.holds("<nvidia_smi_log") }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    found.sources.insert(.nvidiaSMI)
    let start = text.text.range(of: "<nvidia_smi_log")?.lowerBound ?? text.text.startIndex
    var cards: [Int: NvidiaCard] = [:]
    for leaf in XMLElements.leaves(String(text.text[start...]), group: "gpu") {
      let name = leaf.path.last ?? ""
      if leaf.path.count == 2, name == "driver_version" {
        found.software.add("driver", text: NvidiaCard.version(leaf.text), .nvidiaSMI)
      }
      guard leaf.group >= 0, leaf.path.count > 2, leaf.path[1] == "gpu", cards.count <= 64 else {
        continue
      }
      read(leaf, name, into: &cards[leaf.group, default: NvidiaCard()])
    }
    found.graphics = cards.sorted { $0.key < $1.key }.map(\.value.graphics)
    return found
  }

  private static func read(_ leaf: XMLElements.Leaf, _ name: String, into card: inout NvidiaCard) {
    let parent = leaf.path[leaf.path.count - 2]
    switch (parent, name) {
    case ("gpu", "@id"), ("pci", "pci_bus_id"): card.address(leaf.text)
    case ("gpu", "product_name"): card.name(leaf.text)
    case ("fb_memory_usage", "total"): card.memory(leaf.text)
    case ("ecc_mode", "current_ecc"): card.errorCorrection(leaf.text)
    // Newer drivers say `gpu_power_readings` and `current_power_limit`, and have further sets of
    // readings for whole modules, which are not the card's.
    case ("power_readings", "power_limit"), ("power_readings", "enforced_power_limit"),
      ("gpu_power_readings", "current_power_limit"), ("gpu_power_readings", "power_limit"):
      card.watts("power_limit_w", leaf.text)
    case ("power_readings", "default_power_limit"), ("gpu_power_readings", "default_power_limit"):
      card.watts("tdp_w", leaf.text)
    case ("power_readings", "min_power_limit"), ("gpu_power_readings", "min_power_limit"):
      card.watts("min_power_limit_w", leaf.text)
    case ("power_readings", "max_power_limit"), ("gpu_power_readings", "max_power_limit"):
      card.watts("x_max_power_limit_w", leaf.text)
    case ("link_widths", "current_link_width"): card.lanes("pcie_lanes", leaf.text)
    // The most that card and board can do together.
    case ("link_widths", "max_link_width"): card.lanes("x_link_lanes", leaf.text)
    case ("pcie_gen", "max_device_link_gen"): card.generation("x_card_generation", leaf.text)
    case ("pcie_gen", "max_host_link_gen"): card.generation("x_slot_generation", leaf.text)
    default: break
    }
  }
}
