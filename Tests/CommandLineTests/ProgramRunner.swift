/// A folder with a few small rules and builds: what the program prints of them follows from the
/// program alone, not from the rules that ship.
struct ProgramRunner {
  let folder: TemporaryFolder
  var rules: String { folder.path + "/Rules" }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      Self.rule(severity: "error", field: "wattage_w", least: 500), to: "Rules/psu/power.lua")
    try folder.write(
      Self.rule(severity: "warning", field: "wattage_w", least: 800), to: "Rules/psu/roomy.lua")
    try folder.write(
      Self.rule(severity: "advice", field: "price", least: 50), to: "Rules/psu/worth.lua")
    try folder.write(Self.build("good", wattage: 1000, price: 200), to: "good.yaml")
    try folder.write(Self.build("advised", wattage: 1000, price: 20), to: "advised.yaml")
    try folder.write(Self.build("warned", wattage: 600, price: 200), to: "warned.yaml")
    try folder.write(Self.build("bad", wattage: 300, price: 200), to: "bad.yaml")
    try folder.write("id: unpriced\npsus: [{ wattage_w: 1000 }]\n", to: "unpriced.yaml")
    try folder.write("id: bare\ncpu: { cores: 8 }\n", to: "bare.yaml")
  }

  /// Runs the program in the folder, with its rules.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws
    -> RigrulesProcess.Ended
  {
    try RigrulesProcess.run(
      arguments + ["--rules", "Rules"], in: folder.path, environment: environment)
  }

  /// Runs a shell command in the folder; it names rules itself.
  func shell(_ command: String, environment: [String: String] = [:]) throws
    -> RigrulesProcess.Ended
  {
    try RigrulesProcess.shell(command, in: folder.path, environment: environment)
  }

  /// A rule that a PSU's field is no less than a number.
  static func rule(severity: String, field: String, least: Int) -> String {
    """
    return {
      title = { en = "At least \(least) of \(field)", zh = "\(field) 至少 \(least)" },
      why = { en = "Because.", zh = "因为。" },
      severity = "\(severity)",
      needs = { "psus[].\(field)" },
      messages = {
        low = { en = "It is {have}; {least} is needed.", zh = "现在是 {have}，需要 {least}。" },
      },
      check = function(build, ctx)
        local have = build.psus[1].\(field)
        if have < \(least) then
          ctx.report("low", { have = have, least = \(least) }, { at = "psus[1].\(field)" })
        end
      end,
    }
    """
  }

  private static func build(_ id: String, wattage: Int, price: Int) -> String {
    "id: \(id)\npsus:\n  - wattage_w: \(wattage)\n    price: \(price)\n"
  }
}
