internal import CLuaSandbox

/// One Lua state with its limits, modules and rules. It does not know what a rig is.
///
/// Not `Sendable`: only one thread at a time may use it, with at least `stackBytes` of stack left.
public final class LuaRuntime {
  /// The C stack that a call may need, in bytes.
  public static let stackBytes = 4 << 20
  /// The longest source text, in bytes.
  public static let maximumSourceBytes = 64 << 10
  /// The most findings from one evaluation of one rule.
  public static let maximumFindings = 100

  let state: OpaquePointer
  private var keys: LuaKeys
  private let probeCount: Int
  private var bound: LuaDocument?
  /// The compiled modules, which the state refers to.
  private var moduleCode: [LuaCode] = []
  /// The result that a `PendingAnswer` stands for.
  var pending = cls_result()

  /// Opens a Lua state; throws if memory is short.
  public init(limits: Limits, keys: LuaKeys) throws(LuaError) {
    var inC = limits.inC
    guard let state = cls_open(&inC, keys.pointers, UInt32(keys.names.count)) else {
      throw LuaError(kind: .memory, chunk: 0, line: 0, message: "no memory for a Lua state")
    }
    self.state = state
    self.keys = keys
    probeCount = Int(limits.probes)
  }

  deinit { cls_close(state) }

  /// Numbers further names as keys of documents; returns all. Documents and plans that were made
  /// with fewer remain valid.
  public func extendKeys(by names: [String]) -> LuaKeys {
    keys = LuaKeys(keys.names + names)
    cls_extend_keys(state, keys.pointers, UInt32(keys.names.count))
    return keys
  }

  /// Whether this thread has `stackBytes` of stack left.
  public static var threadHasRoom: Bool { cls_stack_headroom() >= stackBytes }

  // MARK: Loading

  /// Makes a source loadable as `require(name)` for rules of `space`.
  public func define(
    module name: String, source: [UInt8], space: UInt32, chunk: UInt32
  ) throws(LuaError) {
    let text = LuaText(source, keepsTokens: false)
    try define(module: name, text: text, space: space, chunk: chunk)
  }

  /// The same for a text that was read before.
  public func define(
    module name: String, text: LuaText, space: UInt32, chunk: UInt32
  ) throws(LuaError) {
    var error = cls_error()
    let status = withText(text.source) { source, length in
      cls_define_module(
        state, space, name, source, length, text.isAccepted, text.code?.pointer, chunk, &error)
    }
    if status != CLS_OK { throw LuaError(error) }
    if let code = text.code { moduleCode.append(code) }
  }

  /// Runs a rule file; returns the number of the rule and the table that the file returned.
  public func load(
    rule source: [UInt8], space: UInt32, chunk: UInt32
  ) throws(LuaError) -> (number: UInt32, description: LuaValue) {
    try load(source, isAccepted: false, code: nil, space: space, chunk: chunk)
  }

  /// The same for a text that was read before.
  public func load(
    rule text: LuaText, space: UInt32, chunk: UInt32
  ) throws(LuaError) -> (number: UInt32, description: LuaValue) {
    try load(
      text.source, isAccepted: text.isAccepted, code: text.code, space: space, chunk: chunk)
  }

  private func load(
    _ source: [UInt8], isAccepted: Bool, code: LuaCode?, space: UInt32, chunk: UInt32
  ) throws(LuaError) -> (number: UInt32, description: LuaValue) {
    let (number, document) = try loadedRule(
      source, isAccepted: isAccepted, code: code, space: space, chunk: chunk)
    var index = 0
    return (number, DocumentReader(document: document).value(at: &index))
  }

  /// The same for a file that has loaded before; what it returned is known.
  public func load(
    knownRule source: [UInt8], space: UInt32, chunk: UInt32
  ) throws(LuaError) -> UInt32 {
    try loadedRule(source, isAccepted: true, code: nil, space: space, chunk: chunk).number
  }

  private func loadedRule(
    _ source: [UInt8], isAccepted: Bool, code: LuaCode?, space: UInt32, chunk: UInt32
  ) throws(LuaError) -> (number: UInt32, document: UnsafePointer<cls_document>) {
    var error = cls_error()
    var number: UInt32 = 0
    var description: UnsafePointer<cls_document>?
    let status = withExtendedLifetime(code) {
      withText(source) { text, length in
        cls_load_rule(
          state, space, text, length, isAccepted, code?.pointer, chunk, &number, &description,
          &error)
      }
    }
    guard status == CLS_OK, let description else { throw LuaError(error) }
    return (number, description)
  }

  func withText(
    _ source: [UInt8], _ body: (UnsafePointer<CChar>, Int) -> cls_status
  ) -> cls_status {
    source.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return body("", 0) }
      return body(start.assumingMemoryBound(to: CChar.self), bytes.count)
    }
  }

  // MARK: Evaluating

  /// Binds a build, on which rules run until the next one is bound.
  public func bind(_ document: LuaDocument, traced: Bool = false) throws(LuaError) {
    bound = document
    var error = cls_error()
    let status = document.cells.withUnsafeBufferPointer { cells in
      document.bytes.withUnsafeBytes { bytes in
        cls_bind(
          state, cells.baseAddress, UInt32(cells.count),
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), traced, &error)
      }
    }
    if status != CLS_OK { throw LuaError(error) }
  }

  /// Binds a document that the caller owns and does not free until the next one is bound.
  package func bind(_ document: FlatDocument) throws(LuaError) {
    bound = nil
    var error = cls_error()
    let status = cls_bind(
      state, document.cellsInC, UInt32(document.cellCount), document.bytesInC, false, &error)
    if status != CLS_OK { throw LuaError(error) }
  }

  /// Runs one rule on the bound build.
  public func evaluate(rule: UInt32) -> RuleAnswer {
    var result = cls_result()
    cls_evaluate(state, rule, &result)
    return answer(result)
  }

  func outcome(of result: cls_result) -> RuleAnswer.Outcome {
    switch result.outcome {
    case CLS_PASS: return .pass
    case CLS_NOT_APPLICABLE: return .notApplicable
    case CLS_BROKEN: return .broken(LuaError(result.error))
    case CLS_UNKNOWN:
      let reader = DocumentReader(document: result.document)
      let count = Int(result.document.pointee.cell_count)
      return .unknown(missing: (1..<count).map { reader.text(at: $0) })
    default:
      var index = 0
      let findings = DocumentReader(document: result.document).value(at: &index).items
      return .fail(findings.map(Self.finding))
    }
  }

  private static func finding(_ value: LuaValue) -> LuaFinding {
    func integer(_ key: String) -> Int? {
      if case .integer(let number)? = value[key] { Int(number) } else { nil }
    }
    return LuaFinding(
      id: value["id"]?.text ?? "", line: integer("line") ?? 0,
      data: value["data"] ?? .map([]), at: value["at"]?.text,
      suggestion: value["suggest"], severity: integer("severity"))
  }

  /// What rules read since the traced build was bound or `clearReads` was called.
  public func reads() -> [LuaRead] {
    guard let document = cls_reads(state) else { return [] }
    var index = 0
    return DocumentReader(document: document).value(at: &index).items.map { pair in
      LuaRead(path: pair.items.first?.text ?? "", value: pair.items.last ?? .nil)
    }
  }

  /// Clears what `reads` returns.
  public func clearReads() { cls_clear_reads(state) }
}

// MARK: - Preparing

extension LuaRuntime {
  /// Completes a loaded rule with what the engine decided about it.
  public func prepare(rule: UInt32, plan: RulePlan) throws(LuaError) {
    var error = cls_error()
    let status = withFlatNeeds(plan.needs) { needs in
      withCStrings(plan.messageIDs) { ids in
        withParameters(plan.parameters) { parameters in
          plan.language.withCString { language in
            var inC = cls_plan(
              needs: needs.baseAddress, need_count: UInt32(needs.count),
              message_ids: ids.baseAddress, message_id_count: UInt32(ids.count),
              severity: Int32(plan.severity), language: language, params: parameters)
            return cls_prepare_rule(state, rule, &inC, &error)
          }
        }
      }
    }
    if status != CLS_OK { throw LuaError(error) }
  }

  func withParameters(
    _ document: LuaDocument, _ body: (UnsafePointer<cls_document>) -> cls_status
  ) -> cls_status {
    document.cells.withUnsafeBufferPointer { cells in
      document.bytes.withUnsafeBytes { bytes in
        // C only reads it.
        var inC = cls_document(
          cells: UnsafeMutablePointer(mutating: cells.baseAddress),
          cell_count: UInt32(cells.count), cell_capacity: 0,
          bytes: UnsafeMutableRawPointer(mutating: bytes.baseAddress)?
            .assumingMemoryBound(to: CChar.self),
          byte_count: UInt32(bytes.count), byte_capacity: 0, failed: false)
        return body(&inC)
      }
    }
  }

  private func withCStrings(
    _ texts: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> cls_status
  ) -> cls_status {
    let holder = LuaKeys(texts)
    return withExtendedLifetime(holder) {
      body(UnsafeBufferPointer(start: holder.pointers, count: texts.count))
    }
  }

  /// Calls `body` with needs whose alternatives and steps are in flat arrays.
  func withFlatNeeds(
    _ needs: [[[RulePlan.Step]]], _ body: (UnsafeBufferPointer<cls_need>) -> cls_status
  ) -> cls_status {
    let steps = needs.joined().joined().map { $0 ?? eachStep }
    return steps.withUnsafeBufferPointer { steps in
      var at = 0
      let paths = needs.joined().map { path in
        defer { at += path.count }
        return cls_path(steps: steps.baseAddress.map { $0 + at }, step_count: UInt32(path.count))
      }
      return paths.withUnsafeBufferPointer { paths in
        var first = 0
        let flat = needs.map { need in
          defer { first += need.count }
          return cls_need(
            alternatives: paths.baseAddress.map { $0 + first },
            alternative_count: UInt32(need.count))
        }
        return flat.withUnsafeBufferPointer(body)
      }
    }
  }
}

// MARK: - Measuring and testing

extension LuaRuntime {
  /// How much memory the Lua state uses.
  public struct Memory: Sendable, Hashable {
    /// Bytes in use now.
    public let bytesInUse: UInt64
    /// The most bytes ever in use.
    public let peakBytes: UInt64
    /// The most bytes in use since the last call of a rule began.
    public let recentPeakBytes: UInt64
    /// How many allocations there were.
    public let allocations: UInt64
  }

  /// The current use of memory.
  public var memory: Memory {
    let use = cls_memory_use(state)
    return Memory(
      bytesInUse: use.bytes_in_use, peakBytes: use.peak_bytes,
      recentPeakBytes: use.recent_peak_bytes, allocations: use.allocations)
  }

  /// What each probe of instrumented sources has recorded since the state was opened.
  package var probes: [ProbeHits] {
    guard let probes = cls_probes(state) else { return [] }
    return UnsafeBufferPointer(start: probes, count: probeCount).map { ProbeHits(rawValue: $0) }
  }

  /// Makes the `count`th allocation from now fail, and all after it, until it is called with 0.
  package func failAllocation(_ count: UInt64) { cls_fail_allocation(state, count) }
  /// Makes every allocation run a full collection first.
  package func collectAlways(_ on: Bool) { cls_collect_always(state, on) }
  /// How many values are on the Lua stack: 0 between calls.
  package var stackHeight: Int { Int(cls_stack_height(state)) }
}
