public import CRigRules
internal import RigReports
internal import RigRules
internal import RigSystem

// The functions of `rigrules.h`, which says what each does. They are public because an optimising build
// hides others from the linker.

/// `RIGRULES_API_VERSION` of the library.
@_cdecl("rigrules_api_version")
public func apiVersion() -> UInt32 { UInt32(RIGRULES_API_VERSION) }

/// Opens an engine by its options.
@_cdecl("rigrules_open")
public func open(
  _ options: UnsafePointer<CChar>?, _ count: Int, _ engine: UnsafeMutablePointer<UInt64>?
) -> UInt32 {
  call { () throws(CallFailure) in
    guard let engine else {
      throw CallFailure(.invalidArgument, "there is no place for the engine: it is null")
    }
    engine.pointee = 0
    let options = try OpenOptions(parsing: Array(buffer(options, count, "`options`")))
    let object = Unmanaged.passRetained(try EngineHandle(options: options))
    engine.pointee = crig_add(object.toOpaque())
    if engine.pointee == 0 {
      object.release()
      throw CallFailure(.outOfMemory, "memory is short")
    }
  }
}

/// The hash of all rules and settings.
@_cdecl("rigrules_hash")
public func hash(_ engine: UInt64, _ hash: UnsafeMutablePointer<rigrules_text>?) -> UInt32 {
  call(engine) { handle throws(CallFailure) in
    try result(hash).put(Array(handle.engine.ruleSet.hash.utf8))
  }
}

/// What of rules and plugins does not load, as JSON.
@_cdecl("rigrules_problems")
public func problems(_ engine: UInt64, _ problems: UnsafeMutablePointer<rigrules_text>?) -> UInt32 {
  call(engine) { handle throws(CallFailure) in try result(problems).put(handle.problems) }
}

/// The report of one build, as JSON.
@_cdecl("rigrules_check")
public func check(
  _ engine: UInt64, _ build: UnsafePointer<CChar>?, _ count: Int, _ name: UnsafePointer<CChar>?,
  _ report: UnsafeMutablePointer<rigrules_text>?
) -> UInt32 {
  check(engine, build, count, name, report, as: .json)
}

/// The report of one build, as a page.
@_cdecl("rigrules_html")
public func html(
  _ engine: UInt64, _ build: UnsafePointer<CChar>?, _ count: Int, _ name: UnsafePointer<CChar>?,
  _ page: UnsafeMutablePointer<rigrules_text>?
) -> UInt32 {
  check(engine, build, count, name, page, as: .html)
}

private func check(
  _ engine: UInt64, _ build: UnsafePointer<CChar>?, _ count: Int, _ name: UnsafePointer<CChar>?,
  _ report: UnsafeMutablePointer<rigrules_text>?, as format: ReportFormat
) -> UInt32 {
  call(engine) { handle throws(CallFailure) in
    let report = try result(report)
    let bytes = Array(try buffer(build, count, "`build`"))
    let name = name.map { String(cString: $0) } ?? "build"
    try report.put(try handle.check(bytes, name: name, as: format))
  }
}

/// The reports of lines.
@_cdecl("rigrules_lines")
public func lines(
  _ engine: UInt64, _ lines: UnsafePointer<CChar>?, _ count: Int, _ name: UnsafePointer<CChar>?,
  _ firstLine: Int64, _ reports: UnsafeMutablePointer<rigrules_text>?
) -> UInt32 {
  call(engine) { handle throws(CallFailure) in
    let reports = try result(reports)
    let bytes = try buffer(lines, count, "`lines`")
    let name = name.map { String(cString: $0) } ?? "lines"
    try reports.put(try handle.evaluate(bytes, name: name, firstLine: firstLine))
  }
}

/// Some keys of the reports of lines.
@_cdecl("rigrules_select")
public func select(
  _ engine: UInt64, _ lines: UnsafePointer<CChar>?, _ count: Int, _ name: UnsafePointer<CChar>?,
  _ firstLine: Int64, _ keys: UnsafePointer<CChar>?,
  _ reports: UnsafeMutablePointer<rigrules_text>?
) -> UInt32 {
  call(engine) { handle throws(CallFailure) in
    let reports = try result(reports)
    let bytes = try buffer(lines, count, "`lines`")
    guard let keys else { throw CallFailure(.invalidArgument, "`keys` is null") }
    let name = name.map { String(cString: $0) } ?? "lines"
    try reports.put(
      try handle.evaluate(
        bytes, name: name, firstLine: firstLine, keys: String(cString: keys)))
  }
}

/// Looks at the folders again.
@_cdecl("rigrules_reload")
public func reload(_ engine: UInt64, _ changed: UnsafeMutablePointer<Int32>?) -> UInt32 {
  call(engine) { handle throws(CallFailure) in
    do throws(EngineError) { changed?.pointee = try handle.engine.reload() == nil ? 0 : 1 } catch {
      throw CallFailure(error)
    }
  }
}

/// Closes an engine.
@_cdecl("rigrules_close")
public func close(_ engine: UInt64) -> UInt32 {
  call(engine) { _ throws(CallFailure) in
    if !crig_close(engine) { throw CallFailure(.invalidHandle, "the engine is closed") }
  }
}

/// Gives bytes back.
@_cdecl("rigrules_free")
public func free(_ text: UnsafeMutablePointer<rigrules_text>?) {
  guard let text else { return }
  release(text.pointee.bytes)
  text.pointee = rigrules_text(bytes: nil, count: 0)
}

/// `free` of the C library, whose name is taken here.
private func release(_ bytes: UnsafeMutablePointer<CChar>?) {
  #if canImport(Glibc)
    Glibc.free(bytes)
  #elseif canImport(Musl)
    Musl.free(bytes)
  #else
    Darwin.free(bytes)
  #endif
}
