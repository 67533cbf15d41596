import DecoderProperties
import Glibc

// libFuzzer brings `main` and calls this. `DECODER` names the decoder; a broken promise is a trap,
// because that is what libFuzzer takes for a fault and keeps the input of.

private let decoder: FuzzedDecoder = {
  let name = getenv("DECODER").map { String(cString: $0) } ?? ""
  guard let decoder = FuzzedDecoder(rawValue: name) else {
    fatalError("DECODER names one of: lines, yaml, json")
  }
  return decoder
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let fault = decoder.fault(of: bytes) { fatalError(fault) }
  return 0
}
