import ArgumentParser
import RigCatalog
import RigModel
import RigReports
import RigRules
import RigSearch
internal import RigSystem
internal import Synchronization

/// Searches for fixes with the options of `rigrules suggest`, for the servers.
struct ServiceSearch: Sendable {
  let engine: Engine
  let parts: OpenedPartNames
  /// The most that one search may take: who asked may be gone, and others wait.
  let time: SearchTime
  /// Parts to choose from, read once.
  private let offers = OpenedOffers()

  init(session: CommandSession, parts: OpenedPartNames, time: SearchTime = .service) {
    (engine, self.parts, self.time) = (session.engine, parts, time)
  }

  /// The fixes of a build, to be written; the options are those that the command takes.
  func fixes(_ build: Build, _ options: [String], _ language: Language) throws -> SuggestPrinter {
    let command: SuggestCommand
    do { command = try SuggestCommand.parse(options + ["stdin"]) } catch {
      throw CommandFailure(.usage, SuggestCommand.message(for: error))
    }
    let answer = try answer(build, goal: command.goal, try command.limits())
    return SuggestPrinter(
      answer: answer, build: build, goal: command.goal, most: command.most, language: language,
      layout: TextLayout(color: false))
  }

  /// The fixes of a build within limits.
  func answer(_ build: Build, goal: FixGoal, _ limits: FixLimits) throws -> FixAnswer {
    let offers =
      limits.kinds.contains(.part)
      ? try self.offers.of(try parts.names().catalog, without: limits.kept) : Offers([])
    return try FixSearch.answer(
      engine, build, offers, goal: goal, limits: limits, within: time)
  }
}

/// The catalogue's parts by the keys that stay as they are.
private final class OpenedOffers: Sendable {
  private let known = Guarded<[Set<String>: Offers]>([:])

  func of(_ catalog: Catalog, without kept: Set<String>) throws -> Offers {
    if let offers = known.withLock({ $0[kept] }) { return offers }
    let offers = try Offers(catalog, without: kept)
    known.withLock { $0[kept] = offers }
    return offers
  }
}
