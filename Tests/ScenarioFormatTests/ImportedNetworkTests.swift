import Foundation
import ScenarioFormat
import Testing

/// Files of other programs, and the values that these were given.
enum ReferenceFile {
  /// The bytes of a file in `Reference`.
  static func bytes(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: "Reference", withExtension: nil))
    return Array(try Data(contentsOf: url.appendingPathComponent(name)))
  }

  /// The path of a file in `Reference`.
  static func path(_ name: String) throws -> String {
    try #require(Bundle.module.url(forResource: "Reference", withExtension: nil))
      .appendingPathComponent(name)
      .path
  }

  /// The sentence of the error that reading gives, nil without one.
  static func sentence(_ read: () throws -> Void) -> String? {
    do {
      try read()
      return nil
    } catch {
      return (error as? ImportError)?.sentence ?? "\(error)"
    }
  }
}

@Suite struct ImportedNetworkTests {
  /// What `make.py` gave to navis and vtk.
  private static let fork = Network(
    points: [
      SIMD3(10, 20, 5), SIMD3(30, 20, 5), SIMD3(50, 30, 10), SIMD3(70, 20, 15), SIMD3(70, 50, 15.5),
    ],
    radii: [4, 3.5, 3, 2, 1.5],
    edges: [Network.Edge(0, 1), Network.Edge(1, 2), Network.Edge(2, 3), Network.Edge(2, 4)])

  private static func read(_ name: String, _ bytes: [UInt8]) throws -> Network {
    switch name.split(separator: ".").last {
    case "swc": try SWCFile.network(bytes).withoutTypes
    case "vtk": try VTKLegacyFile.network(bytes)
    default: try VTPFile.network(bytes)
    }
  }

  private static let files = [
    "fork.swc", "fork-51-text.vtk", "fork-51-binary.vtk", "fork-42-text.vtk", "fork-42-binary.vtk",
    "fork-default.vtp", "fork-text.vtp", "fork-base64.vtp", "fork-base64-plain.vtp",
    "fork-appended-plain.vtp",
    "fork-appended-raw.vtp", "fork-big-endian.vtp",
  ]

  @Test(arguments: files)
  func everyFormatGivesTheSameNetwork(name: String) throws {
    // All numbers are halves, which every format and precision holds exactly.
    #expect(try Self.read(name, ReferenceFile.bytes(name)) == Self.fork)
  }

  /// A file that ends early is refused, or, if only its end is missing, gives the same network; never another one.
  @Test(arguments: files)
  func noShortenedFileGivesAnotherNetwork(name: String) throws {
    let bytes = try ReferenceFile.bytes(name)
    for length in 0..<bytes.count {
      guard let network = try? Self.read(name, Array(bytes.prefix(length))) else { continue }
      // SWC and VTK's text formats have no mark of their end: a number may lose digits, and lines may be missing.
      if name == "fork.swc" || name.hasSuffix("text.vtk") { continue }
      // VTK's legacy files may end behind any section: what is missing is the radii, and nothing else is different.
      let mayLackRadii = name.hasSuffix(".vtk") && network.radii == nil
      #expect(
        network.points == Self.fork.points && network.edges == Self.fork.edges, "\(length) bytes")
      #expect(mayLackRadii || network.radii == Self.fork.radii, "\(length) bytes")
    }
  }

  /// Files with one byte changed at any place to any of four values are read or refused, but never end the program.
  @Test(arguments: files)
  func changedBytesAreRefusedOrRead(name: String) throws {
    let bytes = try ReferenceFile.bytes(name)
    var refused = 0
    for place in bytes.indices {
      for change: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
        var changed = bytes
        changed[place] ^= change
        do { _ = try Self.read(name, changed) } catch { refused += 1 }
      }
    }
    #expect(refused > 0)
  }

  @Test func anotherArrayCanHoldTheRadii() throws {
    for name in ["fork-51-binary.vtk", "fork-default.vtp"] {
      let bytes = try ReferenceFile.bytes(name)
      let read = { (radius: String) throws(ImportError) -> Network in
        name.hasSuffix("vtk")
          ? try VTKLegacyFile.network(bytes, radiusName: radius)
          : try VTPFile.network(bytes, radiusName: radius)
      }
      #expect(try read("flow").radii == [40, 35, 30, 20, 15])
      #expect(
        ReferenceFile.sentence { _ = try read("diameter") }
          == "the array of radii must be one with a number per point: Radius, flow (got \"diameter\")"
      )
    }
  }

  @Test func whatIsNotReadIsSaid() throws {
    let packed = try ReferenceFile.bytes("fork-lz4.vtp")
    #expect(
      ReferenceFile.sentence { _ = try VTPFile.network(packed) }
        == "byte 22: the compressor \"vtkLZ4DataCompressor\", which is not read here")
    #expect(
      ReferenceFile.sentence {
        _ = try VTKLegacyFile.network(
          Array("# vtk DataFile Version 3.0\nt\nASCII\nDATASET STRUCTURED_POINTS\n".utf8))
      } == "byte 35: a dataset that is no POLYDATA, which is not read here")
    #expect(
      ReferenceFile.sentence { _ = try VTKLegacyFile.network(Array("solid cube".utf8)) }
        == "byte 0: the first line must be \"# vtk DataFile Version\" and a number (got \"solid cube\")"
    )
    #expect(
      ReferenceFile.sentence { _ = try VTPFile.network(Array("{}".utf8)) }
        == "byte 0: the first tag must be VTKFile (got something else)")
  }

  @Test(arguments: [
    (
      "1 2 0 0 0 1",
      "line 1: a point must be seven numbers (number, type, x, y, z, radius, parent) (got 6 words)"
    ),
    ("# a\n1 2 0 zero 0 1 -1", "line 2: y must be a number (got \"zero\")"),
    ("1 2 0 nan 0 1 -1", "line 1: y must be a number (got \"nan\")"),
    ("1 2 0 0 0 -1 -1", "line 1: the radius must be ≥ 0 (got -1)"),
    ("1.5 2 0 0 0 1 -1", "line 1: the point's number must be a whole number (got 1.5)"),
    ("1 2 0 0 0 1 -1\n1 2 0 0 1 1 1", "line 2: the point 1 is given twice"),
    ("1 2 0 0 0 1 -1\n2 2 0 0 1 1 7", "line 2: the parent 7 is no point"),
    ("1 2 0 0 0 1 1", "line 1: the point 1 is its own parent"),
    ("1 2 0 0 0 1 -1", "a piece between two points is missing"),
    ("# nothing", "a point is missing"),
  ])
  func badTracesAreRefusedWithTheirLine(text: String, sentence: String) {
    #expect(ReferenceFile.sentence { _ = try SWCFile.network(Array(text.utf8)) } == sentence)
  }

  /// Counts that no file can hold are refused before anything is allocated.
  @Test func hugeCountsAreRefused() throws {
    let head = "# vtk DataFile Version 3.0\nt\nBINARY\nDATASET POLYDATA\n"
    #expect(
      ReferenceFile.sentence {
        _ = try VTKLegacyFile.network(Array((head + "POINTS 9000000000 float\n").utf8))
      }
        == "byte 60: the number of points must be at most 1000000 (got 9000000000)")
    #expect(
      ReferenceFile.sentence {
        _ = try VTKLegacyFile.network(Array((head + "POINTS 1000000 float\n").utf8))
      }
        == "byte 74: the file ends in the points")
    let text = String(decoding: try ReferenceFile.bytes("fork-text.vtp"), as: UTF8.self)
    let many = text.replacing("NumberOfPoints=\"5\"", with: "NumberOfPoints=\"500000\"")
    #expect(
      ReferenceFile.sentence { _ = try VTPFile.network(Array(many.utf8)) }?.hasSuffix(
        "the length of the array \"Radius\" must be 500000 (got 5)") == true)
  }

  @Test func piecesOfOneRadiusAreJoined() {
    let points = [SIMD3(0.0, 0, 0), SIMD3(1, 0, 0), SIMD3(2, 0, 0), SIMD3(2, 1, 0), SIMD3(2, 1, 0)]
    let edges = [Network.Edge(0, 1), Network.Edge(1, 2), Network.Edge(2, 3), Network.Edge(3, 4)]
    let even = Network(points: points, radii: [2, 2, 2, 4, 4], edges: edges)
    #expect(
      even.chains() == [
        Network.Chain(points: Array(points[0...2]), radius: 2),
        Network.Chain(points: Array(points[2...3]), radius: 3),
      ])
    let bare = Network(points: points, radii: nil, edges: edges)
    #expect(bare.chains() == [Network.Chain(points: Array(points[0...3]), radius: nil)])
  }
}

extension Network {
  /// The network as formats without types have it.
  fileprivate var withoutTypes: Network {
    var copy = self
    copy.types = nil
    return copy
  }
}
