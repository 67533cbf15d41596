internal import CRigRules
internal import RigSystem

/// Runs the body of a call: counted for `fork`, its failure kept as the last error of this thread.
func call(_ body: () throws(CallFailure) -> Void) -> UInt32 {
  crig_begin_call()
  defer { crig_end_call() }
  let failure = crig_thread_is_forked() ? failureOnAnotherThread(body) : failure(of: body)
  guard let failure else {
    crig_set_error(rigrules_status(rawValue: 0), nil, nil, nil, 0, 0)
    return 0
  }
  failure.keep()
  return failure.status.rawValue
}

private func failure(of body: () throws(CallFailure) -> Void) -> CallFailure? {
  do throws(CallFailure) { try body() } catch { return error }
  return nil
}

private func failureOnAnotherThread(_ body: () throws(CallFailure) -> Void) -> CallFailure? {
  withoutActuallyEscaping(body) { body in
    var found: CallFailure?
    let isRun = Threads.run(stackBytes: Threads.ruleStackBytes) { found = failure(of: body) }
    return isRun ? found : CallFailure(.outOfMemory, "no thread could be started after `fork`")
  }
}

/// The same with the engine of a handle, which stays until the body has ended.
func call(_ handle: UInt64, _ body: (EngineHandle) throws(CallFailure) -> Void) -> UInt32 {
  call { () throws(CallFailure) in
    guard let object = crig_retain(handle) else {
      throw CallFailure(
        .invalidHandle, handle == 0 ? "the engine is 0" : "the engine is closed, or never was")
    }
    defer {
      if let freed = crig_release(handle) {
        Unmanaged<EngineHandle>.fromOpaque(freed).release()
      }
    }
    let engine = Unmanaged<EngineHandle>.fromOpaque(object).takeUnretainedValue()
    do throws(CallFailure) { try body(engine) } catch { throw error.message(in: engine.language) }
  }
}

/// The bytes that a host points at; a null pointer is only fine where there are none.
func buffer(_ start: UnsafePointer<CChar>?, _ count: Int, _ what: String) throws(CallFailure)
  -> UnsafeRawBufferPointer
{
  guard count >= 0, start != nil || count == 0 else {
    throw CallFailure(.invalidArgument, "\(what) is null or of an impossible length")
  }
  return UnsafeRawBufferPointer(start: start, count: count)
}

/// Where a result goes; empty until there is one.
func result(_ place: UnsafeMutablePointer<rigrules_text>?) throws(CallFailure)
  -> UnsafeMutablePointer<rigrules_text>
{
  guard let place else {
    throw CallFailure(.invalidArgument, "there is no place for the result: it is null")
  }
  place.pointee = rigrules_text(bytes: nil, count: 0)
  return place
}

extension UnsafeMutablePointer<rigrules_text> {
  /// Copies bytes into memory that the host gives back.
  func put(_ bytes: [UInt8]) throws(CallFailure) {
    guard let copy = malloc(bytes.count + 1)?.assumingMemoryBound(to: UInt8.self) else {
      throw CallFailure(.outOfMemory, "memory is short")
    }
    for index in bytes.indices { copy[index] = bytes[index] }
    copy[bytes.count] = 0
    pointee.bytes = UnsafeMutableRawPointer(copy).assumingMemoryBound(to: CChar.self)
    pointee.count = bytes.count
  }
}
