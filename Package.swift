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
    .library(name: "RigBatch", targets: ["RigBatch"]),
    .library(name: "RigSamples", targets: ["RigSamples"]),
    .executable(name: "rigrules", targets: ["rigrules"]),
    .executable(name: "rigmutate", targets: ["rigmutate"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLua", pkgConfig: "lua5.4",
      providers: [.apt(["liblua5.4-dev"]), .brew(["lua@5.4"])]),
    .target(
      name: "CLuaSandbox", dependencies: ["CLua"],
      cSettings: [.define("_GNU_SOURCE", .when(platforms: [.linux]))]),
    .target(name: "LuaRuntime", dependencies: ["CLuaSandbox"]),
    .target(name: "RigModel", dependencies: [.product(name: "Yams", package: "Yams")]),
    .target(name: "RigRules", dependencies: ["LuaRuntime", "RigModel"]),
    .target(name: "RigReports", dependencies: ["RigRules", "RigModel"]),
    .target(
      name: "RigDocuments",
      dependencies: ["RigReports", "RigTesting", "RigRules", "RigModel"]),
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
      dependencies: ["CBuildScan", "CZlib", "LuaRuntime", "RigModel", "RigRules", "RigReports"]),
    .target(name: "RigSamples"),
    .target(
      name: "RigTesting", dependencies: ["LuaRuntime", "RigRules", "RigModel", "RigReports"]),
    .executableTarget(
      name: "rigmutate",
      dependencies: [
        "RigModel", "RigRules", "RigReports", "RigTesting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "rigrules",
      dependencies: [
        "LuaRuntime", "RigRules", "RigModel", "RigReports", "RigBatch", "RigTesting",
        "RigDocuments",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "LuaRuntimeTests", dependencies: ["LuaRuntime"]),
    .testTarget(name: "RigModelTests", dependencies: ["RigModel"]),
    .testTarget(name: "RigRulesTests", dependencies: ["RigRules", "RigModel"]),
    .testTarget(name: "RigReportsTests", dependencies: ["RigReports", "RigRules", "RigModel"]),
    .testTarget(
      name: "RigTestingTests", dependencies: ["RigTesting", "LuaRuntime", "RigRules", "RigModel"]),
    .testTarget(
      name: "ReplTests", dependencies: ["rigrules", "LuaRuntime", "RigRules", "RigModel"]),
    .testTarget(
      name: "RigBatchTests",
      dependencies: [
        "RigBatch", "CBuildScan", "LuaRuntime", "RigRules", "RigModel", "RigReports", "RigSamples",
        "DecoderProperties",
      ]),
    // What must be true of decoders for all bytes: for their fuzzers and for the replay of a corpus.
    .target(
      name: "DecoderProperties", dependencies: ["RigBatch", "LuaRuntime", "RigRules", "RigModel"],
      path: "Tests/DecoderProperties"),
    .testTarget(name: "DecoderFuzzTests", dependencies: ["DecoderProperties"]),
    .testTarget(name: "CommandLineTests", dependencies: ["RigDocuments", "RigModel"]),
    .testTarget(
      name: "RigDocumentsTests",
      dependencies: ["RigDocuments", "RigReports", "RigRules", "RigModel"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// Only `make fuzz-decoders` can build it: libFuzzer brings its `main`.
if Context.environment["RIGRULES_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz-decoders", dependencies: ["DecoderProperties"], path: "Tests/FuzzDecoders"))
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
