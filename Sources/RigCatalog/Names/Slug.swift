/// The id of a part: its category and the words of its full name.
enum Slug {
  static func of(_ category: PartCategory, maker: String?, _ name: String) -> String {
    var slug = category.rawValue + "/"
    let isRepeated = maker.map { name.lowercased().hasPrefix($0.lowercased()) } ?? true
    let full = isRepeated ? name : "\(maker ?? "") \(name)"
    for (index, atom) in Atoms.of(full).enumerated() {
      if index > 0 && !atom.isGlued { slug += "-" }
      slug += atom.text
    }
    return slug
  }
}
