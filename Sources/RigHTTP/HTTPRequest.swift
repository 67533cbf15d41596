/// One whole request.
package struct HTTPRequest: Sendable {
  package let method: String
  /// The path with its escapes decoded, always with a slash in front.
  package let path: String
  /// What is after the question mark, decoded, in its order.
  package let query: [(name: String, value: String)]
  /// The names in lower case, in their order.
  package let headers: [(name: String, value: String)]
  package internal(set) var body: [UInt8] = []
  /// Whether the client speaks HTTP/1.1, and not 1.0.
  package let isVersion11: Bool
  /// The host that an absolute target names, or the one of the `Host` header.
  package let host: String?

  /// The value of a header; the first where it is there twice.
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The value of a name in the query.
  package func queryValue(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// Whether the connection stays open after the answer.
  var keepsAlive: Bool {
    let words = (header("connection") ?? "").lowercased().split(separator: ",").map {
      $0.filter { $0 != " " && $0 != "\t" }
    }
    return isVersion11 ? !words.contains("close") : words.contains("keep-alive")
  }
}
