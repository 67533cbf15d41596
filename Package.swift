// swift-tools-version: 6.2
import PackageDescription

// Where headers stand in the usual place the flags only bring a define that is not allowed.
#if os(macOS)
  let simdjsonFlags: String? = "simdjson"
#else
  let simdjsonFlags: String? = nil
#endif

// SwiftPM links the Swift runtime into programs only: `make library` asks for it in the library too.
let runtimeFlags = Context.environment["RIGRULES_STATIC"] == nil ? [] : ["-static-stdlib"]

// The library names nothing that it has not, but for the runtime of a sanitizer (`make sanitize`), which the
// program brings.
let completeFlags =
  Context.environment["RIGRULES_SANITIZE"] == nil ? ["-Xlinker", "-z", "-Xlinker", "defs"] : []

let package = Package(
  name: "rigrules",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "RigRules", targets: ["RigRules", "RigModel"]),
    .library(name: "RigPictures", targets: ["RigPictures"]),
    .library(name: "RigReports", targets: ["RigReports"]),
    .library(name: "RigMemo", targets: ["RigMemo"]),
    .library(name: "RigBatch", targets: ["RigBatch"]),
    .library(name: "RigCatalog", targets: ["RigCatalog"]),
    .library(name: "RigPartLists", targets: ["RigPartLists"]),
    .library(name: "RigSamples", targets: ["RigSamples"]),
    .library(name: "RigC", type: .dynamic, targets: ["RigC"]),
    .executable(name: "rigrules", targets: ["rigrules"]),
    .executable(name: "rigfuzz", targets: ["rigfuzz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
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
    .systemLibrary(
      name: "CYaml", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .target(name: "RigModel", dependencies: ["CYaml", "RigSystem"]),
    .target(
      name: "RigCatalog",
      dependencies: ["CSQLite", "RigModel", "RigSystem"],
      exclude: ["Facts", "Data"]),
    .target(name: "RigDetect", dependencies: ["RigCatalog", "RigModel", "RigSystem"]),
    .target(name: "RigPartLists", dependencies: ["RigCatalog", "RigModel", "RigSystem"]),
    .target(name: "RigRules", dependencies: ["LuaRuntime", "RigModel", "RigSystem"]),
    .target(name: "RigMemo", dependencies: ["LuaRuntime", "RigModel", "RigRules", "RigSystem"]),
    .target(name: "RigPictures", dependencies: ["RigRules", "RigModel"]),
    .target(name: "RigReports", dependencies: ["RigPictures", "RigRules", "RigModel"]),
    .target(
      name: "RigEditors",
      dependencies: [
        "RigRules", "RigModel", "RigReports", "RigCatalog", "RigPartLists", "RigSystem",
      ]),
    .target(name: "RigHTTP", dependencies: ["RigSystem"]),
    .target(
      name: "RigService",
      dependencies: [
        "RigBatch", "RigCatalog", "RigDocuments", "RigHTTP", "RigModel", "RigReports", "RigRules",
        "RigSystem",
      ]),
    .target(
      name: "RigSearch",
      dependencies: ["RigCatalog", "RigMemo", "RigModel", "RigRules", "RigSystem"]),
    .target(
      name: "RigDocuments",
      dependencies: [
        "LuaRuntime", "RigReports", "RigTesting", "RigRules", "RigModel", "RigSystem",
      ]),
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
    .target(name: "CRigRules", cSettings: [.define("_GNU_SOURCE", .when(platforms: [.linux]))]),
    .target(
      name: "RigC",
      dependencies: [
        "CRigRules", "LuaRuntime", "RigBatch", "RigModel", "RigReports", "RigRules", "RigSystem",
      ],
      exclude: ["exports.map"],
      // A host may unload the library, which the Swift runtime does not survive; and it may have
      // another Lua, which must not meet this one.
      linkerSettings: [
        .unsafeFlags(
          runtimeFlags + completeFlags + [
            "-Xlinker", "-z", "-Xlinker", "nodelete", "-Xlinker",
            "--version-script=\(Context.packageDirectory)/Sources/RigC/exports.map",
          ], .when(platforms: [.linux]))
      ]),
    .target(name: "RigSamples"),
    .target(
      name: "RigTesting",
      dependencies: ["LuaRuntime", "RigRules", "RigModel", "RigReports", "RigSystem"]),
    .executableTarget(
      name: "rigfuzz",
      dependencies: [
        "RigSystem", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "rigrules",
      dependencies: [
        "LuaRuntime", "RigRules", "RigModel", "RigPictures", "RigReports", "RigBatch", "RigTesting",
        "RigDocuments", "RigSystem", "RigDetect", "RigCatalog", "RigPartLists",
        "RigEditors", "RigSearch", "RigHTTP", "RigService",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "LuaRuntimeTests", dependencies: ["LuaRuntime", "CLua"]),
    .testTarget(
      name: "RigCatalogTests", dependencies: ["RigCatalog", "RigModel", "RigSystem"],
      exclude: ["names.tsv"]),
    .testTarget(name: "RigDetectTests", dependencies: ["RigDetect", "RigCatalog", "RigModel"]),
    .testTarget(
      name: "RigPartListsTests", dependencies: ["RigPartLists", "RigCatalog", "RigModel"]),
    .testTarget(
      name: "RigSearchTests",
      dependencies: ["RigSearch", "RigCatalog", "RigMemo", "RigModel", "RigRules"]),
    .testTarget(name: "RigModelTests", dependencies: ["RigModel"]),
    .testTarget(
      name: "RigRulesTests", dependencies: ["RigRules", "RigModel", "RigSamples", "RigSystem"]),
    .testTarget(
      name: "RigPicturesTests",
      dependencies: ["RigPictures", "RigReports", "RigRules", "RigModel"]),
    .testTarget(name: "RigReportsTests", dependencies: ["RigReports", "RigRules", "RigModel"]),
    .testTarget(
      name: "RigTestingTests", dependencies: ["RigTesting", "LuaRuntime", "RigRules", "RigModel"]),
    .testTarget(
      name: "ReplTests", dependencies: ["rigrules", "LuaRuntime", "RigRules", "RigModel"]),
    .testTarget(
      name: "RigBatchTests",
      dependencies: [
        "RigBatch", "CBuildScan", "LuaRuntime", "RigMemo", "RigRules", "RigModel", "RigPictures",
        "RigReports", "RigSamples", "RigSystem", "DecoderProperties",
      ]),
    // What must be true of decoders for all bytes: for their fuzzers and for the replay of a corpus.
    .target(
      name: "DecoderProperties",
      dependencies: ["RigBatch", "LuaRuntime", "RigMemo", "RigModel", "RigRules"],
      path: "Tests/DecoderProperties"),
    .testTarget(name: "DecoderFuzzTests", dependencies: ["DecoderProperties"]),
    .testTarget(name: "RigHTTPTests", dependencies: ["RigHTTP"]),
    .testTarget(name: "CommandLineTests", dependencies: ["RigDocuments", "RigModel"]),
    .testTarget(
      name: "RealityTests", dependencies: ["RigRules", "RigPartLists", "RigCatalog", "RigModel"]),
    .testTarget(
      name: "RigDocumentsTests",
      dependencies: ["RigDocuments", "LuaRuntime", "RigReports", "RigRules", "RigModel"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// Each target and each folder of RigRules says in a README what enters and what leaves.
let floors = [
  "Files", "Rules", "Chinese", "Settings", "Report", "Declarations", "Loading", "Engine",
]
for target in package.targets where [.regular, .executable].contains(target.type) {
  target.exclude += ["README.md"]
  if target.name == "RigRules" { target.exclude += floors.map { "\($0)/README.md" } }
}

// Only `make fuzz-decoders` can build it: libFuzzer brings its `main`.
if Context.environment["RIGRULES_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "DecoderFuzzer", dependencies: ["DecoderProperties"], path: "Tests/DecoderFuzzer"))
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
