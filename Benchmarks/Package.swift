// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "CalcinoseBenchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "Calcinose", path: ".."),
    // Without its traits the package needs neither a memory allocator of its own nor a runtime interposer.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "KernelBenchmarks",
      dependencies: [
        .product(name: "Calcinose", package: "Calcinose"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "KernelBenchmarks",
      swiftSettings: [.treatAllWarnings(as: .error)],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ],
  swiftLanguageModes: [.v6]
)
