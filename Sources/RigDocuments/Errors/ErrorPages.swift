extension DocumentSet {
  /// The page of every error code.
  public static let errors = DocumentSet(files: [], folders: ["errors"])
}
