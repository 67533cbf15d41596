internal import RigModel

/// Reads `lshw -json`.
package enum LshwReader {
  package static func recognises(_ text: DumpText) -> Bool {
    let start = text.text.prefix(4000)
    return start.contains { $0 == "{" } && start.holds("\"class\"") && start.holds("\"id\"")
  }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    guard let start = text.text.firstIndex(where: { $0 == "{" || $0 == "[" }) else { return found }
    let tree = SourceDocument.parse(
      Array(text.text[start...].utf8), as: .json, file: nil, domain: "build")
    guard let root = tree.root?.plainValue else {
      found.notes.append(
        FieldDoc(
          "the text of lshw is damaged JSON and was not read",
          "lshw 的输出不是有效的 JSON，未读取"))
      return found
    }
    found.sources.insert(.lshw)
    let tops = root.listValue ?? [root]
    for top in tops { system(top, into: &found) }
    for top in tops { walk(top, into: &found, depth: 0) }
    return found
  }

  private static func text(_ node: BuildValue, _ key: String) -> String? {
    node[key]?.textValue.flatMap { Placeholder.known($0) }
  }

  private static func system(_ node: BuildValue, into found: inout Observations) {
    guard text(node, "class") == "system" else { return }
    found.surroundings =
      found.surroundings
      ?? VirtualMachine.of(maker: text(node, "vendor"), product: text(node, "product"))
    let board = node["children"]?.listValue?.first {
      $0["id"]?.textValue == "core" || $0["class"]?.textValue == "bus"
    }
    // The order number in brackets is not a part of the name.
    let product = text(node, "product").map { $0.split(separator: "(").first?.trimmed ?? $0 }
    MachineNames.read(
      systemMaker: text(node, "vendor"), systemProduct: product,
      systemVersion: text(node, "version"), boardMaker: board.flatMap { text($0, "vendor") },
      boardProduct: board.flatMap { text($0, "product") }, from: .lshw, into: &found)
  }

  private static func walk(_ node: BuildValue, into found: inout Observations, depth: Int) {
    guard depth < 32 else { return }
    let id = node["id"]?.textValue ?? ""
    switch node["class"]?.textValue {
    case "processor": processor(node, into: &found)
    case "display": display(node, into: &found)
    case "disk", "storage": drive(node, into: &found)
    case "memory" where id == "memory" || id.hasPrefix("memory:"): memory(node, into: &found)
    default: break
    }
    for child in node["children"]?.listValue ?? [] { walk(child, into: &found, depth: depth + 1) }
  }

  private static func processor(_ node: BuildValue, into found: inout Observations) {
    guard node["disabled"]?.booleanValue != true,
      let read = (text(node, "product") ?? text(node, "version")).flatMap({ CPUName.read($0) })
    else { return }
    found.cpu.add("name", text: read.name, .lshw)
    found.cpu.add("base_clock_ghz", number: read.baseGHz, .lshw)
    guard found.surroundings == nil else { return }
    let settings = node["configuration"]
    func whole(_ key: String) -> Int? {
      settings?[key]?.textValue.flatMap { Quantity.whole($0) }
        ?? settings?[key]?.integerValue.map { Int($0) }
    }
    let count = (found.cpu.byKey["count"]?.first?.value.integerValue ?? 0) + 1
    found.cpu.remove("count")
    found.cpu.add("count", .integer(count), .lshw)
    found.cpu.add("cores", whole: whole("cores"), .lshw)
    found.cpu.add("threads", whole: whole("threads"), .lshw)
  }

  private static func display(_ node: BuildValue, into found: inout Observations) {
    guard found.graphics.count < 64 else { return }
    var card = ObservedGraphics(.lshw)
    card.address = text(node, "businfo").flatMap { PCIAddress($0) }
    var product = text(node, "product") ?? ""
    // With -numeric both names end in ids: "GA102 [GeForce RTX 3090] [10DE:2204]".
    if let ids = product.betweenLast("[", "]"), ids.utf8.count == 9, ids.contains(":") {
      let parts = ids.split(separator: ":")
      card.vendorID = parts.first.flatMap { Int($0, radix: 16) }
      card.deviceID = parts.last.flatMap { Int($0, radix: 16) }
      product = String(product.dropLast(11)).trimmed
    }
    let raw = "\(text(node, "vendor") ?? "") \(product)".trimmed
    card.rawName = raw
    let chip = GraphicsChip.name(raw)
    card.readings.add("chipset", text: chip, .lshw)
    card.readings.add("name", text: chip, .lshw)
    found.graphics.append(card)
  }

  private static func drive(_ node: BuildValue, into found: inout Observations) {
    guard found.drives.count < 256, let bytes = node["size"]?.numberValue ?? child(node),
      let size = DriveSize.sold(gigabytes: bytes / 1e9)
    else { return }
    let logical = node["logicalname"]
    let path = logical?.textValue ?? logical?.listValue?.first?.textValue ?? ""
    let device = path.split(separator: "/").last.map(String.init) ?? ""
    // Namespaces of NVMe drives come under their controllers, which have the name.
    guard let product = text(node, "product"), !(text(node, "businfo") ?? "").hasPrefix("usb")
    else { return }
    var drive = ObservedDrive(.lshw)
    drive.node = device.isEmpty ? nil : device
    let vendor = text(node, "vendor")
    let name = BoardName.full(maker: vendor.flatMap(BoardName.maker), product: product)
    drive.readings.add("name", text: name, .lshw)
    drive.readings.add("capacity_gb", number: size, .lshw)
    let rotates =
      text(node, "description")?.contains("rpm") == true
      || node["capabilities"]?.mapValue?.contains { $0.key.hasSuffix("rpm") } == true
    drive.readings.add(
      "type", text: DriveSize.type(node: device, isRotating: rotates, isSolid: false), .lshw)
    found.drives.append(drive)
  }

  /// The size of the first namespace below a controller.
  private static func child(_ node: BuildValue) -> Double? {
    guard node["class"]?.textValue == "storage" else { return nil }
    return node["children"]?.listValue?.compactMap { $0["size"]?.numberValue }.max()
  }

  private static func memory(_ node: BuildValue, into found: inout Observations) {
    var memory = found.memory[.lshw] ?? ObservedMemory()
    let banks = (node["children"]?.listValue ?? []).filter {
      $0["id"]?.textValue?.hasPrefix("bank") == true
    }
    for bank in banks {
      guard let bytes = bank["size"]?.numberValue, bytes > 0, memory.modules.count < 64 else {
        continue
      }
      var module = Readings()
      module.add("module_gb", number: bytes / 1_073_741_824, .lshw)
      let words = (text(bank, "description") ?? "").words
      module.add("type", text: words.compactMap(DMIMemory.type).first, .lshw)
      let form = words.contains("DIMM") ? "DIMM" : words.contains("SODIMM") ? "SO-DIMM" : nil
      module.add("form_factor", text: form, .lshw)
      if words.contains("Registered") { module.add("registered", .boolean(true), .lshw) }
      if words.contains("Unbuffered") { module.add("registered", .boolean(false), .lshw) }
      if let unit = words.firstIndex(of: "MHz"), unit > 0 {
        module.add("speed_mts", whole: Quantity.whole(words[unit - 1]), .lshw)
      }
      let maker = text(bank, "vendor").flatMap { $0.allSatisfy(\.isHexDigit) ? nil : $0 }
      module.add(
        "name", text: text(bank, "product").map { BoardName.full(maker: maker, product: $0) }, .lshw
      )
      memory.modules.append(module)
    }
    if let total = node["size"]?.numberValue, total > 0 {
      memory.totalGB = (memory.totalGB ?? 0) + total / 1_073_741_824
      memory.isUsable = banks.isEmpty
    }
    if memory.totalGB != nil || !memory.modules.isEmpty { found.memory[.lshw] = memory }
  }
}
