internal import CLuaSandbox

/// Builds assembled from values that are cached in the Lua state. See the C header.
extension LuaRuntime {
  /// The most root keys that a build may have.
  package static let maximumRootKeys = Int(CLS_MAX_ROOT_KEYS)
  /// The bit of keys that are not fields.
  package static let freeField = UInt32(CLS_FREE_FIELD)
  /// The mask of all fields of a root key.
  package static let allFields = UInt32.max

  /// A key of the build's root.
  package struct RootKey: Sendable {
    /// The number of the key.
    package let key: UInt32
    /// Key numbers of its fields; empty if its value is not a map or a list of maps.
    package let fields: [UInt32]

    /// A root key with the given fields.
    package init(key: UInt32, fields: [UInt32]) {
      self.key = key
      self.fields = fields
    }
  }

  /// Declares the root keys; once, before the first `cache`.
  package func open(rootKeys: [RootKey]) throws(LuaError) {
    var error = cls_error()
    let flat = rootKeys.flatMap(\.fields)
    let status = flat.withUnsafeBufferPointer { fields in
      var at = 0
      let inC = rootKeys.map { rootKey in
        defer { at += rootKey.fields.count }
        return cls_root_key(
          key: rootKey.key, fields: fields.baseAddress.map { $0 + at },
          field_count: UInt32(rootKey.fields.count))
      }
      return cls_open_root_keys(state, inC, UInt32(inC.count), &error)
    }
    if status != CLS_OK { throw LuaError(error) }
  }

  /// Caches the value of a root key and returns its handle, which is positive. If `old` is a
  /// handle, the value replaces the one that had it.
  package func cache(_ value: FlatDocument, of rootKey: Int, replacing old: Int32 = 0)
    throws(LuaError) -> Int32
  {
    var error = cls_error()
    var handle = old
    let status = cls_cache_value(
      state, UInt32(rootKey), value.cellsInC, value.bytesInC, &handle, &error)
    if status != CLS_OK { throw LuaError(error) }
    return handle
  }

  /// An element of a list, in the layout of the sandbox (`cls_element`): a map that is cached, or
  /// the cells of one that belongs to the list alone.
  package struct ListElement {
    /// The handle of the cached map; 0 if there is none.
    package var handle: Int32
    /// Only read if `handle` is 0.
    package var cells: UnsafePointer<FlatCell>?
    /// The bytes of its texts.
    package var bytes: UnsafePointer<UInt8>?

    /// An element with the given contents.
    package init(
      handle: Int32, cells: UnsafePointer<FlatCell>? = nil, bytes: UnsafePointer<UInt8>? = nil
    ) {
      self.handle = handle
      self.cells = cells
      self.bytes = bytes
    }
  }

  /// Caches a list of maps made of its elements, under a root key with fields; otherwise like
  /// `cache(_:of:replacing:)`.
  package func cache(
    _ elements: UnsafeBufferPointer<ListElement>, of rootKey: Int, replacing old: Int32 = 0
  ) throws(LuaError) -> Int32 {
    precondition(MemoryLayout<ListElement>.stride == MemoryLayout<cls_element>.stride)
    var error = cls_error()
    var handle = old
    let inC = UnsafeRawPointer(elements.baseAddress)?.assumingMemoryBound(to: cls_element.self)
    let status = cls_cache_list(
      state, UInt32(rootKey), inC, UInt32(elements.count), &handle, &error)
    if status != CLS_OK { throw LuaError(error) }
    return handle
  }

  /// Bytes that the cached values take, without garbage.
  package var cachedBytes: UInt64 { cls_cached_bytes(state) }

  /// Drops all cached values; their handles become invalid.
  package func dropCached() { cls_drop_cached(state) }

  /// What a rule is shown of a build. The pointers are only read while the rule runs.
  package struct CachedBuild {
    /// The whole build, for `needs`.
    package var whole: FlatDocument
    /// By root key; 0 if the build does not state it.
    package var handles: UnsafePointer<Int32>
    /// How many root keys there are.
    package var keyCount: Int
    /// Mask of the root keys that the rule is known to read.
    package var rootKeys: UInt32
    /// By root key: mask of the fields that the cached values hold.
    package var fields: UnsafePointer<UInt32>

    /// A build with the given contents.
    package init(
      whole: FlatDocument, handles: UnsafePointer<Int32>, keyCount: Int, rootKeys: UInt32,
      fields: UnsafePointer<UInt32>
    ) {
      self.whole = whole
      self.handles = handles
      self.keyCount = keyCount
      self.rootKeys = rootKeys
      self.fields = fields
    }
  }

  /// What a run on cached values gives.
  package enum CachedAnswer {
    /// The outcome, which depends only on what the rule was shown.
    case answer(PendingAnswer)
    /// Dependency discovered: the rule also reads these fields. If `rootKey` is nil, `bits` are
    /// root keys of the build.
    case needsFields(rootKey: Int?, bits: UInt32)
    /// The outcome may depend on what else the worker holds: run the rule on the bound build.
    case dependsOnWorker
  }

  /// An answer in the form in which the rule gave it, which is mostly one that it gave before. It
  /// holds until the next call of the runtime.
  package struct PendingAnswer {
    /// How the evaluation ended, beside what it found.
    package struct Form: Equatable {
      let outcome: UInt32
      let hasScore: Bool
      /// The bits of the score that the rule set, or 0.
      package let score: UInt64
      let droppedFindings: UInt32
    }
    /// How the evaluation ended.
    package let form: Form
    /// Fuel used.
    package let fuel: UInt64
    /// Whether findings or missing fields are all that it says beside its form.
    package let hasContent: Bool
    private let cells: UnsafeRawBufferPointer
    private let bytes: UnsafeRawBufferPointer

    init(_ result: cls_result) {
      form = Form(
        outcome: UInt32(result.outcome.rawValue), hasScore: result.has_score,
        score: result.has_score ? result.score.bitPattern : 0,
        droppedFindings: result.dropped_findings)
      fuel = result.fuel
      let document = result.document.pointee
      hasContent =
        (result.outcome == CLS_FAIL || result.outcome == CLS_UNKNOWN) && !document.failed
        && document.cells != nil && document.bytes != nil
      cells = UnsafeRawBufferPointer(
        start: document.cells, count: Int(document.cell_count) * MemoryLayout<cls_cell>.stride)
      bytes = UnsafeRawBufferPointer(start: document.bytes, count: Int(document.byte_count))
    }

    /// The flat document of findings or missing fields; only where it `hasContent`.
    package func withContent<Result>(
      _ body: (_ cells: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer) -> Result
    ) -> Result { body(cells, bytes) }
  }

  /// The answer that the last run on cached values gave, read.
  package func pendingAnswer() -> RuleAnswer { answer(pending) }

  /// Runs one rule on a build of cached values.
  package func evaluate(rule: UInt32, on build: CachedBuild) -> CachedAnswer {
    var result = cls_result()
    var inC = cls_cached_build(
      cells: build.whole.cellsInC, cell_count: UInt32(build.whole.cellCount),
      bytes: build.whole.bytesInC, key_count: UInt32(build.keyCount), handles: build.handles,
      root_keys: build.rootKeys, fields: build.fields)
    cls_evaluate_cached(state, rule, &inC, &result)
    if result.outcome == CLS_DEPENDENCY_FOUND {
      let isRoot = result.needed_root_key == UInt32(CLS_MAX_ROOT_KEYS)
      return .needsFields(
        rootKey: isRoot ? nil : Int(result.needed_root_key), bits: result.needed_fields)
    }
    if Self.mayDependOnWorker(result) { return .dependsOnWorker }
    pending = result
    return .answer(PendingAnswer(result))
  }

  /// Runs one rule on the bound build of a worker that may hold cached values too. Returns nil if
  /// the outcome may depend on them: drop them, and run the rule again.
  package func evaluateBesideCached(rule: UInt32) -> PendingAnswer? {
    var result = cls_result()
    cls_evaluate(state, rule, &result)
    if cls_has_cached(state) && Self.mayDependOnWorker(result) { return nil }
    pending = result
    return PendingAnswer(result)
  }

  /// Whether a rule used so much memory or time that what else the worker holds may matter.
  private static func mayDependOnWorker(_ result: cls_result) -> Bool {
    result.heavy
      || result.outcome == CLS_BROKEN
        && (result.error.status == CLS_MEMORY || result.error.status == CLS_DEADLINE)
  }

  /// Converts a result of C.
  func answer(_ result: cls_result) -> RuleAnswer {
    RuleAnswer(
      outcome: outcome(of: result), score: result.has_score ? result.score : nil,
      droppedFindings: Int(result.dropped_findings), fuel: result.fuel)
  }
}
