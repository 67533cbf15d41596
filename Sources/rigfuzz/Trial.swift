import Foundation

/// What is wrong with a program: it crashed, or two ways gave other bytes.
struct Fault: Sendable, Equatable, CustomStringConvertible {
  let way: Way
  /// How the program ended where it should not have; nil if the bytes differ.
  var end: ProgramRun.End?
  let description: String

  var text: String { "\(way.name): \(description)" }

  /// What faults of one cause mostly have in common.
  var kind: String {
    let manner =
      switch end {
      case nil: "another answer"
      case .timeout: "no end"
      case .status, .signal: "crash"
      }
    return "\(way.family): \(manner)"
  }
}

/// What was compared without a difference.
struct TrialResult: Sendable {
  var fault: Fault?
  /// The output of the reference.
  var output = Data()
  /// Records that could not be compared, as a rule ran into the clock's limit.
  var skipped = 0
}

/// Runs one program on cases in every way and compares what it writes.
struct Trial: Sendable {
  let program: String
  let ways: [Way]
  private let scratch: ScratchFolder

  /// Builds that are checked one by one; the rest of a case is only compared among batches.
  private static let checked = 60

  init(program: String) throws {
    self.program = URL(fileURLWithPath: program).path
    guard FileManager.default.isExecutableFile(atPath: self.program) else {
      throw FuzzError("\(program) is not a program")
    }
    scratch = try ScratchFolder()
    let help = try ProgramRun([self.program, "batch", "--help-hidden"], in: scratch.path)
    let hasBudget = String(decoding: help.output, as: UTF8.self).contains("--memo-budget")
    ways = Way.compared.filter { hasBudget || !$0.needsBudget }
  }

  /// Runs a case in the given ways; ends with the first fault.
  func run(_ files: CaseFiles, ways: [Way]? = nil) throws -> TrialResult {
    let folder = try scratch.folder()
    defer { scratch.remove(folder) }
    try files.writeRules(into: folder + "/rules")
    let inputs = try writeInputs(files.lines, into: folder)
    let reference = try ProgramRun(command(.reference, inputs), in: folder)
    var result = TrialResult(output: reference.output)
    result.fault = fault(of: reference, .reference)
    if result.fault == nil { result.fault = fault(inRecords: result.output, of: files.lines) }
    for way in ways ?? self.ways where result.fault == nil {
      try compare(way, with: reference, files, inputs, folder, &result)
    }
    return result
  }

  private func compare(
    _ way: Way, with reference: ProgramRun, _ files: CaseFiles, _ inputs: [String],
    _ folder: String, _ result: inout TrialResult
  ) throws {
    var (inputs, expected) = (inputs, reference.output)
    if way.isCheck {
      (inputs, expected) = try writeBuilds(files.lines, reference.output, into: folder)
      if inputs.isEmpty { return }
    }
    let run = try ProgramRun(command(way, inputs), in: folder)
    result.fault = fault(of: run, way)
    if result.fault != nil { return }
    if run.output != expected {
      let difference = RecordDifference(expected, run.output)
      result.skipped += difference.skipped
      result.fault = difference.text.map { Fault(way: way, description: $0) }
    } else if !way.isCheck, run.end != reference.end {
      result.fault = Fault(
        way: way, description: "\(run.end) and not \(reference.end), with the same output")
    } else if !way.isCheck, run.error != reference.error {
      result.fault = Fault(way: way, description: "another text on standard error")
    }
  }

  private func fault(of run: ProgramRun, _ way: Way) -> Fault? {
    guard run.end == .timeout || run.end.isCrash else { return nil }
    let lines = String(decoding: run.error, as: UTF8.self).split(separator: "\n")
    return Fault(
      way: way, end: run.end,
      description: "\(run.end)" + (lines.first.map { ": \($0.prefix(300))" } ?? ""))
  }

  private func fault(inRecords output: Data, of lines: [String]) -> Fault? {
    if output.firstRange(of: Data(#""kind":"load""#.utf8)) != nil {
      return Fault(way: .reference, description: "a rule does not load")
    }
    let (records, builds) = (output.split(separator: Self.newline), Self.builds(lines))
    if records.count == builds.count { return nil }
    return Fault(
      way: .reference, description: "\(builds.count) lines, and \(records.count) records of them")
  }

  /// A line of blanks has no record of its own.
  private static func builds(_ lines: [String]) -> [String] {
    lines.filter { $0.contains { $0 != " " } }
  }

  private static let newline = UInt8(ascii: "\n")

  private func command(_ way: Way, _ inputs: [String]) -> [String] {
    [program, way.isCheck ? "check" : "batch"] + inputs + way.arguments
      + ["--rules", "rules", "--no-plugins", "--lang", "en"]
  }

  /// Several files, as each is a piece of work of its own: else one thread took all of a small case.
  private func writeInputs(_ lines: [String], into folder: String) throws -> [String] {
    let size = max(1, (lines.count + 7) / 8)
    return try stride(from: 0, to: max(lines.count, 1), by: size).map { start in
      let name = "in-\(start / size).jsonl"
      let text = lines[start..<min(start + size, lines.count)].map { $0 + "\n" }.joined()
      try CaseFiles.write(text, to: "\(folder)/\(name)")
      return name
    }
  }

  /// Single builds, and the records that the batch has of them.
  private func writeBuilds(_ lines: [String], _ output: Data, into folder: String) throws
    -> (names: [String], records: Data)
  {
    let (records, builds) = (output.split(separator: Self.newline), Self.builds(lines))
    let step = max(1, builds.count / Self.checked)
    var (names, expected) = ([String](), Data())
    for index in stride(from: 0, to: builds.count, by: step)
    where !records[index].starts(with: Data(#"{"line":"#.utf8)) {
      names.append("b\(index).json")
      try CaseFiles.write(builds[index], to: "\(folder)/\(names[names.count - 1])")
      expected += records[index] + [Self.newline]
    }
    return (names, expected)
  }
}
