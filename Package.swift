// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "rigrules",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "RigRules", targets: ["RigRules", "RigModel"]),
    .library(name: "RigReports", targets: ["RigReports"]),
    .executable(name: "rigrules", targets: ["rigrules"]),
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
    .executableTarget(
      name: "rigrules",
      dependencies: [
        "LuaRuntime", "RigRules", "RigModel", "RigReports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "LuaRuntimeTests", dependencies: ["LuaRuntime"]),
    .testTarget(name: "RigModelTests", dependencies: ["RigModel"]),
    .testTarget(name: "RigRulesTests", dependencies: ["RigRules", "RigModel"]),
    .testTarget(name: "RigReportsTests", dependencies: ["RigReports", "RigRules", "RigModel"]),
    .testTarget(
      name: "ReplTests", dependencies: ["rigrules", "LuaRuntime", "RigRules", "RigModel"]),
    .testTarget(name: "CommandLineTests", dependencies: ["RigModel"]),
  ],
  swiftLanguageModes: [.v6]
)

// One loop, so that no target is ever built by laxer rules than the others.
for target in package.targets where [.regular, .executable, .test].contains(target.type) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
