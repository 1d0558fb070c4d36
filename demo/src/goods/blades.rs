//! Blades, seen from above on a board. Each lies along its sheet, its point to the left.

use crate::layer::Layer;
use crate::lines::{At, line, oval, poly, rect, rounded, smooth};
use crate::tone::*;

const STEEL: Tone = Tone(206, 210, 210);
const BLACK: Tone = Tone(88, 90, 92);

/// The wood of a handle.
pub(crate) fn wood(finish: &str) -> Tone {
    match finish {
        "red" => Tone(142, 62, 40),
        "light" => STRAW.mix(WOOD, 0.25),
        _ => Tone(62, 42, 34),
    }
}

/// Steel: dark from the fire above, ground bright along the edge.
fn blade(on: &mut Layer, outline: &[At], edge: f32, is_smooth: bool) {
    let path = if is_smooth { smooth(outline, true) } else { poly(outline) };
    on.apart(|on| {
        on.fill(&path, BLACK.light(0.18));
        let ground: Vec<At> = [
            (-700.0, edge),
            (-400.0, edge - 6.0),
            (0.0, edge + 4.0),
            (300.0, edge),
            (300.0, 400.0),
            (-700.0, 400.0),
        ]
        .to_vec();
        on.stain(&poly(&ground), STEEL, 1.0);
        on.stain(&rect(-700.0, edge - 3.0, 1100.0, 5.0), MILK, 0.4);
        for nth in 0..22_u8 {
            let x = -560.0 + f32::from(nth) * 37.0;
            on.etch(&line((x, -200.0), (x - 20.0, edge)), BLACK.light(0.13), 2.0);
        }
        on.shade(|x, y| 1.04 + 0.05 * (x * 0.004 + y * 0.01).sin());
    });
}

fn handle(on: &mut Layer, from: At, length: f32, half: f32, tone: Tone) {
    on.apart(|on| {
        on.fill(&rounded(from.0 - 8.0, from.1 - half * 0.8, 44.0, half * 1.6, 8.0), BRASS.dark(0.1));
        on.fill(&rounded(from.0 + 26.0, from.1 - half, length, half * 2.0, half * 0.8), tone);
        for nth in 0..5_u8 {
            let y = from.1 - half + (f32::from(nth) + 0.6) * half * 0.38;
            let bow = [(from.0 + 30.0, y), (from.0 + length * 0.5, y + 5.0), (from.0 + length, y - 3.0)];
            on.etch(&smooth(&bow, false), tone.dark(0.35), 2.0);
        }
        on.shade(|_, y| 1.1 - 0.26 * ((y - from.1 + half) / (half * 2.0)));
    });
    for share in [0.3, 0.7] {
        on.fill(&oval(from.0 + 26.0 + length * share, from.1, 8.0, 8.0), BRASS);
        on.fill(&oval(from.0 + 24.0 + length * share, from.1 - 2.0, 4.0, 4.0), BRASS.light(0.5));
    }
}

pub(crate) fn chef(on: &mut Layer, wood: Tone) {
    let outline = [
        (-440.0, 40.0),
        (-300.0, -30.0),
        (-120.0, -62.0),
        (90.0, -70.0),
        (96.0, 60.0),
        (-60.0, 74.0),
        (-260.0, 66.0),
    ];
    blade(on, &outline, 24.0, true);
    handle(on, (86.0, -34.0), 270.0, 33.0, wood);
}

pub(crate) fn cleaver(on: &mut Layer, wood: Tone) {
    let outline =
        [(-380.0, -106.0), (70.0, -112.0), (92.0, 70.0), (40.0, 116.0), (-370.0, 122.0), (-392.0, 90.0)];
    blade(on, &outline, 76.0, false);
    on.fill(&oval(-330.0, -66.0, 15.0, 15.0), WALNUT.dark(0.2));
    handle(on, (76.0, -58.0), 240.0, 36.0, wood);
}

pub(crate) fn bolo(on: &mut Layer, wood: Tone) {
    let outline = [
        (-470.0, 30.0),
        (-400.0, -76.0),
        (-240.0, -100.0),
        (-40.0, -58.0),
        (100.0, -44.0),
        (100.0, 28.0),
        (-60.0, 48.0),
        (-240.0, 104.0),
        (-400.0, 100.0),
    ];
    blade(on, &outline, 50.0, true);
    handle(on, (90.0, -8.0), 250.0, 34.0, wood);
}

pub(crate) fn paring(on: &mut Layer, wood: Tone) {
    let outline =
        [(-300.0, 34.0), (-200.0, -20.0), (-60.0, -42.0), (90.0, -44.0), (92.0, 34.0), (-80.0, 44.0)];
    blade(on, &outline, 14.0, true);
    handle(on, (84.0, -12.0), 230.0, 27.0, wood);
}

pub(crate) fn nakiri(on: &mut Layer, wood: Tone) {
    let outline = [(-400.0, -70.0), (90.0, -74.0), (94.0, 76.0), (-380.0, 80.0), (-410.0, 40.0)];
    blade(on, &outline, 40.0, false);
    handle(on, (84.0, -30.0), 290.0, 28.0, wood);
}

pub(crate) fn sickle(on: &mut Layer, wood: Tone) {
    let outline = [
        (-250.0, 170.0),
        (-350.0, 40.0),
        (-330.0, -140.0),
        (-190.0, -270.0),
        (0.0, -290.0),
        (130.0, -220.0),
        (118.0, -180.0),
        (-10.0, -226.0),
        (-160.0, -200.0),
        (-258.0, -100.0),
        (-270.0, 30.0),
    ];
    blade(on, &outline, -216.0, true);
    on.turned(120.0, -210.0, 52.0, |on| handle(on, (0.0, 0.0), 330.0, 30.0, wood));
}

pub(crate) fn shears(on: &mut Layer, wood: Tone) {
    for (turn, flip) in [(-13.0, 1.0), (13.0, -1.0)] {
        on.turned(0.0, 0.0, turn, |on| {
            let outline = [
                (-380.0, 10.0 * flip),
                (-240.0, -34.0 * flip),
                (20.0, -30.0 * flip),
                (40.0, 22.0 * flip),
                (-220.0, 26.0 * flip),
            ];
            blade(on, &outline, 8.0, true);
            let grip = [(20.0, 0.0), (120.0, 40.0 * flip), (280.0, 70.0 * flip), (380.0, 40.0 * flip)];
            super::enamel::bar(on, &grip, wood, 40.0);
        });
    }
    on.fill(&oval(10.0, 0.0, 26.0, 26.0), BRASS);
    on.fill(&oval(6.0, -4.0, 14.0, 14.0), BRASS.light(0.4));
}

/// A stone on its wooden base, wet.
pub(crate) fn whetstone(on: &mut Layer, wood: Tone) {
    on.apart(|on| {
        on.fill(&rounded(-330.0, -130.0, 660.0, 260.0, 16.0), wood);
        on.stain(&rect(-330.0, 96.0, 660.0, 40.0), wood.dark(0.3), 1.0);
        on.fill(&rounded(-280.0, -96.0, 560.0, 176.0, 8.0), SAGE.mix(STONE, 0.4));
        on.stain(&rect(-280.0, 40.0, 560.0, 42.0), CLAY.light(0.2), 1.0);
        on.wash(
            &smooth(&[(-240.0, -70.0), (-40.0, -84.0), (150.0, -66.0), (40.0, -36.0), (-180.0, -30.0)], true),
            MILK,
            0.22,
        );
        on.shade(|x, y| 1.05 - 0.0002 * x - 0.0003 * y);
    });
    for (x, y, r) in [(-180.0, 10.0, 7.0), (60.0, -10.0, 9.0), (190.0, 16.0, 6.0), (120.0, -60.0, 5.0)] {
        on.wash(&oval(x, y, r, r * 0.8), MILK, 0.6);
    }
}

/// What they lie on.
pub(crate) fn board(on: &mut Layer, half: At, tone: Tone) {
    on.apart(|on| {
        on.fill(&rounded(-half.0, -half.1, half.0 * 2.0, half.1 * 2.0, 34.0), tone);
        for nth in 0..9_u8 {
            let y = -half.1 + (f32::from(nth) + 0.5) * half.1 * 2.0 / 9.0;
            let bow = [(-half.0, y), (-half.0 * 0.3, y + 12.0), (half.0 * 0.3, y - 9.0), (half.0, y + 6.0)];
            on.etch(&smooth(&bow, false), tone.dark(0.14), 3.0);
        }
        on.cut(&oval(half.0 - 62.0, 0.0, 25.0, 25.0));
        on.shade(|x, y| 1.04 - 0.05 * (x / half.0) - 0.03 * (y / half.1));
    });
}
