package import LuaRuntime
package import RigModel

/// A build in the form that rules are run on; made once, evaluated often.
public struct PreparedBuild: Sendable {
  /// The id of the build.
  public let id: String
  /// The name of the build, if it states one.
  public let name: String?
  /// The sum of the stated prices, if every part has one.
  public let price: Double?
  /// The build's own values, for the names of its parts; nil if they are elsewhere.
  private let value: BuildValue?
  /// One object for all copies, so that a worker knows a build that it has already.
  package let content: Content

  package final class Content: Sendable {
    package let document: LuaDocument
    init(_ document: LuaDocument) { self.document = document }
  }

  init(_ build: Build, keys: LuaKeys, facts: ProgramFacts?) {
    id = CleanText.clean(build.id ?? build.fallbackID ?? "build")
    name = build.name.map { CleanText.clean($0) }
    price = build.totalPrice
    value = build.value
    content = Content(LuaDocument(facts?.added(to: build.value) ?? build.value, keys: keys))
  }

  /// What reports state about a build itself, without its values.
  package init(about build: Build, keys: LuaKeys) {
    self.init(
      id: CleanText.clean(build.id ?? build.fallbackID ?? "build"),
      name: build.name.map { CleanText.clean($0) }, price: build.totalPrice, keys: keys,
      value: build.value)
  }

  /// One whose values are elsewhere: for putting a report together.
  package init(
    id: String, name: String?, price: Double?, keys: LuaKeys, value: BuildValue? = nil
  ) {
    self.id = id
    self.name = name
    self.price = price
    self.value = value
    content = Content(LuaDocument(keys: keys))
  }
}

extension PreparedBuild {
  /// The name of the part that a location of a report belongs to; nil if it has none.
  func partName(at location: String) -> String? {
    guard let value else { return nil }
    return BuildValue.partName(at: location, in: value)
  }
}
