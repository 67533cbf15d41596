import RigModel

/// A part of an open data set after cleaning: only fields of the build format, nothing that means
/// "unknown" written as a value.
struct OpenPart: Sendable {
  var category: PartCategory
  var maker: String
  var name: String
  /// The maker's part numbers and further model names, the first one first.
  var numbers: [String]
  /// Values by key of the build format.
  var values: [String: BuildValue] = [:]
  /// How sure the values are that are less sure than the data set itself.
  var certainties: [String: Certainty] = [:]

  mutating func set(_ key: String, _ value: BuildValue?, _ certainty: Certainty? = nil) {
    guard let value, let field = category.component.field(key) else { return }
    // What the build format would refuse is not a fact.
    let cell = ValueText.cell(value, of: field.kind)
    guard ValueText.value(cell[...], of: field.kind) != nil else { return }
    values[key] = value
    certainties[key] = certainty
  }

  /// Takes the maker off the start of the name, where the name says it too.
  mutating func dropMakerFromName(_ lexicon: Lexicon) {
    let words = name.split(separator: " ")
    // Cards of partners are listed under the maker of the chip now and then.
    let isDoubtful = maker.isEmpty || category == .gpu && ["AMD", "NVIDIA"].contains(maker)
    if isDoubtful, let first = words.first, let known = lexicon.maker(String(first)),
      known.makes.contains(category.rawValue), !["AMD", "NVIDIA", "Intel"].contains(known.name)
    {
      maker = known.name
    }
    for count in stride(from: min(4, words.count - 1), to: 0, by: -1) {
      let start = words[..<count].joined(separator: " ")
      guard lexicon.usual(start).lowercased() == maker.lowercased() else { continue }
      name = words[count...].joined(separator: " ")
      return
    }
  }

  mutating func remove(_ key: String) {
    values[key] = nil
    certainties[key] = nil
  }
}

extension PartCategory {
  /// The file of BuildCores OpenDB that has the parts of this category.
  var openDBFile: String {
    switch self {
    case .gpu: "GPU"
    case .cpu: "CPU"
    case .cpuCooler: "CPUCooler"
    case .motherboard: "Motherboard"
    case .memory: "RAM"
    case .storage: "Storage"
    case .psu: "PSU"
    case .chassis: "PCCase"
    }
  }
}
