internal import LuaRuntime
internal import RigRules

/// Values of parts that are cached in the Lua state.
extension BatchWorker {
  /// Caches in the Lua state the values that `key` names, unless they are cached already.
  func showValues(_ memo: Memo) throws(EngineError) {
    for at in 0..<memo.pointee.columnCount {
      let rootKey = Int(memo.pointee.columnRootKeys[at])
      let id = Int(key[at])
      guard id != 0 else {
        handles[rootKey] = 0
        continue
      }
      if values.pointee.entries[id].handle == 0 {
        do throws(LuaError) {
          try show(id, of: rootKey, projection: Int(memo.pointee.columnProjections[at]))
        } catch {
          throw .outOfMemory
        }
      }
      handles[rootKey] = values.pointee.entries[id].handle
    }
  }

  /// Caches a value. The first time it takes a handle that all such values share, so that values
  /// which never come again leave nothing behind.
  func show(_ id: Int, of rootKey: Int, projection: Int) throws(LuaError) {
    if values.pointee.entries[id].isShown {
      values.pointee.entries[id].handle = try cached(id, of: rootKey, replacing: 0)
      return
    }
    values.pointee.entries[id].isShown = true
    while reused[rootKey].count <= projection { reused[rootKey].append(ReusedHandle()) }
    let old = reused[rootKey][projection]
    let handle = try cached(id, of: rootKey, replacing: old.handle)
    if old.id != 0 { values.pointee.entries[old.id].handle = 0 }
    values.pointee.entries[id].handle = handle
    reused[rootKey][projection] = ReusedHandle(handle: handle, id: id)
  }

  func cached(_ id: Int, of rootKey: Int, replacing old: Int32) throws(LuaError) -> Int32 {
    let entry = values.pointee.entries[id]
    guard let row = entry.elements else {
      return try worker.runtime.cache(flat(entry), of: rootKey, replacing: old)
    }
    elements.removeAll(keepingCapacity: true)
    for at in 0..<Int(entry.elementCount) {
      elements.append(try element(row, at, of: rootKey))
    }
    return try elements.withUnsafeBufferPointer { elements throws(LuaError) in
      try worker.runtime.cache(elements, of: rootKey, replacing: old)
    }
  }

  /// The element of a list at a position: its handle, or its cells the first time, or if there is no
  /// room to keep it.
  func element(_ row: UnsafePointer<UInt32>, _ position: Int, of rootKey: Int)
    throws(LuaError) -> LuaRuntime.ListElement
  {
    let first = Int(row[position])
    var equal = 0
    for before in 0..<position where row[before] == row[position] { equal += 1 }
    let id = values.pointee.copy(of: first, after: equal)
    let content = flat(values.pointee.entries[first])
    let inside = LuaRuntime.ListElement(handle: 0, cells: content.cells, bytes: content.bytes)
    if id == 0 { return inside }
    if values.pointee.entries[id].handle == 0 {
      if !values.pointee.entries[id].isShown {
        values.pointee.entries[id].isShown = true
        return inside
      }
      values.pointee.entries[id].handle = try worker.runtime.cache(content, of: rootKey)
    }
    return LuaRuntime.ListElement(handle: values.pointee.entries[id].handle)
  }

  func flat(_ entry: ProjectedValues.Entry) -> FlatDocument {
    FlatDocument(cells: entry.cells!, cellCount: Int(entry.cellCount), bytes: entry.bytes!)
  }
}
