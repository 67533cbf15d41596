import RigModel
import Testing

@Suite("The registry is one consistent table")
struct FieldRegistryTests {
  let registry = FieldRegistry.version1

  @Test("every field has a doc in both languages and a key in snake case")
  func everyFieldIsDocumented() {
    for component in registry.components {
      for field in component.fields {
        #expect(field.doc.english.hasSuffix("."), "\(component.name).\(field.key)")
        #expect(field.doc.chinese.hasSuffix("。"), "\(component.name).\(field.key)")
        #expect(field.key.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 95 })
      }
    }
  }

  @Test("no key, alias or component stands twice")
  func namesAreUnique() {
    #expect(Set(registry.components.map(\.name)).count == registry.components.count)
    for component in registry.components {
      let names = component.fields.flatMap { [$0.key] + $0.aliases }
      #expect(Set(names).count == names.count)
    }
    #expect(Set(registry.allKeys).count == registry.allKeys.count)
  }

  @Test("the unit of a field is the end of its key")
  func unitIsInTheKey() {
    let endings = [
      "GB": "_gb", "W": "_w", "mm": "_mm", "GHz": "_ghz", "MT/s": "_mts", "V": "volts",
      "A": "amps", "bit": "precision", "GB/s": "_gbs",
    ]
    for (path, field) in registry.allPaths {
      guard let unit = field.unit, let ending = endings[unit] else {
        #expect(field.unit == nil, "\(path)")
        continue
      }
      #expect(field.key.hasSuffix(ending), "\(path)")
    }
  }

  @Test("every path of the registry parses as itself")
  func everyPathParses() throws {
    for (path, field) in registry.allPaths {
      #expect(try FieldPath(parsing: path).description == path)
      if field.isList { #expect(try FieldPath(parsing: path + "[]").steps.last == .each) }
    }
    #expect(registry.allPaths.count > 145)
  }

  static let wrongPaths: [(String, String?)] = [
    ("gpus[].tdp", "did you mean `gpus[].tdp_w`?"),
    ("gpus.tdp_w", "did you mean `gpus[].tdp_w`?"),
    ("gpu.tdp", "did you mean `gpus[].tdp_w`?"),
    ("gpu[].vram_gb", "did you mean `gpus[].vram_gb`?"),
    ("gpus[0].tdp_w", "write `gpus[]`"),
    ("cpu[].tdp_w", "did you mean `cpu.tdp_w`?"),
    ("cpu.tdp_w.max", "did you mean `cpu.tdp_w`?"),
    ("case.max_gpu_length", "did you mean `chassis.max_gpu_length_mm`?"),
    ("gpus[].power_connectors.pcie_8", "did you mean `gpus[].power_connectors.pcie_8pin`?"),
    ("gpus[].count", "use the number of entries"),
    ("nothing", nil), ("", "write fields with dots between, such as `gpus[].tdp_w`"),
    ("gpus[", "`[]` stands for every element"),
    ("gpus[][]", "`[]` stands for every element"),
    ("cpu..tdp_w", "write fields with dots between, such as `gpus[].tdp_w`"),
  ]

  @Test("a wrong path is refused with the near one", arguments: wrongPaths)
  func wrongPath(path: String, hint: String?) {
    #expect { try FieldPath(parsing: path) } throws: { ($0 as? Diagnostic)?.hint == hint }
  }

  @Test(
    "paths below extra and x_ are free",
    arguments: [
      "extra", "extra.a.b[]", "x_plugin.key", "gpus[].x_note", "cpu.x_list[].y",
    ])
  func freePath(path: String) throws {
    #expect(try FieldPath(parsing: path).description == path)
  }

  @Test(
    "a name finds its neighbour",
    arguments: [
      ("vram", ["tdp_w", "vram_gb"], "vram_gb"), ("recieve", ["receive", "relieve"], "receive"),
      ("psu/watage", ["psu/wattage", "psu/efficiency"], "psu/wattage"), ("os", ["id"], nil),
      ("", ["a"], nil), ("xyz", ["motherboard"], nil), ("GPUS", ["gpus"], "gpus"),
      ("gold", ["80-plus-bronze", "80-plus-gold"], "80-plus-gold"),
      ("ab", ["ba", "abc"], "abc"), ("a", ["a"], nil),
      (String(repeating: "a", count: 100_000), ["a"], nil),
    ] as [(String, [String], String?)])
  func nearName(written: String, names: [String], near: String?) {
    #expect(registry.nearest(to: written, among: names) == near)
  }
}
