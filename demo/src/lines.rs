//! Outlines. One that cannot be drawn is none, and painting none paints nothing.

use tiny_skia::{Path, PathBuilder, Rect};

/// A point: to the right, and down.
pub(crate) type At = (f32, f32);
/// An outline that can be painted.
pub(crate) type Outline = Option<Path>;

pub(crate) fn poly(points: &[At]) -> Outline {
    let mut path = PathBuilder::new();
    for (nth, (x, y)) in points.iter().enumerate() {
        if nth == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
    }
    path.close();
    path.finish()
}

/// Through all points without a corner (Catmull-Rom), closed or not.
pub(crate) fn smooth(points: &[At], is_closed: bool) -> Outline {
    let count = points.len();
    if count < 2 {
        return None;
    }
    let point = |nth: isize| {
        let last = count as isize - 1;
        let nth = if is_closed { nth.rem_euclid(count as isize) } else { nth.clamp(0, last) };
        points[nth as usize]
    };
    let mut path = PathBuilder::new();
    path.move_to(points[0].0, points[0].1);
    let segments = if is_closed { count } else { count - 1 };
    for nth in 0..segments as isize {
        let (p0, p1, p2, p3) = (point(nth - 1), point(nth), point(nth + 1), point(nth + 2));
        path.cubic_to(
            p1.0 + (p2.0 - p0.0) / 6.0,
            p1.1 + (p2.1 - p0.1) / 6.0,
            p2.0 - (p3.0 - p1.0) / 6.0,
            p2.1 - (p3.1 - p1.1) / 6.0,
            p2.0,
            p2.1,
        );
    }
    if is_closed {
        path.close();
    }
    path.finish()
}

pub(crate) fn line(from: At, to: At) -> Outline {
    smooth(&[from, to], false)
}

pub(crate) fn oval(x: f32, y: f32, rx: f32, ry: f32) -> Outline {
    PathBuilder::from_oval(Rect::from_ltrb(x - rx, y - ry, x + rx, y + ry)?)
}

pub(crate) fn rect(x: f32, y: f32, w: f32, h: f32) -> Outline {
    poly(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
}

/// With round corners.
pub(crate) fn rounded(x: f32, y: f32, w: f32, h: f32, r: f32) -> Outline {
    let r = r.min(w / 2.0).min(h / 2.0);
    let k = r * 0.45;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(x + w - r, y);
    path.cubic_to(x + w - k, y, x + w, y + k, x + w, y + r);
    path.line_to(x + w, y + h - r);
    path.cubic_to(x + w, y + h - k, x + w - k, y + h, x + w - r, y + h);
    path.line_to(x + r, y + h);
    path.cubic_to(x + k, y + h, x, y + h - k, x, y + h - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + k, x + k, y, x + r, y);
    path.close();
    path.finish()
}

/// A leaf from its stalk to its tip: the outline, and its half that turns away from the light.
pub(crate) fn leaf(from: At, to: At, width: f32, bend: f32) -> (Outline, Outline, Outline) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let at = |along: f32, aside: f32| {
        let bow = bend * (along * (1.0 - along)) * 4.0;
        (from.0 + dx * along - dy * (aside * width + bow), from.1 + dy * along + dx * (aside * width + bow))
    };
    let rib = [at(0.0, 0.0), at(0.33, 0.0), at(0.66, 0.0), at(1.0, 0.0)];
    let half = |side: f32| [at(0.16, 0.34 * side), at(0.42, 0.5 * side), at(0.74, 0.32 * side)];
    let (left, right) = (half(-1.0), half(1.0));
    let whole = [rib[0], left[0], left[1], left[2], rib[3], right[2], right[1], right[0]];
    let lower = if dx >= 0.0 { right } else { left };
    let dark = [rib[0], rib[1], rib[2], rib[3], lower[2], lower[1], lower[0]];
    (smooth(&whole, true), smooth(&dark, true), smooth(&rib, false))
}
