internal import RigModel

/// The API in the words of OpenAPI 3.1, made from the list of routes.
struct APIDescription {
  let version: String

  var bytes: [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.field("openapi", "3.1.0")
    json.key("info")
    object(&json) {
      $0.field("title", "rigrules")
      $0.field(
        "description", "Judges PC builds by rules. A body is a build or a part list as text.")
      $0.field("version", version)
    }
    json.key("paths")
    object(&json) { json in
      for route in Route.allCases where route.isAPI {
        json.key(route.rawValue)
        object(&json) { json in
          json.key(route.method.lowercased())
          operation(route, &json)
        }
      }
    }
    json.key("components")
    object(&json) { json in
      json.key("schemas")
      object(&json) { problems(&$0) }
    }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private func object(_ json: inout JSONBytes, _ body: (inout JSONBytes) -> Void) {
    json.beginObject()
    body(&json)
    json.endObject()
  }

  private func operation(_ route: Route, _ json: inout JSONBytes) {
    object(&json) { json in
      json.field("operationId", String(route.rawValue.split(separator: "/").last ?? "page"))
      json.field("summary", route.summary)
      json.key("parameters")
      json.beginArray()
      for option in route.options { parameter(option, &json) }
      json.endArray()
      if route.method == "POST" {
        json.key("requestBody")
        object(&json) { json in
          json.key("required")
          json.value(true)
          json.key("content")
          object(&json) { content(&$0, "*/*", ["type": "string"]) }
        }
      }
      json.key("responses")
      object(&json) { responses(route, &$0) }
    }
  }

  private func parameter(_ option: RouteOption, _ json: inout JSONBytes) {
    object(&json) { json in
      json.field("name", option.name)
      json.field("in", "query")
      json.field("description", option.summary)
      json.key("required")
      json.value(option.isNeeded)
      json.key("schema")
      switch option.kind {
      case .words(let words):
        json.value(["type": "string", "enum": .list(words.map { .text($0) })])
      case .text: json.value(["type": "string"])
      case .flag: json.value(["type": "boolean"])
      }
    }
  }

  private func responses(_ route: Route, _ json: inout JSONBytes) {
    json.key("200")
    object(&json) { json in
      json.field("description", route.summary)
      json.key("content")
      object(&json) { json in
        let isAnyForm = route == .check
        content(&json, isAnyForm ? "*/*" : plainType(route), [:])
      }
    }
    json.key("default")
    object(&json) { json in
      json.field("description", "What is wrong, with codes as the program has them.")
      json.key("content")
      object(&json) {
        content(&$0, "application/json", ["$ref": "#/components/schemas/Problems"])
      }
    }
  }

  private func plainType(_ route: Route) -> String {
    String(route.contentType.prefix { $0 != ";" })
  }

  private func content(_ json: inout JSONBytes, _ type: String, _ schema: BuildValue) {
    json.key(type)
    object(&json) { json in
      json.key("schema")
      json.value(schema)
    }
  }

  private func problems(_ json: inout JSONBytes) {
    let text: BuildValue = ["type": "string"]
    let number: BuildValue = ["type": "integer"]
    json.key("Problems")
    json.value([
      "type": "object", "required": ["errors"],
      "properties": [
        "errors": [
          "type": "array",
          "items": [
            "type": "object", "required": ["code", "severity", "message"],
            "properties": [
              "code": text, "severity": text, "file": text, "line": number, "column": number,
              "path": text, "message": text, "hint": text,
            ],
          ],
        ]
      ],
    ])
  }
}
