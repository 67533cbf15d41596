import RigBatch
import Testing

@Suite("Batch input")
struct BatchInputTests {
  @Test("A file that is not there is an error that names it")
  func missing() {
    #expect(throws: BatchError.self) { try BatchInput(["nowhere.jsonl"]) }
  }
}
