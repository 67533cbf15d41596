// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that measuring never weighs on those who depend on the library.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "rigrules", path: "..")],
  targets: [
    .executableTarget(
      name: "rigbench",
      dependencies: [
        .product(name: "RigRules", package: "rigrules"),
        .product(name: "RigSamples", package: "rigrules"),
      ]),
    .systemLibrary(
      name: "CLua54", pkgConfig: "lua5.4",
      providers: [.apt(["liblua5.4-dev"]), .brew(["lua@5.4"])]),
    // The plain loop in C++ that `rigrules batch` is held against.
    .executableTarget(
      name: "plainloop", dependencies: ["CLua54"],
      linkerSettings: [
        .linkedLibrary("simdjson"), .linkedLibrary("lua5.4", .when(platforms: [.linux])),
        .linkedLibrary("m", .when(platforms: [.linux])),
      ]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
