internal import RigSystem

enum FileSize {
  /// The path that a link leads to, so that a file is replaced and not the link.
  static func real(_ path: String) -> String {
    DiskFiles.resolved(path) ?? path
  }

  /// Whether an open file is the one that a path names.
  static func isFile(_ descriptor: Int32, at path: String) -> Bool {
    var first = stat()
    var second = stat()
    return fstat(descriptor, &first) == 0 && stat(path, &second) == 0
      && first.st_ino == second.st_ino && first.st_dev == second.st_dev
  }

  /// Whether two paths name one file.
  static func areSame(_ left: String, _ right: String) -> Bool {
    var first = stat()
    var second = stat()
    return stat(left, &first) == 0 && stat(right, &second) == 0
      && first.st_ino == second.st_ino && first.st_dev == second.st_dev
  }
}

extension FileSink {
  static func isFolder(_ path: String) -> BatchError {
    BatchError(
      .output, code: "batch/unwritable", "\(path) cannot be written: it is a directory")
  }
}

extension DescriptorSink {
  convenience init(writing path: String) throws(BatchError) {
    let descriptor = Descriptor.open(path, O_WRONLY)
    guard descriptor >= 0 else { throw FileSink.unwritable(path, errno) }
    self.init(descriptor: descriptor, name: path)
  }
}
