//! Points on a picture: where in its box they come to stand, and their drawing. A box is filled by the middle of a
//! picture, so what lies beyond its edges has no point.

use maud::{Markup, html};
use media::Shown;
use web::parts::Ratio;

/// The boxes there are, as width to height.
const BOXES: [(Ratio, u64, u64); 5] = [
    (Ratio::Tall, 4, 5),
    (Ratio::Square, 1, 1),
    (Ratio::Usual, 4, 3),
    (Ratio::Wide, 3, 2),
    (Ratio::Cinema, 16, 9),
];

/// The box that cuts least off a picture.
fn chosen(width: u64, height: u64) -> (Ratio, u64, u64) {
    // How much is lost, as a fraction over the larger of two areas: compared by cross products, in whole numbers.
    let kept = |&(_, across, down): &(Ratio, u64, u64)| {
        let (one, other) = (width * down, height * across);
        one.min(other) * 1_000_000 / one.max(other).max(1)
    };
    BOXES.into_iter().max_by_key(kept).unwrap_or(BOXES[1])
}

/// The box for a picture.
pub(super) fn ratio(shown: &Shown) -> Ratio {
    chosen(u64::from(shown.width), u64::from(shown.height)).0
}

/// Where a point of the picture comes to stand in its box, in hundredths; nothing where it is cut off.
pub(super) fn within(shown: &Shown, x: i64, y: i64) -> Option<(i64, i64)> {
    let (width, height) = (i64::from(shown.width), i64::from(shown.height));
    let (_, across, down) = chosen(u64::from(shown.width), u64::from(shown.height));
    let (across, down) = (i64::try_from(across).ok()?, i64::try_from(down).ok()?);
    let stand = |at: i64, whole: i64, seen: i64| {
        // `seen` of `whole` is in the box, from the middle.
        let place = (at * whole * 2 - 100 * (whole - seen)) / (2 * seen.max(1));
        (0..=100).contains(&place).then_some(place)
    };
    // Scaled so that both sides are whole numbers.
    let (w, h) = (width * down, height * across);
    if w > h { Some((stand(x, w, h)?, y)) } else { Some((x, stand(y, h, w)?)) }
}

/// A point to be drawn.
pub(super) struct Spot {
    /// Hundredths of the box.
    pub x: i64,
    /// Hundredths of the box.
    pub y: i64,
    /// Where it leads.
    pub href: String,
    /// Its name and price, for those who hear it.
    pub label: String,
}

/// The points over a picture: links of 44 pixels around a mark of 24.
pub(super) fn over(spots: &[Spot]) -> Markup {
    html! {
        @if !spots.is_empty() {
            svg.spots width="100%" height="100%" {
                @for spot in spots {
                    svg x={ (spot.x) "%" } y={ (spot.y) "%" } overflow="visible" {
                        a href=(spot.href) aria-label=(spot.label) {
                            circle r="22" fill="transparent" {}
                            circle r="17" fill="#0f2223" fill-opacity=".35" {}
                            circle r="12" fill="#fefdfb" {}
                            circle r="5" fill="#b32f25" {}
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: u32, height: u32) -> Shown {
        let plate = kernel::Id::from_uid(kernel::Uid::default());
        Shown { plate, width, height, widths: vec![width], colour: String::new(), blur: String::new() }
    }

    #[test]
    fn a_point_stays_on_what_it_points_at_in_the_box_that_cuts_least_off() {
        assert_eq!(ratio(&shown(800, 1000)), Ratio::Tall);
        assert_eq!(ratio(&shown(1500, 1000)), Ratio::Wide);
        assert_eq!(ratio(&shown(1600, 900)), Ratio::Cinema);
        assert_eq!(within(&shown(800, 1000), 40, 60), Some((40, 60)), "nothing is cut off");
        // Twice as high as wide in a box of 4 to 5: the middle 62.5% is seen.
        let strip = shown(1000, 2000);
        assert_eq!(ratio(&strip), Ratio::Tall);
        assert_eq!(within(&strip, 50, 50), Some((50, 50)));
        assert_eq!(within(&strip, 50, 30), Some((50, 18)));
        assert_eq!(within(&strip, 50, 10), None, "above the box");
        let wide = shown(3200, 900);
        assert_eq!(within(&wide, 50, 20), Some((50, 20)));
        assert_eq!(within(&wide, 10, 20), None);
    }
}
