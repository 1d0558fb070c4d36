//! Into which sizes a picture is developed.

/// Widths that pages ask for, in pixels. Nothing is made larger than it came.
const WIDTHS: [u32; 5] = [320, 640, 960, 1_280, 1_920];
/// Sides of a face, in pixels: twice what a line of text shows, and twice what a page of its own does, with some room.
const FACES: [u32; 2] = [96, 192];
/// A size of width w has at most so many times w² pixels: a long strip is as heavy as a wide picture and no heavier.
const AREA: u64 = 2;
/// Pixels along a side that WebP can have.
const WEBP_SIDE: u32 = 16_383;
/// The widest that is also kept as JPEG, for mail, feeds and browsers without WebP.
const JPEG_WIDTH: u32 = 1_280;

/// Width and height of each size of an upright picture, smallest first, at least one.
pub(crate) fn sizes(width: u32, height: u32) -> Vec<(u32, u32)> {
    let mut sizes: Vec<(u32, u32)> = Vec::new();
    for wanted in WIDTHS {
        let size = fitted(width, height, wanted);
        if sizes.last().is_none_or(|last| last.0 < size.0) {
            sizes.push(size);
        }
    }
    sizes
}

fn fitted(width: u32, height: u32, wanted: u32) -> (u32, u32) {
    let (across, down) = (f64::from(width), f64::from(height));
    let by_width = f64::from(wanted) / across;
    let by_area = ((AREA * u64::from(wanted) * u64::from(wanted)) as f64 / (across * down)).sqrt();
    let by_side = f64::from(WEBP_SIDE) / across.max(down);
    let scale = by_width.min(by_area).min(by_side).min(1.0);
    let side = |length: f64| ((length * scale).round() as u32).clamp(1, WEBP_SIDE);
    (side(across), side(down))
}

/// The sides of a face that is cut out of a square of this side, smallest first; nothing is made larger than it came.
pub(crate) fn faces(side: u32) -> Vec<u32> {
    let mut sides: Vec<u32> = FACES.iter().map(|wanted| side.min(*wanted)).collect();
    sides.dedup();
    sides
}

/// By how much each side is divided while a picture is opened, before it is made smaller with care: the whole part of
/// what it will be made smaller by, whichever way up it is, at least 1.
pub(crate) fn division(width: u32, height: u32) -> u32 {
    let by = |width: u32, height: u32| {
        let (to_width, to_height) = largest(width, height);
        (width / to_width).min(height / to_height)
    };
    by(width, height).min(by(height, width)).clamp(1, 64)
}

/// The largest size of an upright picture.
pub(crate) fn largest(width: u32, height: u32) -> (u32, u32) {
    fitted(width, height, WIDTHS[WIDTHS.len() - 1])
}

/// Which of these widths is also kept as JPEG.
pub fn jpeg_width(widths: &[u32]) -> u32 {
    let within = widths.iter().copied().filter(|width| *width <= JPEG_WIDTH).max();
    within.or_else(|| widths.first().copied()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(width: u32, height: u32) -> Vec<u32> {
        sizes(width, height).iter().map(|size| size.0).collect()
    }

    #[test]
    fn nothing_is_made_larger_than_it_came() {
        assert_eq!(sizes(4_032, 3_024), [(320, 240), (640, 480), (960, 720), (1_280, 960), (1_920, 1_440)]);
        assert_eq!(widths(1_000, 800), [320, 640, 960, 1_000]);
        assert_eq!(sizes(200, 100), [(200, 100)]);
        assert_eq!(sizes(1, 1), [(1, 1)]);
    }

    #[test]
    fn a_long_strip_is_no_heavier_than_a_wide_picture() {
        assert_eq!(sizes(750, 8_000), [(139, 1_478), (277, 2_956), (416, 4_434), (554, 5_912), (750, 8_000)]);
        assert_eq!(sizes(1, 30_000).last(), Some(&(1, 16_383)));
        for (width, height) in sizes(1_333, 30_000) {
            assert!(u64::from(width) * u64::from(height) <= 2 * 1_921 * 1_921);
        }
    }

    #[test]
    fn a_side_is_divided_by_less_than_it_is_made_smaller_by() {
        assert_eq!([division(8_000, 5_000), division(4_032, 3_024), division(1_920, 1_080)], [2, 1, 1]);
        assert_eq!([division(6_324, 6_324), division(30_000, 1_333), division(1, 30_000)], [3, 2, 1]);
    }

    #[test]
    fn a_face_has_two_sizes_and_a_small_one_stays_small() {
        assert_eq!([faces(1_000), faces(150), faces(40)], [vec![96, 192], vec![96, 150], vec![40]]);
    }

    #[test]
    fn one_size_is_also_a_jpeg() {
        assert_eq!(jpeg_width(&[320, 640, 960, 1_280, 1_920]), 1_280);
        assert_eq!(jpeg_width(&[320, 640, 1_000]), 1_000);
        assert_eq!(jpeg_width(&[200]), 200);
    }
}
