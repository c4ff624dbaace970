extension ScenarioError {
  /// What is wrong with vessels, nerves and images, after their path.
  var anatomyPredicate: String {
    switch fault {
    case .withoutOxygen(let kind):
      "needs the pressure of oxygen in vessels of kind \(TextPreview.quoted(kind)): "
        + "library.oxygen.blood_mmHg.\(kind) must be a number ≥ 0 (0 where they give none)"
    case .needsBlock: "needs a grid in space (grid.voxels with three counts)"
    case .leavesGrid(let outside, let whole, let mayClip):
      "leaves the grid: \(outside) of \(whole) µm lie outside"
        + (mayClip ? "; \"outside\": \"clip\" cuts that off" : "")
    case .growsNothing: "grows no vessel: none passes through its tissue"
    case .missingSize(let file):
      "must have voxel_size_um, since \(TextPreview.quoted(file)) does not tell the size of its voxels"
    case .label(.unknown(let label, let voxels)):
      "must name the label \(label), which \(voxels == 1 ? "1 voxel of the image has" : "\(voxels) voxels of the image have")"
    case .label(.notOfItsKind(let name, let expected)):
      "names the label \(TextPreview.quoted(name)), which must be \(expected) for this image"
    case .slices(let count): "has \(count) slices, of which a plane takes one"
    case .doesNotCover(let axis, let from, let to, let extent):
      "must cover the grid: it reaches from \(from) to \(to) µm along \(axis), the grid from 0 to \(extent)"
    default: ""
    }
  }
}
