/// The text that a build was read from, for the places of its keys.
package struct BuildOrigin: Sendable {
  package let bytes: [UInt8]
  package let format: BuildFormat
  /// As its user named it.
  package let file: String
  /// Lines of the file before the text.
  package var linesBefore = 0

  package init(bytes: [UInt8], format: BuildFormat, file: String, linesBefore: Int = 0) {
    self.bytes = bytes
    self.format = format
    self.file = file
    self.linesBefore = linesBefore
  }
}

/// A place in a file that a user wrote.
public struct FileLocation: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The generated file.
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// Counted from 1 in Unicode scalars.
  public let column: Int

  /// Makes one of its parts.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `four-2080ti.yaml:14:5`, as editors and terminals open it.
  public var description: String { "\(file):\(line):\(column)" }
}

extension Build {
  /// Finds the places of fields in the text that the build was read from; nil for a build that a
  /// program made. The text is parsed again, so one of these serves many questions.
  package var locator: BuildLocator? {
    guard let origin else { return nil }
    let tree = SourceDocument.parse(
      origin.bytes, as: origin.format, file: origin.file, domain: "build")
    return tree.root.map { BuildLocator(root: $0, origin: origin) }
  }
}

/// The places of a build's fields in its text.
package struct BuildLocator {
  let root: SourceNode
  let origin: BuildOrigin

  /// The key of a path as reports have it (`gpus[2].tdp_w`, indexes from 0), or of the nearest part
  /// around it that is written.
  ///
  /// What the canonical form writes out (a part alone as a list, `count`, another name of a key)
  /// leads to the entry that it came from.
  package func location(of path: String) -> FileLocation? {
    guard let position = position(of: path) else { return nil }
    return FileLocation(
      file: origin.file, line: position.line + origin.linesBefore, column: position.column)
  }

  private func position(of path: String) -> SourcePosition? {
    var node = root
    var component: ComponentDefinition? = FieldRegistry.version1.root
    var found = root.position
    for step in path.split(separator: ".") {
      let key = String(step.prefix { $0 != "[" })
      guard case .map(let entries) = node.content else { break }
      let place = component?.position(of: key)
      let entry = entries.first { entry in
        entry.key == key || place != nil && component?.position(of: entry.key) == place
      }
      guard let entry else { break }
      found = entry.position ?? found
      node = entry.value
      component = place.flatMap { component?.fields[$0].component }
      guard let index = Self.index(in: step) else { continue }
      guard let item = Self.item(index, of: node, counts: component?.isCountable == true) else {
        break
      }
      // A part of a list is where its first key stands, not where its dash does.
      if node.position != item.position { found = item.position ?? found }
      node = item
    }
    return found
  }

  private static func index(in step: Substring) -> Int? {
    guard let open = step.firstIndex(of: "["), step.last == "]" else { return nil }
    return Int(step[step.index(after: open)...].dropLast())
  }

  /// The entry that gives one of the canonical list's: an entry stands for as many as its `count`.
  private static func item(_ index: Int, of node: SourceNode, counts: Bool) -> SourceNode? {
    guard case .list(let items) = node.content else {
      if case .map = node.content { return node }
      return nil
    }
    guard counts else { return items.indices.contains(index) ? items[index] : nil }
    var left = index
    for item in items {
      let count = Self.count(of: item)
      if left < count { return item }
      left -= count
    }
    return nil
  }

  private static func count(of item: SourceNode) -> Int {
    guard case .map(let entries) = item.content,
      let count = entries.first(where: { $0.key == "count" })?.value.wholeNumber
    else { return 1 }
    return Int(clamping: max(0, count))
  }
}
