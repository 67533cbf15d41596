/// Pictures of one or several builds below each other, in one file of SVG.
public enum PictureSheet {
  /// The pictures of builds, each with the name of its build above.
  public static func svg(
    of builds: [(name: String, pictures: Pictures)], kinds: [PictureKind]
  ) -> String {
    guard let first = builds.first else { return "" }
    var drawings: [(title: String, drawing: Drawing)] = []
    var sentences: [String] = []
    for (name, pictures) in builds {
      for kind in kinds {
        let title = "\(DisplayText.clean(name)) – \(kind.title(in: pictures.words.language))"
        drawings.append((title, pictures.drawing(kind)))
        sentences += [title] + pictures.sentences(kind)
      }
    }
    let title = drawings.map(\.title).joined(separator: "; ")
    return SVGWriter(id: "picture", title: title, words: first.pictures.words, isAlone: true)
      .text(of: stacked(drawings), sentences: sentences)
  }

  private static func stacked(_ drawings: [(title: String, drawing: Drawing)]) -> Drawing {
    var sheet = Drawing(width: drawings.map(\.drawing.width).max() ?? 640)
    for (title, drawing) in drawings {
      let top = sheet.height + 10
      sheet.label(
        title, in: Rectangle(8, top, sheet.width - 16, 22), size: 15, bold: true)
      sheet.append(drawing, down: top + 30)
    }
    sheet.height += 8
    return sheet
  }
}
