/// The name of the machine and of its board, out of the four fields that firmware has for them.
enum MachineNames {
  static func read(
    systemMaker: String?, systemProduct: String?, systemVersion: String?, boardMaker: String?,
    boardProduct: String?, from source: DetectionSource, into found: inout Observations
  ) {
    guard found.surroundings == nil else { return }
    let maker = systemMaker.flatMap(BoardName.maker)
    // Lenovo has its order number as the product and the name as the version.
    let version = systemVersion.flatMap { Placeholder.known($0) }
    let product = systemProduct.flatMap { Placeholder.known($0) }
    let isLenovo = maker == "Lenovo" && version?.contains(" ") == true
    let name = isLenovo ? version : product
    let machine = name.map { BoardName.full(maker: maker, product: $0) }
    let isOfMaker = maker.map(BoardName.machineMakers.contains) ?? false
    if isOfMaker { found.machine.add("name", text: machine, source) }
    guard let board = boardProduct.flatMap({ Placeholder.known($0) }) else {
      // Some firmware names the board as the system alone.
      if !isOfMaker { found.board.add("name", text: machine, source) }
      return
    }
    let ownMaker = boardMaker.flatMap(BoardName.maker) ?? maker
    if isOfMaker, let machine {
      found.board.add("name", text: "\(machine) (\(board))", source)
    } else {
      found.board.add("name", text: BoardName.full(maker: ownMaker, product: board), source)
    }
  }
}

/// Virtual machines by what their firmware says.
enum VirtualMachine {
  static func of(maker: String?, product: String?) -> Observations.Surroundings? {
    let text = "\(maker ?? "") \(product ?? "")".lowercased()
    let marks: [(String, String)] = [
      ("qemu", "QEMU"), ("kvm", "KVM"), ("vmware", "VMware"), ("virtualbox", "VirtualBox"),
      ("innotek", "VirtualBox"), ("xen", "Xen"), ("bochs", "Bochs"), ("parallels", "Parallels"),
      ("amazon ec2", "Amazon EC2"), ("google compute engine", "Google Compute Engine"),
      ("openstack", "OpenStack"), ("bhyve", "bhyve"), ("alibaba cloud", "Alibaba Cloud"),
      ("digitalocean", "DigitalOcean"), ("hvm domu", "Xen"), ("firecracker", "Firecracker"),
    ]
    if let found = marks.first(where: { text.contains($0.0) }) { return .virtualMachine(found.1) }
    let isHyperV = text.contains("microsoft corporation") && text.contains("virtual machine")
    return isHyperV ? .virtualMachine("Hyper-V") : nil
  }
}
