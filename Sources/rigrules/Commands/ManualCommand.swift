import ArgumentParser

/// `rigrules manual`: the page that `make install` puts where `man rigrules` finds it.
struct ManualCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page: man <(rigrules manual).",
    discussion: "The page has every command with its options, as their --help has them.")

  func run(on console: Console) throws -> ExitStatus {
    console.print(ManualPage().text)
    return .success
  }
}

/// The manual page in the language of `man`, made from the texts that `--help` prints.
struct ManualPage {
  var text: String {
    let root = Rigrules.configuration
    var page = ".TH RIGRULES 1 \"\" \"rigrules \(Version.text)\" \"User Commands\"\n"
    page += ".SH NAME\nrigrules \\- \(Self.escaped(root.abstract))\n"
    page += ".SH SYNOPSIS\n.B rigrules\n.I command\n[\\fIoptions\\fR]\n"
    page += ".SH DESCRIPTION\n\(Self.escaped(root.discussion))\n"
    page += ".SH COMMANDS\n"
    for command in root.subcommands {
      let name = command.configuration.commandName ?? ""
      page += ".SS \(Self.escaped(name))\n.nf\n"
      page += Self.escaped(Rigrules.helpMessage(for: command, columns: 76)) + "\n.fi\n"
    }
    page += ".SH FILES\n.TP\n.I rigrules.yaml\n"
    page += "Settings, here or in the nearest folder above.\n"
    page += ".SH SEE ALSO\nThe documents below share/doc/rigrules.\n"
    return page
  }

  /// A text whose lines no longer begin with what `man` takes for a request, and whose backslashes and
  /// hyphens stay what they are.
  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }
      .joined(separator: "\n")
  }
}
