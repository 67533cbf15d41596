internal import RigSystem
internal import Synchronization

/// What a program chose while the engine runs, in the place of what the options say.
struct ChosenConfiguration: Sendable, Equatable {
  var configuration: Configuration
  var without: [String]
}

extension Engine {
  /// Puts another configuration in force at once: settings, waivers, profile, and which rules are off.
  ///
  /// ```swift
  /// var configuration = engine.configuration
  /// configuration.settings["psu/wattage"] = RuleSetting(severity: .warning)
  /// configuration.settings["noise/fan-count"] = RuleSetting(isOff: true)
  /// try engine.configure(configuration)
  /// ```
  ///
  /// It stands, through every reload, in the place of the configuration that the options gave, and of
  /// its file, until `resetConfiguration()`. Evaluations that run at this moment finish as they began.
  ///
  /// - Parameters:
  ///   - configuration: The whole configuration: what it leaves out is not set.
  ///   - without: Rules and plugins that are not evaluated; nil: those that were not before.
  /// - Returns: What changed; nil if nothing did.
  /// - Throws: `EngineError` with the nearest names if the rules refuse it; then nothing has changed.
  @discardableResult
  public func configure(_ configuration: Configuration, without: [String]? = nil)
    throws(EngineError) -> EngineChange?
  {
    try choose { old in
      ChosenConfiguration(
        configuration: configuration, without: without ?? old?.without ?? self.options.without)
    }
  }

  /// Takes back what `configure` did: the options' configuration is in force again, its file as it is
  /// now.
  @discardableResult
  public func resetConfiguration() throws(EngineError) -> EngineChange? { try choose { _ in nil } }

  /// The configuration in force: settings, waivers and profile.
  public var configuration: Configuration {
    let before = state.withLock { $0.inForce }
    var configuration =
      before.chosen?.configuration ?? options.configuration ?? Configuration()
    configuration.settings = before.settings.byRule
    configuration.waivers = before.generation.waivers
    configuration.profile = before.profile
    return configuration
  }

  private func choose(_ change: @escaping (ChosenConfiguration?) -> ChosenConfiguration?)
    throws(EngineError) -> EngineChange?
  {
    let outcome = reloading.withLock { _ -> Result<EngineChange?, EngineError> in
      let old = state.withLock { state in
        let old = state.chosen
        state.chosen = change(old)
        return old
      }
      do throws(EngineError) { return .success(try reloadAlone(refuses: true)) } catch {
        state.withLock { $0.chosen = old }
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}
