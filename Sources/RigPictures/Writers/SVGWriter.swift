internal import RigModel
internal import RigRules

/// A drawing as SVG.
struct SVGWriter {
  /// Begins every id within, so that several pictures may stand on one page.
  let id: String
  let title: String
  let words: PictureWords
  /// Whether it brings its own styles.
  let isAlone: Bool

  func text(of drawing: Drawing, sentences: [String]) -> String {
    let (width, height) = (Self.number(drawing.width), Self.number(drawing.height))
    var text = "<svg"
    if isAlone {
      text += " xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
    }
    text += " class=\"pic\" viewBox=\"0 0 \(width) \(height)\" role=\"img\""
    text += " lang=\"\(words.language.rawValue)\" aria-labelledby=\"\(id)-t \(id)-d\">\n"
    text += "<title id=\"\(id)-t\">\(XMLText.escaped(title))</title>\n"
    text += "<desc id=\"\(id)-d\">\(XMLText.escaped(sentences.joined(separator: "\n")))</desc>\n"
    if isAlone { text += "<style>\n\(PictureStyles.text)</style>\n" }
    text += definitions
    if isAlone { text += "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\"/>\n" }
    for element in drawing.elements { text += self.text(of: element) + "\n" }
    return text + "</svg>\n"
  }

  /// Hatching, and the head of arrows.
  private var definitions: String {
    """
    <defs>\
    <pattern id="\(id)-h" width="7" height="7" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><path class="hatch" d="M0 0V7"/></pattern>\
    <pattern id="\(id)-x" width="6" height="6" patternUnits="userSpaceOnUse">\
    <path class="cross" d="M0 0L6 6M6 0L0 6"/></pattern>\
    <marker id="\(id)-a" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="5" markerHeight="5" \
    orient="auto"><path class="head" d="M0 0L8 4L0 8Z"/></marker>\
    </defs>

    """
  }

  private func text(of element: Drawing.Element) -> String {
    switch element {
    case .box(let frame, let style):
      let place =
        "x=\"\(Self.number(frame.x))\" y=\"\(Self.number(frame.y))\" "
        + "width=\"\(Self.number(frame.width))\" height=\"\(Self.number(frame.height))\""
      let box = "<rect class=\"\(style.name)\" \(place)/>"
      return switch style {
      case .state(.unknown): box + "<rect \(place) fill=\"url(#\(id)-h)\"/>"
      case .stoppedAir:
        box + "<rect \(place) fill=\"url(#\(id)-x)\"/>"
      default: box
      }
    case .line(let x1, let y1, let x2, let y2, let style, let isArrow):
      let head = isArrow ? " marker-end=\"url(#\(id)-a)\"" : ""
      return
        "<path class=\"\(style.name)\" d=\"M\(Self.number(x1)) \(Self.number(y1))"
        + "L\(Self.number(x2)) \(Self.number(y2))\"\(head)/>"
    case .label(let label): return text(of: label)
    }
  }

  private func text(of label: DrawingLabel) -> String {
    let classes = [label.isBold ? "b" : "", label.isMuted ? "m" : ""].filter { !$0.isEmpty }
    var text = "<text x=\"\(Self.number(label.x))\" y=\"\(Self.number(label.baseline))\""
    if !classes.isEmpty { text += " class=\"\(classes.joined(separator: " "))\"" }
    if label.size != 11.5 { text += " font-size=\"\(Self.number(label.size))\"" }
    if label.anchor != .start { text += " text-anchor=\"\(label.anchor.rawValue)\"" }
    return text + ">\(XMLText.escaped(label.text))</text>"
  }

  private static func number(_ value: Double) -> String {
    DecimalText.short((value * 10).rounded() / 10)
  }
}

/// How boxes, lines and labels look, in light and dark.
public enum PictureStyles {
  /// Style sheet rules for a picture, alone or on a page.
  public static let text = """
    :root{--page:#fff;--ink:#1b1f24;--muted:#535b66;--edge:#8b949e;--ok:#dbf2e3;--ok-e:#1a7f4b;\
    --warn:#fdf0c8;--warn-e:#8a5a00;--bad:#ffdfdb;--bad-e:#b42318;--un:#eef0f3;--un-e:#5b6470;\
    --cpu:#cfe2ff;--gpu:#e4d8fb;--rest:#dfe4ea;--lane:#f2f4f7;--wired:#4a6fa5;--hatch:#b4bbc4}
    @media (prefers-color-scheme:dark){:root{--page:#10151b;--ink:#e8edf3;--muted:#a5b0bc;\
    --edge:#6d7884;--ok:#12382a;--ok-e:#4ac585;--warn:#3f310a;--warn-e:#e3b341;--bad:#4d1815;\
    --bad-e:#ff9389;--un:#20262d;--un-e:#a5b0bc;--cpu:#1d3d70;--gpu:#42306e;--rest:#333c46;\
    --lane:#1a2128;--wired:#7ba7e6;--hatch:#4a545f}}
    @media print{:root{--page:#fff;--ink:#1b1f24;--muted:#535b66;--edge:#8b949e;--ok:#dbf2e3;\
    --ok-e:#1a7f4b;--warn:#fdf0c8;--warn-e:#8a5a00;--bad:#ffdfdb;--bad-e:#b42318;--un:#eef0f3;\
    --un-e:#5b6470;--cpu:#cfe2ff;--gpu:#e4d8fb;--rest:#dfe4ea;--lane:#f2f4f7;--wired:#4a6fa5;\
    --hatch:#b4bbc4}}
    .pic{font:11.5px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC",\
    "PingFang SC","Microsoft YaHei",sans-serif}
    .pic text{fill:var(--ink)}.pic .m{fill:var(--muted)}.pic .b{font-weight:600}
    .pic rect{stroke-width:1}.pic path{stroke-width:1.5;fill:none}
    .pic .page{fill:var(--page)}
    .pic .fits{fill:var(--ok);stroke:var(--ok-e)}.pic .tight{fill:var(--warn);stroke:var(--warn-e)}
    .pic .exceeds,.pic .blocked{fill:var(--bad);stroke:var(--bad-e)}
    .pic .blocked,.pic .exceeds{stroke-width:2}
    .pic .unknown{fill:var(--un);stroke:var(--un-e);stroke-dasharray:5 3}
    .pic .free{fill:none;stroke:var(--edge);stroke-dasharray:2 3}
    .pic .plain,.pic .rest{fill:var(--rest);stroke:var(--edge)}
    .pic .cpu{fill:var(--cpu);stroke:var(--edge)}.pic .cards{fill:var(--gpu);stroke:var(--edge)}
    .pic .amount{fill:var(--cpu);stroke:var(--edge)}
    .pic .connector{fill:var(--lane);stroke:var(--edge)}.pic .wired{fill:var(--wired)}
    .pic .room{fill:none;stroke:var(--ink);stroke-width:1.5}
    .pic .wall{stroke:var(--ink);stroke-width:3}.pic .mark{stroke:var(--ink)}
    .pic .air{stroke:var(--ok-e);stroke-width:2.5}.pic .stopped{fill:var(--bad);stroke:var(--bad-e)}
    .pic .hatch{stroke:var(--hatch);stroke-width:3}.pic .cross{stroke:var(--bad-e);stroke-width:1}
    .pic .head{fill:var(--ok-e);stroke:none}

    """
}
