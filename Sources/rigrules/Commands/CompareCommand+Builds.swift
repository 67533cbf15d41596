import RigModel
import RigReports
import RigRules
internal import RigSystem

extension CompareCommand {
  /// Two builds, or each two of a pair of folders, under the same rules.
  func runBuilds(on console: Console) throws -> ExitStatus {
    let pairing = try BuildPairing(builds[0], builds[1])
    let session = try CommandSession(shared, console: console)
    var status: ExitStatus = session.hasBrokenRules ? .broken : .success
    var printed: [[UInt8]] = []
    var differing = 0
    for pair in pairing.pairs {
      do throws(CommandFailure) {
        let first = try judged(pair.first, session)
        let comparison = BuildComparison(first, try judged(pair.second, session))
        if comparison.change.new.counts.broken + comparison.change.old.counts.broken > 0 {
          status.worsen(to: .broken)
        }
        if !comparison.isEmpty { differing += 1 }
        if summary || (comparison.isEmpty && pairing.isOfFolders) { continue }
        printed.append(format == .text ? text(comparison, session, console) : comparison.json)
      } catch {
        error.lines.forEach(console.note)
        status.worsen(to: error.status)
      }
    }
    if differing > 0 || !pairing.isComplete { status.worsen(to: .findings) }
    if !shared.quiet { write(printed, differing, pairing, on: console) }
    return status
  }

  private func judged(_ path: String, _ session: CommandSession) throws(CommandFailure)
    -> JudgedBuild
  {
    let build = try BuildInput.read(path)
    return JudgedBuild(report: try session.evaluate(build), build: build)
  }

  private func text(
    _ comparison: BuildComparison, _ session: CommandSession, _ console: Console
  ) -> [UInt8] {
    let layout = TextLayout(color: shared.usesColor(on: console), width: console.textWidth)
    return Array(comparison.text(language: session.language, layout: layout).utf8)
  }

  private func write(
    _ printed: [[UInt8]], _ differing: Int, _ pairing: BuildPairing, on console: Console
  ) {
    switch format {
    case .text:
      for block in printed { console.print(block) }
      guard pairing.isOfFolders || summary else { break }
      console.print(pairing.text(differing: differing, in: console.language))
    case .json:
      let rows = printed.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",\n")
      console.print("{\"builds\":[\n\(rows)\n],\n\"summary\":".utf8 + pairing.json(differing))
      console.print("}\n")
    case .jsonl:
      for row in printed { console.print(row + [UInt8(ascii: "\n")]) }
      console.print("{\"summary\":".utf8 + pairing.json(differing) + Array("}\n".utf8))
    }
  }
}

/// Which build is compared with which: two files, or the files of one name of two folders.
private struct BuildPairing {
  var pairs: [(first: String, second: String)] = []
  /// Files that only one of the folders has.
  var only: [[String]] = [[], []]
  let isOfFolders: Bool

  var isComplete: Bool { only.allSatisfy(\.isEmpty) }

  init(_ first: String, _ second: String) throws(CommandFailure) {
    let sides = [first, second]
    let folders = sides.filter { DiskFiles.kind($0) == .folder }
    isOfFolders = !folders.isEmpty
    guard folders.count != 1 else {
      throw CommandFailure(
        .usage, "\(folders[0]) is a folder and the other is not; give two builds or two folders")
    }
    guard isOfFolders else {
      pairs = [(first, second)]
      return
    }
    let names = sides.map(Self.names)
    let common = Set(names[0]).intersection(names[1])
    pairs = names[0].filter(common.contains).map { ("\(first)/\($0)", "\(second)/\($0)") }
    only = names.map { $0.filter { !common.contains($0) } }
  }

  private static func names(_ folder: String) -> [String] {
    (DiskFiles.list(folder) ?? []).filter { name in
      [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) } && !name.hasPrefix(".")
    }.sorted()
  }

  func text(differing: Int, in language: Language) -> String {
    var text = language.choose(
      "\(pairs.count) pairs of builds, \(differing) differ\n",
      "\(pairs.count) 对配置，\(differing) 对不同\n")
    for (letter, names) in zip(["A", "B"], only) where !names.isEmpty {
      text += language.choose(
        "  only in \(letter): \(names.joined(separator: ", "))\n",
        "  只在 \(letter) 中：\(names.joined(separator: "、"))\n")
    }
    return text
  }

  func json(_ differing: Int) -> [UInt8] {
    var json = JSONBytes()
    json.beginObject()
    json.field("pairs", pairs.count)
    json.field("differing", differing)
    json.key("only_in")
    json.beginArray()
    for names in only { json.value(names) }
    json.endArray()
    json.endObject()
    return json.bytes
  }
}
