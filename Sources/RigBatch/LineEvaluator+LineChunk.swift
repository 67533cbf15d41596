internal import RigModel
internal import RigRules
internal import RigSystem

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
    try chunk.forEachLine { line throws(EngineError) in
      var place = Place(file: chunk.file, line: line.number, order: (chunk.number, line.index))
      guard let text = line.text else { return add(Self.tooLong(place), to: chunk) }
      place.isRepeated =
        !chunk.repeatedLines.isEmpty && chunk.repeatedLines.contains(line.index)
      try evaluate(text.baseAddress!, count: text.count, at: place, into: chunk)
    }
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
      do throws(InvalidBuild) {
        build =
          try chunk.builds.isEmpty ? Build(contentsOfFile: file) : chunk.builds[index].get()
      } catch {
        // A file whose parts are named has no fields that could be read.
        do throws(InvalidBuild) {
          guard let named = try namedBuild(file) else { throw error }
          build = named
        } catch {
          add(Self.error(error, place), to: chunk)
          continue
        }
      }
      try evaluate(build, place, chunk)
    }
  }
}
