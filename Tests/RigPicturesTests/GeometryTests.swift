import RigModel
import RigPictures
import RigRules
import Testing

/// Every picture of every fixture, in both languages, is in order as geometry.
@Suite struct GeometryTests {
  @Test func fixturesAreThere() { #expect(Shipped.paths.count >= 50) }

  @Test(arguments: Shipped.paths) func fixtureIsInOrder(_ path: String) throws {
    try Self.check(try Shipped.build(path), path)
  }

  @Test(arguments: HardBuilds.names) func hardBuildIsInOrder(_ name: String) throws {
    try Self.check(try HardBuilds.build(name), name)
  }

  private static func check(_ build: Build, _ place: String) throws {
    for language in Language.allCases {
      let pictures = try Shipped.pictures(of: build, in: language)
      for kind in PictureKind.allCases {
        check(pictures.drawing(kind), "\(place) \(kind) \(language.rawValue)")
      }
    }
  }

  private static func check(_ drawing: Drawing, _ place: String) {
    let page = Rectangle(0, 0, drawing.width, drawing.height)
    let labels = drawing.labels
    for (index, label) in labels.enumerated() {
      #expect(page.contains(label.frame), "\(place): `\(label.text)` leaves the picture")
      let room = label.room
      #expect(
        label.frame.x >= room.x - 0.1 && label.frame.right <= room.right + 0.1,
        "\(place): `\(label.text)` leaves its room")
      for other in labels[(index + 1)...] where label.frame.overlaps(other.frame) {
        Issue.record("\(place): `\(label.text)` is over `\(other.text)`")
      }
    }
    for case .box(let frame, _) in drawing.elements {
      #expect(frame.width >= 0 && frame.height >= 0, "\(place): \(frame)")
      #expect(page.contains(frame), "\(place): a box leaves the picture: \(frame)")
    }
    // The texts of a box stand in it, not across its edge.
    for label in labels {
      for case .box(let frame, .stoppedAir) in drawing.elements where frame.overlaps(label.frame) {
        Issue.record("\(place): `\(label.text)` is under hatching")
      }
    }
  }

  @Test(arguments: [(20.32, 1.0), (40.64, 2.0)])
  func slotsAreToScale(_ distance: Double, _ slots: Double) throws {
    #expect(SlotsPicture.pitchMM * slots == distance)
    let pictures = try Shipped.pictures(of: Shipped.build("builds/four-2080ti.yaml"))
    let bodies = pictures.slots.drawing.elements.compactMap { element -> Rectangle? in
      guard case .box(let frame, .state(let state)) = element, state != .free else { return nil }
      return frame
    }
    #expect(bodies.count == 4)
    // A card of 270 mm and two slots keeps the proportion of its length to the slots' distance.
    let step = (bodies[1].y - bodies[0].y) / 2
    #expect(abs(bodies[0].width / step - 270 / SlotsPicture.pitchMM) < 0.01)
  }
}

/// What must never be: something that is not known, drawn as fitting.
@Suite struct UnknownTests {
  @Test func nothingStatedIsNothingThatFits() throws {
    let pictures = try Shipped.pictures(of: HardBuilds.build("nothing"))
    for kind in PictureKind.allCases {
      #expect(pictures.state(of: kind) != .fits, "\(kind)")
      for case .box(_, let style) in pictures.drawing(kind).elements {
        #expect(style != .state(.fits), "\(kind)")
      }
      #expect(!pictures.text(kind, columns: 80).contains("✓"), "\(kind)")
      #expect(!pictures.svg(kind).contains("class=\"fits\""), "\(kind)")
    }
  }

  /// One field is taken away at a time; the picture that needs it no longer says that all fits.
  @Test(arguments: [
    ("motherboard.pcie_slots", PictureKind.slots), ("gpus.slot_width", .slots),
    ("cpu.tdp_w", .power), ("psus.wattage_w", .power), ("gpus.power_connectors", .power),
    ("gpus.length_mm", .chassis), ("chassis.max_gpu_length_mm", .chassis),
    ("gpus.vram_gb", .memory), ("memory", .memory),
  ])
  func aMissingFieldIsUnknown(_ path: String, _ kind: PictureKind) throws {
    let build = try Shipped.build("builds/four-2080ti.yaml")
    let keys = path.split(separator: ".").map(String.init)
    let without = try Build(build.value.removing(keys))
    let pictures = try Shipped.pictures(of: without)
    let text = pictures.sentences(kind).joined(separator: "\n")
    #expect(text.contains("?"), "\(text)")
    #expect(pictures.svg(kind).contains("class=\"unknown\""))
  }

  /// A rule that is switched off has not said that something fits.
  @Test func aRuleThatIsOffSaysNothing() throws {
    let build = try Shipped.build("builds/single-4090.yaml")
    let engine = try Shipped.engine()
    let report = try engine.evaluate(build)
    let none = Report(
      id: report.id, name: nil, verdict: .pass, score: nil, coverage: 0, counts: OutcomeCounts(),
      results: [], ruleset: report.ruleset)
    let pictures = Pictures(of: build, report: none, rules: [])
    for kind in PictureKind.allCases {
      #expect(pictures.state(of: kind) == .unknown, "\(kind)")
    }
  }
}

extension BuildValue {
  /// The value without a key, in every entry of a list on the way.
  func removing(_ keys: [String]) -> BuildValue {
    switch self {
    case .list(let items): return .list(items.map { $0.removing(keys) })
    case .map(let fields):
      guard let key = keys.first else { return self }
      if keys.count == 1 { return .map(fields.filter { $0.key != key }) }
      return .map(
        fields.map {
          $0.key == key ? .init(key: key, value: $0.value.removing(Array(keys.dropFirst()))) : $0
        })
    default: return self
    }
  }
}
