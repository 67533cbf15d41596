import RigModel
import RigPartLists
import Testing

/// The build file that a list becomes.
@Suite struct BuildFileTests {
  static let list = """
    CPU：i3-8100
    电源：不知道什么牌子
    显卡：RTX 3090
    """

  @Test("its comments name the lines that the parts are from, in the language asked for")
  func comments() throws {
    let reading = try Reading.of(Self.list)
    let english = reading.yaml(machine: 0, listName: "list.txt")
    #expect(english.hasPrefix("# Made from list.txt ("))
    #expect(english.contains("# line 2, asked: 电源：不知道什么牌子\n"))
    #expect(english.contains("# line 1: CPU：i3-8100\n"))
    let chinese = reading.yaml(machine: 0, listName: "list.txt") { $0.chinese }
    #expect(chinese.hasPrefix("# 由 list.txt 生成（"))
    #expect(chinese.contains("# 第 2 行，待确认：电源：不知道什么牌子\n"))
    #expect(chinese.contains("  # 第 3 行：显卡：RTX 3090\n"))
    // The comments are all that differs.
    func withoutComments(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains("#") }
    }
    #expect(withoutComments(english) == withoutComments(chinese))
  }
}
