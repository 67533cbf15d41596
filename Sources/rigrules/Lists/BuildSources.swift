import RigCatalog
import RigModel
import RigPartLists
import RigReports
import RigRules

/// A build with the source of every field that came from the name of a part.
struct BuildSources {
  let build: Build
  let sources: [NamedBuild.Source]

  /// The build, and below it for each named part its fields with source and certainty.
  func text(in language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String {
      language == .chinese ? chinese : english
    }
    var text = build.canonicalYAML()
    for source in sources {
      let part = source.part.fullName
      text += "\n# \(source.path)"
      text += say(": \(source.name) is \(part)\n", "：\(source.name) 是 \(part)\n")
      for note in source.notes { text += "#   \(say(note.english, note.chinese))\n" }
      for field in source.part.fields {
        text += "#   \(field.key): \(Self.plain(field.value.value)) - "
        text +=
          source.stated.contains(field.key)
          ? say("stated here otherwise\n", "此处写的是别的值\n")
          : "\(field.value.certainty.word), \(field.value.source)\n"
        for other in field.disagreeing {
          let value = Self.plain(other.value)
          text +=
            "#     " + say("\(value) says \(other.source)\n", "\(other.source) 写的是 \(value)\n")
        }
      }
    }
    return text
  }

  private static func plain(_ value: BuildValue) -> String {
    var text = CanonicalText.yaml(.map([.init(key: "x", value: value)]))
    text.removeFirst(2)
    return text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
  }

  func json() -> String {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.key("lines")
    json.beginArray()
    json.endArray()
    json.key("build")
    json.value(build.value)
    json.key("sources")
    json.beginArray()
    for source in sources {
      json.beginObject()
      json.field("path", source.path)
      json.field("name", source.name)
      json.field("part", source.part.id)
      json.key("fields")
      json.beginArray()
      for field in source.part.fields where !source.stated.contains(field.key) {
        json.beginObject()
        json.field("key", field.key)
        json.field("certainty", field.value.certainty.word)
        json.field("source", field.value.source)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self) + "\n"
  }
}
