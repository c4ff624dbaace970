/// What random numbers are drawn for: each purpose has a stream of its own.
enum Purpose {
  /// Run and fate of a new cell.
  static let birth: UInt32 = 0x6365_0001
  /// First direction of a new cell.
  static let heading: UInt32 = 0x6365_0002
  /// Direction after a turn.
  static let turn: UInt32 = 0x6365_0003
  /// Length of the run after a turn.
  static let run: UInt32 = 0x6365_0004
  /// Which event comes, and when the next one does.
  static let event: UInt32 = 0x6365_0005
  /// Axis of a division.
  static let division: UInt32 = 0x6365_0006
  /// Number of cells that come through the wall of a voxel.
  static let recruitment: UInt32 = 0x6365_0007
  /// Places of cells that have come through a wall.
  static let arrival: UInt32 = 0x6365_0009
  /// Which mineral a cell takes up.
  static let meal: UInt32 = 0x6365_000a
  /// Axis along which two cells with the same centre part.
  static let parting: UInt32 = 0x6365_0008
}
