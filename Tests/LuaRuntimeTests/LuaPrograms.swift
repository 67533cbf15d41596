/// Random rule files that try to keep something between builds: nested functions that read and
/// assign locals of every scope, tables, globals and `_ENV`.
struct LuaPrograms {
  private var random: SplitMix
  private var scopes: [[String]] = [[]]
  private var count = 0

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  private mutating func fresh() -> String {
    count += 1
    return "v\(count)"
  }

  private mutating func visible() -> String? {
    let names = scopes.flatMap { $0 }
    return names.isEmpty ? nil : random.pick(names)
  }

  private mutating func expression(_ depth: Int) -> String {
    let name = visible()
    switch random.below(depth > 3 ? 4 : 10) {
    case 0: return "\(random.below(9))"
    case 1: return "'s\(random.below(9))'"
    case 2, 3: return name ?? "nil"
    case 4: return "{ n = \(expression(depth + 1)), \(expression(depth + 1)) }"
    case 5: return "num(\(name ?? "1")) + 1"
    case 6: return "call(\(name ?? "nil"))"
    case 7: return "field(\(name ?? "nil"))"
    case 8: return function(depth + 1)
    default: return "(\(expression(depth + 1)) and \(expression(depth + 1)))"
    }
  }

  private mutating func function(_ depth: Int) -> String {
    let parameter = fresh()
    scopes.append([parameter])
    let body = block(depth + 1)
    let result = expression(depth + 1)
    scopes.removeLast()
    return "function(\(parameter)) \(body) return \(result) end"
  }

  private mutating func block(_ depth: Int) -> String {
    var text = ""
    scopes.append([])
    for _ in 0..<random.below(4) + 1 { text += statement(depth) + "; " }
    scopes.removeLast()
    return "do \(text)end"
  }

  mutating func statement(_ depth: Int) -> String {
    let target = visible()
    switch random.below(12) {
    case 0, 1, 2:
      let name = fresh()
      let value = expression(depth)
      scopes[scopes.count - 1].append(name)
      return "local \(name) = \(value)"
    case 3:
      let name = fresh()
      scopes[scopes.count - 1].append(name)
      return "local \(name); \(name) = \(expression(depth))"
    case 4, 5: return target.map { "\($0) = \(expression(depth))" } ?? "local _ = 1"
    case 6:
      return target.map { "if type(\($0)) == 'table' then \($0).n = num(\($0).n) + 1 end" } ?? ""
    case 7: return depth < 4 ? block(depth + 1) : ""
    case 8: return depth < 4 ? "for i = 1, 2 do \(block(depth + 1)) end" : ""
    case 9: return "G\(random.below(3)) = \(expression(depth))"
    case 10: return random.below(6) == 0 ? "_ENV = {}" : "call(\(target ?? "nil"))"
    default: return "local _ = \(expression(depth))"
    }
  }

  /// A rule that reports what it can see.
  mutating func next() -> String {
    (scopes, count) = ([[]], 0)
    var file = """
      local type, tostring, pairs = type, tostring, pairs
      local function num(v) return type(v) == 'number' and v or 0 end
      local function call(v) if type(v) == 'function' then return v(1) end return v end
      local function field(v) if type(v) == 'table' then return v.n end return v end
      local function show(v, d)
        if type(v) ~= 'table' or d > 3 then return tostring(v) end
        local s = '{'
        for k, x in pairs(v) do s = s .. tostring(k) .. '=' .. show(x, d + 1) .. ' ' end
        return s .. '}'
      end
      G0, G1, G2 = 0, 0, 0

      """
    for _ in 0..<random.below(6) + 2 { file += statement(0) + "\n" }
    let report = scopes[0].map { "show(call(\($0)), 0)" } + ["show(G0, 0)"]
    let body = block(1)
    return file + "return { check = function(build, ctx)\nlocal report = ctx.report\n\(body)\n"
      + "report('found', { v = \(report.joined(separator: " .. ' ' .. ")) })\nend }"
  }
}
