/// What a graphics chip with a device id is called, for trees and texts that have no names.
///
/// Columns: vendor, device, revision (`-` for any), the chip's name as the table of GPUs has it.
/// Chips that only laptops have, and ids that stand for several chips, are left out: a name that
/// is wrong would be worse than none.
enum ChipNames {
  /// The name of a chip; nil where it is not in the table, or only with other revisions.
  static func name(vendor: Int, device: Int, revision: Int?) -> String? {
    guard let rows = table[vendor << 16 | device] else { return nil }
    let exact = rows.first { $0.revision != nil && $0.revision == revision }
    return (exact ?? rows.first { $0.revision == nil })?.name
  }

  private static let table: [Int: [(revision: Int?, name: String)]] = {
    var table: [Int: [(revision: Int?, name: String)]] = [:]
    for line in (read + recalled).split(separator: "\n") {
      let cells = line.split(separator: " ", maxSplits: 3)
      guard cells.count == 4, let vendor = Int(cells[0], radix: 16),
        let device = Int(cells[1], radix: 16)
      else { continue }
      table[vendor << 16 | device, default: []].append((Int(cells[2], radix: 16), String(cells[3])))
    }
    return table
  }()

  /// Sources: the PCI ID repository as of 2023-04-11 and the table of libdrm 2.4.114, read
  /// 2026-11-26.
  private static let read = """
    1002 6617 - Radeon R7 240
    1002 6649 00 FirePro W5100
    1002 66a1 06 Radeon Pro VII
    1002 66af c1 Radeon VII
    1002 6780 00 FirePro W9000
    1002 67a0 00 FirePro W9100
    1002 67a1 00 FirePro W8100
    1002 67b9 - Radeon R9 295X2
    1002 67c0 00 Radeon Pro WX 7100
    1002 67c4 00 Radeon Pro WX 7100
    1002 67c7 00 Radeon Pro WX 5100
    1002 67df c4 Radeon RX 480
    1002 67df c5 Radeon RX 470
    1002 67df c7 Radeon RX 480
    1002 67df cf Radeon RX 470
    1002 67df d7 Radeon RX 470
    1002 67e3 00 Radeon Pro WX 4100
    1002 67ef c1 Radeon RX 460
    1002 67ef c5 Radeon RX 460
    1002 67ef cf Radeon RX 460
    1002 67ef ff Radeon RX 460
    1002 6818 - Radeon HD 7870 GHz Edition
    1002 6860 00 Instinct MI25
    1002 6860 01 Instinct MI25
    1002 6860 02 Instinct MI25
    1002 6861 00 Radeon Pro WX 9100
    1002 6863 00 Radeon Vega Frontier Edition
    1002 6868 00 Radeon Pro WX 8200
    1002 692b 00 FirePro W7100
    1002 6930 - Radeon R9 380 4 GB
    1002 6980 00 Radeon Pro WX 3100
    1002 6981 - Radeon Pro WX 3200
    1002 6985 00 Radeon Pro WX 3100
    1002 6986 00 Radeon Pro WX 2100
    1002 6995 00 Radeon Pro WX 2100
    1002 6997 00 Radeon Pro WX 2100
    1002 6fdf ef Radeon RX 580 2048SP
    1002 7300 c1 FirePro S9300 X2
    1002 7300 c9 Radeon Pro Duo
    1002 7312 00 Radeon Pro W5700
    1002 731f c1 Radeon RX 5700 XT
    1002 731f c4 Radeon RX 5700
    1002 731f c5 Radeon RX 5700 XT
    1002 731f ca Radeon RX 5600 XT
    1002 7340 c5 Radeon RX 5500 XT
    1002 7341 00 Radeon Pro W5500
    1002 7360 c3 Radeon Pro V520
    1002 738c 01 Instinct MI100
    1002 738e - Instinct MI100
    1002 73a1 - Radeon Pro V620
    1002 73a3 00 Radeon Pro W6800
    1002 73a5 c0 Radeon RX 6950 XT
    1002 73af c0 Radeon RX 6900 XT
    1002 73bf c0 Radeon RX 6900 XT
    1002 73bf c1 Radeon RX 6800 XT
    1002 73bf c3 Radeon RX 6800
    1002 73df c0 Radeon RX 6750 XT
    1002 73df c1 Radeon RX 6700 XT
    1002 73df c5 Radeon RX 6700 XT
    1002 73e3 00 Radeon Pro W6600
    1002 73ef c1 Radeon RX 6650 XT
    1002 73ff c1 Radeon RX 6600 XT
    1002 73ff c7 Radeon RX 6600
    1002 7408 00 Instinct MI250X
    1002 740f 02 Instinct MI210
    1002 7422 00 Radeon Pro W6400
    1002 743f c1 Radeon RX 6500 XT
    1002 743f c7 Radeon RX 6400
    1002 ab20 - Radeon VII
    10de 0044 - Radeon RX 6800 XT
    10de 0048 - Radeon RX 6800 XT
    10de 00c3 - Radeon RX 6800 XT
    10de 0218 - Radeon RX 6800 XT
    10de 0fc1 - GeForce GT 640
    10de 0fc5 - GeForce GT 1030
    10de 0fc6 - GeForce GTX 650
    10de 0fc8 - GeForce GT 740
    10de 0ff2 - GRID K1
    10de 0ff3 - Quadro K420
    10de 0ffa - Quadro K600
    10de 0ffe - Quadro K2000
    10de 1001 - GeForce GTX TITAN Z
    10de 1004 - GeForce GTX 780
    10de 1005 - GeForce GTX TITAN
    10de 1007 - GeForce GTX 780
    10de 100a - GeForce GTX 780 Ti
    10de 100c - GeForce GTX TITAN Black
    10de 101e - Tesla K20X
    10de 1020 - Tesla K20X
    10de 1022 - Tesla K20c
    10de 1023 - Tesla K40m
    10de 1024 - Tesla K40c
    10de 1028 - Tesla K20m
    10de 102d - Tesla K80
    10de 103a - Quadro K6000
    10de 103c - Quadro K5200
    10de 104d - GeForce GT 710
    10de 1180 - GeForce GTX 680
    10de 1183 - GeForce GTX 660 Ti
    10de 1184 - GeForce GTX 770
    10de 1186 - GeForce GTX 660 Ti
    10de 1187 - GeForce GTX 760
    10de 1188 - GeForce GTX 690
    10de 1189 - GeForce GTX 670
    10de 118f - Tesla K10
    10de 1191 - GeForce GTX 760
    10de 1195 - GeForce GTX 660
    10de 11b4 - Quadro K4200
    10de 11ba - Quadro K5000
    10de 11bf - GRID K2
    10de 11c0 - GeForce GTX 660
    10de 11c2 - GeForce GTX 650 Ti Boost
    10de 11c5 - GeForce GT 740
    10de 11c6 - GeForce GTX 650 Ti
    10de 11c7 - GeForce GTX 750 Ti
    10de 11cb - GeForce GT 740
    10de 11fa - Quadro K4000
    10de 1281 - GeForce GT 710
    10de 1282 - GeForce GT 640
    10de 1289 - GeForce GT 710
    10de 128b - GeForce GT 710
    10de 1380 - GeForce GTX 750 Ti
    10de 1381 - GeForce GTX 750
    10de 13ba - Quadro K2200
    10de 13bb - Quadro K620
    10de 13bc - Quadro K1200
    10de 13bd - Tesla M10
    10de 13c0 - GeForce GTX 980
    10de 13c2 - GeForce GTX 970
    10de 13f0 - Quadro M5000
    10de 13f1 - Quadro M4000
    10de 13f2 - Tesla M60
    10de 1401 - GeForce GTX 960
    10de 1402 - GeForce GTX 950
    10de 1430 - Quadro M2000
    10de 1431 - Tesla M4
    10de 15f0 - Quadro GP100
    10de 15f7 - Tesla P100 PCIe 12 GB
    10de 15f8 - Tesla P100 PCIe 16 GB
    10de 17c2 - GeForce GTX TITAN X
    10de 17c8 - GeForce GTX 980 Ti
    10de 17f0 - Quadro M6000
    10de 17f1 - Quadro M6000 24 GB
    10de 17fd - Tesla M40
    10de 1b02 - TITAN Xp
    10de 1b06 - GeForce GTX 1080 Ti
    10de 1b07 - P102-100
    10de 1b30 - Quadro P6000
    10de 1b38 - Tesla P40
    10de 1b80 - GeForce GTX 1080
    10de 1b81 - GeForce GTX 1070
    10de 1b82 - GeForce GTX 1070 Ti
    10de 1b83 - GeForce GTX 1060 6 GB
    10de 1b84 - GeForce GTX 1060 3 GB
    10de 1b87 - P104-100
    10de 1bb0 - Quadro P5000
    10de 1bb1 - Quadro P4000
    10de 1bb3 - Tesla P4
    10de 1c02 - GeForce GTX 1060 3 GB
    10de 1c03 - GeForce GTX 1060 6 GB
    10de 1c04 - GeForce GTX 1060 5 GB
    10de 1c06 - GeForce GTX 1060 6 GB
    10de 1c07 - P106-100
    10de 1c30 - Quadro P2000
    10de 1c31 - Quadro P2200
    10de 1c81 - GeForce GTX 1050
    10de 1c82 - GeForce GTX 1050 Ti
    10de 1c83 - GeForce GTX 1050 3 GB
    10de 1cb1 - Quadro P1000
    10de 1cb2 - Quadro P600
    10de 1cb3 - Quadro P400
    10de 1cb6 - Quadro P620
    10de 1cfa - Quadro P2000
    10de 1cfb - Quadro P1000
    10de 1d01 - GeForce GT 1030
    10de 1d81 - TITAN V
    10de 1db1 - Tesla V100 SXM2 16 GB
    10de 1db4 - Tesla V100 PCIe 16 GB
    10de 1db5 - Tesla V100 SXM2 32 GB
    10de 1db6 - Tesla V100 PCIe 32 GB
    10de 1dba - Quadro GV100
    10de 1df5 - Tesla V100 SXM2 16 GB
    10de 1df6 - Tesla V100S PCIe 32 GB
    10de 1e02 - TITAN RTX
    10de 1e04 - GeForce RTX 2080 Ti
    10de 1e07 - GeForce RTX 2080 Ti
    10de 1e09 - CMP 50HX
    10de 1e36 - Quadro RTX 6000
    10de 1e81 - GeForce RTX 2080 SUPER
    10de 1e82 - GeForce RTX 2080
    10de 1e84 - GeForce RTX 2070 SUPER
    10de 1e87 - GeForce RTX 2080
    10de 1e89 - GeForce RTX 2060
    10de 1eb0 - Quadro RTX 5000
    10de 1eb1 - Quadro RTX 4000
    10de 1eb8 - Tesla T4
    10de 1ec2 - GeForce RTX 2070 SUPER
    10de 1ec7 - GeForce RTX 2070 SUPER
    10de 1f02 - GeForce RTX 2070
    10de 1f03 - GeForce RTX 2060 12 GB
    10de 1f06 - GeForce RTX 2060 SUPER
    10de 1f07 - GeForce RTX 2070
    10de 1f08 - GeForce RTX 2060
    10de 1f09 - GeForce GTX 1660 SUPER
    10de 1f0a - GeForce GTX 1650
    10de 1f0b - CMP 40HX
    10de 1f42 - GeForce RTX 2060 SUPER
    10de 1f47 - GeForce RTX 2060 SUPER
    10de 1f82 - GeForce GTX 1650
    10de 1f83 - GeForce GTX 1630
    10de 1fb1 - T600
    10de 1ff0 - T1000 8 GB
    10de 1ff2 - T400 4 GB
    10de 2082 - CMP 170HX
    10de 20b0 - A100 SXM4 40 GB
    10de 20b1 - A100 PCIe 40 GB
    10de 20b2 - A100 SXM4 80 GB
    10de 20b5 - A100 PCIe 80 GB
    10de 20c2 - CMP 170HX
    10de 20f1 - A100 PCIe 40 GB
    10de 20f5 - A800 PCIe 80 GB
    10de 20f6 - A800 PCIe 40 GB
    10de 2182 - GeForce GTX 1660 Ti
    10de 2184 - GeForce GTX 1660
    10de 2187 - GeForce GTX 1650 SUPER
    10de 2188 - GeForce GTX 1650
    10de 2189 - CMP 30HX
    10de 21c4 - GeForce GTX 1660 SUPER
    10de 2203 - GeForce RTX 3090 Ti
    10de 2204 - GeForce RTX 3090
    10de 2206 - GeForce RTX 3080
    10de 2207 - GeForce RTX 3070 Ti
    10de 2208 - GeForce RTX 3080 Ti
    10de 220a - GeForce RTX 3080 12 GB
    10de 220d - CMP 90HX
    10de 2216 - GeForce RTX 3080
    10de 2230 - RTX A6000
    10de 2231 - RTX A5000
    10de 2232 - RTX A4500
    10de 2233 - RTX A5500
    10de 2235 - A40
    10de 2236 - A10
    10de 2322 - H800 PCIe
    10de 2330 - H100 SXM5
    10de 2331 - H100 PCIe
    10de 2414 - GeForce RTX 3060 Ti
    10de 2482 - GeForce RTX 3070 Ti
    10de 2484 - GeForce RTX 3070
    10de 2486 - GeForce RTX 3060 Ti
    10de 2487 - GeForce RTX 3060
    10de 2488 - GeForce RTX 3070
    10de 2489 - GeForce RTX 3060 Ti
    10de 24b0 - RTX A4000
    10de 24c9 - GeForce RTX 3060 Ti GDDR6X
    10de 2501 - GeForce RTX 3060
    10de 2503 - GeForce RTX 3060
    10de 2504 - GeForce RTX 3060
    10de 2507 - GeForce RTX 3050
    10de 2509 - GeForce RTX 3060 12 GB
    10de 2531 - RTX A2000
    10de 2544 - GeForce RTX 3060
    10de 2571 - RTX A2000 12 GB
    10de 2582 - GeForce RTX 3050 8 GB
    10de 2583 - GeForce RTX 3050 4 GB
    10de 2684 - GeForce RTX 4090
    10de 26b5 - L40
    10de 2704 - GeForce RTX 4080
    10de 2782 - GeForce RTX 4070 Ti
    10de 2786 - GeForce RTX 4070
    10de 27b0 - RTX 4000 SFF Ada
    10de 27b8 - L4
    10de 2803 - GeForce RTX 4060 Ti
    8086 0bd9 - Data Center GPU Max 1100
    8086 0bda - Data Center GPU Max 1100
    8086 0bdb - Data Center GPU Max 1100
    8086 56a0 - Arc A770
    8086 56a1 - Arc A750
    8086 56a2 - Arc A580
    8086 56a5 - Arc A380
    8086 56a6 - Arc A310

    """

  /// Chips that came later: from memory, 2026-11-26.
  private static let recalled = """
    1002 1586 - Radeon 8060S
    1002 738c - Instinct MI100
    1002 740f - Instinct MI210
    1002 7448 00 Radeon Pro W7900
    1002 744c c8 Radeon RX 7900 XTX
    1002 744c cc Radeon RX 7900 XT
    1002 744c ce Radeon RX 7900 GRE
    1002 747e c8 Radeon RX 7800 XT
    1002 747e ff Radeon RX 7700 XT
    1002 7480 c0 Radeon RX 7600 XT
    1002 7480 cf Radeon RX 7600
    1002 74a1 - Instinct MI300X
    1002 7550 c0 Radeon RX 9070 XT
    1002 7550 c3 Radeon RX 9070
    1002 7551 c0 Radeon AI PRO R9700
    1002 7590 c0 Radeon RX 9060 XT
    10de 2321 - H100 NVL
    10de 2335 - H200 SXM
    10de 233b - H200 NVL
    10de 2685 - GeForce RTX 4090 D
    10de 26b1 - RTX 6000 Ada
    10de 26b2 - RTX 5000 Ada
    10de 26b9 - L40S
    10de 2702 - GeForce RTX 4080 SUPER
    10de 2705 - GeForce RTX 4070 Ti SUPER
    10de 2783 - GeForce RTX 4070 SUPER
    10de 27b1 - RTX 4500 Ada
    10de 27b2 - RTX 4000 Ada
    10de 2805 - GeForce RTX 4060 Ti
    10de 2882 - GeForce RTX 4060
    10de 28b0 - RTX 2000 Ada
    10de 2901 - B200
    10de 2b85 - GeForce RTX 5090
    10de 2b87 - GeForce RTX 5090 D
    10de 2bb1 - RTX PRO 6000 Workstation
    10de 2bb4 - RTX PRO 6000 Max-Q
    10de 2bb5 - RTX PRO 6000 Server
    10de 2c02 - GeForce RTX 5080
    10de 2c05 - GeForce RTX 5070 Ti
    10de 2d04 - GeForce RTX 5060 Ti
    10de 2d05 - GeForce RTX 5060
    10de 2d83 - GeForce RTX 5050
    10de 2e12 - GB10
    10de 2f04 - GeForce RTX 5070
    8086 e20b - Arc B580
    8086 e20c - Arc B570
    """
}
