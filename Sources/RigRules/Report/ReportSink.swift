package import RigModel

/// What a report is written to, key by key: the JSON of programs, or the value that plugins see.
protocol ReportSink {
  mutating func beginObject()
  mutating func endObject()
  mutating func beginArray()
  mutating func endArray()
  mutating func key(_ name: String)
  mutating func value(_ text: String)
  mutating func value(_ number: Int)
  mutating func value(_ number: Double)
  mutating func value(_ value: BuildValue)
  /// A location in a build, as reports have it: counted from 0.
  mutating func location(_ place: String)
  /// A key that is always there and has no value this time.
  mutating func absent(_ name: String)
}

extension ReportSink {
  mutating func field(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  mutating func field(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  mutating func field(_ name: String, always text: String?) {
    if let text { field(name, text) } else { absent(name) }
  }

  mutating func field(_ name: String, ifAny text: String?) {
    if let text { field(name, text) }
  }

  mutating func field(_ name: String, at place: String?) {
    guard let place else { return }
    key(name)
    location(place)
  }

  mutating func list<Items: Collection>(
    _ name: String, _ items: Items, _ write: (Items.Element, inout Self) -> Void
  ) {
    key(name)
    beginArray()
    for item in items { write(item, &self) }
    endArray()
  }
}

extension JSONBytes: ReportSink {
  mutating func location(_ place: String) { value(place) }

  mutating func absent(_ name: String) {
    key(name)
    null()
  }
}

/// Builds the value that plugins see. What is null in JSON is absent here, and locations count
/// from 1, as everything in Lua.
struct ReportValue: ReportSink {
  private enum Open {
    case list([BuildValue])
    case map([BuildValue.Field])
  }

  private var open: [Open] = []
  private var keys: [String] = []
  private(set) var value: BuildValue = .map([])

  mutating func beginObject() { open.append(.map([])) }
  mutating func endObject() { close() }
  mutating func beginArray() { open.append(.list([])) }
  mutating func endArray() { close() }
  mutating func key(_ name: String) { keys.append(name) }
  mutating func value(_ text: String) { add(.text(text)) }
  mutating func value(_ number: Int) { add(.integer(Int64(number))) }
  mutating func value(_ number: Double) { add(.quantity(number)) }
  mutating func value(_ value: BuildValue) { add(value) }
  mutating func location(_ place: String) { add(.text(BuildLocation.forPeople(place))) }
  mutating func absent(_ name: String) {}

  private mutating func close() {
    switch open.removeLast() {
    case .list(let items): add(.list(items))
    case .map(let fields): add(.map(fields))
    }
  }

  private mutating func add(_ value: BuildValue) {
    switch open.popLast() {
    case nil: self.value = value
    case .list(let items): open.append(.list(items + [value]))
    case .map(let fields):
      open.append(.map(fields + [BuildValue.Field(key: keys.removeLast(), value: value)]))
    }
  }
}
