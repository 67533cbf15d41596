internal import ArgumentParser
internal import Testing

@testable internal import rigrules

/// The pages of `--help` in Chinese.
@Suite struct HelpPageTests {
  private static func commands(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [command] + command.configuration.subcommands.flatMap(commands)
  }

  @Test("each text of each command has its Chinese")
  func texts() {
    let commands = Self.commands(Rigrules.self)
    #expect(commands.count > 30)
    for command in commands {
      var page = HelpPage(of: command, includesHidden: true, width: 80)
      let text = page.text()
      #expect(page.untranslated == [], "\(command.configuration.commandName ?? "")")
      #expect(text.contains("用法：") && text.contains("选项："))
      #expect(!text.contains("OVERVIEW") && !text.contains("OPTIONS:"))
    }
  }

  @Test("lines are no wider than the window, where Chinese takes two columns")
  func widths() {
    var page = HelpPage(of: CheckCommand.self, width: 60)
    for line in page.text().split(separator: "\n") where line.contains("。") {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
      #expect(columns <= 60, "\(line)")
    }
  }

  @Test("the page is that of the command which the arguments name")
  func arguments() {
    for (arguments, says) in [
      (["check", "--help"], "用全部规则评估配置。"), (["help", "parts", "show"], "显示配件的每个值及其来源。"),
      ([], "按部件评判一台深度学习工作站。"), (["parts", "import", "-h"], "把数据集或表格中的配件收入自己的目录。"),
    ] {
      var page = HelpPage(for: arguments, width: 80)
      #expect(page.text().hasPrefix(says + "\n"), "\(arguments)")
    }
  }
}
