extension Part {
  /// What all of some parts of one kind agree on, as one part, and what lies between the others.
  ///
  /// It is for a name that may mean any of them: what they agree on is known all the same.
  ///
  /// - Parameters:
  ///   - parts: The parts, all of one category.
  ///   - name: What was written.
  /// - Returns: Nil where there is no part, or where the parts are of several categories.
  public static func agreement(of parts: [Part], named name: String)
    -> (part: Part, ranges: [String: String])?
  {
    guard let first = parts.first, parts.allSatisfy({ $0.category == first.category }) else {
      return nil
    }
    let isOneMaker = parts.allSatisfy { $0.maker == first.maker }
    let found = Resolver.shared(parts, maker: isOneMaker ? first.maker : nil, name: name)
    guard case .chipset(let part, let ranges) = found else { return nil }
    return (part, ranges)
  }
}
