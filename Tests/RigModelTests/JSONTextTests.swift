import RigModel
import Testing

@Suite("JSON is read strictly")
struct JSONTextTests {
  static let wellFormed: [(String, String)] = [
    (#"{"x_a":0}"#, "0"), (#"{"x_a":-0}"#, "0"), (#"{"x_a":-0.0}"#, "0"), (#"{"x_a":1E2}"#, "100"),
    (#"{"x_a":1.5e-1}"#, "0.15"), (#"{"x_a":9223372036854775807}"#, "9223372036854775807"),
    (#"{"x_a":[]}"#, "[]"), (#"{"x_a":{}}"#, "{}"), (#" {"x_a" : [ 1 , 2 ] } "#, "[1,2]"),
    (#"{"x_a":"\u00e9\ud83d\ude00\/\b"}"#, "\"é😀/\\u0008\""), (#"{"x_a":""}"#, "\"\""),
    ("{\"x_a\":\n\t true\r\n}", "true"), (#"{"x_a":"\t\n"}"#, "\"\\t\\n\""),
  ]

  @Test("a well-formed text is read", arguments: wellFormed)
  func wellFormedText(text: String, value: String) throws {
    let rig = try build(text, as: .json)
    #expect(rig.canonicalJSON() == "{\"x_a\":\(value)}")
  }

  static let malformed = [
    "{", "}", "{]", "[}", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{,}", "{a:1}",
    "{'a':1}", "{\"x_a\":[1,]}", "{\"x_a\":[,1]}", "{\"x_a\":01}", "{\"x_a\":-}", "{\"x_a\":.5}",
    "{\"x_a\":5.}", "{\"x_a\":1e}", "{\"x_a\":+1}", "{\"x_a\":0x1}", "{\"x_a\":NaN}",
    "{\"x_a\":Infinity}", "{\"x_a\":1e999}", "{\"x_a\":nul}", "{\"x_a\":True}", "{\"x_a\":\"a}",
    "{\"x_a\":\"\n\"}", "{\"x_a\":\"\\x\"}", "{\"x_a\":\"\\u12\"}", "{\"x_a\":\"\\udc00\"}",
    "{\"x_a\":\"\\ud800\\u0041\"}", "{\"x_a\":\"\\ud800", "{\"x_a\":1}{}", "{\"x_a\":1},",
    "{}\u{a0}", "// a\n{}", "{\"x_a\":1} x", "\"", "tru",
  ]

  @Test("a malformed text is refused with its place", arguments: malformed)
  func malformedText(text: String) {
    let found = problems(text, as: .json)
    #expect(found.map(\.code) == ["build/syntax"])
    #expect(found.allSatisfy { $0.line != nil && $0.column != nil })
  }

  @Test(
    "a YAML file that is JSON works",
    arguments: [
      "{\"id\": \"a\",\n\t\"name\": \"b\"}", "{id: a, name: b}", "{\n  \"id\": a,\n  name: b\n}",
    ])
  func jsonInYAMLFile(text: String) throws {
    for file in ["rig.yaml", "rig", "stdin"] {
      #expect(try build(text, file: file).canonicalJSON() == #"{"id":"a","name":"b"}"#)
    }
  }
}
