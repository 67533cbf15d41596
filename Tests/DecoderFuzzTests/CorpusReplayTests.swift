import DecoderProperties
import Foundation
import Testing

/// What the fuzzers of the decoders kept, through the same promises.
@Suite("A decoder keeps its promises on every text that its fuzzer kept")
struct CorpusReplayTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/fuzz-corpus")

  private static func files(_ decoder: FuzzedDecoder) throws -> [URL] {
    let corpus = folder.appending(path: decoder.rawValue)
    return try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }
  }

  @Test("each text is read or refused as promised", arguments: FuzzedDecoder.allCases)
  func replay(decoder: FuzzedDecoder) throws {
    let files = try Self.files(decoder)
    #expect(files.count >= 50)
    for file in files {
      let fault = decoder.fault(of: [UInt8](try Data(contentsOf: file)))
      #expect(fault == nil, "\(decoder)/\(file.lastPathComponent)")
    }
  }
}

@Suite("What the fuzzers of the decoders found")
struct FoundByFuzzingTests {
  @Test(
    "stays fixed",
    arguments: [
      // A connector that is not known was written as left out, which is 0.
      (FuzzedDecoder.json, #"{"gpus":[{"power_connectors":{"pcie_8pin":null}}]}"#),
      (.yaml, "gpu: {power_connectors: {pcie_8pin: ~}}"),
      // libyaml ends the last line itself, and at characters that end no line.
      (.yaml, "{"), (.yaml, "a: \u{85} b: ["), (.yaml, "name: \u{2028}\nx: ["),
      // A key that is too long for a plain key of YAML.
      (.json, "{\"x_\(String(repeating: "k", count: 1500))\":{\"a\":1}}"),
      (.json, "{\"extra\":[{\"\(String(repeating: "\\u007f", count: 400))\":1}]}"),
      // A message showed what moves the text around it.
      (.json, "-\t"), (.yaml, "rigrules: 1\u{9}r 1"), (.json, "-\u{202e}"),
      // The key of an id may be written with escapes, and its value as a number.
      (.lines, #"{"\u0069d":"a"}"#), (.lines, #"{"id": 5 }"#),
      // A text that is known already was stepped over, with whatever stood behind it.
      (.lines, #"{"use_case":"kaggle":1,"id":"a"}"#),
      (.lines, "{\"use_case\":\"kaggle\"}\n{\"use_case\":\"kaggle\":1,\"id\":\"a\"}"),
      // A control character behind a number was taken for a blank if the number was known.
      (.lines, "{\"rigrules\":1}\n{\"rigrules\":1\u{14}}"),
      (.lines, "{\"id\":5}\n{\"id\":5\u{1}}"),
      (.lines, "{\"precision\":16}\n{\"precision\":16\u{b}}"),
      // A plain value is asked of a container at the root of a text.
      (.lines, #"{"rigrules":[1],"id":"a"}"#), (.lines, #"{"id":["a"]}"#),
    ])
  func found(decoder: FuzzedDecoder, text: String) {
    #expect(decoder.fault(of: Array(text.utf8)) == nil)
  }
}
