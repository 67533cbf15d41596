public import LuaRuntime

/// How an engine evaluates.
public struct EngineOptions: Sendable {
  /// What one call into a rule may use.
  public var limits: Limits
  /// The language of texts for people.
  public var language: Language
  /// The settings and waivers of a user.
  public var configuration: Configuration?
  /// The profile (`house:quiet`, or `quiet` where that is clear); nil: the configuration's.
  public var profile: String?
  /// The day that waivers are checked against, as `2026-11-23`; nil: none expires. Given from
  /// outside, because a report depends on nothing but its inputs.
  public var today: String?
  /// The day that reporters of plugins see as `ctx.today`; nil: they see none. Given from outside,
  /// because a text depends on nothing but its inputs.
  public var reportDay: String?
  /// Ids of rules, and names of plugins with all their rules, that are not evaluated.
  public var without: [String] = []
  /// Facts that the program itself computes; nil: none.
  public var facts: ProgramFacts?
  /// What every report says besides, such as which default plugins were switched off.
  public var notices: [Notice] = []
  /// Whether loading decodes the examples of rules, so that a rule with a wrong example does not
  /// load. Without it rules load faster, and examples are decoded where they are first read.
  public var checksExamples = true
  /// Folders whose code is known to be right, and is not looked through.
  package var checked = CheckedFolders()
  /// Whether loading may leave the hash of the rules to a thread that still works when it is done: not
  /// where the process may be forked, for the child would wait for a thread that it does not have.
  package var hashesLater = false

  /// Makes one from its parts.
  public init(
    limits: Limits = Limits(), language: Language = .english,
    configuration: Configuration? = nil, profile: String? = nil, today: String? = nil
  ) {
    self.limits = limits
    self.language = language
    self.configuration = configuration
    self.profile = profile
    self.today = today
  }
}
