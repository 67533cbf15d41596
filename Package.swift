// swift-tools-version: 6.2
import PackageDescription

// Where headers stand in the usual place the flags only bring a define that is not allowed.
#if os(macOS)
  let simdjsonFlags: String? = "simdjson"
#else
  let simdjsonFlags: String? = nil
#endif

let package = Package(
  name: "rigrules",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "RigRules", targets: ["RigRules", "RigModel"]),
    .library(name: "RigReports", targets: ["RigReports"]),
    .library(name: "RigMemo", targets: ["RigMemo"]),
    .library(name: "RigBatch", targets: ["RigBatch"]),
    .library(name: "RigCatalog", targets: ["RigCatalog"]),
    .library(name: "RigPartLists", targets: ["RigPartLists"]),
    .library(name: "RigSamples", targets: ["RigSamples"]),
    .executable(name: "rigrules", targets: ["rigrules"]),
    .executable(name: "rigmutate", targets: ["rigmutate"]),
    .executable(name: "rigfuzz", targets: ["rigfuzz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLua", pkgConfig: "lua5.4",
      providers: [.apt(["liblua5.4-dev"]), .brew(["lua@5.4"])]),
    .target(
      name: "CLuaSandbox", dependencies: ["CLua"],
      cSettings: [.define("_GNU_SOURCE", .when(platforms: [.linux]))]),
    .target(name: "LuaRuntime", dependencies: ["CLuaSandbox"]),
    .target(name: "RigSystem"),
    .target(
      name: "RigModel", dependencies: ["RigSystem", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "RigCatalog",
      dependencies: [
        "RigModel", "RigSystem", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Facts", "Data"]),
    .target(name: "RigPartLists", dependencies: ["RigCatalog", "RigModel", "RigSystem"]),
    .target(name: "RigRules", dependencies: ["LuaRuntime", "RigModel", "RigSystem"]),
    .target(name: "RigMemo", dependencies: ["LuaRuntime", "RigModel", "RigRules", "RigSystem"]),
    .target(name: "RigReports", dependencies: ["RigRules", "RigModel"]),
    .target(
      name: "RigDocuments",
      dependencies: ["RigReports", "RigTesting", "RigRules", "RigModel", "RigSystem"]),
    .systemLibrary(
      name: "CSimdJSON", pkgConfig: simdjsonFlags,
      providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(
      name: "CBuildScan", dependencies: ["CSimdJSON"],
      linkerSettings: [.linkedLibrary("simdjson")]),
    .target(
      name: "RigBatch",
      dependencies: [
        "CBuildScan", "CZlib", "LuaRuntime", "RigMemo", "RigModel", "RigReports", "RigRules",
        "RigSystem",
      ]),
    .target(name: "RigSamples"),
    .target(
      name: "RigTesting",
      dependencies: ["LuaRuntime", "RigRules", "RigModel", "RigReports", "RigSystem"]),
    .executableTarget(
      name: "rigmutate",
      dependencies: [
        "RigModel", "RigRules", "RigReports", "RigTesting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "rigfuzz",
      dependencies: [
        "RigSystem", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "rigrules",
      dependencies: [
        "LuaRuntime", "RigRules", "RigModel", "RigReports", "RigBatch", "RigTesting",
        "RigCatalog", "RigPartLists", "RigDocuments", "RigSystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "LuaRuntimeTests", dependencies: ["LuaRuntime"]),
    .testTarget(
      name: "RigCatalogTests", dependencies: ["RigCatalog", "RigModel", "RigSystem"]),
    .testTarget(
      name: "RigPartListsTests", dependencies: ["RigPartLists", "RigCatalog", "RigModel"]),
    .testTarget(name: "RigModelTests", dependencies: ["RigModel"]),
    .testTarget(name: "RigRulesTests", dependencies: ["RigRules", "RigModel", "RigSystem"]),
    .testTarget(name: "RigReportsTests", dependencies: ["RigReports", "RigRules", "RigModel"]),
    .testTarget(
      name: "RigTestingTests", dependencies: ["RigTesting", "LuaRuntime", "RigRules", "RigModel"]),
    .testTarget(
      name: "ReplTests", dependencies: ["rigrules", "LuaRuntime", "RigRules", "RigModel"]),
    .testTarget(
      name: "RigBatchTests",
      dependencies: [
        "RigBatch", "CBuildScan", "LuaRuntime", "RigMemo", "RigRules", "RigModel", "RigReports",
        "RigSamples", "RigSystem",
      ]),
    .testTarget(name: "CommandLineTests", dependencies: ["RigDocuments", "RigModel"]),
    .testTarget(
      name: "RigDocumentsTests",
      dependencies: ["RigDocuments", "RigReports", "RigRules", "RigModel"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// Each target and each folder of RigRules says in a README what enters and what leaves.
let floors = ["Files", "Rules", "Settings", "Report", "Declarations", "Loading", "Engine"]
for target in package.targets where [.regular, .executable].contains(target.type) {
  target.exclude += ["README.md"]
  if target.name == "RigRules" { target.exclude += floors.map { "\($0)/README.md" } }
}

// One loop, so that no target is ever built by laxer rules than the others.
for target in package.targets where [.regular, .executable, .test].contains(target.type) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
