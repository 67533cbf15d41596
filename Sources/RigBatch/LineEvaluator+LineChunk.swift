internal import RigModel
internal import RigRules

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension LineEvaluator {
  /// Evaluates everything that a chunk holds. What goes wrong beyond single lines is kept in it.
  func evaluate(_ chunk: LineChunk) {
    do throws(EngineError) {
      if chunk.files.isEmpty { try evaluateLines(chunk) } else { try evaluateFiles(chunk) }
    } catch {
      chunk.failure = error
    }
  }

  private func evaluateLines(_ chunk: LineChunk) throws(EngineError) {
    var place = Place(file: chunk.file, line: chunk.firstLine, order: (chunk.number, 0))
    if chunk.beginsTooLong {
      add(Self.tooLong(place), to: chunk)
      place.line += 1
      place.order.line += 1
    }
    var at = 0
    while at < chunk.inputCount {
      let start = UnsafePointer(chunk.input + at)
      let found = memchr(start, 0x0a, chunk.inputCount - at)
      let length = found.map { UnsafeRawPointer(start).distance(to: $0) } ?? chunk.inputCount - at
      place.isRepeated =
        !chunk.repeatedLines.isEmpty
        && chunk.repeatedLines.contains(place.order.line)
      try evaluateLine(start, length, place, chunk)
      at += length + 1
      place.line += 1
      place.order.line += 1
    }
  }

  private func evaluateLine(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ place: Place, _ chunk: LineChunk
  ) throws(EngineError) {
    var length = length
    if length > 0, start[length - 1] == 0x0d { length -= 1 }
    if length > SourceLimits.bytes { return add(Self.tooLong(place), to: chunk) }
    // A line of blanks holds nothing that could be lost.
    if isBlank(start, length) { return }
    try evaluate(start, count: length, at: place, into: chunk)
  }

  private func isBlank(_ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    for index in 0..<length where start[index] != 0x20 && start[index] != 0x09 { return false }
    return true
  }

  private func evaluateFiles(_ chunk: LineChunk) throws(EngineError) {
    for (index, file) in chunk.files.enumerated() {
      var place = Place(file: file, line: 1, order: (chunk.number, index))
      place.isRepeated = chunk.repeatedLines.contains(index)
      if place.isRepeated {
        add(Self.repeated(place), to: chunk)
        continue
      }
      let build: Build
      do throws(InvalidBuild) { build = try Build(contentsOfFile: file) } catch {
        add(Self.error(error, place), to: chunk)
        continue
      }
      try evaluate(build, place, chunk)
    }
  }
}
