import RigCatalog
import RigModel
import RigReports
import RigRules

/// Parts of the catalogue for people and for programs.
struct PartPrinter {
  let language: Language

  // MARK: For people

  /// One line for each part: its name and the fields that tell it from others.
  func list(_ parts: [Part]) -> String {
    parts.map { part in
      let facts = Self.telling(part.category).compactMap { key in
        part[key].map { "\(key) \(Self.text($0.value.value))" }
      }
      return Console.visible(part.fullName) + "\n    \(part.id)"
        + (facts.isEmpty ? "" : "\n    " + Console.visible(facts.joined(separator: ", "))) + "\n"
    }.joined()
  }

  /// Every value of a part with its source and how sure it is.
  func page(_ part: Part) -> String {
    var text = Console.visible(part.fullName) + "\n" + part.id + "\n\n"
    let width = part.fields.map { $0.key.count }.max() ?? 0
    for field in part.fields {
      text += TextLayout.padded(field.key, to: width) + "  " + Self.line(field.value) + "\n"
      for other in field.disagreeing {
        let words = LocalizedText(english: "also stated: ", chinese: "另有记载：")[language]
        text += String(repeating: " ", count: width + 2) + words + Self.line(other) + "\n"
      }
    }
    return text + "\n" + attribution
  }

  private static func line(_ value: SourcedValue) -> String {
    Console.visible("\(text(value.value))  (\(value.certainty.word); \(value.source))")
  }

  var attribution: String {
    LocalizedText(
      english: "Contains facts of BuildCores OpenDB (ODC-By 1.0) and linuxhw/DMI (CC BY 4.0); "
        + "see NOTICE.\n",
      chinese: "含 BuildCores OpenDB（ODC-By 1.0）与 linuxhw/DMI（CC BY 4.0）的数据，详见 NOTICE。\n")[
        language]
  }

  /// The fields of two or more parts side by side; those that differ are marked.
  func comparison(_ parts: [Part]) -> String {
    let keys = Self.keys(of: parts)
    let unknown = LocalizedText(english: "unknown", chinese: "未知")[language]
    var text = ""
    for (index, part) in parts.enumerated() {
      text += "\(index + 1)  \(Console.visible(part.fullName))\n"
    }
    for key in keys {
      let values = parts.map { part in part[key].map { Self.text($0.value.value) } ?? unknown }
      let mark = Set(values).count > 1 ? "* " : "  "
      text += "\n\(mark)\(key)\n"
      for (index, value) in values.enumerated() {
        text += "    \(index + 1)  \(Console.visible(value))\n"
      }
    }
    return text
  }

  /// The fields that any of some parts has, in the registry's order of the first.
  static func keys(of parts: [Part]) -> [String] {
    var keys: [String] = []
    for part in parts {
      for field in part.fields where !keys.contains(field.key) { keys.append(field.key) }
    }
    return keys
  }

  /// A value as a person reads it.
  static func text(_ value: BuildValue) -> String {
    switch value {
    case .boolean(let flag): return flag ? "true" : "false"
    case .integer(let number): return "\(number)"
    case .number(let number): return "\(number)"
    case .text(let text): return text
    case .list(let items): return items.isEmpty ? "none" : items.map(text).joined(separator: ", ")
    case .map(let fields):
      return fields.isEmpty
        ? "none" : fields.map { "\($0.key) \(text($0.value))" }.joined(separator: " / ")
    }
  }

  private static func telling(_ category: PartCategory) -> [String] {
    switch category {
    case .gpu: ["vram_gb", "tdp_w", "length_mm", "slot_width", "cooling"]
    case .cpu: ["socket", "cores", "tdp_w", "pcie_lanes"]
    case .cpuCooler: ["type", "height_mm", "radiator_mm"]
    case .motherboard: ["socket", "chipset", "form_factor", "memory_type"]
    case .memory: ["type", "capacity_gb", "modules", "speed_mts"]
    case .storage: ["type", "capacity_gb"]
    case .psu: ["wattage_w", "efficiency", "form_factor"]
    case .chassis: ["form_factor", "max_gpu_length_mm", "expansion_slots"]
    }
  }

  // MARK: For programs

  func json(_ parts: [Part]) -> [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginArray()
    for part in parts { Self.append(part, to: &json) }
    json.endArray()
    json.endLine()
    return json.bytes
  }

  static func append(_ part: Part, to json: inout JSONBytes) {
    json.beginObject()
    json.field("id", part.id)
    json.field("category", part.category.rawValue)
    json.field("maker", part.maker)
    json.field("name", part.name)
    json.key("fields")
    json.beginObject()
    for field in part.fields {
      json.key(field.key)
      json.beginObject()
      append(field.value, to: &json)
      if !field.disagreeing.isEmpty {
        json.key("disagreeing")
        json.beginArray()
        for other in field.disagreeing {
          json.beginObject()
          append(other, to: &json)
          json.endObject()
        }
        json.endArray()
      }
      json.endObject()
    }
    json.endObject()
    json.endObject()
  }

  private static func append(_ value: SourcedValue, to json: inout JSONBytes) {
    json.append("value", value.value)
    json.field("certainty", value.certainty.word)
    json.field("source", value.source)
  }
}
