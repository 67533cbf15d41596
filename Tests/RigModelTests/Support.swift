import RigModel
import Testing

/// The build a YAML or JSON text holds.
func build(_ text: String, as format: BuildFormat = .automatic, file: String = "rig.yaml") throws
  -> Build
{
  try Build(parsing: Array(text.utf8), as: format, file: file)
}

/// What is wrong with a text; empty for a valid one.
func problems(_ bytes: [UInt8], as format: BuildFormat = .automatic, file: String = "rig.yaml")
  -> [Diagnostic]
{
  do throws(InvalidBuild) {
    _ = try Build(parsing: bytes, as: format, file: file)
    return []
  } catch {
    return error.diagnostics
  }
}

func problems(_ text: String, as format: BuildFormat = .automatic, file: String = "rig.yaml")
  -> [Diagnostic]
{
  problems(Array(text.utf8), as: format, file: file)
}

/// A generator whose numbers are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Runs a body and gives the seconds it took.
func seconds(_ body: () -> Void) -> Double {
  let duration = ContinuousClock().measure(body).components
  return Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
}
