internal import RigModel

/// A message to an editor or an agent, as JSON-RPC 2.0 has it.
enum Answer {
  /// Why a request has no result.
  struct Failure: Error {
    let code: Int
    let message: String

    static func unknownMethod(_ name: String) -> Failure {
      Failure(code: -32601, message: "there is no method \(Quoted.key(name))")
    }
    static func wrongParameters(_ message: String) -> Failure {
      Failure(code: -32602, message: message)
    }
    static let notJSON = Failure(code: -32700, message: "the message is not JSON")
    static let notARequest = Failure(code: -32600, message: "the message is not a request")
    static let notInitialized = Failure(code: -32002, message: "the first request is `initialize`")
  }

  static func result(_ id: RequestID, _ write: (inout JSONBytes) -> Void) -> [UInt8] {
    message { json in
      Self.id(id, &json)
      json.key("result")
      write(&json)
    }
  }

  static func failure(_ id: RequestID?, _ failure: Failure) -> [UInt8] {
    message { json in
      Self.id(id, &json)
      json.key("error")
      json.beginObject()
      json.field("code", failure.code)
      json.field("message", failure.message)
      json.endObject()
    }
  }

  static func notification(_ method: String, _ parameters: (inout JSONBytes) -> Void) -> [UInt8] {
    message { json in
      json.field("method", method)
      json.key("params")
      parameters(&json)
    }
  }

  private static func message(_ write: (inout JSONBytes) -> Void) -> [UInt8] {
    var json = JSONBytes()
    json.beginObject()
    json.field("jsonrpc", "2.0")
    write(&json)
    json.endObject()
    return json.bytes
  }

  private static func id(_ id: RequestID?, _ json: inout JSONBytes) {
    json.key("id")
    switch id {
    case .number(let number): json.value(number)
    case .text(let text): json.value(text)
    case nil: json.null()
    }
  }
}
