import Foundation
import Testing

/// The importer of the plugin `house-style`: what it makes of sheets, and what it says of bad ones.
@Suite struct HouseStyleTests {
  static func run(_ sheet: String, _ arguments: [String] = []) throws -> RigrulesProcess.Ended {
    let folder = try TemporaryFolder()
    try folder.write(sheet, to: "Quote 12.csv")
    return try RigrulesProcess.run(
      ["import", "Quote 12.csv", "--lang", "en"] + arguments, in: folder.path)
  }

  @Test func aSheetBecomesABuild() throws {
    let sheet = #"""
      Part,Name,Qty,Unit Price,tdp_w,sockets,power_connectors.pcie_8pin,integrated_graphics
      build,A machine,,"$4,500.00",,,,
      CPU,"Ryzen 9, boxed",1,399.90,170,,,yes
      显卡,"RTX ""4090"" card",2,"€1,599.50",450,,3,
      Cooler,"Tower
      cooler",,,,AM4; AM5,,
      ,,,,,,,
      Other,Assembly,3,20,,,,
      Total,,,4958,,,,

      """#
    let ended = try Self.run(sheet)
    #expect(ended.error.isEmpty, "\(ended.error)")
    for line in [
      "id: quote-12\n", "name: A machine\n", "price: 4500\n", "name: \"Ryzen 9, boxed\"\n",
      "price: 399.9\n", "integrated_graphics: true\n", "sockets: [AM4, AM5]\n",
      "name: Tower cooler\n", "pcie_8pin: 3\n", "name: Assembly\n",
    ] {
      #expect(ended.output.contains(line), "\(line) in\n\(ended.output)")
    }
    #expect(ended.output.components(separatedBy: "price: 1599.5\n").count == 3)
    #expect(!ended.output.contains("4958"))
  }

  @Test(
    "separators, line ends and marks of other programs",
    arguments: [
      "\u{FEFF}part,price,name\r\ncpu,1299.5,a\r\n", "part;price;name\ncpu;1.299,50;a\n",
      "part\tprice\tname\rcpu\t1299.5\ta", "\n\npart,price,name\n\ncpu,\"1,299.50\",a\n\n",
    ])
  func otherSheets(_ sheet: String) throws {
    let ended = try Self.run(sheet)
    #expect(ended.error.isEmpty, "\(ended.error)")
    #expect(ended.output == "id: quote-12\ncpu:\n  name: a\n  count: 1\n  price: 1299.5\n")
  }

  @Test(
    "a bad sheet is told with its line",
    arguments: [
      ("", "the sheet is empty"),
      ("part,name\n", "the sheet has no parts below its first row"),
      (String(repeating: "part,name\n", count: 20_001), "the sheet has 200010 bytes; a list of"),
      ("name,price\na,1\n", "line 1: the first row names the columns, and none of them is `part`"),
      ("part,nmae\ncpu,x\n", "line 1: no part has a column `nmae`; did you mean `name`?"),
      ("part,name,name\ncpu,x,y\n", "line 1: columns 2 and 3 are both `name`"),
      ("part,name\n\ncpuu,x\n", "line 3: `cpuu` is not a part; did you mean `cpu`?"),
      ("part,name\n,x\n", "line 2: the cell in the column `part` is empty"),
      ("part,name\ncpu\n", "line 2: the row has 1 cells, and there are 2 columns"),
      ("part,name\ncpu,x,y\n", "line 2: the row has 3 cells, and there are 2 columns"),
      ("part,name,\ncpu,x,y\n", "line 2: cell 3 holds `y`, and the column has no heading"),
      ("part,name\ncpu,\"x\n", "line 2: a cell begins with a quote that never closes"),
      ("part,name\ncpu,\"a\"x\n", "line 2: text follows the closing quote"),
      ("part,name\ncpu,a\"b\n", "line 2: a quote within a cell that is not quoted: a\"b"),
      ("part,name\ncpu,\"a\nb\"\ngpu,\"c\n", "line 4: a cell begins with a quote"),
      ("part,vram_gb\ncpu,3\n", "line 2: `3` stands in the column `vram_gb`, which a `cpu` does"),
      (
        "part,price\ncpu,twelve\n", "line 2: `twelve` in the column `price` must be a price such as"
      ),
      ("part,tdp_w\ncpu,65 W\n", "line 2: `65 W` in the column `tdp_w` must be a number without"),
      ("part,ecc\nram,ja\n", "line 2: `ja` in the column `ecc` must be true or false"),
      ("part,radiators_mm\ncase,360;x\n", "line 2: `360;x` in the column `radiators_mm` must be"),
      ("part,price\nother,3\n", "line 2: what is `other` needs a name"),
      ("part,count\ngpu,0\n", "line 2: the count is 0; it must be 1 or more"),
      ("part,count\nmotherboard,2\n", "line 2: a machine has one motherboard, and the count is 2"),
      ("part,name\ncase,a\ncase,b\n", "line 3: a second case; the first is in line 2"),
      ("part,cores\ncpu,99999\n", "`cpu.cores`: found 99999; must be between 1 and 1024"),
    ])
  func badSheets(_ sheet: String, _ message: String) throws {
    let ended = try Self.run(sheet)
    #expect(ended.status == 2)
    #expect(ended.output.isEmpty)
    #expect(ended.error.contains(message), "\(ended.error)")
  }

  @Test func anImportedSheetIsQuoted() throws {
    let sheet = "part,name,count,price\ngpu,A|B *card*,2,1599.5\npsu,,1,\nbuild,,,\n"
    let folder = try TemporaryFolder()
    try folder.write(try Self.run(sheet).output, to: "build.yaml")
    let ended = try RigrulesProcess.run(
      [
        "check", "build.yaml", "--plugins", RigrulesProcess.repository + "/Plugins", "--format",
        "quote", "--lang", "en",
      ], in: folder.path)
    #expect(ended.output.hasPrefix("# Quote: quote-12\n"), "\(ended.output)\(ended.error)")
    #expect(ended.output.contains("| Graphics card | A\\|B \\*card\\* | 2 | 1,599.50 | 3,199 |\n"))
    #expect(ended.output.contains("| **Total** | | | | **3,199** |\n"))
    #expect(ended.output.contains("Parts without a price, not in the total: 1."))
  }
}
