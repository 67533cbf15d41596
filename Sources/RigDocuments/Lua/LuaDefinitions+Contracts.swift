extension LuaDefinitions {
  /// What is not a field of a build: the tables that rules and plugins return, and what they are
  /// called with. Their vocabularies are closed, so a test holds them against the loader's.
  static let contracts = rules + "\n" + plugins

  private static let rules = #"""
    ---A text, or one by language; English is the fallback.
    ---@alias rigrules.Text string|rigrules.Texts

    ---@class rigrules.Texts
    ---@field en string
    ---@field zh? string

    ---@alias rigrules.Severity "error"|"warning"|"advice"

    ---What the table of a rule file holds.
    ---@class rigrules.Rule
    ---@field title rigrules.Text What is recommended, in one line.
    ---@field why? rigrules.Text The reason, for the person who pays for it.
    ---@field source? string|string[] Sentences of the source document, each one contiguous quotation.
    ---@field severity rigrules.Severity The worst that the rule may report.
    ---@field weight? number What the rule counts in the score; by severity 10, 3 or 1.
    ---@field unknown? "incomplete"|"note" Whether a verdict is incomplete without its answer; by severity.
    ---@field needs? string[] Paths without which there is no answer, such as `gpus[].tdp_w`; `a | b` takes either.
    ---@field reads? string[] Paths that the rule looks at and can do without.
    ---@field ordered? string[] Lists whose parts the rule takes in the order written.
    ---@field params? table<string, rigrules.Parameter> What a user may set, by name.
    ---@field messages? table<string, rigrules.Text> Texts by finding; `{name}` is filled from the data.
    ---@field when? fun(build: rigrules.Build): any Asked first: where it says no, the rule does not apply.
    ---@field check fun(build: rigrules.Build, ctx: rigrules.Context) Reports what is wrong, and returns nothing.
    ---@field examples? rigrules.Example[] Tests and documentation at once.

    ---@class rigrules.Parameter
    ---@field default any
    ---@field min? number
    ---@field max? number
    ---@field values? any[] The only values allowed.
    ---@field unit? string
    ---@field doc? rigrules.Text

    ---@class rigrules.Example
    ---@field name string
    ---@field build rigrules.WrittenBuild
    ---@field expect "pass"|"fail"|"unknown"|"not_applicable"|string[]|rigrules.Expectation
    ---@field params? table<string, any> Other parameters, for this example.

    ---@class rigrules.Expectation
    ---@field outcome? "pass"|"fail"|"unknown"|"not_applicable"
    ---@field findings? string[] In the order reported.
    ---@field severity? rigrules.Severity
    ---@field missing? string[]
    ---@field score? number
    ---@field at? string Of the first finding.
    ---@field data? table<string, any> Figures that the first finding holds.

    ---What a rule works with beside the build.
    ---@class rigrules.Context
    ---@field params table<string, any> The parameters in force.
    ---@field facts table<string, table<string, any>> Facts of plugins: `ctx.facts.power.load_w`; nil is not known.
    ---@field lang "en"|"zh"
    ---@field report fun(id: string, data?: table<string, any>, options?: rigrules.ReportOptions) One finding.
    ---@field score fun(share: number) 0 to 1: what the result counts in the score.
    ---@field unknown fun(path: string) This field matters for this build, and is absent.

    ---@class rigrules.ReportOptions
    ---@field at? string A location in the build, lists counted from 1: `psus[1].wattage_w`.
    ---@field suggest? rigrules.Text What to do; filled from the data as messages are.
    ---@field severity? rigrules.Severity Lower than the rule's.
    ---@field score? number

    """#

  private static let plugins = #"""
    ---What `plugin.lua` returns.
    ---@class rigrules.Plugin
    ---@field name string The folder's name.
    ---@field version string Three numbers: `1.0.0`.
    ---@field api 1 The version of this contract.
    ---@field description rigrules.Text
    ---@field homepage? string
    ---@field author? string
    ---@field licence? string
    ---@field params? table<string, rigrules.Parameter> What a user may set, as in a rule.
    ---@field facts? table<string, rigrules.Fact|rigrules.FactFunction>
    ---@field reporters? table<string, rigrules.Reporter|rigrules.ReporterFunction>
    ---@field importers? table<string, rigrules.Importer|rigrules.ImporterFunction>
    ---@field profiles? table<string, rigrules.Profile>

    ---@alias rigrules.FactFunction fun(build: rigrules.Build, ctx: rigrules.FactContext): any

    ---@class rigrules.Fact
    ---@field doc rigrules.Text
    ---@field unit? string
    ---@field needs? string[] Paths without which the fact is nil.
    ---@field compute rigrules.FactFunction Returns plain data, or nil for not known.
    ---@field examples? rigrules.FactExample[]

    ---@class rigrules.FactExample
    ---@field name string
    ---@field build rigrules.WrittenBuild
    ---@field expect? any The value; nil: the fact is not known.

    ---@class rigrules.FactContext
    ---@field facts table<string, table<string, any>>
    ---@field params table<string, any> What is set for the plugin.
    ---@field lang "en"|"zh"

    ---@alias rigrules.ReporterFunction fun(reports: rigrules.ReportedBuild[], ctx: rigrules.ReporterContext): string|table<string, string>

    ---@class rigrules.Reporter
    ---@field doc? rigrules.Text
    ---@field render rigrules.ReporterFunction
    ---@field examples? rigrules.ReporterExample[]

    ---@class rigrules.ReporterExample
    ---@field name string
    ---@field builds rigrules.WrittenBuild[]
    ---@field rules? string[] Ids of the rules whose results the reports have; else the plugin's own.
    ---@field expect string|string[] Texts that the output has.

    ---@class rigrules.ReporterContext
    ---@field lang "en"|"zh"
    ---@field params table<string, any> What is set for the plugin.
    ---@field rules table<string, rigrules.RuleText> By rule id.
    ---@field today? string The day that the caller stated, as `2026-11-23`.

    ---@class rigrules.RuleText
    ---@field category string
    ---@field severity rigrules.Severity
    ---@field source string[]
    ---@field title string
    ---@field why string

    ---@class rigrules.ReportedBuild
    ---@field report rigrules.Report
    ---@field build rigrules.Build

    ---The JSON report as a table.
    ---@class rigrules.Report
    ---@field id string
    ---@field name? string
    ---@field verdict "broken"|"fail"|"incomplete"|"warn"|"pass"
    ---@field score? number
    ---@field coverage number
    ---@field counts table<"pass"|"fail"|"unknown"|"not_applicable"|"broken"|"waived", integer>
    ---@field results rigrules.Result[]
    ---@field notices? rigrules.Notice[]
    ---@field ruleset string

    ---@class rigrules.Result
    ---@field rule string
    ---@field category string
    ---@field outcome "pass"|"fail"|"unknown"|"not_applicable"|"broken"
    ---@field severity? rigrules.Severity
    ---@field findings? rigrules.Finding[]
    ---@field missing? string[]
    ---@field waived? { reason: string, until?: string, owner?: string }
    ---@field error? { kind: string, message: string, at: string }

    ---@class rigrules.Finding
    ---@field id string
    ---@field severity rigrules.Severity
    ---@field message string
    ---@field data table<string, any>
    ---@field at? string
    ---@field location? { file: string, line: integer, column: integer }
    ---@field suggestion? string

    ---@class rigrules.Notice
    ---@field kind string
    ---@field message string
    ---@field at? string

    ---@alias rigrules.ImporterFunction fun(text: string, ctx: rigrules.ImporterContext): rigrules.WrittenBuild

    ---@class rigrules.Importer
    ---@field doc? rigrules.Text
    ---@field extensions? string[] Without the dot: `csv`.
    ---@field import rigrules.ImporterFunction `error("…")` in it is what the user is told.
    ---@field examples? rigrules.ImporterExample[]

    ---@class rigrules.ImporterExample
    ---@field name string
    ---@field text string
    ---@field file? string The name of the text's file.
    ---@field expect? rigrules.WrittenBuild
    ---@field refuses? string Words of the error.

    ---@class rigrules.ImporterContext
    ---@field lang "en"|"zh"
    ---@field file string The file's name without its folder.
    ---@field params table<string, any> What is set for the plugin.

    ---@class rigrules.Profile
    ---@field doc? rigrules.Text
    ---@field settings table<string, rigrules.Setting>
    ---@field examples? rigrules.ProfileExample[]

    ---@class rigrules.ProfileExample
    ---@field name string
    ---@field rule string
    ---@field build rigrules.WrittenBuild
    ---@field expect "pass"|"fail"|"unknown"|"not_applicable"|string[]|rigrules.Expectation

    ---What is set for one rule.
    ---@class rigrules.Setting
    ---@field severity? rigrules.Severity
    ---@field weight? number
    ---@field off? boolean
    ---@field params? table<string, any>

    """#
}
