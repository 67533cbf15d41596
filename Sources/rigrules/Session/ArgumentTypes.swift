public import ArgumentParser
public import RigBatch
public import RigCatalog
public import RigReports
public import RigRules
package import RigSearch
public import RigTesting

// What other modules name by words is given by the same words on the command line.
extension ReportFormat: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension BatchFormat: ExpressibleByArgument {}
extension TestFormat: ExpressibleByArgument {}

extension PartCategory: ExpressibleByArgument {
  /// Makes one of its parts.
  public init?(argument: String) { self.init(word: argument) }
  /// The words that are allowed.
  public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension FixGoal: ExpressibleByArgument {
  /// Reads `pass`, `warn` or `score=90`.
  package init?(argument: String) { self.init(argument) }
  /// As an option says it.
  package var defaultValueDescription: String { text }
}

extension Change.Kind: ExpressibleByArgument {}

/// The forms of everything that is not a report.
enum ListFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json
}

/// Whether text is printed in colour.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument, Sendable {
  case auto, always, never
}
