#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A machine: its parts and what it is for, checked and in canonical form.
///
/// ```swift
/// let build = try Build([
///   "id": "office", "gpus": [["name": "RTX 4090", "vram_gb": 24, "tdp_w": 450]],
///   "psus": [["wattage_w": 850]],
/// ])
/// print(build.canonicalYAML())
/// ```
///
/// A `Build` is always valid: every initializer throws `InvalidBuild` with everything that is wrong,
/// each problem with its location. A field that is left out is unknown; nothing is guessed.
public struct Build: Sendable {
  /// The canonical value: a map with its keys in the order of the registry, then keys that start
  /// with `x_`, then `extra`; one entry for each card, supply, memory kit and drive.
  public let value: BuildValue
  /// The name of the file without its extension, for builds that state no `id`.
  public let fallbackID: String?
  /// The text it was read from, which is not part of what it is.
  package var origin: BuildOrigin?

  /// Reads a build file.
  public init(contentsOf url: URL) throws(InvalidBuild) {
    guard url.isFileURL else {
      throw InvalidBuild(diagnostics: [
        Diagnostic(
          code: "build/unreadable", file: url.absoluteString,
          message: "only files can be read, not other addresses")
      ])
    }
    try self.init(contentsOfFile: url.path)
  }

  /// Reads a build file; `displayedAs` is its name in diagnostics.
  public init(contentsOfFile path: String, displayedAs name: String? = nil) throws(InvalidBuild) {
    let bytes: [UInt8]
    do throws(Diagnostic) {
      bytes = try FileBytes.read(path, displayedAs: name ?? path, domain: "build")
    } catch {
      throw InvalidBuild(diagnostics: [error])
    }
    try self.init(parsing: bytes, file: name ?? path)
  }

  /// Reads a build from an open file, such as standard input, which stays open.
  ///
  /// At most one byte more than the limit is read, so that a pipe without end is refused too.
  public init(
    readingFrom fileDescriptor: Int32, as format: BuildFormat = .automatic, file: String
  ) throws(InvalidBuild) {
    let bytes: [UInt8]
    do throws(Diagnostic) {
      bytes = try FileBytes.read(fileDescriptor, displayedAs: file, domain: "build")
    } catch {
      throw InvalidBuild(diagnostics: [error])
    }
    try self.init(parsing: bytes, as: format, file: file)
  }

  /// Reads a build from a text; `file` names it in diagnostics and gives the fallback id.
  public init(parsing bytes: [UInt8], as format: BuildFormat = .automatic, file: String)
    throws(InvalidBuild)
  {
    let tree = SourceDocument.parse(bytes, as: format, file: file, domain: "build")
    do throws(InvalidBuild) { value = try BuildDecoder.decode(tree, file: file) } catch {
      throw error.explained(in: SourceText.withoutMark(bytes), file: file)
    }
    fallbackID = FileName.stem(of: file)
    origin = BuildOrigin(bytes: bytes, format: format, file: file)
  }

  /// A build that stands within another file, such as one case of a table.
  package init(_ node: SourceNode, file: String) throws(InvalidBuild) {
    value = try BuildDecoder.decode(SourceTree(root: node, diagnostics: []), file: file)
    fallbackID = nil
  }

  /// A build from a value that a program made; diagnostics have a path and no line.
  ///
  /// Shorthand is accepted as in a file. An empty list stands for an empty map and the other way
  /// round, because a Lua table does not tell them apart.
  public init(_ value: BuildValue) throws(InvalidBuild) {
    if let excess = value.excess {
      throw InvalidBuild(diagnostics: [excess.diagnostic(file: nil)])
    }
    let tree = SourceTree(root: SourceNode(value), diagnostics: [])
    self.value = try BuildDecoder.decode(tree, file: nil, isProgrammatic: true)
    fallbackID = nil
  }

  /// The same under the name of the file that another came from.
  init(_ build: Build, named fallbackID: String?) {
    value = build.value
    self.fallbackID = fallbackID
  }
}

extension Build {
  /// The name that machines use.
  public var id: String? { value["id"]?.textValue }

  /// The name that people use.
  public var name: String? { value["name"]?.textValue }

  /// The value at a path as reports write it, indexes from 0: `gpus[0].vram_gb`.
  public subscript(path: String) -> BuildValue? { value[path: path] }

  /// The stated price, else the sum over all parts; nil where a part states none.
  ///
  /// A sum over some of the parts would rank the build whose prices are unknown as the cheapest.
  public var totalPrice: Double? {
    if let stated = value["price"]?.numberValue { return stated }
    var total = 0.0
    var hasPart = false
    for field in FieldRegistry.version1.root.fields {
      guard let component = field.component, component.field("price") != nil,
        let given = value[field.key]
      else { continue }
      for part in given.listValue ?? [given] {
        guard let price = part["price"]?.numberValue else { return nil }
        total += price * (part["count"]?.numberValue ?? 1)
        hasPart = true
      }
    }
    return hasPart ? total : nil
  }

  /// The canonical form as JSON; the same build always gives the same bytes.
  public func canonicalJSON(pretty: Bool = false) -> String {
    CanonicalText.json(value, of: FieldRegistry.version1.root, pretty: pretty)
  }

  /// The canonical form as YAML; the same build always gives the same bytes.
  public func canonicalYAML() -> String {
    CanonicalText.yaml(value, of: FieldRegistry.version1.root)
  }
}

extension Build: Hashable {
  // The file a build came from is not a part of what it is.
  public static func == (left: Build, right: Build) -> Bool { left.value == right.value }
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
