internal import RigCatalog
internal import RigModel

/// Puts the parts of a list together to builds, one for each machine.
struct MachineBuilder {
  private(set) var entries: [ListEntry]
  private(set) var notes: [FieldDoc] = []
  /// The lines from which the entries of a build's keys are, for each machine.
  private(set) var origins: [[String: [Int]]] = []

  init(_ entries: [ListEntry]) { self.entries = entries }

  /// Sections that hold a CPU or a board of their own are machines of their own.
  mutating func separate(sections: [Int]) {
    var machineOfSection: [Int: Int] = [:]
    var machine = 0
    var hasCore = false
    let cores = zip(entries, sections).filter { Self.isCore($0.0) }
    let coreSections = Set(cores.map(\.1))
    for (index, section) in sections.enumerated() {
      if machineOfSection[section] == nil {
        if coreSections.contains(section) {
          if hasCore { machine += 1 }
          hasCore = true
        }
        machineOfSection[section] = machine
      }
      if entries[index].machine == 0 { entries[index].machine = machineOfSection[section] ?? 0 }
    }
    let count = Set(entries.filter(\.isBuilt).map(\.machine)).count
    if count > 1 {
      notes.append(
        FieldDoc(
          "the list describes \(count) machines; each is a build of its own",
          "清单里有 \(count) 台机器，各自成为一份配置"))
    }
  }

  private static func isCore(_ entry: ListEntry) -> Bool {
    entry.category == .cpu || entry.category == .motherboard
  }

  /// Memory whose type no word says is that of the board or CPU beside it, where those take one alone.
  private mutating func concludeMemory(of machine: Int) {
    let others = entries.filter { $0.isBuilt && $0.machine == machine }
    let types = others.compactMap { entry -> Set<String>? in
      switch entry.category {
      case .motherboard: Self.text("memory_type", entry).map { [$0] }
      case .cpu: Self.types(entry.part?["memory_types"]?.value.value)
      default: nil
      }
    }
    guard let type = types.first(where: { $0.count == 1 })?.first,
      types.allSatisfy({ $0.contains(type) })
    else { return }
    for index in entries.indices where isTypeless(entries[index], machine) {
      entries[index].fields.append(.init(key: "type", value: .text(type)))
      entries[index].notes = [
        FieldDoc(
          "\(type), as the board or the CPU of the list takes no other",
          "清单中的主板或处理器只支持 \(type)，因此按它计")
      ]
      entries[index].status = .resolved
      entries[index].candidates = []
    }
  }

  /// Graphics that use the machine's memory have what the lines of memory beside them state.
  private mutating func concludeUnified(of machine: Int) {
    let own = entries.indices.filter { entries[$0].isBuilt && entries[$0].machine == machine }
    let memory = own.filter { entries[$0].category == .memory }.compactMap { index -> Double? in
      let size = entries[index].fields.first { $0.key == "capacity_gb" }?.value.numberValue
      return size.map { $0 * Double(entries[index].count ?? 1) }
    }
    let chips = own.filter { index in
      entries[index].fields.contains { $0.key == "unified_memory" }
    }
    guard chips.count == 1, let chip = chips.first, memory.count == 1,
      !entries[chip].fields.contains(where: { $0.key == "vram_gb" })
    else { return }
    entries[chip].fields.append(.init(key: "vram_gb", value: .quantity(memory[0])))
  }

  private func isTypeless(_ entry: ListEntry, _ machine: Int) -> Bool {
    guard entry.category == .memory, entry.isBuilt, entry.machine == machine,
      entry.status == .asked,
      entry.part == nil, !entry.fields.contains(where: { $0.key == "type" })
    else { return false }
    return EntryDecision.hasSize(entry)
  }

  private static func text(_ key: String, _ entry: ListEntry) -> String? {
    let stated = entry.fields.first { $0.key == key }?.value.textValue
    return stated ?? entry.part?[key]?.value.value.textValue
  }

  private static func types(_ value: BuildValue?) -> Set<String>? {
    guard case .list(let items)? = value else { return nil }
    return Set(items.compactMap(\.textValue))
  }

  mutating func builds() -> [BuildValue] {
    let machines = Set(entries.filter(\.isBuilt).map(\.machine)).sorted()
    for machine in machines {
      concludeMemory(of: machine)
      concludeUnified(of: machine)
      holdInFrame(machine)
      noteRisers(of: machine)
    }
    return machines.map { build(of: $0) }
  }

  /// Cards of a machine in an open frame hang in it, on risers, unless their line says otherwise: they need
  /// no room in a case.
  private mutating func holdInFrame(_ machine: Int) {
    let own = entries.indices.filter { entries[$0].isBuilt && entries[$0].machine == machine }
    let isInFrame = own.contains {
      entries[$0].category == .chassis
        && Self.text("form_factor", entries[$0]) == FactReader.openFrame
    }
    guard isInFrame else { return }
    var held = 0
    for index in own where entries[index].category == .gpu {
      let mount = Self.text("mount", entries[index])
      guard mount == nil || mount == "riser" else { continue }
      entries[index].isInFrame = true
      held += entries[index].count ?? 1
    }
    guard held > 0 else { return }
    notes.append(
      FieldDoc(
        "\(held) cards are taken to hang in the open frame, on risers; state `mount: slot` for those that stand on the board",
        "\(held) 块显卡按用延长线挂在开放式机架上检查；直接插在主板上的请写 `mount: slot`"))
  }

  /// Says that nothing says how cards stand for which the list has as many risers on a line of their own.
  /// One card and its riser are what is sold for upright mounting in a case.
  private mutating func noteRisers(of machine: Int) {
    let own = entries.filter { $0.machine == machine }
    let cards = own.filter { $0.category == .gpu && $0.isBuilt }
    let isStated = cards.contains { card in
      card.isInFrame || card.fields.contains { $0.key == "mount" }
    }
    let count = cards.reduce(0) { $0 + ($1.count ?? 1) }
    let risers = own.filter { $0.kind == "riser" }.reduce(0) { $0 + ($1.count ?? 1) }
    guard count >= 2, risers >= count, !isStated else { return }
    notes.append(
      FieldDoc(
        "the list has \(risers) risers and does not say which cards stand on them: \(count) cards are judged as in slots; write `on risers` behind those that are not",
        "清单里有 \(risers) 条延长线，但没有写明哪些显卡使用：\(count) 块显卡按直接插在插槽上检查；用延长线的请在显卡后写上“用延长线”"))
  }

  private mutating func build(of machine: Int) -> BuildValue {
    var fields: [BuildValue.Field] = []
    var lines: [String: [Int]] = [:]
    let currencies = Set(
      entries.filter { $0.machine == machine || $0.price != nil }.compactMap { $0.price?.currency })
    if currencies.count == 1, let currency = currencies.first {
      fields.append(.init(key: "currency", value: .text(currency)))
    } else if currencies.count > 1 {
      notes.append(
        FieldDoc(
          "prices in several currencies (\(currencies.sorted().joined(separator: ", "))): left out of the build",
          "价格用了多种货币（\(currencies.sorted().joined(separator: "、"))），未写入配置"))
    }
    for category in PartCategory.allCases {
      let listed = entries.indices.filter {
        entries[$0].isBuilt && entries[$0].machine == machine && entries[$0].category == category
      }
      let members = category.isList ? within(category, listed) : listed
      guard !members.isEmpty else { continue }
      let value =
        category.isList
        ? BuildValue.list(members.map { component(entries[$0], withPrice: currencies.count <= 1) })
        : single(category, members, withPrice: currencies.count <= 1)
      fields.append(.init(key: category.buildKey, value: value))
      lines[category.buildKey] =
        category.isList
        ? members.flatMap { Array(repeating: entries[$0].line, count: entries[$0].count ?? 1) }
        : [entries[members[0]].line]
    }
    origins.append(lines)
    let software = entries.filter { $0.isBuilt && $0.machine == machine && $0.kind == "software" }
      .flatMap(\.fields)
    if !software.isEmpty {
      var seen: Set<String> = []
      fields.append(
        .init(key: "software", value: .map(software.filter { seen.insert($0.key).inserted })))
    }
    return canonical(.map(fields))
  }

  /// The lines of a kind that a build has room for; the others are asked about, each in its place.
  private mutating func within(_ category: PartCategory, _ members: [Int]) -> [Int] {
    let key = category.buildKey
    guard case .list(_, let most)? = FieldRegistry.version1.root.field(key)?.kind else {
      return members
    }
    var count = 0
    return members.filter { index in
      count += entries[index].count ?? 1
      if count <= most { return true }
      entries[index].status = .asked
      entries[index].isBuilt = false
      entries[index].notes.append(
        FieldDoc(
          "a build takes at most \(most) \(key); this line is left out",
          "一份配置的 \(key) 最多 \(most) 项；这一行未写入"))
      return false
    }
  }

  /// One CPU, board, case or cooler: equal lines are several CPUs, unequal ones are a question.
  private mutating func single(_ category: PartCategory, _ members: [Int], withPrice: Bool)
    -> BuildValue
  {
    let first = members[0]
    var value = component(entries[first], withPrice: withPrice)
    let others = members.dropFirst()
    let equal = others.filter {
      entries[$0].model == entries[first].model && entries[$0].maker == entries[first].maker
    }
    for index in others where !equal.contains(index) {
      entries[index].status = .asked
      entries[index].isBuilt = false
      entries[index].notes.append(
        FieldDoc(
          "the list has a second \(category.rawValue); the first counts",
          "清单里有第二个 \(category.rawValue)；以第一个为准"))
    }
    if category == .cpu, case .map(var fields) = value {
      let count = (entries[first].count ?? 1) + equal.reduce(0) { $0 + (entries[$1].count ?? 1) }
      if count > 1 { fields.append(.init(key: "count", value: .integer(Int64(min(count, 8))))) }
      value = .map(fields)
    }
    return value
  }

  /// The part of an entry: what the catalogue knows, and over it what the line states.
  private func component(_ entry: ListEntry, withPrice: Bool) -> BuildValue {
    var fields: [BuildValue.Field] = []
    func set(_ key: String, _ value: BuildValue) {
      fields.removeAll { $0.key == key }
      fields.append(.init(key: key, value: value))
    }
    for field in entry.part?.fields ?? [] { set(field.key, field.value.value) }
    if entry.category == .memory { dropKit(entry, &fields) }
    for field in entry.fields { set(field.key, field.value) }
    if entry.isInFrame { set("mount", "frame") }
    set("name", .text(name(entry)))
    let count = entry.count ?? 1
    if withPrice, let price = entry.price {
      let amount = price.isPerUnit || count <= 1 ? price.amount : price.amount / Double(count)
      set("price", .quantity((amount * 100).rounded() / 100))
    }
    if let shop = entry.shop { set("x_shop", .text(Markup.visible(shop, limit: 80))) }
    if entry.category?.isList == true, count > 1 { set("count", .integer(Int64(count))) }
    return .map(fields)
  }

  /// A kit of the catalogue whose modules the line states otherwise is not this kit.
  private func dropKit(_ entry: ListEntry, _ fields: inout [BuildValue.Field]) {
    let own = Set(entry.fields.map(\.key))
    if !own.isDisjoint(with: ["modules", "module_gb", "capacity_gb"]) {
      fields.removeAll { ["modules", "module_gb", "capacity_gb"].contains($0.key) }
    }
  }

  private func name(_ entry: ListEntry) -> String {
    let parts = [entry.maker, entry.model].compactMap { $0 }
    var text = parts.joined(separator: " ")
    if let maker = entry.maker, let model = entry.model,
      LineText.fold(model).hasPrefix(LineText.fold(maker))
    {
      text = model
    }
    if entry.model == nil, !entry.label.isEmpty { text = entry.label }
    return Markup.visible(text.isEmpty ? entry.text : text, limit: 120)
  }

  /// The canonical form; a field that no build takes is left out and reported.
  private mutating func canonical(_ value: BuildValue) -> BuildValue {
    var value = value
    for _ in 0..<24 {
      do throws(InvalidBuild) { return try Build(value).value } catch {
        guard let problem = error.diagnostics.first, let path = problem.path,
          let smaller = value.removing(path: path), smaller != value
        else { break }
        value = smaller
        notes.append(
          FieldDoc("left out of the build: \(problem.message)", "未写入配置：\(problem.message)"))
      }
    }
    return .map([])
  }
}

extension BuildValue {
  /// The value without what stands at a path such as `gpus[0].vram_gb`; nil where nothing does.
  func removing(path: String) -> BuildValue? {
    let steps = path.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
    return removing(steps[...])
  }

  private func removing(_ steps: ArraySlice<String>) -> BuildValue? {
    guard let step = steps.first else { return nil }
    let rest = steps.dropFirst()
    switch self {
    case .map(var fields):
      guard let index = fields.firstIndex(where: { $0.key == step }) else { return nil }
      if rest.isEmpty {
        fields.remove(at: index)
      } else {
        guard let smaller = fields[index].value.removing(rest) else { return nil }
        fields[index] = .init(key: step, value: smaller)
      }
      return .map(fields)
    case .list(var items):
      guard let index = Int(step), items.indices.contains(index) else { return nil }
      if rest.isEmpty {
        items.remove(at: index)
      } else {
        guard let smaller = items[index].removing(rest) else { return nil }
        items[index] = smaller
      }
      return .list(items)
    default: return nil
    }
  }
}
