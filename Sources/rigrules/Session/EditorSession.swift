import RigEditors
import RigModel
import RigRules
import RigSearch
internal import RigSystem

/// What the language server and the tool server work with.
extension CommandSession {
  /// Rules, and what reads builds in every form that `check` takes.
  var editorContext: EditorContext {
    let parts = OpenedPartNames()
    let search = ServiceSearch(session: self, parts: parts)
    let language = language
    return EditorContext(
      engine: engine, language: language, version: Version.text,
      ruleFolders: found.folders.compactMap { DiskFiles.resolved($0) },
      parts: {
        (try? parts.names()).map { EditorContext.Parts(catalog: $0.catalog, builds: $0.builds) }
      },
      readBuild: { bytes, file in
        let content = try BuildInput.content(of: bytes, file, names: parts.names)
        let builds = try BuildInput.builds(in: content, file)
        guard builds.count == 1 else {
          throw CommandFailure(.usage, "the list describes \(builds.count) machines; send one")
        }
        return builds[0]
      },
      suggest: { build, options in
        let fixes = try search.fixes(build, options, language)
        return EditorContext.Suggestion(
          text: fixes.text(), json: fixes.json(pretty: false).dropLast())
      },
      edits: { build in
        // Which parts to buy is asked of `suggest`; here the text says what they must be.
        var limits = FixLimits()
        limits.kinds = Self.kindsOfEdits
        let answer = try search.answer(build, goal: .verdict(.pass), limits)
        return try Self.edits(answer, build, language)
      })
  }

  /// Every change that needs no catalogue.
  private static let kindsOfEdits = Set(Change.Kind.allCases).subtracting([.part])

  /// The fixes as texts of the build: of each the first alternatives, and each further one beside the
  /// first of the other choices.
  private static func edits(_ answer: FixAnswer, _ build: Build, _ language: Language) throws
    -> [EditorContext.Edit]
  {
    guard let file = build.origin?.file else { return [] }
    let ways = answer.menus.flatMap { menu in
      [menu.best]
        + menu.choices.indices.flatMap { place in
          menu.choices[place].dropFirst().prefix(4).map { other in
            var way = menu.best
            way[place] = other
            return way
          }
        }
    }
    return try ways.prefix(12).map { way in
      let changes = way.flatMap(\.changes)
      let words = zip(changes, way.flatMap(\.isLeast)).map {
        $0.text(on: build.value, language, isLeast: $1)
      }
      let fixed = try FixedBuildFile.text(
        of: build, Change.apply(changes, to: build.value), for: file)
      return EditorContext.Edit(
        title: words.joined(separator: language.choose("; ", "；")),
        text: String(decoding: fixed, as: UTF8.self))
    }
  }
}
