// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Examples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "rigrules", path: "..")],
  targets: [
    .executableTarget(
      name: "EmbedRigRules",
      dependencies: [.product(name: "RigRules", package: "rigrules")])
  ],
  swiftLanguageModes: [.v6]
)
