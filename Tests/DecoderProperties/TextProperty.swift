internal import RigModel

/// What must be true of the decoders of YAML and JSON for all bytes: a diagnostic points into the
/// text, and a build that is read is written canonically, read again as the same build and written
/// to the same bytes.
struct TextProperty {
  let format: BuildFormat

  func fault(of bytes: [UInt8]) -> String? {
    do throws(InvalidBuild) {
      let build = try Build(parsing: bytes, as: format, file: "text")
      return fault(of: build)
    } catch {
      return fault(of: error, in: bytes)
    }
  }

  // MARK: Builds

  private func fault(of build: Build) -> String? {
    let json = build.canonicalJSON()
    let pretty = build.canonicalJSON(pretty: true)
    let forms: [(name: String, text: String, format: BuildFormat)] = [
      ("JSON", json, .json), ("JSON as YAML", json, .yaml), ("pretty JSON", pretty, .json),
      ("pretty JSON as YAML", pretty, .yaml), ("YAML", build.canonicalYAML(), .yaml),
    ]
    for form in forms where form.text.utf8.count <= SourceLimits.bytes {
      // JSON has no way to write a key that is too long for YAML.
      if form.name.hasSuffix("as YAML") && hasLongKey(build.value) { continue }
      do throws(InvalidBuild) {
        let again = try Build(parsing: Array(form.text.utf8), as: form.format, file: "text")
        guard again == build else { return "its \(form.name) is another build: \(form.text)" }
        // Texts are compared by their bytes: Swift takes some that differ for equal.
        guard again.canonicalJSON().utf8.elementsEqual(json.utf8) else {
          return "its \(form.name) has another canonical form: \(form.text)"
        }
      } catch {
        return "its \(form.name) is refused: \(error): \(form.text)"
      }
    }
    return nil
  }

  private func hasLongKey(_ value: BuildValue) -> Bool {
    switch value {
    case .map(let fields): fields.contains { $0.key.utf8.count > 160 || hasLongKey($0.value) }
    case .list(let items): items.contains(where: hasLongKey)
    default: false
    }
  }

  // MARK: Diagnostics

  private func fault(of error: InvalidBuild, in bytes: [UInt8]) -> String? {
    guard (1...SourceLimits.diagnostics + 1).contains(error.diagnostics.count) else {
      return "\(error.diagnostics.count) diagnostics"
    }
    let widths = lineWidths(bytes)
    for diagnostic in error.diagnostics {
      let isVisible = diagnostic.description.unicodeScalars.allSatisfy { $0.value >= 0x20 }
      guard !diagnostic.message.isEmpty, isVisible else {
        return "a message that cannot be shown: \(diagnostic)"
      }
      guard let line = diagnostic.line else { continue }
      guard widths.indices.contains(line - 1) else { return "there is no such line: \(diagnostic)" }
      // The end of a line is a place too.
      let columns = 1...widths[line - 1] + 1
      if let column = diagnostic.column, !columns.contains(column) {
        return "there is no such column: \(diagnostic)"
      }
    }
    return nil
  }

  /// The scalars of each line, where a byte outside UTF-8 may count as one.
  private func lineWidths(_ bytes: [UInt8]) -> [Int] {
    var widths = [0]
    for (index, byte) in bytes.enumerated() {
      let isEnd = byte == 0x0a || byte == 0x0d && !bytes[(index + 1)...].starts(with: [0x0a])
      if isEnd {
        widths.append(0)
      } else if byte & 0xc0 != 0x80 {
        widths[widths.count - 1] += 1
      }
    }
    return widths
  }
}
