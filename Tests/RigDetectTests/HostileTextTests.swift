import RigDetect
import RigModel
import Testing

/// Texts that are damaged, and texts that hold what is nobody's business.
@Suite("Damaged and private texts")
struct HostileTextTests {
  private static var texts: [(name: String, bytes: [UInt8])] {
    let shared = FirmwareTests.machines.prefix(3).compactMap { machine in
      Machines.sharedText(machine.file).map { (machine.file, $0) }
    }
    return Machines.fixtures + shared
  }

  /// Cut off, bytes flipped, lines doubled and dropped: always a build, or nothing.
  @Test func damagedTextsGiveABuildOrNothing() throws {
    var dice = Dice(seed: 20_261_126)
    #expect(Machines.fixtures.count >= 15)
    for (name, bytes) in Self.texts {
      for _ in 0..<10 {
        let damaged = Self.damaged(bytes, &dice)
        let machine = try Machines.machine([damaged])
        // Reading is a function of the text.
        let again = try Machines.machine([damaged])
        #expect(machine.build == again.build, "\(name)")
        _ = DetectedYAML.text(of: machine, isChinese: dice.below(2) == 0)
      }
    }
  }

  private static func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = bytes
    switch dice.below(4) {
    case 0: bytes = Array(bytes.prefix(dice.below(bytes.count)))
    case 1:
      for _ in 0..<(1 + dice.below(40)) { bytes[dice.below(bytes.count)] = UInt8(dice.below(256)) }
    case 2:
      let start = dice.below(bytes.count)
      bytes.removeSubrange(start..<min(bytes.count, start + dice.below(300)))
    default:
      let start = dice.below(bytes.count)
      let piece = bytes[start..<min(bytes.count, start + dice.below(2000))]
      for _ in 0..<(1 + dice.below(20)) { bytes.insert(contentsOf: piece, at: start) }
    }
    return bytes
  }

  /// What is written is read back as the same build, whatever a name holds.
  @Test func writtenTextsAreReadBack() throws {
    var dice = Dice(seed: 7)
    for (name, bytes) in Self.texts {
      for round in 0..<3 {
        let machine = try Machines.machine([round == 0 ? bytes : Self.damaged(bytes, &dice)])
        let yaml = DetectedYAML.text(of: machine, isChinese: false)
        let read = try Build(parsing: Array(yaml.utf8), as: .yaml, file: "build.yaml")
        #expect(read == machine.build, "\(name)")
      }
    }
  }

  @Test func hugeAndNestedTextsEnd() throws {
    let texts = [
      String(repeating: "<gpu>", count: 100_000), String(repeating: "[", count: 100_000),
      "<nvidia_smi_log>" + String(repeating: "<gpu id=\"1\">", count: 50_000),
      "{\"id\":\"x\",\"class\":\"system\",\"children\":"
        + String(repeating: "[{\"children\":", count: 20_000),
      String(repeating: "01:00.0 VGA compatible controller: NVIDIA X\n", count: 50_000),
      String(repeating: "Handle 0x0000, DMI type 17, 84 bytes\n\tSize: 64 GB\n", count: 20_000),
      String(repeating: "\u{1B}[", count: 100_000),
      "Graphics:\n" + String(repeating: "Device-1: ", count: 300),
      String(repeating: "GPU[0]\t\t: Card series: \t\tA\n", count: 50_000),
    ]
    for text in texts { _ = try Machines.machine(text) }
  }

  /// Bridges that lead to each other.
  @Test func circlesOfBridgesEnd() throws {
    let text = """
      01:00.0 PCI bridge [0604]: Advanced Micro Devices, Inc. [AMD/ATI] A [1002:1478]
      \tBus: primary=01, secondary=02, subordinate=02, sec-latency=0
      02:00.0 PCI bridge [0604]: Advanced Micro Devices, Inc. [AMD/ATI] B [1002:1479]
      \tBus: primary=02, secondary=01, subordinate=02, sec-latency=0
      02:01.0 Display controller [0380]: Advanced Micro Devices, Inc. [AMD/ATI] Navi 31 [1002:744c] (rev c8)

      """
    #expect(try Machines.machine(text).build["gpus"]?.listValue?.count == 1)
  }

  /// Every value that identifies a machine is replaced by a mark, also where it stands twice.
  @Test func nothingThatIdentifiesAMachineIsPrinted() throws {
    let planted = [
      "S3RI4L0001X", "0f9d1c3e-5b7a-4e21-9a64-2f0b7d8c1e55", "A55ET-77421", "host-7f3a99",
      "3c:7c:3f:12:34:56", "SKU-SECRET-9",
    ]
    let dmi = """
      Handle 0x0001, DMI type 1, 27 bytes
      System Information
      \tManufacturer: Dell Inc.
      \tProduct Name: Precision 7920 S3RI4L0001X
      \tSerial Number: S3RI4L0001X
      \tUUID: 0f9d1c3e-5b7a-4e21-9a64-2f0b7d8c1e55
      \tSKU Number: SKU-SECRET-9

      Handle 0x0002, DMI type 2, 15 bytes
      Base Board Information
      \tManufacturer: Dell Inc.
      \tProduct Name: 0f9d1c3e-5b7a-4e21-9a64-2f0b7d8c1e55
      \tAsset Tag: A55ET-77421

      Handle 0x0011, DMI type 17, 84 bytes
      Memory Device
      \tSize: 64 GB
      \tType: DDR4
      \tLocator: DIMM_A1
      \tManufacturer: Samsung
      \tSerial Number: S3RI4L0001X
      \tAsset Tag: A55ET-77421
      \tPart Number: M393A8G40AB2-CWE A55ET-77421

      """
    let inxi = """
      System:    Host: host-7f3a99 Kernel: 6.5.0 x86_64
      Machine:   Type: Desktop System: ASUS product: N/A serial: S3RI4L0001X
                 Mobo: ASUSTeK model: X v: 1 serial: S3RI4L0001X uuid: 0f9d1c3e-5b7a-4e21-9a64-2f0b7d8c1e55
      Network:   IF: enp6s0 mac: 3c:7c:3f:12:34:56
      Drives:    ID-1: /dev/sda vendor: Seagate model: ST-S3RI4L0001X size: 4.55 TiB serial: S3RI4L0001X

      """
    let lshw = """
      {"id": "host-7f3a99", "class": "system", "vendor": "ASUS", "product": "P", "serial": "S3RI4L0001X",
       "configuration": {"uuid": "0f9d1c3e-5b7a-4e21-9a64-2f0b7d8c1e55"}, "children": [
         {"id": "core", "class": "bus", "vendor": "ASUSTeK", "product": "Board S3RI4L0001X"},
         {"id": "network", "class": "network", "serial": "3c:7c:3f:12:34:56"},
         {"id": "display", "class": "display", "vendor": "NVIDIA", "product": "3c:7c:3f:12:34:56"}]}
      """
    for texts in [[dmi], [inxi], [lshw], [dmi, inxi, lshw]] {
      let machine = try Machines.machine(texts.map { Array($0.utf8) })
      let printed =
        DetectedYAML.text(of: machine, isChinese: false) + machine.build.canonicalJSON()
        + Build.text(of: DetectedJSON.value(of: machine))
      for secret in planted {
        #expect(!printed.lowercased().contains(secret.lowercased()), "\(secret) in \(printed)")
      }
      #expect(!machine.isEmpty)
    }
  }

  /// The fixtures have serial numbers of their own, each in its form's place.
  @Test func serialNumbersOfFixturesAreNotPrinted() throws {
    let secrets = [
      "1322021000777", "GPU-8f6d2b1a", "mlbox-7f3a", "3c:7c:3f", "S6B0NL0T912345", "WCJ0ABCD",
      "deepthought", "SYS-998877665544", "190653412800041", "a8:5e:45", "S4EWNX0M512345",
      "VMSER-0099887766", "0f9d1c3e", "21801726d4a1f7b5", "PCB024391", "C02ABCDEFGH1",
      "12345678-ABCD", "00006021-000C", "GPU-11111111", "M80-G5012300445", "a8a15988",
      "23280B801234", "Z17Z000ABLL",
    ]
    for (name, bytes) in Machines.fixtures {
      let machine = try Machines.machine([bytes])
      let printed =
        DetectedYAML.text(of: machine, isChinese: false)
        + Build.text(of: DetectedJSON.value(of: machine))
      for secret in secrets {
        #expect(!printed.contains(secret), "\(secret) of \(name)")
      }
    }
  }
}

extension Build {
  fileprivate static func text(of value: BuildValue) -> String {
    var json = JSONBytes()
    json.value(value)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
