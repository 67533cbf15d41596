package import RigModel

/// A detected build as JSON: the build itself, with where its values are from under
/// `extra.detected`, so that it can be checked as it is.
package enum DetectedJSON {
  package static func value(of machine: DetectedMachine) -> BuildValue {
    var fields = (machine.build.value.mapValue ?? []).filter { $0.key != "extra" }
    var detected: [BuildValue.Field] = [
      .init(key: "from", value: .list(machine.sources.map { .text($0.rawValue) })),
      .init(key: "sources", value: .list(machine.origins.map(origin))),
      .init(key: "notes", value: .list(machine.notes.map(doc))),
      .init(
        key: "not_read",
        value: .list(
          machine.notRead.map {
            .map([.init(key: "what", value: doc($0.what)), .init(key: "why", value: doc($0.why))])
          })),
    ]
    detected += machine.build["extra.detected"]?.mapValue ?? []
    fields.append(
      .init(key: "extra", value: .map([.init(key: "detected", value: .map(detected))])))
    return .map(fields)
  }

  private static func doc(_ doc: FieldDoc) -> BuildValue {
    .map([
      .init(key: "en", value: .text(doc.english)), .init(key: "zh", value: .text(doc.chinese)),
    ])
  }

  private static func origin(_ origin: DetectedMachine.Origin) -> BuildValue {
    var fields: [BuildValue.Field] = [
      .init(key: "at", value: .text(origin.path)),
      .init(key: "from", value: .text(origin.reading.source.rawValue)),
    ]
    if let remark = origin.reading.remark {
      fields.append(.init(key: "remark", value: doc(remark)))
    }
    if !origin.disagreeing.isEmpty {
      let others = origin.disagreeing.map { other -> BuildValue in
        .map([
          .init(key: "from", value: .text(other.source.rawValue)),
          .init(key: "value", value: other.value),
        ])
      }
      fields.append(.init(key: "disagreeing", value: .list(others)))
    }
    return .map(fields)
  }
}
