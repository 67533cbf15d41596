/// One thing that is wrong with a rule file or a manifest, before it is attributed to the file.
struct LoadProblem: Error, Hashable {
  let code: String
  /// Where in the table: `params.overhead.min`.
  let path: String
  let message: String
  /// Set where the line is known without the path.
  var line: Int?
  /// The bytes of the file that it is about, where they are known without the path.
  var range: Range<Int>?
}
