import Fields
import ImageCodecs
import Outputs
import Testing
import TissueModel

@Suite struct TissueSliceTests {
  private let anatomy = SampleTissue.make().anatomy

  @Test func aBlockHasThreeMiddlePlanesAndAPlaneOne() {
    #expect(
      TissueSlice.middle(of: SampleTissue.grid).map(\.name) == [
        "slice-x0005", "slice-y0003", "slice-z0002",
      ])
    let plane = Grid(nx: 4, ny: 5, nz: 1, spacing: (1, 1, 1))
    #expect(TissueSlice.middle(of: plane).map(\.name) == ["slice-z0000"])
  }

  @Test func everyVoxelIsABlockOfItsColour() {
    let colours = TissueColours(anatomy)
    // Across x, y runs to the right (6 voxels) and z downwards (4): 512 pixels over 6 make 86 a voxel.
    let picture = TissueSlice(axis: 0, place: 5).picture(of: anatomy, colours: colours)
    #expect(picture.width == 6 * 86 && picture.height == 4 * 86)
    for y in 0..<6 {
      for z in 0..<4 {
        let voxel = SampleTissue.grid.index(x: 5, y: y, z: z)
        let corners = [(0, 0), (85, 0), (0, 85), (85, 85)].map {
          picture[y * 86 + $0.0, z * 86 + $0.1]
        }
        #expect(Set(corners).count == 1, "a block has one colour")
        let type = Int(anatomy.tissueIndex[voxel])
        // The vessel is wider than a third of a voxel, so that its own voxel is red, and its walls colour others.
        if anatomy.lumen[voxel] { #expect(corners[0] == TissueColours.blood) }
        if anatomy.wallArea[voxel] == 0 { #expect(corners[0] == colours.types[type]) }
      }
    }
  }

  @Test func blocksHaveTheProportionOfTheVoxels() {
    let grid = Grid(nx: 512, ny: 8, nz: 3, spacing: (5, 5, 20))
    let type = TissueType(
      id: "fat", fluidFraction: 0.1, tortuosity: 1, cellFraction: 0, capillaryExchange: 0,
      pyrophosphatase: .absent, nucleotide: 0, phosphatase: .absent, cellCalcium: 0,
      cellPhosphate: 0)
    let anatomy = Anatomy(
      grid: grid, types: [type], paint: { _ in "fat" }, vessels: [], nerves: [], capillaryBed: false
    )
    let picture = TissueSlice(axis: 1, place: 0).picture(
      of: anatomy, colours: TissueColours(anatomy))
    #expect(picture.width == 512 && picture.height == 12)
  }

  @Test func coloursOfTissuesAreAllDifferent() {
    let types = (0..<60).map { index in
      TissueType(
        id: "t\(index)", fluidFraction: 0.1, tortuosity: 1, cellFraction: 0, capillaryExchange: 0,
        pyrophosphatase: .absent, nucleotide: 0, phosphatase: .absent, cellCalcium: 0,
        cellPhosphate: 0)
    }
    let anatomy = Anatomy(
      grid: Grid(nx: 1, ny: 1, nz: 1, spacing: (1, 1, 1)), types: types, paint: { _ in "t0" },
      vessels: [],
      nerves: [], capillaryBed: false)
    #expect(Set(TissueColours(anatomy).types).count == 60)
    #expect(TissueColours.hexadecimal(PNGPicture.Colour(1, 160, 255)) == "#01a0ff")
  }
}
