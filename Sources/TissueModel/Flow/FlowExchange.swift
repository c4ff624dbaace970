import Fields
import Parallelism

/// How one solute passes walls and leaves with the fluid, per tissue volume [1/s], `[z][y][x]`: it gains
/// (gain + enters) · c_plasma and loses (loss + leaves) · c.
struct FluidCarriage {
  /// Through walls, by diffusion and with what they filter.
  let gain, loss: UnsafePointer<Double>
  /// With lymph and through the sides.
  let leaves, enters: UnsafePointer<Double>
}

/// The interstitial flow with the exchange of every solute that goes with it, brought up to date before each step.
final class FlowExchange {
  let flow: InterstitialFlow
  private let gain, loss, leaves: FieldSet

  init(flow: InterstitialFlow, tissue: Tissue) {
    self.flow = flow
    let grid = tissue.anatomy.grid
    gain = FieldSet(grid: grid, count: tissue.solutes.count)
    loss = FieldSet(grid: grid, count: tissue.solutes.count)
    leaves = FieldSet(grid: grid, count: 1)
  }

  /// Brings the flow up to date; whether it has changed.
  func update(_ tissue: Tissue, with conditions: Conditions) throws -> Bool {
    guard try flow.update(fluid: tissue.fluid.pointer(0), exchange: conditions.exchange.pointer(0)) else {
      return false
    }
    for (place, solute) in tissue.solutes.enumerated() {
      flow.formExchange(of: solute, gain: gain.pointer(place), loss: loss.pointer(place))
    }
    let (sum, lymph, side) = (leaves.pointer(0), flow.lymph.pointer(0), flow.sideFlow.pointer(0))
    for voxel in 0..<leaves.grid.storageCount { sum[voxel] = lymph[voxel] + side[voxel] }
    return true
  }

  /// How a solute goes with the fluid.
  func carriage(of solute: Int) -> FluidCarriage {
    FluidCarriage(
      gain: UnsafePointer(gain.pointer(solute)), loss: UnsafePointer(loss.pointer(solute)),
      leaves: UnsafePointer(leaves.pointer(0)), enters: UnsafePointer(flow.sideFlow.pointer(1)))
  }
}
