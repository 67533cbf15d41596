extension FieldRegistry {
  /// The path of a field that is meant by a path with a mistake: `gpus[].tdp_w` for `gpu.tdp`.
  ///
  /// The part that leads the path is looked for first and then the field in it, because by letters
  /// alone `gpus[].tdp` is nearer to `gpus` than to `gpus[].tdp_w`.
  ///
  /// - Parameters:
  ///   - written: The path, with `[]` for every list that is gone through.
  ///   - paths: The paths that may be proposed.
  public func nearest(toPath written: String, among paths: [String]) -> String? {
    guard let dot = written.lastIndex(of: "."), dot > written.startIndex else {
      return nearest(to: written, among: paths)
    }
    let (head, last) = (written[..<dot], String(written[written.index(after: dot)...]))
    let heads = Set(
      paths.compactMap { path in path.lastIndex(of: ".").map { String(path[..<$0]) } }
    )
    .sorted()
    guard let owner = owner(String(head), among: heads) else {
      return nearest(to: written, among: paths)
    }
    let fields = paths.filter { $0.hasPrefix(owner + ".") }
      .map { String($0.dropFirst(owner.count + 1)) }.filter { !$0.contains(".") }
    // A field without its unit is near whatever the length of the unit: `tdp` for `tdp_w`.
    let begun = fields.filter { $0.hasPrefix(last + "_") }
    let field = begun.count == 1 ? begun[0] : nearest(to: last, among: fields)
    return field.map { "\(owner).\($0)" } ?? nearest(to: written, among: paths)
  }

  /// The part that leads a path, in whichever form it is written: `gpu`, `gpus` and `gpus[]`.
  private func owner(_ head: String, among heads: [String]) -> String? {
    if heads.contains(head) { return head }
    let bare = head.hasSuffix("[]") ? String(head.dropLast(2)) : head
    for form in [bare + "[]", bare + "s[]", bare + "s"] where heads.contains(form) { return form }
    let shorthands = ["gpu": "gpus[]", "psu": "psus[]", "case": "chassis", "drive": "storage[]"]
    if let meant = shorthands[bare], heads.contains(meant) { return meant }
    return nearest(to: head, among: heads)
  }
}
