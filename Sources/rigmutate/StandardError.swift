import RigSystem

/// What is no result goes here.
struct StandardError: TextOutputStream {
  mutating func write(_ text: String) { _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO) }
}
