import Foundation
import Testing

/// The page as a person uses it, in a browser.
@Suite(
  .serialized,
  .enabled(if: Browser.path != nil, "no Chromium here: the page was not tried in a browser"))
struct PageTests {
  private static let lists = RigrulesProcess.repository + "/Fixtures/lists"

  /// Pastes a text and waits for its report.
  private static func paste(_ text: String, _ browser: BrowserSession) throws {
    let quoted = try String(
      decoding: JSONSerialization.data(withJSONObject: [text]), as: UTF8.self)
    try browser.value("$('text').value = \(quoted)[0]; page.shown = null; $('check').click()")
    try browser.wait(for: "page.shown || $('problems').textContent")
  }

  /// Changes the value of a control as a person does.
  private static func set(_ selector: String, _ value: String, _ browser: BrowserSession) throws {
    try browser.value(
      """
      (() => {
        const control = document.querySelector(`\(selector)`);
        control.value = "\(value)";
        control.dispatchEvent(new Event("input", { bubbles: true }));
        control.dispatchEvent(new Event("change", { bubbles: true }));
      })()
      """)
  }

  @Test func `Every kind of list becomes a report`() throws {
    let server = try RunningServer()
    // Makes the catalogue's database, which takes its time.
    #expect(try server.get("/v1/parts?text=rtx").status == 200)
    let browser = try BrowserSession()
    try browser.open(server.url)
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.lists).sorted()
    for folder in folders where !["damaged-escapes", "damaged-table", "traps"].contains(folder) {
      let files = try FileManager.default.contentsOfDirectory(atPath: "\(Self.lists)/\(folder)")
      let file = try #require(files.first { !$0.hasPrefix("expected") })
      let text = try String(
        decoding: Data(contentsOf: URL(fileURLWithPath: "\(Self.lists)/\(folder)/\(file)")),
        as: UTF8.self)
      try Self.paste(text, browser)
      #expect(try browser.text("$('problems').textContent") == "", "\(folder)")
      #expect(
        try browser.value("document.querySelectorAll('#report svg').length") as? Int == 4,
        "\(folder)")
      #expect(
        try browser.value("document.querySelectorAll('#parts .line').length > 5") as? Bool == true)
    }
  }

  @Test func `A supply is changed by name and by number, a link brings it back`() throws {
    let server = try RunningServer()
    // Makes the catalogue's database, which takes its time.
    #expect(try server.get("/v1/parts?text=rtx").status == 200)
    let browser = try BrowserSession()
    try browser.open(server.url)
    try browser.value("page.language = 'en'; showWords()")
    let build = try String(
      contentsOfFile: RigrulesProcess.repository + "/Fixtures/builds/four-2080ti.yaml",
      encoding: .utf8)
    try Self.paste(build, browser)
    try browser.takePicture("wide-light")
    let supply = "#parts input[data-category=psu]"
    try Self.set(supply, "Corsair AX1600i", browser)
    try browser.wait(for: "page.build.psus[0].name?.includes('AX1600i')")
    #expect(try browser.value("page.build.psus[0].wattage_w") as? Int == 1600)
    // Proposals come from the catalogue.
    try browser.value(
      "document.querySelector('\(supply)').value = 'corsair rm'; document.querySelector('\(supply)').dispatchEvent(new Event('input'))"
    )
    try browser.wait(for: "document.querySelector('\(supply)').list.options.length > 3")
    // A number by its slider, and one step back.
    let slider = "input[type=range][data-path='psus[0].wattage_w']"
    try Self.set(slider, "900", browser)
    try browser.wait(
      for: "page.build.psus[0].wattage_w === 900 && !$('report').classList.contains('waiting')")
    try browser.wait(for: "$('report').textContent.includes('900')")
    try browser.wait(for: "!$('undo').disabled")
    try browser.value("$('undo').click()")
    try browser.wait(for: "page.build.psus[0].wattage_w === 1600")
    // A change that overtakes another is one step back with it.
    try browser.value(
      """
      change((build) => put(build, "psus[0].wattage_w", 700), "supply");
      change((build) => put(build, "cpu.tdp_w", 111), "processor"); null
      """)
    try browser.wait(for: "page.judged.cpu.tdp_w === 111 && page.judged.psus[0].wattage_w === 700")
    try browser.value("undo()")
    try browser.wait(for: "page.judged.psus[0].wattage_w === 1600")
    #expect(try browser.value("page.judged.cpu.tdp_w") as? Int != 111)
    // A name that is none is said, and nothing changes.
    try Self.set(supply, "Nonsense 9000 Quantum", browser)
    try browser.wait(for: "$('problems').textContent.length > 10")
    #expect(try browser.value("page.build.psus[0].wattage_w") as? Int == 1600)
    // The link holds it all.
    try browser.wait(for: "location.hash.includes('b=')")
    usleep(300_000)
    let link = try browser.text("location.href")
    try browser.open(link, width: 380, isDark: true)
    try browser.wait(for: "page.shown")
    #expect(try browser.value("page.build.psus[0].wattage_w") as? Int == 1600)
    #expect(
      try browser.value("document.documentElement.scrollWidth <= innerWidth") as? Bool == true)
    try browser.takePicture("narrow-dark")
    try browser.value("$('language').click()")
    try browser.wait(for: "$('report').textContent.includes('插槽')")
    #expect(try browser.text("document.documentElement.lang") == "zh-Hans")
    #expect(
      try browser.value("document.documentElement.scrollWidth <= innerWidth") as? Bool == true)
    try browser.takePicture("narrow-dark-chinese")
    #expect(try browser.text(Self.unnamed) == "")
  }

  @Test func `The other language says everything again`() throws {
    let server = try RunningServer()
    #expect(try server.get("/v1/parts?text=rtx").status == 200)
    let browser = try BrowserSession()
    try browser.open(server.url)
    try browser.value("page.language = 'en'; showWords()")
    try Self.paste(
      "GPU: 4x EVGA GeForce RTX 2080 Ti Black Edition\nMonitor: some screen\n", browser)
    try browser.value(
      """
      isChinese = (element) => /[\\u4e00-\\u9fff]/.test(element.textContent);
      fates = $('fates').querySelector('ul'); null
      """)
    #expect(
      try browser.value("fates.textContent.length > 10 && !isChinese(fates)") as? Bool == true)
    try browser.value("$('language').click()")
    try browser.wait(for: "isChinese(fates) && isChinese($('report'))")
    try browser.value("$('language').click()")
    try browser.wait(for: "!isChinese(fates) && !isChinese($('report'))")
  }

  /// Controls without a name.
  private static let unnamed = """
    [...document.querySelectorAll("button,input,select,textarea,summary")].filter((control) =>
      !control.textContent.trim() && !control.getAttribute("aria-label")
        && !(control.labels && [...control.labels].some((label) => label.textContent.trim())))
      .map((control) => control.outerHTML).join(" ")
    """

  @Test func `A fix is applied, and saved rules show at once`() throws {
    let bench = try ProgramRunner()
    // No part of the catalogue states its price, so a rule about prices would stay open.
    try FileManager.default.removeItem(atPath: bench.folder.path + "/Rules/psu/worth.lua")
    let server = try RunningServer(["--rules", "Rules", "--no-plugins"], in: bench.folder.path)
    let browser = try BrowserSession()
    try browser.open(server.url)
    try Self.paste(
      try String(contentsOfFile: bench.folder.path + "/bad.yaml", encoding: .utf8), browser)
    #expect(try browser.text("page.shown.builds[0].verdict") == "fail")
    #expect(try server.get("/v1/parts?text=rtx").status == 200)
    // Only the supply may change: a search over the whole catalogue takes a debug build minutes.
    try browser.value(
      """
      (() => {
        const own = ask;
        const keep = "gpus,cpu,cpu_cooler,motherboard,memory,storage,chassis";
        ask = (path, options, ...rest) =>
          own(path, path === "/v1/suggest" ? { ...options, keep } : options, ...rest);
      })(); $('suggest').click()
      """)
    try browser.wait(for: "document.querySelector('#fixes .fix button')", seconds: 120)
    try browser.takePicture("fixes")
    try browser.value("document.querySelector('#fixes .fix button').click()")
    try browser.wait(for: "page.shown.builds[0].verdict === 'pass'")
    try bench.folder.write(
      ProgramRunner.rule(severity: "error", field: "wattage_w", least: 3400),
      to: "Rules/psu/power.lua")
    try browser.wait(for: "page.shown.builds[0].verdict === 'fail'")
  }

  @Test func `Names cannot bring HTML onto the page`() throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(["--rules", "Rules", "--no-plugins"], in: bench.folder.path)
    let browser = try BrowserSession()
    try browser.open(server.url)
    let name = "<img src=x onerror=document.title=1><script>document.title=2</script>"
    try Self.paste(
      "id: x\nname: '\(name)'\npsus: [{name: '\(name)', wattage_w: 300}]\n", browser)
    #expect(try browser.text("$('problems').textContent") == "")
    #expect(
      try browser.value("document.querySelectorAll('img, #report script').length") as? Int == 0)
    #expect(try browser.text("document.title").contains("<img"))
  }
}
