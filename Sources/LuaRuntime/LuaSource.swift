internal import CLuaSandbox

/// A token of Lua source.
public struct LuaToken: Sendable, Hashable {
  /// The lexical kind of a token.
  public enum Kind: UInt32, Sendable, Hashable {
    case name = 1
    case keyword, string, number, symbol
  }
  /// Its lexical kind.
  public let kind: Kind
  /// Its bytes in the source.
  public let range: Range<Int>
  /// Its line, from 1.
  public let line: Int
}

/// Reads Lua source without running it.
public enum LuaSource {
  /// All tokens, without comments.
  public static func tokens(of source: [UInt8]) -> [LuaToken] {
    source.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return [] }
      // A token takes at least one byte; most take more, so a second pass is rare.
      var capacity = bytes.count / 3 + 16
      while true {
        var count = 0
        let tokens = [cls_token](unsafeUninitializedCapacity: capacity) { buffer, initialized in
          count = cls_tokens(start, bytes.count, buffer.baseAddress, capacity)
          initialized = min(count, capacity)
        }
        if count <= capacity {
          return tokens.map {
            LuaToken(
              kind: LuaToken.Kind(rawValue: $0.kind) ?? .symbol,
              range: Int($0.start)..<Int($0.end), line: Int($0.line))
          }
        }
        capacity = count
      }
    }
  }

  /// Where the value of a key stands in the table that a file returns, if the value is a table of
  /// literals alone: then the file runs the same with `{}` in its place. Returns nil if there is no
  /// such value, or if there is any doubt.
  public static func literalField(_ name: String, in source: [UInt8]) -> Range<Int>? {
    source.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
      var first = 0
      var end = 0
      let isThere = cls_literal_field(start, bytes.count, name, &first, &end)
      return isThere ? first..<end : nil
    }
  }
}

/// Sanitizes text before it is shown to a person.
public enum CleanText {
  /// Returns one line of valid UTF-8 without control characters, terminal escapes and direction
  /// overrides, at most `limit` bytes.
  public static func clean(_ text: String, limit: Int = 4096) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return "" }
      return String(unsafeUninitializedCapacity: limit) { out in
        start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { source in
          out.withMemoryRebound(to: CChar.self) { target in
            cls_clean(source, bytes.count, target.baseAddress, target.count)
          }
        }
      }
    }
  }
}
