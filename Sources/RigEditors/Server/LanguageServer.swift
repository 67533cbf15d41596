internal import RigCatalog
internal import RigModel
internal import RigPartLists
internal import RigReports
internal import RigRules

/// A language server: builds and rules are judged while they are typed.
///
/// It speaks the Language Server Protocol 3.17 over one stream, one message after the other.
public final class LanguageServer {
  private let context: EditorContext
  private var documents: [String: TextDocument] = [:]
  /// What was published of each document, and the rules among them.
  private var remarks: [String: [Remark]] = [:]
  private var rules: [String: EditedRule] = [:]
  /// The fixes of documents, searched for once for each state of a text and of the rules.
  private var edits: [String: [EditorContext.Edit]] = [:]
  private var isInitialized = false
  private var isShutDown = false

  /// Makes one that has no document open.
  public init(_ context: EditorContext) {
    self.context = context
  }

  /// Serves until the editor says that it is done, or is gone; whether it ended as it should.
  public func run(on stream: MessageStream) -> Bool {
    var stream = stream
    while let message = stream.next() {
      let incoming = Incoming(message)
      if case .notification("exit", _) = incoming { return isShutDown }
      for answer in answers(to: incoming) where !stream.send(answer) { return false }
    }
    return isShutDown
  }

  private func answers(to incoming: Incoming) -> [[UInt8]] {
    switch incoming {
    case .answer: return []
    case .invalid(let answer): return [answer]
    case .notification(let method, let parameters): return notified(method, parameters)
    case .request(let id, let method, let parameters):
      do throws(Answer.Failure) {
        guard isInitialized || method == "initialize" else { throw .notInitialized }
        return [try result(of: method, parameters, id)]
      } catch {
        return [Answer.failure(id, error)]
      }
    }
  }

  // MARK: Requests

  private func result(of method: String, _ parameters: JSONNode?, _ id: RequestID)
    throws(Answer.Failure) -> [UInt8]
  {
    switch method {
    case "initialize":
      isInitialized = true
      return Answer.result(id) { initialized(&$0) }
    case "shutdown":
      isShutDown = true
      return Answer.result(id) { $0.null() }
    case "textDocument/hover":
      let (document, place) = try place(parameters)
      let hover = hover(document, place)
      return Answer.result(id) { json in
        guard let hover else { return json.null() }
        json.beginObject()
        json.key("contents")
        Self.markdown(hover, &json)
        json.endObject()
      }
    case "textDocument/completion":
      let (document, place) = try place(parameters)
      let proposals = proposals(document, place)
      return Answer.result(id) { json in
        json.beginObject()
        json.key("isIncomplete")
        json.value(true)
        json.key("items")
        json.beginArray()
        for proposal in proposals { proposal.write(to: &json) }
        json.endArray()
        json.endObject()
      }
    case "textDocument/codeAction":
      let document = try document(parameters)
      guard let start = EditorPosition(parameters?["range"]?["start"]),
        let end = EditorPosition(parameters?["range"]?["end"])
      else { throw .wrongParameters("`range` has a start and an end") }
      // An editor that asks at each move of the cursor is told what is known already.
      let isAsked = parameters?["context"]?["triggerKind"]?.number != 2
      let range = EditorRange(start: start, end: end)
      return Answer.result(id) { actions(document, range, isAsked: isAsked, &$0) }
    case "textDocument/codeLens":
      let document = try document(parameters)
      return Answer.result(id) { lenses(document, &$0) }
    default: throw .unknownMethod(method)
    }
  }

  private func initialized(_ json: inout JSONBytes) {
    json.beginObject()
    json.key("capabilities")
    json.value(
      .map([
        field("positionEncoding", .text("utf-16")),
        field(
          "textDocumentSync",
          .map([
            field("openClose", .boolean(true)), field("change", .integer(1)),
            field("save", .boolean(true)),
          ])),
        field("hoverProvider", .boolean(true)),
        field(
          "completionProvider",
          .map([field("triggerCharacters", .list([.text(" "), .text(":"), .text("\"")]))])),
        field(
          "codeActionProvider", .map([field("codeActionKinds", .list([.text("quickfix")]))])),
        field("codeLensProvider", .map([field("resolveProvider", .boolean(false))])),
      ]))
    json.key("serverInfo")
    json.beginObject()
    json.field("name", "rigrules")
    json.field("version", context.version)
    json.endObject()
    json.endObject()
  }

  private func field(_ key: String, _ value: BuildValue) -> BuildValue.Field {
    BuildValue.Field(key: key, value: value)
  }

  private static func markdown(_ text: String, _ json: inout JSONBytes) {
    json.beginObject()
    json.field("kind", "markdown")
    json.field("value", text)
    json.endObject()
  }

  private func document(_ parameters: JSONNode?) throws(Answer.Failure) -> TextDocument {
    guard let uri = parameters?["textDocument"]?["uri"]?.text else {
      throw .wrongParameters("`textDocument.uri` is missing")
    }
    guard let document = documents[uri] else {
      throw .wrongParameters("\(Quoted.key(uri)) is not open")
    }
    return document
  }

  private func place(_ parameters: JSONNode?) throws(Answer.Failure)
    -> (TextDocument, EditorPosition)
  {
    guard let place = EditorPosition(parameters?["position"]) else {
      throw .wrongParameters("`position` has a line and a character")
    }
    return (try document(parameters), place)
  }

  // MARK: Notifications

  private func notified(_ method: String, _ parameters: JSONNode?) -> [[UInt8]] {
    let uri = parameters?["textDocument"]?["uri"]?.text ?? ""
    switch method {
    case "textDocument/didOpen":
      guard let text = parameters?["textDocument"]?["text"]?.text else { return [] }
      let version = parameters?["textDocument"]?["version"]?.number
      documents[uri] = TextDocument(uri: uri, version: version, text: text)
      return published([uri])
    case "textDocument/didChange":
      // All of the text comes with each change.
      guard let text = parameters?["contentChanges"]?.list?.last?["text"]?.text,
        documents[uri] != nil
      else { return [] }
      documents[uri]?.text = text
      documents[uri]?.version = parameters?["textDocument"]?["version"]?.number
      return published([uri])
    case "textDocument/didClose":
      documents[uri] = nil
      remarks[uri] = nil
      rules[uri] = nil
      edits[uri] = nil
      return [published(uri, version: nil, [])]
    case "textDocument/didSave", "workspace/didChangeWatchedFiles":
      // A saved rule changes the findings of every open build.
      guard method != "textDocument/didSave" || uri.hasSuffix(".lua") else { return [] }
      rules = [:]
      guard (try? context.engine.reload()) ?? nil != nil else { return [] }
      return published(documents.keys.sorted())
    default: return []
    }
  }

  private func published(_ uris: [String]) -> [[UInt8]] {
    uris.compactMap { uri in
      guard let document = documents[uri] else { return nil }
      rules[uri] = nil
      edits[uri] = nil
      let found = remarks(of: document)
      remarks[uri] = found
      return published(uri, version: document.version, found)
    }
  }

  private func published(_ uri: String, version: Int?, _ remarks: [Remark]) -> [UInt8] {
    Answer.notification("textDocument/publishDiagnostics") { json in
      json.beginObject()
      json.field("uri", uri)
      if let version { json.field("version", version) }
      json.key("diagnostics")
      json.beginArray()
      for remark in remarks { remark.write(to: &json) }
      json.endArray()
      json.endObject()
    }
  }

  // MARK: Answers

  private func remarks(of document: TextDocument) -> [Remark] {
    if let rule = rule(document) { return rule.remarks }
    guard isBuild(document) else { return [] }
    let maker = BuildRemarks(document: document, language: context.language)
    do {
      let build = try read(document)
      return maker.remarks(try context.engine.evaluate(build), of: build)
    } catch let problems as InvalidBuild {
      return maker.remarks(problems)
    } catch {
      return [
        Remark(
          range: document.range(ofLine: 1), level: .error, code: "engine", message: "\(error)")
      ]
    }
  }

  /// The rule that a document is, loaded once for each state of its text and its modules.
  private func rule(_ document: TextDocument) -> EditedRule? {
    guard document.path.hasSuffix(".lua") else { return nil }
    if let loaded = rules[document.uri] { return loaded }
    let rule = EditedRule(document, folders: context.ruleFolders, language: context.language)
    rules[document.uri] = rule
    return rule
  }

  /// A text is a build if it has a key of a build, or is empty in a file of a build's kind. Other
  /// YAML and JSON files are left alone.
  private func isBuild(_ document: TextDocument) -> Bool {
    guard [".yaml", ".yml", ".json"].contains(where: document.path.hasSuffix) else { return false }
    let root = FieldRegistry.version1.root
    let isConfiguration = document.path.hasSuffix("/rigrules.yaml")
    return !isConfiguration
      && document.lines.contains { line in
        let key = line.drop { " \t{\"'".unicodeScalars.contains($0) }
          .prefix { !":\"' ".unicodeScalars.contains($0) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: key)
        return root.field(String(text)) != nil
      }
  }

  /// The build by its fields, or with the parts that it names.
  private func read(_ document: TextDocument) throws -> Build {
    do throws(InvalidBuild) {
      return try Build(parsing: document.bytes, file: document.path)
    } catch {
      guard NamedBuild.hasNames(document.bytes, file: document.path), let parts = context.parts(),
        let (build, _) = try parts.builds.read(document.bytes, file: document.path)
      else { throw error }
      return build
    }
  }

  private func hover(_ document: TextDocument, _ place: EditorPosition) -> String? {
    guard let (line, count) = document.scalars(before: place) else { return nil }
    if document.path.hasSuffix(".lua") {
      return FieldInCode.at(count, in: line).flatMap(page)
    }
    let tree = SourceDocument.parse(document.bytes, file: document.path, domain: "build")
    guard let root = tree.root,
      let field = WrittenField.at(line: place.line + 1, column: count + 1, in: root)
    else { return nil }
    if count + 1 > field.column + field.length, let part = part(field) { return part }
    return page(of: field.path)
  }

  private func page(of path: String) -> String? {
    FieldPage(path, rules: context.engine.ruleSet)?.markdown(language: context.language)
  }

  /// The part that a name in a build means, with every value that is known of it.
  private func part(_ field: WrittenField) -> String? {
    guard let category = PartCategory.allCases.first(where: { field.path == $0.buildKey }),
      let name = Self.name(in: field.value), let catalog = context.parts()?.catalog,
      let found = try? catalog.resolve(name, category: category)
    else { return nil }
    switch found {
    case .exact(let part), .best(let part, _), .chipset(let part, _):
      let rows = part.fields.map {
        "- `\($0.key)`: \($0.value.value.spelled) (\($0.value.certainty.word))"
      }
      return "**\(part.fullName)**\n\n" + rows.joined(separator: "\n")
    case .several(let parts, _), .none(let parts):
      return parts.isEmpty
        ? nil : "**?**\n\n" + parts.prefix(8).map { "- \($0.fullName)" }.joined(separator: "\n")
    }
  }

  private static func name(in node: SourceNode) -> String? {
    switch node.content {
    case .text(let text), .plain(let text): text
    default: nil
    }
  }

  private func proposals(_ document: TextDocument, _ place: EditorPosition) -> [Proposal] {
    guard !document.path.hasSuffix(".lua"), let (_, count) = document.scalars(before: place),
      let writing = WritingPlace.find(in: document.lines, line: place.line, count: count)
    else { return [] }
    let search = { [context] (text: String, category: PartCategory) -> [Part] in
      (try? context.parts()?.catalog.search(text, category: category, limit: 20)) ?? []
    }
    return Proposals(place: writing, language: context.language, search: search).all
  }

  private func actions(
    _ document: TextDocument, _ range: EditorRange, isAsked: Bool, _ json: inout JSONBytes
  ) {
    let touched = (remarks[document.uri] ?? []).filter { $0.range.touches(range) }
    json.beginArray()
    for remark in touched {
      guard let replacement = remark.replacement else { continue }
      let title =
        context.language.choose("Change to `\(replacement)`", "改为 `\(replacement)`")
      action(title, of: [remark], document.uri, remark.range, replacement, &json)
    }
    let findings = touched.filter { $0.level != .hint }
    if !findings.isEmpty {
      for edit in fixes(document, isAsked: isAsked) {
        let (range, text) = document.difference(to: edit.text)
        let title = context.language.choose("Fix: \(edit.title)", "方案：\(edit.title)")
        action(title, of: findings, document.uri, range, text, &json)
      }
    }
    json.endArray()
  }

  /// The fixes of a build by its fields; of one with named parts, the names would have to go.
  private func fixes(_ document: TextDocument, isAsked: Bool) -> [EditorContext.Edit] {
    if let known = edits[document.uri] { return known }
    guard isAsked, isBuild(document),
      let build = try? Build(parsing: document.bytes, file: document.path)
    else { return [] }
    let found = (try? context.edits(build)) ?? []
    edits[document.uri] = found
    return found
  }

  private func action(
    _ title: String, of remarks: [Remark], _ uri: String, _ range: EditorRange, _ text: String,
    _ json: inout JSONBytes
  ) {
    json.beginObject()
    json.field("title", title)
    json.field("kind", "quickfix")
    json.key("diagnostics")
    json.beginArray()
    for remark in remarks { remark.write(to: &json) }
    json.endArray()
    json.key("edit")
    json.beginObject()
    json.key("changes")
    json.beginObject()
    json.key(uri)
    json.beginArray()
    json.beginObject()
    json.key("range")
    range.write(to: &json)
    json.field("newText", text)
    json.endObject()
    json.endArray()
    json.endObject()
    json.endObject()
    json.endObject()
  }

  private func lenses(_ document: TextDocument, _ json: inout JSONBytes) {
    json.beginArray()
    for lens in rule(document)?.lenses ?? [] {
      json.beginObject()
      json.key("range")
      document.range(ofLine: lens.line).write(to: &json)
      json.key("command")
      json.beginObject()
      json.field("title", lens.title)
      json.field("command", "")
      json.endObject()
      json.endObject()
    }
    json.endArray()
  }
}
