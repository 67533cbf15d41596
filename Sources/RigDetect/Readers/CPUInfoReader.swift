internal import RigModel

/// Reads `/proc/cpuinfo`.
package enum CPUInfoReader {
  package static func recognises(_ text: DumpText) -> Bool {
    text.lines.contains { $0.hasPrefix("processor") && $0.keyAndValue?.key == "processor" }
  }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    var name: String?
    var packages: Set<String> = []
    var values: [String: Int] = [:]
    var logical = 0
    for line in text.lines {
      guard let (key, value) = line.keyAndValue else { continue }
      switch key {
      case "processor": logical += 1
      case "model name": name = name ?? value
      case "physical id": if packages.count < 64 { packages.insert(value) }
      case "cpu cores", "siblings": values[key] = values[key] ?? Quantity.whole(value)
      case "flags":
        if value.words.contains("hypervisor"), found.surroundings == nil {
          found.surroundings = .virtualMachine("hypervisor")
        }
      default: break
      }
    }
    guard logical > 0 else { return found }
    found.sources.insert(.proc)
    if let read = name.flatMap({ CPUName.read($0) }) {
      found.cpu.add("name", text: read.name, .proc)
      found.cpu.add("base_clock_ghz", number: read.baseGHz, .proc)
    }
    // A virtual machine has as many cores as it was given.
    guard found.surroundings == nil, !packages.isEmpty else { return found }
    found.cpu.add("count", whole: packages.count, .proc)
    found.cpu.add("cores", whole: values["cpu cores"], .proc)
    found.cpu.add("threads", whole: values["siblings"], .proc)
    return found
  }
}

/// Reads `/proc/meminfo`: what the kernel has, which is less than what is installed.
package enum MemInfoReader {
  package static func recognises(_ text: DumpText) -> Bool {
    text.lines.contains { $0.hasPrefix("MemTotal:") }
  }

  package static func read(_ text: DumpText) -> Observations {
    var found = Observations()
    for line in text.lines where line.hasPrefix("MemTotal:") {
      guard let total = line.keyAndValue.flatMap({ Quantity.memoryGiB($0.value) }), total > 0 else {
        continue
      }
      found.sources.insert(.proc)
      found.memory[.proc] = ObservedMemory(totalGB: total, isUsable: true)
      break
    }
    return found
  }
}
