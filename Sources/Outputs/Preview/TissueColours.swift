import ImageCodecs
import TissueModel

/// The colours of a preview: one for each tissue type of an anatomy, told apart by hue.
package struct TissueColours {
  /// A colour per type, in the anatomy's order.
  package let types: [PNGPicture.Colour]
  /// The inside of vessels, and what thinner vessels are drawn with.
  package static let blood = PNGPicture.Colour(200, 20, 30)

  /// Chooses the colours. They depend on the type's place among the types, so that two previews of scenarios with
  /// the same library agree.
  package init(_ anatomy: Anatomy) {
    types = anatomy.types.enumerated().map { index, type in
      type.id == "vessel_lumen" ? Self.blood : Self.colour(index)
    }
  }

  /// `#rrggbb`.
  package static func hexadecimal(_ colour: PNGPicture.Colour) -> String {
    let digits = [colour.red, colour.green, colour.blue].map { part in
      let text = String(part, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return "#" + digits.joined()
  }

  /// Pale colours, steps of the golden angle apart on the wheel of hues, so that near places differ most; red is left
  /// to blood.
  private static func colour(_ index: Int) -> PNGPicture.Colour {
    let turns = Double(index) * 0.6180339887498949
    let hue = 0.08 + 0.84 * (turns - turns.rounded(.down))
    let light = index % 2 == 0 ? 0.96 : 0.84
    func part(_ shift: Double) -> UInt8 {
      // A smooth wheel: each part rises and falls over two thirds of the turn.
      var place = (hue + shift) * 6
      if place >= 6 { place -= 6 }
      let height = min(max(abs(place - 3) - 1, 0), 1)
      return UInt8((255 * light * (1 - 0.28 * (1 - height))).rounded())
    }
    return PNGPicture.Colour(part(0), part(2.0 / 3), part(1.0 / 3))
  }
}
