import CBuildScan
import Foundation
import LuaRuntime
import RigModel
import RigRules
import Testing

@testable import RigBatch

/// What batches make of the field registry, whatever fields it has.
@Suite("Every field of the registry in a batch")
struct RegistryFieldsTests {
  private let registry = FieldRegistry.version1

  /// JSON that a field of this kind accepts.
  private static func sample(_ kind: FieldKind) -> String {
    switch kind {
    case .integer(let range): "\(range.upperBound)"
    case .integerChoice(let choices): "\(choices[0])"
    case .number(let range): "\(range.upperBound)"
    case .text: "\"text\""
    case .powerTarget: "\"gpu:1\""
    case .boolean: "false"
    case .enumeration(let words, _): "\"\(words[words.count - 1])\""
    case .list(let element, _): "[\(sample(element))]"
    case .map(let component): all(of: component)
    case .free: "{\"a\":[1]}"
    }
  }

  /// A part that states all its fields, the last one first.
  private static func all(of component: ComponentDefinition) -> String {
    let fields = component.fields.filter { !$0.isShorthand && !contradicts($0) }
    let entries = fields.reversed().map { "\"\($0.key)\":\(sample($0.kind))" }
    return "{\(entries.joined(separator: ","))}"
  }

  /// A kit's capacity is the product of what else it states.
  private static func contradicts(_ field: FieldDefinition) -> Bool { field.key == "capacity_gb" }

  @Test("a build that states everything is the same build in a batch and alone")
  func everything() throws {
    let line = Self.all(of: registry.root)
    let build = try Build(parsing: Array(line.utf8), as: .json, file: "all.json")
    let engine = try shippedEngine()
    let folder = try Folder()
    let input = try folder.write("in.jsonl", line + "\n" + line + "\n")
    let alone = String(decoding: JSONLines.of(try engine.evaluate(build)), as: UTF8.self)
    #expect(try batch(engine, [input], in: folder).text == alone + alone)
  }

  @Test("no part has more fields than a mask of the memo and of the scanner has bits")
  func masks() {
    #expect(registry.root.fields.count <= LuaRuntime.maximumRootKeys)
    #expect(registry.root.fields.count <= Int(SCAN_MAX_ROOT))
    for component in registry.components where component != registry.root {
      #expect(component.fields.count < Int(LuaRuntime.freeField), "\(component.name)")
      #expect(component.fields.count <= Int(SCAN_MAX_FIELDS), "\(component.name)")
    }
  }

  /// A schema whose root has so many names for one field.
  private func opens(keys: Int, position: UInt32 = 0, content: UInt32 = 0) -> Bool {
    let names = (0..<keys).map { strdup("key\($0)") }
    defer { for name in names { free(name) } }
    let fields = names.map { name in
      var field = scan_field()
      field.key = UnsafePointer(name)
      field.key_length = UInt32(strlen(name!))
      field.kind = content == 0 ? SCAN_TEXT.rawValue : SCAN_MAP.rawValue
      field.position = position
      field.content = content
      return field
    }
    var root = scan_component()
    root.field_count = UInt32(keys)
    root.position_count = 1
    return fields.withUnsafeBufferPointer { fields in
      withUnsafePointer(to: root) { root in
        var parts = scan_schema_parts()
        parts.components = root
        parts.component_count = 1
        parts.fields = fields.baseAddress
        parts.field_count = UInt32(keys)
        let schema = scan_schema_open(&parts)
        scan_schema_close(schema)
        return schema != nil
      }
    }
  }

  @Test("what the tables of the fast decoder do not hold is refused, not written past their end")
  func tooMuchForTheTables() {
    #expect(opens(keys: 1))
    #expect(opens(keys: 127))
    // A search for a key that is not there would find no empty slot and never end.
    #expect(!opens(keys: 128))
    #expect(!opens(keys: 1, position: 1))
    #expect(!opens(keys: 1, content: 1))
  }

  @Test("a rule's `unknown` gives a batch the verdict that it gives a build alone")
  func unknownEffect() throws {
    func rule(_ keys: String) -> String {
      """
      return { title = "A rule", \(keys) check = function(build, ctx) end }
      """
    }
    let rules = [
      ("severity = \"error\", needs = { \"psus\" }, unknown = \"note\",", "pass"),
      ("severity = \"error\", needs = { \"psus\" },", "incomplete"),
      ("severity = \"advice\", needs = { \"psus\" }, unknown = \"incomplete\",", "incomplete"),
      ("severity = \"warning\", needs = { \"psus\" },", "pass"),
    ]
    let folder = try Folder()
    let line = #"{"id":"a"}"#
    let input = try folder.write("in.jsonl", line + "\n")
    let build = try Build(parsing: Array(line.utf8), as: .json, file: "a.json")
    for (keys, verdict) in rules {
      let files = ["one.lua": rule("severity = \"error\","), "two.lua": rule(keys)]
      let engine = try Engine(rules: [.files(files)])
      #expect(try engine.evaluate(build).verdict.rawValue == verdict, "\(keys)")
      let text = try batch(engine, [input], in: folder).text
      #expect(text.contains("\"verdict\":\"\(verdict)\""), "\(keys)\n\(text)")
    }
  }
}
