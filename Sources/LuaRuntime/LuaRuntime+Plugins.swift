internal import CLuaSandbox

/// What the engine decided about a fact of a plugin.
public struct FactPlan: Sendable, Hashable {
  /// The name of the fact.
  public var key: String
  /// As in `RulePlan`. The fact is nil if one of them is not met.
  public var needs: [[[RulePlan.Step]]]

  /// A plan with the given contents.
  public init(key: String, needs: [[[RulePlan.Step]]]) {
    self.key = key
    self.needs = needs
  }
}

/// A function in a plugin's manifest: `manifest[section][key]`, or its `field` if that is a table.
public struct PluginFunction: Sendable, Hashable {
  /// The key of the section in the manifest.
  public var section: String
  /// The key of the entry in the section.
  public var key: String
  /// The key of the function in the entry, if the entry is a table.
  public var field: String

  /// The function under the given keys.
  public init(section: String, key: String, field: String) {
    self.section = section
    self.key = key
    self.field = field
  }
}

extension LuaRuntime {
  /// The most bytes of text that a plugin's function may return.
  public static let maximumPluginText = 1 << 20

  /// Runs a plugin's manifest; returns the number of the plugin and the table that the file
  /// returned.
  public func load(
    plugin name: String, source: [UInt8], space: UInt32, chunk: UInt32
  ) throws(LuaError) -> (number: UInt32, manifest: LuaValue) {
    let text = LuaText(source, keepsTokens: false)
    return try load(plugin: name, text: text, space: space, chunk: chunk)
  }

  /// The same for a text that was read before.
  public func load(
    plugin name: String, text: LuaText, space: UInt32, chunk: UInt32
  ) throws(LuaError) -> (number: UInt32, manifest: LuaValue) {
    var error = cls_error()
    var number: UInt32 = 0
    var description: UnsafePointer<cls_document>?
    let status = withExtendedLifetime(text.code) {
      withText(text.source) { source, length in
        cls_load_plugin(
          state, space, name, source, length, text.isAccepted, text.code?.pointer, chunk, &number,
          &description, &error)
      }
    }
    guard status == CLS_OK, let description else { throw LuaError(error) }
    var index = 0
    return (number, DocumentReader(document: description).value(at: &index))
  }

  /// Makes the facts of a plugin available to all rules; once for each plugin.
  ///
  /// - Parameter parameters: A map, which the facts see as `ctx.params`; nil: an empty one.
  public func prepare(
    facts: [FactPlan], of plugin: UInt32, language: String, parameters: LuaDocument? = nil
  ) throws(LuaError) {
    var error = cls_error()
    let status = withFlatFacts(facts) { flat in
      func prepare(_ parameters: UnsafePointer<cls_document>?) -> cls_status {
        cls_prepare_facts(
          state, plugin, flat.baseAddress, UInt32(flat.count), language, parameters, &error)
      }
      return parameters.map { withParameters($0, prepare) } ?? prepare(nil)
    }
    if status != CLS_OK { throw LuaError(error) }
  }

  private func withFlatFacts(
    _ facts: [FactPlan], _ body: (UnsafeBufferPointer<cls_fact>) -> cls_status
  ) -> cls_status {
    let keys = LuaKeys(facts.map(\.key))
    return withExtendedLifetime(keys) {
      // All needs are in one array, grouped by fact.
      withFlatNeeds(facts.flatMap(\.needs)) { needs in
        var first = 0
        let flat = facts.enumerated().map { index, fact in
          defer { first += fact.needs.count }
          return cls_fact(
            key: keys.pointers[index], needs: needs.baseAddress.map { $0 + first },
            need_count: UInt32(fact.needs.count))
        }
        return flat.withUnsafeBufferPointer(body)
      }
    }
  }

  /// How many facts were computed (not replayed) since this runtime was made.
  public var factsComputed: UInt64 { cls_facts_computed(state) }

  /// Calls a function of a plugin that must return a text. Control characters except line ends and
  /// tabs are removed; the text is at most `maximumPluginText` bytes long.
  public func text(
    from function: PluginFunction, of plugin: UInt32, arguments: [LuaDocument], limits: Limits
  ) throws(LuaError) -> String {
    try call(function, of: plugin, arguments: arguments, limits: limits, wantsText: true).text ?? ""
  }

  /// Calls a function of a plugin that must return a text, or a table of texts by name; each is as
  /// above, and there are at most 1,000.
  public func texts(
    from function: PluginFunction, of plugin: UInt32, arguments: [LuaDocument], limits: Limits
  ) throws(LuaError) -> LuaValue {
    try call(
      function, of: plugin, arguments: arguments, limits: limits, wantsText: true,
      takesFiles: true)
  }

  /// Calls a function of a plugin that must return a table.
  public func table(
    from function: PluginFunction, of plugin: UInt32, arguments: [LuaDocument], limits: Limits
  ) throws(LuaError) -> LuaValue {
    try call(function, of: plugin, arguments: arguments, limits: limits, wantsText: false)
  }

  private func call(
    _ function: PluginFunction, of plugin: UInt32, arguments: [LuaDocument], limits: Limits,
    wantsText: Bool, takesFiles: Bool = false
  ) throws(LuaError) -> LuaValue {
    var error = cls_error()
    var result: UnsafePointer<cls_document>?
    let names = LuaKeys([function.section, function.key, function.field])
    let status = withFlatDocuments(arguments[...], []) { documents in
      var inC = cls_plugin_call(
        section: names.pointers[0], key: names.pointers[1], field: names.pointers[2],
        arguments: documents.baseAddress, argument_count: UInt32(documents.count),
        limits: limits.inC, wants_text: wantsText,
        takes_files: takesFiles)
      return cls_call_plugin(state, plugin, &inC, &result, &error)
    }
    withExtendedLifetime(names) {}
    guard status == CLS_OK, let result else { throw LuaError(error) }
    var index = 0
    return DocumentReader(document: result).value(at: &index)
  }

  private func withFlatDocuments(
    _ documents: ArraySlice<LuaDocument>, _ flat: [cls_document],
    _ body: (UnsafeBufferPointer<cls_document>) -> cls_status
  ) -> cls_status {
    guard let first = documents.first else { return flat.withUnsafeBufferPointer(body) }
    return withParameters(first) { document in
      withFlatDocuments(documents.dropFirst(), flat + [document.pointee], body)
    }
  }
}
