/// Sockets as firmware names them.
enum SocketName {
  /// The socket as the tables have it; nil where firmware is known to be wrong about it.
  ///
  /// - Parameter cpu: The name of the CPU: boards of Threadripper say SP3 and SP6, which are those
  ///   of EPYC.
  static func read(_ raw: String, cpu: String?) -> String? {
    guard let known = Placeholder.known(raw) else { return nil }
    var text = known
    for mark in ["Socket ", "socket "] where text.hasPrefix(mark) {
      text = String(text.dropFirst(mark.count))
    }
    if text.hasPrefix("FC") { text = String(text.dropFirst(2)) }
    if text.hasPrefix("LGA") {
      let number = text.dropFirst(3).trimmed
      guard number.prefix(4).allSatisfy(\.isNumber), number.utf8.count >= 4 else { return nil }
      // "LGA3647-1", "LGA4677-0": revisions that the tables do not tell apart.
      if number.hasPrefix("3647") || number.hasPrefix("4677") || number.hasPrefix("4189") {
        return "LGA \(number.prefix(4))"
      }
      return ["2011-3", "1150", "1151", "1155", "1200", "1366", "1700", "1851", "2011", "2066"]
        .contains(number) ? "LGA \(number)" : nil
    }
    if ["SP3", "SP5", "SP6"].contains(text) {
      return cpu?.contains("EPYC") == true ? text : nil
    }
    return ["AM3+", "AM4", "AM5", "FM2+", "sTR5", "sTRX4", "sWRX8"].contains(text) ? text : nil
  }
}
