package import RigModel

/// A machine as a build, with where each of its values was read.
package struct DetectedMachine: Sendable {
  /// A value of the build: its path as reports write it (`gpus[1].vram_gb`), and its readings.
  package struct Origin: Sendable {
    package let path: String
    package let reading: Reading
    package let disagreeing: [Reading]
  }

  /// The build in canonical form, valid.
  package let build: Build
  package let origins: [Origin]
  package let notes: [FieldDoc]
  package let notRead: [NotRead]
  /// Slots for cards as firmware lists them: hints, since it leaves out some and invents others.
  package let slots: [ObservedSlot]
  package let sources: [DetectionSource]

  package func origin(at path: String) -> Origin? { byPath[path] }
  private let byPath: [String: Origin]

  init(
    build: Build, origins: [Origin], notes: [FieldDoc], notRead: [NotRead], slots: [ObservedSlot],
    sources: [DetectionSource]
  ) {
    self.build = build
    self.origins = origins
    self.notes = notes
    self.notRead = notRead
    self.slots = slots
    self.sources = sources
    byPath = Dictionary(origins.map { ($0.path, $0) }) { first, _ in first }
  }

  /// Whether a build has a value that says anything about parts.
  package var isEmpty: Bool { origins.isEmpty }
}
