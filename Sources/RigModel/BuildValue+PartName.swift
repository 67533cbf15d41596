extension BuildValue {
  /// What people call a part: its name, or else its chipset.
  package var partName: String? { self["name"]?.textValue ?? self["chipset"]?.textValue }
}
