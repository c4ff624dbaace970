// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors everywhere; strict memory safety fences pointers into the numeric targets.
let checked: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]
let fenced: [SwiftSetting] = checked + [.strictMemorySafety()]

let package = Package(
  name: "Calcinose",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Calcinose", targets: ["Calcinose"]),
    .executable(name: "calcinose", targets: ["CalcinoseCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CVectors"),
    .target(name: "CEmbeddedFiles"),
    .target(name: "NumericalMethods", dependencies: ["CGSL"], swiftSettings: checked),
    .target(name: "ImageCodecs", dependencies: ["CPNG", "CZlib"], swiftSettings: checked),
    .target(name: "Parallelism", swiftSettings: checked),
    .target(name: "Fields", dependencies: ["Parallelism"], swiftSettings: checked),
    .target(name: "Transport", dependencies: ["Fields", "Parallelism", "CVectors"], swiftSettings: checked),
    .target(name: "Chemistry", dependencies: ["NumericalMethods"], swiftSettings: checked),
    .target(name: "Cells", dependencies: ["Fields", "Parallelism", "CVectors"], swiftSettings: checked),
    .target(
      name: "TissueModel", dependencies: ["Transport", "Fields", "Chemistry", "Cells", "Parallelism"],
      swiftSettings: checked),
    .target(
      name: "Outputs", dependencies: ["TissueModel", "Chemistry", "Cells", "Fields", "ImageCodecs"],
      swiftSettings: fenced),
    .target(
      name: "ScenarioFormat",
      dependencies: [
        "CEmbeddedFiles", "Outputs", "TissueModel", "Chemistry", "Cells", "Fields", "ImageCodecs",
      ],
      exclude: ["Library", "Schema"], swiftSettings: fenced),
    .target(
      name: "Calcinose",
      dependencies: [
        "ScenarioFormat", "Outputs", "TissueModel", "Chemistry", "Cells", "Transport", "Fields",
        "Parallelism",
      ],
      swiftSettings: fenced),
    .executableTarget(
      name: "CalcinoseCommand",
      dependencies: [
        "Calcinose", "ScenarioFormat", "Outputs", "TissueModel", "Chemistry", "Transport", "Fields",
        "Parallelism",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: checked),
    .testTarget(
      name: "NumericalMethodsTests", dependencies: ["NumericalMethods"],
      swiftSettings: checked),
    .testTarget(
      name: "ImageCodecsTests", dependencies: ["ImageCodecs"], swiftSettings: checked),
    .testTarget(
      name: "ParallelismTests", dependencies: ["Parallelism"],
      swiftSettings: checked),
    .testTarget(
      name: "FieldsTests", dependencies: ["Fields", "Parallelism"],
      swiftSettings: checked),
    .testTarget(
      name: "TransportTests", dependencies: ["Transport", "Fields", "Parallelism", "AllocationCounter"],
      swiftSettings: checked),
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .testTarget(
      name: "ChemistryTests",
      dependencies: ["Chemistry", "ScenarioFormat", "NumericalMethods", "AllocationCounter"],
      resources: [.copy("Reference")], swiftSettings: checked),
    .testTarget(
      name: "CellsTests",
      dependencies: ["Cells", "Fields", "Parallelism", "AllocationCounter"],
      swiftSettings: checked),
    .testTarget(
      name: "TissueModelTests",
      dependencies: ["TissueModel", "Transport", "Fields", "Chemistry", "Cells", "Parallelism"],
      swiftSettings: checked),
    .testTarget(
      name: "OutputsTests",
      dependencies: ["Outputs", "TissueModel", "Fields", "Chemistry", "Cells", "Parallelism", "ImageCodecs"],
      swiftSettings: checked),
    .testTarget(
      name: "ScenarioFormatTests",
      dependencies: [
        "ScenarioFormat", "Outputs", "TissueModel", "Chemistry", "Cells", "Fields", "Parallelism",
      ],
      resources: [.copy("Reference")], swiftSettings: checked),
    .testTarget(
      name: "PhysicsTests",
      dependencies: [
        "TissueModel", "Transport", "Fields", "Chemistry", "Parallelism", "NumericalMethods",
        "ScenarioFormat",
      ],
      swiftSettings: checked),
    .testTarget(
      name: "DeterminismTests",
      dependencies: ["Calcinose", "ScenarioFormat", "Outputs", "TissueModel", "Fields", "Parallelism"],
      swiftSettings: checked),
    .testTarget(
      name: "ScenarioTests",
      dependencies: [
        "Calcinose", "ScenarioFormat", "Outputs", "TissueModel", "Cells", "Fields", "Parallelism",
      ],
      swiftSettings: checked),
    .testTarget(
      name: "ArchitectureTests", dependencies: [],
      swiftSettings: checked),
    .testTarget(
      name: "CommandTests", dependencies: ["CalcinoseCommand"],
      swiftSettings: checked),
  ],
  swiftLanguageModes: [.v6]
)
