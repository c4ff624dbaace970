import Parallelism

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A tree of arterioles that divides in two by Murray's law until its branches are as thin as asked for.
///
/// At each division r₀³ = r₁³ + r₂³ (C. D. Murray, Proc. Natl Acad. Sci. USA 12 (1926) 207), and the branches leave at the
/// angles for which the volume of all three is least, cos θ₁ = (r₀⁴ + r₁⁴ − r₂⁴)/(2 r₀² r₁²) (C. D. Murray, J. Gen. Physiol.
/// 9 (1926) 835), in a plane that is turned by chance about the parent.
package struct ArteriolarTree: Equatable, Sendable {
  /// Where the tree begins [µm].
  package let root: SIMD3<Double>
  /// Where the trunk divides [µm].
  package let fork: SIMD3<Double>
  /// Radius of the trunk [µm].
  package let radius: Double
  /// Branches thinner than this are not drawn [µm].
  package let smallestRadius: Double
  /// Length of a branch over its radius.
  package let slenderness: Double
  /// Least radius of the thinner branch of a division over that of the thicker one; it lies between this and 1 by chance.
  package let asymmetry: Double

  /// A tree from its numbers; units as in the properties.
  package init(
    root: SIMD3<Double>, fork: SIMD3<Double>, radius: Double, smallestRadius: Double,
    slenderness: Double,
    asymmetry: Double
  ) {
    precondition(root != fork && radius > 0 && smallestRadius > 0 && slenderness > 0)
    precondition(asymmetry > 0 && asymmetry <= 1)
    self.root = root
    self.fork = fork
    self.radius = radius
    self.smallestRadius = smallestRadius
    self.slenderness = slenderness
    self.asymmetry = asymmetry
  }

  /// A branch between two divisions.
  package struct Branch: Equatable, Sendable {
    /// Its beginning and end, in the direction of the flow [µm].
    package let start, end: SIMD3<Double>
    /// Its radius [µm].
    package let radius: Double
    /// Place of the branch that it comes from; nil for the trunk.
    package let parent: Int?
  }

  /// Most branches that are grown.
  package static let mostBranches = 100_000

  /// All branches, parents before children; the same for the same stream.
  package func branches(stream: RandomStream) -> [Branch] {
    var branches = [Branch(start: root, end: fork, radius: radius, parent: nil)]
    var next = 0
    while next < branches.count, branches.count + 2 <= Self.mostBranches {
      let parent = branches[next]
      let (share, turn) = stream.uniformPair(index: next, tick: 0)
      let ratio = asymmetry + (1 - asymmetry) * share
      let thicker = parent.radius / cbrt(1 + ratio * ratio * ratio)
      let radii = [thicker, thicker * ratio]
      let axis = parent.end - parent.start
      let direction = axis / squaredLength(axis).squareRoot()
      let (first, second) = WallCut.normals(to: direction)
      let angle = 2 * Double.pi * turn
      let sideways = first * cos(angle) + second * sin(angle)
      for (child, radius) in radii.enumerated() where radius >= smallestRadius {
        let cosine = Self.cosine(parent: parent.radius, child: radius, other: radii[1 - child])
        let sine = max(0, 1 - cosine * cosine).squareRoot() * (child == 0 ? 1 : -1)
        let heading = direction * cosine + sideways * sine
        branches.append(
          Branch(
            start: parent.end, end: parent.end + heading * (slenderness * radius), radius: radius,
            parent: next))
      }
      next += 1
    }
    return branches
  }

  /// Cosine of the angle between a parent and one of its two children.
  package static func cosine(parent: Double, child: Double, other: Double) -> Double {
    let fourth = { (radius: Double) in radius * radius * radius * radius }
    let cosine =
      (fourth(parent) + fourth(child) - fourth(other)) / (2 * parent * parent * child * child)
    return min(max(cosine, -1), 1)
  }
}
