public import ArgumentParser
public import RigBatch
public import RigReports
public import RigRules
public import RigTesting

// What other modules name by words is given by the same words on the command line.
extension ReportFormat: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension BatchFormat: ExpressibleByArgument {}
extension TestFormat: ExpressibleByArgument {}

/// The forms of everything that is no report.
enum ListFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json
}

/// Whether text is printed in colour.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument, Sendable {
  case auto, always, never
}
