extension YAMLParser {
  /// Takes one event; gives the root when it is complete.
  mutating func take(_ event: YAMLEvent) throws(Diagnostic) -> SourceNode? {
    switch event.kind {
    case .scalar(let scalar):
      if isKeyExpected {
        try takeKey(scalar, event)
        return nil
      }
      textBytes += scalar.text.utf8.count
      try charge(at: event.position)
      let node = SourceNode(try content(of: scalar, event), at: event.position)
      remember(node, event.anchor, values: 1, textBytes: scalar.text.utf8.count, height: 0)
      return add(node, height: 0)
    case .alias(let name): return try takeAlias(name, event)
    case .listStart: try open(isMap: false, event)
    case .mapStart: try open(isMap: true, event)
    case .listEnd, .mapEnd: return close()
    default: break
    }
    return nil
  }

  private var isKeyExpected: Bool {
    guard let frame = stack.last else { return false }
    return frame.isMap && frame.pending == nil
  }

  private mutating func takeKey(_ scalar: YAMLEvent.Scalar, _ event: YAMLEvent)
    throws(Diagnostic)
  {
    if scalar.isPlain, scalar.text == "<<" {
      throw error(
        "unsupported", "merge keys (`<<`) are not supported", at: event.position,
        hint: "write the keys out, or use an alias (`*name`) for a whole part")
    }
    if event.anchor != nil {
      throw error("unsupported", "an anchor stands before a key", at: event.position)
    }
    textBytes += scalar.text.utf8.count
    try charge(at: event.position)
    let top = stack.count - 1
    let first = stack[top].keys.insert(scalar.text, at: event.position)
    if let first {
      diagnostics.append(
        .duplicate(scalar.text, event.position, first: first, file: file, domain: domain))
    }
    stack[top].pending = YAMLFrame.PendingKey(
      key: scalar.text, position: event.position, isRepeated: first != nil)
  }

  private mutating func takeAlias(_ name: String, _ event: YAMLEvent) throws(Diagnostic)
    -> SourceNode?
  {
    if isKeyExpected {
      throw error("unsupported", "an alias stands where a key is expected", at: event.position)
    }
    guard let anchored = anchors[name] else {
      throw error(
        "syntax", "the alias `*\(name)` names no anchor before it", at: event.position,
        hint: nearestName(name, among: anchors.keys.sorted()).map { "did you mean `*\($0)`?" })
    }
    values += anchored.values - 1
    textBytes += anchored.textBytes
    try charge(at: event.position)
    guard stack.count + anchored.height <= SourceLimits.depth else {
      throw SourceLimits.tooDeep(domain, file: file, at: event.position)
    }
    // Mistakes inside are found again here, so they get the place of the alias too.
    return add(anchored.node, height: anchored.height)
  }

  private mutating func open(isMap: Bool, _ event: YAMLEvent) throws(Diagnostic) {
    if isKeyExpected {
      throw error(
        "syntax", "a list or mapping stands where a key is expected", at: event.position,
        hint: "quote the key if it starts with `[` or `{`")
    }
    try checkTag(event, isScalar: false)
    guard stack.count < SourceLimits.depth else {
      throw SourceLimits.tooDeep(domain, file: file, at: event.position)
    }
    stack.append(
      YAMLFrame(
        isMap: isMap, position: event.position, anchor: event.anchor, valuesBefore: values,
        textBytesBefore: textBytes))
    try charge(at: event.position)
  }

  private mutating func close() -> SourceNode? {
    guard let frame = stack.popLast() else { return nil }
    let content: SourceNode.Content = frame.isMap ? .map(frame.entries) : .list(frame.items)
    let node = SourceNode(content, at: frame.position)
    remember(
      node, frame.anchor, values: values - frame.valuesBefore,
      textBytes: textBytes - frame.textBytesBefore, height: frame.height + 1)
    return add(node, height: frame.height + 1)
  }

  private mutating func remember(
    _ node: SourceNode, _ anchor: String?, values: Int, textBytes: Int, height: Int
  ) {
    guard let anchor else { return }
    anchors[anchor] = Anchored(node: node, values: values, textBytes: textBytes, height: height)
  }

  /// Adds a complete value to the list or mapping around it; gives it back where there is none.
  private mutating func add(_ node: SourceNode, height: Int) -> SourceNode? {
    guard !stack.isEmpty else { return node }
    let top = stack.count - 1
    stack[top].height = max(stack[top].height, height)
    guard stack[top].isMap else {
      stack[top].items.append(node)
      return nil
    }
    if let pending = stack[top].pending, !pending.isRepeated {
      stack[top].entries.append(
        SourceEntry(key: pending.key, position: pending.position, value: node))
    }
    stack[top].pending = nil
    return nil
  }

  private mutating func charge(at position: SourcePosition) throws(Diagnostic) {
    values += 1
    guard values <= SourceLimits.values, textBytes <= SourceLimits.textBytes else {
      throw SourceLimits.expandsTooFar(domain, file: file, at: position)
    }
  }

  private func content(of scalar: YAMLEvent.Scalar, _ event: YAMLEvent) throws(Diagnostic)
    -> SourceNode.Content
  {
    try checkTag(event, isScalar: true)
    if event.tag == "tag:yaml.org,2002:str" { return .text(scalar.text) }
    return scalar.isPlain || event.tag != nil ? .plain(scalar.text) : .text(scalar.text)
  }

  private func checkTag(_ event: YAMLEvent, isScalar: Bool) throws(Diagnostic) {
    guard let tag = event.tag, tag != "!" else { return }
    let known = isScalar ? ["str", "int", "float", "bool", "null"] : ["map", "seq"]
    guard tag.hasPrefix("tag:yaml.org,2002:"), known.contains(String(tag.dropFirst(18))) else {
      throw error(
        "unsupported", "the tag \(Quoted.key(tag)) has no meaning here", at: event.position,
        hint: "leave out the tag; quote the text if it starts with `!`")
    }
  }
}
