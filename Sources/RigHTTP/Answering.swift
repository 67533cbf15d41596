internal import RigSystem

/// What a thread does with a connection: the answer to its request, or its next piece.
struct Answering {
  let shared: HTTPServer.Shared

  func answer(_ connection: Connection) {
    if let request = connection.request {
      connection.request = nil
      begin(connection, request)
    }
    send(connection)
    shared.counts.change { $0.sentBytes += connection.takeSentBytes() }
    shared.giveBack(connection)
  }

  private func begin(_ connection: Connection, _ request: HTTPRequest) {
    let response = shared.handler.response(to: request)
    let isOpenEnded = if case .pieces = response.body { !request.isVersion11 } else { false }
    let closes =
      response.closes || isOpenEnded || !request.keepsAlive || shared.isStopping.isSet
    connection.closesAfter = closes
    connection.put(response.head(for: request, closes: closes))
    if request.method == "HEAD" { return }
    switch response.body {
    case .bytes(let bytes): connection.put(bytes)
    case .pieces(let pieces):
      connection.pieces = pieces
      connection.isChunked = request.isVersion11
    }
  }

  /// Sends until the answer is whole, or the client takes no more for now.
  private func send(_ connection: Connection) {
    while true {
      guard connection.flush() else {
        connection.pieces = nil
        connection.phase = .closing
        return
      }
      guard connection.isDrained, let pieces = connection.pieces else { break }
      if let piece = pieces() {
        if !piece.isEmpty { connection.putPiece(piece) }
      } else {
        if connection.isChunked { connection.put(Array("0\r\n\r\n".utf8)) }
        connection.pieces = nil
      }
    }
    if !connection.isDrained {
      connection.phase = .writing
    } else {
      connection.phase = connection.closesAfter ? .closing : .reading
    }
  }
}
