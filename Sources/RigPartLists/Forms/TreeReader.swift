internal import RigCatalog
internal import RigModel

/// Inventories in JSON or YAML with any keys.
struct TreeReader {
  let vocabulary: Vocabulary
  let lines: [String]
  private var items: [RawItem] = []
  private var machines = 0

  init(vocabulary: Vocabulary, lines: [String]) {
    self.vocabulary = vocabulary
    self.lines = lines
  }

  /// Nil where the text is neither, or holds no mapping.
  static func items(_ lines: [String], _ vocabulary: Vocabulary, file: String?) -> (
    items: [RawItem], form: String
  )? {
    let text = Array(lines.joined(separator: "\n").utf8)
    let first = lines.lazy.compactMap { $0.first { $0 != " " && $0 != "\t" } }.first
    let isJSON = first == "{" || first == "["
    guard isJSON || looksLikeYAML(lines, file) else { return nil }
    let tree = SourceDocument.parse(
      text, as: isJSON ? .json : .yaml, file: file, domain: "build")
    guard let root = tree.root else { return nil }
    switch root.content {
    case .map, .list: break
    default: return nil
    }
    var reader = TreeReader(vocabulary: vocabulary, lines: lines)
    reader.walk(root, key: "", machine: nil, depth: 0)
    guard reader.items.contains(where: { $0.structure == nil }) else { return nil }
    return (reader.items, isJSON ? "json" : "yaml")
  }

  /// YAML by its extension, or by a key whose value stands indented on the lines after it.
  private static func looksLikeYAML(_ lines: [String], _ file: String?) -> Bool {
    if let file, file.hasSuffix(".yaml") || file.hasSuffix(".yml") { return true }
    guard !lines.contains(where: { $0.contains("|") || $0.contains("**") }) else { return false }
    return zip(lines, lines.dropFirst()).contains { line, next in
      (line.hasSuffix(":") || line.hasPrefix("- ") && line.contains(": "))
        && next.hasPrefix("  ") && next.contains(": ")
    }
  }

  private mutating func walk(_ node: SourceNode, key: String, machine: Int?, depth: Int) {
    switch node.content {
    case .map(let entries): walk(entries, key: key, node, machine: machine, depth: depth)
    case .list(let nodes):
      for node in nodes { walk(node, key: key, machine: machine, depth: depth + 1) }
    default:
      guard let text = Self.text(node) else { return }
      add(key, text, line: node.position?.line ?? 1, machine: machine)
    }
  }

  private mutating func walk(
    _ entries: [SourceEntry], key: String, _ node: SourceNode, machine: Int?, depth: Int
  ) {
    if let item = row(entries, key: key, node) {
      var item = item
      item.machine = machine
      items.append(item)
      return
    }
    var machine = machine
    let kinds = entries.compactMap { kind($0.key) }
    if machine == nil, kinds.contains(.part(.cpu)) || kinds.contains(.part(.motherboard)) {
      machine = machines
      machines += 1
    }
    for entry in entries {
      let inherited = kind(entry.key) == nil && isQualifier(entry.key) ? key : ""
      switch entry.value.content {
      case .map, .list:
        walk(
          entry.value, key: inherited.isEmpty ? entry.key : inherited, machine: machine,
          depth: depth + 1)
      default:
        guard let text = Self.text(entry.value) else { continue }
        let line = entry.position?.line ?? entry.value.position?.line ?? 1
        add(inherited.isEmpty ? entry.key : inherited, text, line: line, machine: machine)
      }
    }
  }

  /// `storage: { boot: …, data: … }`: the key above says what they are.
  private func isQualifier(_ key: String) -> Bool {
    ColumnRole.of(key) == .unknown && key.utf8.count <= 12
  }

  private func kind(_ key: String) -> ItemKind? {
    KeyReader(vocabulary: vocabulary).kind(of: key.map { $0 == "_" ? " " : String($0) }.joined())
  }

  /// A mapping that describes one part by keys such as `model` and `qty`.
  private func row(_ entries: [SourceEntry], key: String, _ node: SourceNode) -> RawItem? {
    guard entries.count(where: { kind($0.key) != nil && ColumnRole.of($0.key) == .unknown }) < 2
    else { return nil }
    var roles: [(role: ColumnRole, entry: SourceEntry, text: String)] = []
    for entry in entries {
      if let amount = Self.amount(entry) {
        roles.append((.price, entry, amount))
        continue
      }
      switch entry.value.content {
      case .map, .list: return nil
      default: break
      }
      guard let text = Self.text(entry.value) else { continue }
      roles.append((ColumnRole.of(entry.key), entry, text))
    }
    func first(_ role: ColumnRole) -> String? { roles.first { $0.role == role }?.text }
    let isUnder = kind(key) != nil
    var category = first(.category) ?? (isUnder ? key : "")
    var name = first(.name)
    var nameEntry = roles.first { $0.role == .name }?.entry
    // `{item: GPU, model: …}` and `{type: nvme}` under `storage`.
    if let text = first(.category), kind(text) == nil {
      if name == nil { (name, nameEntry) = (text, roles.first { $0.role == .category }?.entry) }
      category = isUnder ? key : category
    }
    let names = roles.filter { $0.role == .name }
    if let item = names.first(where: { kind($0.text) != nil }), names.count > 1 {
      category = item.text
      name = names.first { $0.entry.key != item.entry.key }?.text
      nameEntry = names.first { $0.entry.key != item.entry.key }?.entry
    }
    // `{component: processor, desc: …}`: what describes a part that has no name is its name.
    if name == nil, kind(category) != nil,
      let described = roles.first(where: { $0.role == .details })
    {
      (name, nameEntry) = (described.text, described.entry)
    }
    guard let name,
      !category.isEmpty || kind(category) != nil || roles.count >= 2 && !hasKinds(entries)
    else { return nil }
    let line = nameEntry?.position?.line ?? node.position?.line ?? 1
    var item = RawItem(line: line, text: text(line), key: Self.spaced(category), name: name)
    for role in roles where role.entry.key != nameEntry?.key {
      switch role.role {
      case .details, .name: item.details.append(described(role.entry.key, role.text))
      case .unknown:
        let text = described(role.entry.key, role.text)
        if text != role.text { item.details.append(text) }
        if LineText.fold(role.entry.key) == "currency" { item.priceHead += " " + role.text }
      case .maker: item.maker = role.text
      case .quantity: item.count = Int(role.text).flatMap { 1...512 ~= $0 ? $0 : nil }
      case .unitPrice:
        item.unitPrice = role.text
        item.priceHead = role.entry.key
      case .price, .lineTotal:
        if item.price == nil {
          item.price = role.text
          item.priceHead += " " + Self.spaced(role.entry.key)
        }
      case .shop: item.shop = role.text
      default: break
      }
    }
    return item
  }

  /// `price: {amount: 229, currency: EUR}` as `229 EUR`; nil for anything else.
  private static func amount(_ entry: SourceEntry) -> String? {
    guard case .map(let fields) = entry.value.content, ColumnRole.of(entry.key) == .price,
      1...3 ~= fields.count
    else { return nil }
    let texts = fields.compactMap { text($0.value) }
    guard texts.count == fields.count, texts.contains(where: { Double($0) != nil }) else {
      return nil
    }
    // The amount comes first, whatever the order of the keys.
    return texts.sorted { Double($0) != nil && Double($1) == nil }.joined(separator: " ")
  }

  private func hasKinds(_ entries: [SourceEntry]) -> Bool {
    entries.contains { kind($0.key) != nil && ColumnRole.of($0.key) == .unknown }
  }

  /// `vram_gb: 24` is 24 GB, whatever its key looks like.
  private func described(_ key: String, _ text: String) -> String {
    let folded = LineText.fold(key)
    if ["watts", "wattage"].contains(folded), Double(text) != nil { return text + " W" }
    for (suffix, unit) in [("_gb", "GB"), ("_tb", "TB"), ("_w", "W"), ("_mts", "MT/s")]
    where folded.hasSuffix(suffix) {
      return text + " " + unit
    }
    return text
  }

  private static func spaced(_ key: String) -> String {
    String(key.map { $0 == "_" ? " " : $0 })
  }

  private mutating func add(_ key: String, _ text: String, line: Int, machine: Int?) {
    var item = RawItem(
      line: line, text: self.text(line), key: Self.spaced(key), name: Markup.plain(text))
    item.machine = machine
    items.append(item)
  }

  private func text(_ line: Int) -> String {
    lines.indices.contains(line - 1) ? lines[line - 1] : ""
  }

  static func text(_ node: SourceNode) -> String? {
    switch node.content {
    case .text(let text), .plain(let text): text
    case .number(let value, let spelling):
      spelling ?? value.integerValue.map { "\($0)" } ?? value.numberValue.map { "\($0)" }
    case .boolean(let flag): flag ? "true" : "false"
    default: nil
    }
  }
}
