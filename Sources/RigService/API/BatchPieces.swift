internal import RigBatch
internal import RigModel
internal import RigRules
internal import RigSystem
internal import Synchronization

/// Sessions of lines by how they are written: what one learns of builds helps the next request.
final class BatchSessions: Sendable {
  private let engine: Engine
  private let naming: any PartNaming
  private let sessions = Guarded<[String: LineSession]>([:])

  init(engine: Engine, naming: any PartNaming) {
    (self.engine, self.naming) = (engine, naming)
  }

  func session(_ format: BatchFormat, compact: Bool) -> LineSession {
    sessions.withLock { sessions in
      let key = "\(format.rawValue) \(compact)"
      if let session = sessions[key] { return session }
      var options = BatchOptions()
      options.format = format
      options.compact = compact
      options.naming = naming
      options.memoryBytes = 32 << 20
      let session = LineSession(engine: engine, options: options)
      sessions[key] = session
      return session
    }
  }
}

/// The answer to a batch, in pieces of whole lines.
///
/// `@unchecked`: one thread after the other takes pieces, never two at once.
final class BatchPieces: @unchecked Sendable {
  /// A piece that waits to be taken once.
  final class First: Sendable {
    private let piece: Guarded<[UInt8]?>
    init(_ piece: [UInt8]?) { self.piece = Guarded(piece) }
    func take() -> [UInt8]? {
      piece.withLock { piece in
        defer { piece = nil }
        return piece
      }
    }
  }

  private let body: [UInt8]
  private let session: LineSession
  private let language: Language
  private var position = 0
  private var line = 1
  private static let pieceBytes = 128 << 10

  init(body: [UInt8], session: LineSession, language: Language) {
    (self.body, self.session, self.language) = (body, session, language)
  }

  func first() throws(EngineError) -> First { First(try evaluate()) }

  /// The next piece; a fault after the first ends the answer with a line that says so.
  func next() -> [UInt8]? {
    do throws(EngineError) { return try evaluate() } catch {
      position = body.count
      let message = Diagnostic(code: error.code ?? "engine/failed", message: "\(error)")
      return ProblemDocument(diagnostics: [message], language: language).line
    }
  }

  private func evaluate() throws(EngineError) -> [UInt8]? {
    guard position < body.count else { return nil }
    var end = min(position + Self.pieceBytes, body.count)
    if end < body.count {
      end = body[end...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.count
    }
    let piece = body[position..<end]
    let output = piece.withUnsafeBytes { bytes in
      Result { () throws(EngineError) in
        try session.evaluate(bytes, name: Service.standardName, firstLine: line)
      }
    }
    line += piece.count { $0 == 0x0A }
    position = end
    return try output.get()
  }
}
