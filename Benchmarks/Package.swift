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
      dependencies: [.product(name: "RigRules", package: "rigrules")])
  ],
  swiftLanguageModes: [.v6]
)
