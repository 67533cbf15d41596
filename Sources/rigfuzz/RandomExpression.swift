extension RuleDraw {
  /// An expression with a number as its value, or one that fails for some builds.
  mutating func number(depth: Int = 0) -> Snippet {
    if depth < 2 && draw.once(in: 4) { return combined(depth + 1) }
    switch draw.below(12) {
    case 0: return root()
    case 1, 2: return ofPart()
    case 3, 4: return ofElement()
    case 5, 6, 7: return overList()
    case 8: return overPart()
    case 9: return readsAll ? overBuild() : overList()
    case 10: return free()
    default: return ofText()
    }
  }

  private mutating func combined(_ depth: Int) -> Snippet {
    let a = number(depth: depth)
    switch draw.below(9) {
    case 0: return "((\(a)) + (\(number(depth: depth))))"
    case 1: return "((\(a)) * 0.5)"
    case 2: return "((\(a)) // 3)"
    case 3: return "math.max(\(a), \(number(depth: depth)))"
    case 4: return "#tostring(\(a))"
    case 5: return "(math.type(\(a)) == \"integer\" and 1 or 2)"
    case 6: return "math.floor(\(a))"
    default:
      let (b, c) = (number(depth: depth), number(depth: depth))
      return "((\(a)) > \(draw.number(0...300)) and (\(b)) or (\(c)))"
    }
  }

  private mutating func root() -> Snippet {
    let key = draw.one(of: FuzzFields.scalars.filter(\.isNumber)).key
    return draw.once(in: 20) ? "build.\(key)" : "(build.\(key) or \(draw.number(1...9)))"
  }

  private mutating func ofPart() -> Snippet {
    let part = draw.one(of: FuzzFields.maps)
    let key = draw.one(of: part.numbers)
    switch draw.below(24) {
    case 0: return "build.\(part.key).\(key)"
    case 1...4:
      return "((build.\(part.key) or {})[\"\(key.prefix(2))\" .. \"\(key.dropFirst(2))\"] or 2)"
    default: return "((build.\(part.key) and build.\(part.key).\(key)) or \(draw.number(0...9)))"
    }
  }

  private mutating func ofElement() -> Snippet {
    let part = draw.one(of: FuzzFields.lists)
    let list = "(build.\(part.key) or {})"
    let key = draw.one(of: part.numbers)
    switch draw.below(18) {
    case 0: return "(\(list)[1] == \(list)[2] and 1 or 2)"
    case 1: return "(rawequal(\(list)[1], \(list)[1]) and #\(list) or 2)"
    case 2: return "build.\(part.key)[\(draw.number(1...3))].\(key)"
    default: return "((\(list)[\(draw.number(1...3))] or {}).\(key) or \(draw.number(2...7)))"
    }
  }

  private mutating func overList() -> Snippet {
    let part = draw.one(of: FuzzFields.lists)
    let list = "build.\(part.key) or {}"
    let key = draw.one(of: part.numbers)
    switch draw.below(6) {
    case 0: return "#(\(list))"
    case 1: return draw.once(in: 6) ? "#build.\(part.key)" : "#(\(list))"
    case 2:
      return "(function() local m = 0 for i, p in ipairs(\(list)) do "
        + "m = math.max(m, p.\(key) or i) end return m end)()"
    case 3:
      return "(function() local t = {} for i, p in ipairs(\(list)) do t[i] = p.\(key) or i end "
        + "table.sort(t) return t[1] or 0 end)()"
    case 4:
      return "(function() local n = 0 for i, p in ipairs(\(list)) do "
        + "for k, v in pairs(p) do n = n + #k + #tostring(v) end end return n end)()"
    default:
      return "(function() local s = 0 for _, p in ipairs(\(list)) do "
        + "s = s + (p.\(key) or 0) end return s end)()"
    }
  }

  private mutating func overPart() -> Snippet {
    let part = draw.one(of: FuzzFields.parts).key
    let value = draw.one(of: [
      "#tostring(key)", "#tostring(value)", "(type(value) == \"number\" and value or 1)",
    ])
    return "(function() local n = 0 for key, value in pairs(build.\(part) or {}) do "
      + "n = n + \(value) end return n end)()"
  }

  private mutating func overBuild() -> Snippet {
    let value = draw.one(of: ["#key", "#tostring(type(value))", "1"])
    return "(function() local n = 0 for key, value in pairs(build) do "
      + "n = n + \(value) end return n end)()"
  }

  private mutating func free() -> Snippet {
    let key = draw.one(of: FuzzFields.free)
    switch readsAll ? draw.below(4) : draw.number(2...3) {
    case 0: return "(build.\(key) == 3 and 1 or 2)"
    case 1: return "#tostring(build.\(key) and type(build.\(key)))"
    case 2: return "((build.cpu or {}).\(key) and 1 or 2)"
    default: return "(((build.gpus or {})[1] or {}).\(key) and 5 or 6)"
    }
  }

  private mutating func ofText() -> Snippet {
    switch readsAll ? draw.below(6) : draw.number(3...5) {
    case 0: return "#(build.name or \"\")"
    case 1: return "#(build.id or \"\")"
    case 2: return "(utf8.len(build.name or \"\") or 0)"
    case 3: return "#((build.cpu or {}).name or \"\")"
    case 4:
      return "(string.find(((build.gpus or {})[1] or {}).chipset or \"\", \"%d\") or 0)"
    default: return "(build.use_case == \"kaggle\" and 1 or 2)"
    }
  }
}
