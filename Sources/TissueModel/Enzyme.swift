/// Enzymes outside cells whose activity the state of the tissue changes.
///
/// Whatever acts on a tissue (a cause, lack of oxygen, the state of its cells) multiplies their activity through
/// ``Conditions/scale(_:by:at:)``; factors of several actors multiply.
package enum Enzyme: Int, CaseIterable, Sendable {
  /// ENPP1, ectonucleotide pyrophosphatase/phosphodiesterase 1: ATP + H₂O → AMP + PPi.
  case nucleotidePyrophosphatase
  /// Tissue-nonspecific alkaline phosphatase: PPi + H₂O → 2 PO₄.
  case alkalinePhosphatase
}
