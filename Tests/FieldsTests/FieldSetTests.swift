import Fields
import Testing

@Suite struct FieldSetTests {
  let grid = Grid(nx: 5, ny: 3, nz: 2, spacing: (1, 1, 1))

  @Test func everyFieldBeginsOn64BytesAndIsZero() {
    let set = FieldSet(grid: grid, count: 3)
    for field in 0..<3 {
      let pointer = set.pointer(field)
      #expect(UInt(bitPattern: pointer) % 64 == 0)
      #expect((0..<grid.storageCount).allSatisfy { pointer[$0] == 0 })
    }
  }

  @Test func fieldsDoNotOverlapAndValuesLeaveThePaddingOut() {
    let set = FieldSet(grid: grid, count: 2)
    var expected: [Double] = []
    for z in 0..<2 {
      for y in 0..<3 {
        for x in 0..<5 {
          let value = Double(100 * z + 10 * y + x)
          set[0, grid.index(x: x, y: y, z: z)] = value
          set[1, grid.index(x: x, y: y, z: z)] = -value
          expected.append(value)
        }
      }
    }
    #expect(set.values(of: 0) == expected)
    #expect(set.values(of: 1) == expected.map { -$0 })
  }

  @Test func copiesAreEqualAndIndependent() {
    let set = FieldSet(grid: grid, count: 2)
    set[1, 0] = 7
    let copy = FieldSet(grid: grid, count: 2)
    copy.copyValues(from: set)
    set[1, 0] = 8
    #expect(copy[1, 0] == 7)
  }

  /// Large blocks come from the system page by page: written and given back over and over, they are zeros each time.
  @Test func largeBlocksBeginOn64BytesAsZerosEachTime() {
    let grid = Grid(nx: 101, ny: 80, nz: 90, spacing: (1, 1, 1))
    for _ in 0..<3 {
      let set = FieldSet(grid: grid, count: 2)
      let (first, last) = (set.pointer(0), set.pointer(1) + grid.storageCount - 1)
      #expect(UInt(bitPattern: first) % 64 == 0)
      #expect((0..<(2 * grid.storageCount)).allSatisfy { first[$0] == 0 })
      first.update(repeating: 1, count: 2 * grid.storageCount)
      #expect(last.pointee == 1)
    }
  }
}
