/// A message of an editor or an agent, as JSON-RPC 2.0 has it.
enum Incoming {
  case request(RequestID, method: String, parameters: JSONNode?)
  case notification(method: String, parameters: JSONNode?)
  /// What answers a request of ours.
  case answer
  /// A message that is none, with the answer to it.
  case invalid(answer: [UInt8])

  init(_ message: [UInt8]) {
    guard let node = JSONNode(parsing: message) else {
      self = .invalid(answer: Answer.failure(nil, .notJSON))
      return
    }
    let id = RequestID(node["id"])
    let parameters = node["params"]
    switch (node["method"]?.text, id) {
    case (let method?, let id?): self = .request(id, method: method, parameters: parameters)
    case (let method?, nil): self = .notification(method: method, parameters: parameters)
    case (nil, _):
      let isAnswer = node["result"] != nil || node["error"] != nil
      self = isAnswer ? .answer : .invalid(answer: Answer.failure(id, .notARequest))
    }
  }
}
