import Foundation
import Testing

/// A browser without a window, where the system has one.
enum Browser {
  static let path: String? = {
    let names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    let stated = ProcessInfo.processInfo.environment["RIGRULES_BROWSER"].map { [$0] } ?? []
    return (stated + names).first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// What the page looks like once it is laid out; `script` may change it.
  static func laidOut(_ page: String, script: String, width: Int, isDark: Bool) throws -> String {
    let folder = try TemporaryFolder()
    // The page allows no script; this copy of it does.
    let open = page.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
    try folder.write(
      open.replacing("</body>", with: "<script>\(script)</script></body>"), to: "page.html")
    let command = [
      "'\(path ?? "")' --headless --no-sandbox --disable-gpu --hide-scrollbars",
      "--user-data-dir='\(folder.path)/profile' --window-size=\(width),2000",
      isDark ? "--blink-settings=preferredColorScheme=0" : "",
      "--virtual-time-budget=3000 --dump-dom 'file://\(folder.path)/page.html' 2>/dev/null",
    ].joined(separator: " ")
    return try RigrulesProcess.shell(command, in: folder.path).output
  }
}

/// The page as a browser lays it out: texts apart, within their picture, readable, and named.
@Suite(
  .serialized,
  .enabled(if: Browser.path != nil, "no Chromium here: the page was not looked at in a browser"))
struct BrowserTests {
  static let builds = [
    "builds/four-2080ti.yaml", "builds/single-4090.yaml", "builds/kaggle-budget.yaml",
    "checks/mixed-widths/build.yaml", "checks/past-the-last-slot/build.yaml",
    "checks/radiators-do-not-fit/build.yaml", "checks/two-psus-stated/build.yaml",
    "checks/blocked-slots/build.yaml", "checks/no-gpus/build.yaml",
  ]

  @Test(arguments: builds, ["en", "zh"]) func pageIsInOrder(_ build: String, _ language: String)
    throws
  {
    let looks = language == "en" ? [(1280, false), (380, true)] : [(1280, true), (380, false)]
    let page = try Self.page([build], language)
    for (width, isDark) in looks { try Self.check(page, width, isDark) }
  }

  @Test func pageOfThreeIsInOrder() throws {
    try Self.check(try Self.page(Array(Self.builds.prefix(3)), "en"), 1600, false)
  }

  /// The script finds what it looks for.
  @Test func faultsAreFound() throws {
    let page = try Self.page(["builds/four-2080ti.yaml"], "en")
    let bad = page.replacing(
      "</main>",
      with: """
        <p style="color:#999;background:#fff">grey</p><a href="#x"></a>\
        <svg class="pic" viewBox="0 0 100 20" role="img" aria-labelledby="none">\
        <text x="2" y="12">one over</text><text x="4" y="13">the other</text>\
        <text x="95" y="12">outside of it</text></svg></main>
        """)
    let found = try Self.problems(bad, 1280, false)
    for sign in ["contrast", "no name", "over `", "leaves its picture", "no title"] {
      #expect(found.contains(sign), "\(sign): \(found)")
    }
  }

  private static func page(_ builds: [String], _ language: String) throws -> String {
    let paths = builds.map { "\(RigrulesProcess.repository)/Fixtures/\($0)" }
    return try RigrulesProcess.run(
      ["report"] + paths + ["--lang", language], in: RigrulesProcess.repository
    ).output
  }

  private static func check(_ page: String, _ width: Int, _ isDark: Bool) throws {
    let found = try problems(page, width, isDark)
    #expect(found == "none", "\(width) columns, \(isDark ? "dark" : "light"): \(found)")
  }

  private static func problems(_ page: String, _ width: Int, _ isDark: Bool) throws -> String {
    let laidOut = try Browser.laidOut(page, script: script, width: width, isDark: isDark)
    guard let start = laidOut.firstRange(of: "<pre id=\"problems\">"),
      let end = laidOut[start.upperBound...].firstRange(of: "</pre>")
    else { return "the browser did not answer: \(laidOut.suffix(300))" }
    return String(laidOut[start.upperBound..<end.lowerBound])
  }

  private static let script = #"""
    (() => {
      const found = [];
      const note = (text) => { if (found.length < 20) found.push(text); };
      const rgb = (text) => (text.match(/[\d.]+/g) || []).map(Number);
      const light = (c) => {
        const [r, g, b] = c.slice(0, 3).map((v) => {
          v /= 255;
          return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (a, b) => {
        const [x, y] = [light(a), light(b)];
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
      };
      const isClear = (c) => c.length < 3 || c[3] === 0;
      const page = rgb(getComputedStyle(document.body).backgroundColor);
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const color = rgb(getComputedStyle(at).backgroundColor);
          if (!isClear(color)) return color;
        }
        return page;
      };
      const readable = (what, ink, under) => {
        const value = contrast(ink, under);
        if (value < 4.5) note(`contrast ${value.toFixed(2)} of \`${what.slice(0, 40)}\``);
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        const text = walker.currentNode.data.trim();
        if (!text || parent.closest("svg,script,style")) continue;
        readable(text, rgb(getComputedStyle(parent).color), ground(parent));
      }
      for (const svg of document.querySelectorAll("svg.pic")) {
        const whole = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll("text")];
        const boxes = [...svg.querySelectorAll(":scope > rect")];
        const frames = texts.map((text) => text.getBoundingClientRect());
        const scale = whole.width / svg.viewBox.baseVal.width;
        texts.forEach((text, index) => {
          const own = frames[index];
          if (own.left < whole.left - 1 || own.right > whole.right + 1
            || own.top < whole.top - 1 || own.bottom > whole.bottom + 2)
            note(`\`${text.textContent}\` leaves its picture`);
          for (let other = index + 1; other < texts.length; other++) {
            const its = frames[other];
            const wide = Math.min(own.right, its.right) - Math.max(own.left, its.left);
            const high = Math.min(own.bottom, its.bottom) - Math.max(own.top, its.top);
            if (wide > 1 && high > 4 * scale)
              note(`\`${text.textContent}\` is over \`${texts[other].textContent}\``);
          }
          let under = ground(svg);
          for (const box of boxes) {
            if (!(box.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
            const place = box.getBoundingClientRect();
            const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
            const fill = getComputedStyle(box).fill;
            if (fill.startsWith("rgb") && x > place.left && x < place.right && y > place.top
              && y < place.bottom) under = rgb(fill);
          }
          readable(text.textContent, rgb(getComputedStyle(text).fill), under);
        });
        const ids = (svg.getAttribute("aria-labelledby") || "").split(" ");
        if (!ids.every((id) => id && document.getElementById(id))) note("a picture has no title");
      }
      for (const control of document.querySelectorAll("a,summary,[tabindex]")) {
        const name = control.getAttribute("aria-label") || control.textContent;
        if (!name.trim()) note(`no name: ${control.outerHTML.slice(0, 60)}`);
      }
      for (const link of document.querySelectorAll("a[href^='#']")) {
        if (!document.querySelector(link.getAttribute("href"))) note(`leads nowhere: ${link.outerHTML.slice(0, 60)}`);
      }
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      if (new Set(ids).size !== ids.length) note("an id is there twice");
      if (document.documentElement.scrollWidth > innerWidth + 1) note("the page is wider than its window");
      const answer = document.createElement("pre");
      answer.id = "problems";
      answer.textContent = found.length ? found.join("\n") : "none";
      document.body.append(answer);
    })();
    """#
}
