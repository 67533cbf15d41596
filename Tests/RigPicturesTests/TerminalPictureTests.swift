import RigModel
import RigPictures
import RigRules
import Testing

/// Pictures as text: no line is wider than its window.
@Suite struct TerminalPictureTests {
  @Test(arguments: [24, 32, 47, 48, 80, 120])
  func noLineIsTooWide(_ columns: Int) throws {
    for path in [
      "builds/four-2080ti.yaml", "builds/single-4090.yaml", "checks/mixed-widths/build.yaml",
    ] {
      try Self.check(try Shipped.build(path), columns, path)
    }
    for name in HardBuilds.names { try Self.check(try HardBuilds.build(name), columns, name) }
  }

  private static func check(_ build: Build, _ columns: Int, _ place: String) throws {
    for language in Language.allCases {
      let pictures = try Shipped.pictures(of: build, in: language)
      for kind in PictureKind.allCases {
        let text = pictures.text(kind, columns: columns)
        #expect(text.hasSuffix("\n"))
        for line in text.split(separator: "\n") {
          let width = ColumnWidth.of(String(line))
          #expect(width <= columns, "\(place) \(kind): \(width) columns: \(line)")
        }
      }
    }
  }

  @Test func fourOpenAirCardsAreSeenToFail() throws {
    let pictures = try Shipped.pictures(of: Shipped.build("builds/four-2080ti.yaml"))
    let text = pictures.text(.slots, columns: 80)
    #expect(text.components(of: "fans blocked").count == 3)
    #expect(text.contains("✗✗✗ ✗ fans blocked: card 2 sits right below"))
    #expect(text.contains("▲▲▲ ✓ its fans look into the case"))
    #expect(
      pictures.drawing(.slots).elements.count { element in
        if case .box(_, .stoppedAir) = element { true } else { false }
      } == 3)
  }
}

extension String {
  fileprivate func components(of part: String) -> [Range<String.Index>] { ranges(of: part) }
}
