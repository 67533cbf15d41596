import RigModel
import Testing

@Suite struct DelimitedTextTests {
  @Test(arguments: [
    ("a,b\n\"x, \"\"y\"\"\nz\",2\n", [["a", "b"], ["x, \"y\"\nz", "2"]]),
    ("a;b,c;d\r\n1;2;3\r\n", [["a", "b,c", "d"], ["1", "2", "3"]]),
    ("a\tb\n \"x\" \t y z \n", [["a", "b"], ["x", "y z"]]),
    // A quote inside a cell is not a quote of the form.
    ("27\" monitor,300\nnext,1\n", [["27\" monitor", "300"], ["next", "1"]]),
    ("a,b\n\n,\nc,\n", [["a", "b"], ["", ""], ["c", ""]]),
    ("a,b,", [["a", "b", ""]]), ("名称,价格\n\"显卡，两张\",9\n", [["名称", "价格"], ["显卡，两张", "9"]]),
    ("", []), ("\n\n", []),
  ])
  func `Cells are read as they stand`(_ text: String, _ cells: [[String]]) {
    let table = DelimitedText(text)
    #expect(table.rows.map(\.cells) == cells)
    #expect(table.faults.isEmpty)
  }

  @Test func `Rows know their lines, also behind a cell of several`() {
    let table = DelimitedText("a,b\n\"1\n2\",3\n\n4,5")
    #expect(table.rows.map(\.line) == [1, 2, 5])
  }

  @Test func `What does not follow the form is told, and no row is lost`() {
    let open = DelimitedText("a,b\n\"x,1\ny,2\n")
    #expect(open.rows.map(\.cells) == [["a", "b"], ["\"x", "1"], ["y", "2"]])
    #expect(open.faults == [.init(line: 2, message: "the quote that begins here does not end")])
    let behind = DelimitedText("a,b\n\"x\" z,1\n")
    #expect(behind.rows.last?.cells == ["x z", "1"])
    #expect(behind.faults == [.init(line: 2, message: "there is text behind a closing quote")])
  }

  @Test(arguments: [
    ("显示器，27\" 4K，1999", "，" as Character, ["显示器", "27\" 4K", "1999"]),
    ("\"显卡，两张\"，9，", "，", ["显卡，两张", "9", ""]),
    ("a,b|c", "|", ["a,b", "c"]), ("", ",", [""]),
    // The bytes of the wide comma begin other signs, too.
    ("显、卡，2", "，", ["显、卡", "2"]),
  ])
  func `The cells of one line may stand between any sign`(
    _ line: String, _ delimiter: Character, _ cells: [String]
  ) {
    #expect(DelimitedText.cells(of: line, delimiter: delimiter) == cells)
  }
}
