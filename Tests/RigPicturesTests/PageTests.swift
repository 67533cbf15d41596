import Foundation
import RigModel
import RigPictures
import RigReports
import RigRules
import Testing

/// The page: one file, the same bytes each time, and nothing that a name could do to it.
@Suite struct PageTests {
  static func page(
    of builds: [Build], in language: Language = .english, named name: String? = nil
  ) throws -> String {
    let engine = try Shipped.engine(of: language)
    let reports = try builds.map { build in
      let report = try engine.evaluate(build)
      return ReportedBuild(
        name.map { report.named($0) } ?? report, file: "b.yaml", build: build)
    }
    let writer = ReportWriter(ruleSet: engine.ruleSet, language: language)
    return String(decoding: writer.bytes(of: reports, as: .html), as: UTF8.self)
  }

  @Test(arguments: Shipped.paths) func pageIsSmallAndWhole(_ path: String) throws {
    let page = try Self.page(of: [Shipped.build(path)], in: .chinese)
    #expect(page.utf8.count < 250_000, "\(page.utf8.count) bytes")
    try Self.checkMarkup(page)
    for kind in PictureKind.allCases {
      #expect(page.contains("id=\"b1-\(kind.rawValue)\""))
    }
  }

  @Test func threeBuildsStandSideBySide() throws {
    let builds = try ["four-2080ti", "single-4090", "kaggle-budget"].map {
      try Shipped.build("builds/\($0).yaml")
    }
    let page = try Self.page(of: builds)
    #expect(page.utf8.count < 250_000, "\(page.utf8.count) bytes")
    try Self.checkMarkup(page)
    #expect(page.ranges(of: "<article ").count == 3)
    #expect(page.contains("class=\"differs\""))
    let same = try Self.page(of: [builds[0], builds[0]])
    #expect(!same.contains("class=\"differs\""))
    #expect(try Self.page(of: builds) == page)
  }

  /// Every rule stands in the table, also those that do not apply, with the fields they look at.
  @Test func everyRuleIsListed() throws {
    let page = try Self.page(of: [Shipped.build("builds/four-2080ti.yaml")])
    for rule in try Shipped.engine().ruleSet.rules {
      #expect(page.contains("<code>\(rule.id)</code>"), "\(rule.id)")
    }
    #expect(page.contains("does not apply<br><small>looked at: "))
    #expect(page.contains("<q lang=\"zh\">散热：多块 GPU 注意散热</q>"))
    #expect(page.contains("6,459"))
  }

  @Test func theTextInsteadIsThePictures() throws {
    let build = try Shipped.build("builds/four-2080ti.yaml")
    let page = try Self.page(of: [build])
    let pictures = try Shipped.pictures(of: build)
    for kind in PictureKind.allCases {
      for sentence in pictures.sentences(kind) {
        #expect(page.contains("<li>\(XMLText.escaped(sentence))</li>"), "\(sentence)")
      }
    }
  }

  // MARK: Hostile names

  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)",
    "]]>", "--><script>", "</style></title></svg><b>", "&lt;b&gt; &amp; &#60;",
    "a\u{0}b\u{1B}[31mc\u{7F}\u{9B}d", "\u{202E}gnp.exe\u{202C}\u{2066}x\u{2069}\u{200F}",
    "url(javascript:alert(1))", "a\u{FFFE}b", "Z\u{0301}\u{0301}\u{0301}\u{0301}",
    String(repeating: "<x>", count: 3_334), String(repeating: "名", count: 10_000),
  ]

  @Test(arguments: hostile) func aNameIsOnlyAName(_ name: String) throws {
    // What the decoder refuses comes in as the name that a program gives a report.
    let given = name
    let name = (try? Build(["name": .text(given)])) == nil ? String(given.prefix(100)) : given
    let value: BuildValue = [
      "id": "h", "currency": .text(name),
      "cpu": ["name": .text(name), "socket": .text(name)],
      "cpu_cooler": ["name": .text(name)], "memory": [["name": .text(name), "capacity_gb": 32]],
      "motherboard": [
        "name": .text(name), "pcie_slots": [["position": 1, "size": "x16", "lanes": 16]],
      ],
      "gpus": [
        ["name": .text(name), "slot_width": 2, "length_mm": 300, "slot": 1, "cooling": "open-air"],
        ["chipset": .text(name), "slot_width": 2, "mount": "riser"],
      ],
      "psus": [["name": .text(name), "wattage_w": 600]], "storage": [["name": .text(name)]],
      "chassis": ["name": .text(name), "max_gpu_length_mm": 280],
    ]
    let isRefused = (try? Build(value)) == nil
    let build = isRefused ? try HardBuilds.build("short cards") : try Build(value)
    for language in Language.allCases {
      let page = try Self.page(of: [build, build], in: language, named: given)
      try Self.checkMarkup(page)
      #expect(page.utf8.count < 250_000, "\(page.utf8.count) bytes")
      let pictures = try Shipped.pictures(of: build, in: language)
      for kind in PictureKind.allCases {
        try Self.checkMarkup(pictures.svg(kind))
        #expect(!pictures.text(kind, columns: 80).unicodeScalars.contains(where: Self.isHidden))
      }
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && [.control, .format].contains(scalar.properties.generalCategory)
  }

  private static let elements: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "article",
    "section", "nav", "h1", "h2", "h3", "p", "a", "span", "div", "figure", "figcaption", "details",
    "summary", "ul", "li", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "code", "small",
    "strong", "b", "q", "br", "svg", "desc", "defs", "pattern", "marker", "path", "rect", "text",
  ]
  private static let attributes: Set<String> = [
    "lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "aria-label",
    "aria-labelledby", "role", "tabindex", "title", "scope", "colspan", "viewBox", "xmlns",
    "width", "height", "x", "y", "d", "fill", "font-size", "text-anchor", "marker-end",
    "patternUnits", "patternTransform", "refX", "refY", "markerWidth", "markerHeight", "orient",
  ]
  private static let empty: Set<String> = ["meta", "br"]

  /// Elements are only ours, nest, and have only attributes of ours; nothing is loaded.
  private static func checkMarkup(_ page: String) throws {
    #expect(!page.unicodeScalars.contains(where: isHidden))
    var open: [String] = []
    var rest = page[...].drop { $0 == "\n" }
    if rest.hasPrefix("<!DOCTYPE html>") { rest = rest.dropFirst(15) }
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: ">") else {
        Issue.record("a tag that never ends")
        return
      }
      let tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        #expect(open.popLast() == String(tag.dropFirst()), "</\(tag)")
        continue
      }
      let name = String(tag.prefix { $0 != " " && $0 != "/" })
      #expect(elements.contains(name), "<\(tag.prefix(80))>")
      checkAttributes(tag.dropFirst(name.count))
      if tag.last != "/", !empty.contains(name) { open.append(name) }
      if name == "style" {
        guard let close = rest.firstRange(of: "</style>") else {
          Issue.record("a style sheet that never ends")
          return
        }
        let text = rest[..<close.lowerBound]
        #expect(!text.contains("url(") && !text.contains("@import"))
        rest = rest[close.lowerBound...]
      }
    }
    #expect(open.isEmpty, "\(open)")
  }

  private static func checkAttributes(_ text: Substring) {
    for match in text.matches(of: /([A-Za-z-]+)="([^"]*)"/) {
      let (name, value) = (String(match.1), match.2)
      #expect(attributes.contains(name), "\(name)=\(value)")
      if name == "href" { #expect(value.hasPrefix("#")) }
      if value.contains("url(") { #expect(value.hasPrefix("url(#")) }
    }
    let bare = text.replacing(/([A-Za-z-]+)="[^"]*"/, with: "").filter { $0 != " " && $0 != "/" }
    #expect(bare.isEmpty, "\(bare)")
  }

  // MARK: Contrast

  /// Texts of pictures and page on every ground they stand on, in light and dark: 4.5 to 1.
  @Test(arguments: [0, 1]) func textsAreReadable(_ theme: Int) {
    let themes = PictureStyles.text.split(separator: ":root{").map { part in
      Dictionary(
        part.matches(of: /--([a-z-]+):#([0-9a-f]{3,6})/).map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { first, _ in first })
    }
    #expect(themes.count == 3)
    #expect(themes[0] == themes[2], "print is light")
    let colors = themes[theme]
    for ground in ["page", "ok", "warn", "bad", "un", "cpu", "gpu", "rest"] {
      let contrast = Self.contrast(colors["ink"] ?? "", colors[ground] ?? "")
      #expect(contrast >= 4.5, "ink on \(ground): \(contrast)")
    }
    #expect(Self.contrast(colors["muted"] ?? "", colors["page"] ?? "") >= 4.5)
    #expect(Self.contrast(colors["ink"] ?? "", colors["hatch"] ?? "") >= 4.5)
  }

  private static func contrast(_ one: String, _ other: String) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ color: String) -> Double {
    let long = color.count == 3 ? color.map { "\($0)\($0)" }.joined() : color
    let parts = stride(from: 0, to: 6, by: 2).map { at -> Double in
      let digits = long.dropFirst(at).prefix(2)
      let value = Double(Int(digits, radix: 16) ?? 0) / 255
      return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}

extension Report {
  /// The same report with the id and the name that a program gives it.
  func named(_ name: String) -> Report {
    Report(
      id: name, name: name, verdict: verdict, score: score, coverage: coverage, counts: counts,
      results: results, notices: [Notice(kind: .stale, message: name, at: name)],
      ruleset: ruleset, price: price)
  }
}
