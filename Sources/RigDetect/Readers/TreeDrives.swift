/// The drives of a machine in `/sys/block`.
enum TreeDrives {
  static func read(_ files: some MachineFiles, into found: inout Observations) {
    // The disks of a virtual machine are files of another one.
    guard found.surroundings == nil else { return }
    for node in files.names("/sys/block").prefix(1024) {
      guard isDrive(node), found.drives.count < 256,
        files.text("/sys/block/\(node)/removable") != "1",
        let sectors = files.text("/sys/block/\(node)/size").flatMap({ Quantity.plain($0) }),
        let capacity = DriveSize.sold(gigabytes: sectors * 512 / 1e9),
        !isOutside(files.resolved("/sys/block/\(node)"))
      else { continue }
      found.sources.insert(.sysfs)
      var drive = ObservedDrive(.sysfs)
      drive.node = node
      drive.readings.add("name", text: name(node, files), .sysfs)
      drive.readings.add("capacity_gb", number: capacity, .sysfs)
      let rotates = files.text("/sys/block/\(node)/queue/rotational")
      drive.readings.add(
        "type",
        text: DriveSize.type(node: node, isRotating: rotates == "1", isSolid: rotates == "0"),
        .sysfs)
      found.drives.append(drive)
    }
  }

  /// `nvme0n1`, `sda`; not `nvme0c0n1`, `loop0`, `dm-0`, `md0`, `sr0`, `zram0`, `vda`.
  private static func isDrive(_ node: String) -> Bool {
    if node.hasPrefix("nvme") { return node.contains("n") && !node.dropFirst(4).contains("c") }
    return node.hasPrefix("sd") && node.dropFirst(2).allSatisfy(\.isLetter)
  }

  private static func isOutside(_ path: String?) -> Bool {
    path.map { $0.contains("/usb") || $0.contains("/virtual/") } ?? false
  }

  private static func name(_ node: String, _ files: some MachineFiles) -> String? {
    guard
      let model = files.text("/sys/block/\(node)/device/model").flatMap({ Placeholder.known($0) })
    else { return nil }
    // SATA drives have "ATA" where the maker would stand.
    let vendor = files.text("/sys/block/\(node)/device/vendor").flatMap { Placeholder.known($0) }
    guard let vendor, vendor != "ATA", !node.hasPrefix("nvme") else { return model }
    return BoardName.full(maker: vendor, product: model)
  }
}
