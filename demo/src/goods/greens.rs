//! More plants, each in a pot that is painted by whoever sets it: nine kinds of leaf.

use std::f32::consts::TAU;

use crate::goods::enamel::bar;
use crate::goods::plants::{blade, pot};
use crate::layer::Layer;
use crate::lines::{At, leaf, line, oval, poly, smooth};
use crate::seed::Seed;
use crate::tone::*;
use crate::turned::Turned;

/// The pot of a finish, its upper edge 262 above the ground.
pub(crate) fn potted(on: &mut Layer, finish: &str, plant: fn(&mut Layer)) {
    let tone = match finish {
        "white" => MILK,
        "lagoon" => LAGOON.light(0.08),
        "ochre" => OCHRE,
        _ => CLAY,
    };
    if finish == "clay" {
        on.at(0.0, 0.0, 1.02, |on| pot(on, tone));
        on.at(0.0, -244.0, 1.0, plant);
        return;
    }
    let shape = Turned::round(&[(106.0, 0.0), (140.0, 18.0), (172.0, 120.0), (168.0, 250.0)]);
    on.apart(|on| {
        shape.body(on, tone);
        if finish == "white" {
            shape.band(on, 0.0, 86.0, STRAW.light(0.2));
        } else {
            shape.band(on, 0.0, 30.0, CLAY.light(0.2));
        }
        shape.light(on, 0.6);
    });
    shape.mouth(on, tone.light(0.1), 12.0, tone.dark(0.3), Some((18.0, Tone(64, 46, 36))));
    on.at(0.0, -236.0, 1.0, plant);
}

/// Upright swords with a pale edge.
pub(crate) fn snake(on: &mut Layer) {
    let swords: [(f32, f32, f32); 9] = [
        (-60.0, -190.0, -420.0),
        (70.0, 170.0, -400.0),
        (-20.0, -90.0, -560.0),
        (40.0, 100.0, -540.0),
        (0.0, 10.0, -620.0),
        (-80.0, -130.0, -300.0),
        (84.0, 120.0, -280.0),
        (-40.0, -50.0, -460.0),
        (30.0, 40.0, -380.0),
    ];
    for (nth, (x, to, top)) in swords.into_iter().enumerate() {
        let wide = 32.0 + 5.0 * (nth % 3) as f32;
        let sway = (to - x) * 0.4;
        let outline = [
            (x - wide * 0.6, 12.0),
            (x - wide + sway * 0.6, top * 0.5),
            (to, top),
            (x + wide + sway * 0.6, top * 0.5),
            (x + wide * 0.6, 12.0),
        ];
        on.apart(|on| {
            on.fill(&smooth(&outline, true), STRAW.mix(MOSS, 0.35));
            let inner = outline.map(|(px, py)| {
                let middle = x + (to - x) * (py / top).clamp(0.0, 1.0);
                (middle + (px - middle) * 0.74, py * 0.985)
            });
            on.stain(&smooth(&inner, true), LEAF.dark(0.05 + 0.05 * (nth % 3) as f32), 1.0);
            for step in 0..15_u8 {
                let y = -30.0 - f32::from(step) * 42.0;
                let middle = x + (to - x) * (y / top).clamp(0.0, 1.0);
                let wave = [
                    (middle - 34.0, y),
                    (middle - 8.0, y - 13.0),
                    (middle + 10.0, y + 2.0),
                    (middle + 34.0, y - 11.0),
                ];
                on.etch(&smooth(&wave, false), DEEP.mix(LEAF, 0.4), 6.0);
            }
            on.shade(|px, _| 1.05 - 0.0011 * (px - x).max(-60.0));
        });
    }
}

/// A ribbed column with two arms.
pub(crate) fn column(on: &mut Layer) {
    let limb = |on: &mut Layer, points: &[At], wide: f32| {
        let path = smooth(points, false);
        on.stroke(&path, LEAF.dark(0.2), wide);
        for (aside, tone, share) in
            [(-0.24, LEAF.light(0.12), 0.24), (0.02, LEAF, 0.26), (0.28, LEAF.dark(0.1), 0.2)]
        {
            on.at(wide * aside, 0.0, 1.0, |on| on.trace(&path, tone, wide * share, 0.95));
        }
        for pair in points.windows(2) {
            for step in 0..5_u8 {
                let t = f32::from(step) / 5.0;
                let (x, y) =
                    (pair[0].0 + (pair[1].0 - pair[0].0) * t, pair[0].1 + (pair[1].1 - pair[0].1) * t);
                for aside in [-0.42, -0.11, 0.16, 0.42] {
                    let at = (x + wide * aside, y);
                    on.stroke(&line((at.0 - 5.0, at.1 - 4.0), (at.0 + 5.0, at.1 + 4.0)), CREAM, 2.4);
                    on.stroke(&line((at.0 - 5.0, at.1 + 4.0), (at.0 + 5.0, at.1 - 4.0)), CREAM, 2.4);
                }
            }
        }
    };
    limb(on, &[(30.0, -190.0), (150.0, -210.0), (160.0, -370.0)], 74.0);
    limb(on, &[(-20.0, -130.0), (-140.0, -150.0), (-146.0, -270.0)], 66.0);
    limb(on, &[(0.0, 6.0), (4.0, -220.0), (0.0, -520.0)], 128.0);
    for (x, y) in [(0.0, -590.0), (-146.0, -308.0)] {
        for nth in 0..7_u8 {
            let angle = f32::from(nth) * TAU / 7.0 + 0.3;
            let tip = (x + 40.0 * angle.cos(), y + 30.0 * angle.sin());
            on.fill(&leaf((x, y), tip, 0.6, 0.0).0, ROSSO.light(0.25));
        }
        on.fill(&oval(x, y, 11.0, 9.0), OCHRE);
    }
}

/// Round, ribbed, with a ring of flowers.
pub(crate) fn round_cactus(on: &mut Layer) {
    on.apart(|on| {
        on.fill(&oval(0.0, -130.0, 188.0, 170.0), LEAF.dark(0.04));
        for nth in -6..=6_i8 {
            let u = f32::from(nth) / 6.4;
            let rib = [(u * 60.0, -300.0), (u * 205.0, -150.0), (u * 120.0, 30.0)];
            on.etch(&smooth(&rib, false), LEAF.dark(0.32), 9.0);
            let lit = rib.map(|(x, y)| (x - 13.0, y));
            on.etch(&smooth(&lit, false), LEAF.light(0.2), 8.0);
        }
        on.shade(|x, y| crate::turned::round_light(x / 188.0) - 0.1 * (y + 130.0) / 170.0);
    });
    for nth in -6..=6_i8 {
        for step in 0..7_u8 {
            let u = f32::from(nth) / 6.4;
            let v = f32::from(step) / 6.0;
            let (x, y) = (u * (60.0 + 300.0 * v * (1.0 - v) + 140.0 * v * (1.0 - v)), -290.0 + 270.0 * v);
            for turn in [-0.9_f32, 0.0, 0.9] {
                on.trace(
                    &line((x, y), (x + 13.0 * (turn + u).sin(), y - 13.0 * turn.cos())),
                    CREAM,
                    2.4,
                    0.95,
                );
            }
        }
    }
    for (x, y) in [(-64.0, -284.0), (0.0, -300.0), (62.0, -282.0)] {
        for nth in 0..8_u8 {
            let angle = f32::from(nth) * TAU / 8.0;
            on.fill(
                &leaf((x, y), (x + 34.0 * angle.cos(), y + 25.0 * angle.sin()), 0.5, 0.0).0,
                OCHRE.light(0.1),
            );
        }
        on.fill(&oval(x, y, 9.0, 8.0), AMBER);
    }
}

/// A rosette, seen a little from above.
pub(crate) fn rosette(on: &mut Layer) {
    let tones = [SAGE.dark(0.1), SAGE.mix(CELADON, 0.5), CELADON, CELADON.light(0.25)];
    for (ring, (far, many)) in
        [(230.0, 13_u8), (180.0, 11), (128.0, 9), (78.0, 7), (40.0, 5)].into_iter().enumerate()
    {
        for nth in 0..many {
            let angle = TAU * f32::from(nth) / f32::from(many) + ring as f32 * 0.37;
            let y = -70.0 - ring as f32 * 20.0;
            let tip = (far * angle.cos(), y + far * 0.56 * angle.sin());
            let (whole, dark, _) = leaf((tip.0 * 0.12, y + (tip.1 - y) * 0.12), tip, 0.62, 0.0);
            on.fill(&whole, tones[ring.min(3)]);
            on.fill(&dark, tones[ring.min(3)].dark(0.1));
            let blush = (tip.0 * 0.94, y + (tip.1 - y) * 0.94);
            on.wash(&oval(blush.0, blush.1, far * 0.055 + 3.0, far * 0.045 + 3.0), ROSSO.light(0.3), 0.75);
        }
    }
}

/// A small tree of broad, dark, shining leaves.
pub(crate) fn rubber(on: &mut Layer) {
    bar(on, &[(0.0, 10.0), (10.0, -260.0), (-6.0, -560.0)], WALNUT.light(0.1), 17.0);
    let leaves: [(f32, f32, f32); 11] = [
        (-90.0, -210.0, -70.0),
        (-150.0, 180.0, -110.0),
        (-220.0, -230.0, -190.0),
        (-290.0, 220.0, -260.0),
        (-350.0, -220.0, -360.0),
        (-410.0, 200.0, -420.0),
        (-470.0, -170.0, -530.0),
        (-510.0, 150.0, -590.0),
        (-540.0, -70.0, -690.0),
        (-550.0, 50.0, -730.0),
        (-120.0, 60.0, -20.0),
    ];
    for (nth, (y, x, to)) in leaves.into_iter().enumerate() {
        let tone = [DEEP.mix(LEAF, 0.35), LEAF.dark(0.25), DEEP.mix(LEAF, 0.5)][nth % 3];
        let (whole, dark, rib) = leaf((0.0, y), (x, to), 0.46, if x < 0.0 { 0.1 } else { -0.1 });
        on.fill(&whole, tone);
        on.fill(&dark, tone.dark(0.22));
        on.trace(&rib, CELADON, 4.0, 0.8);
        on.wash(
            &leaf((x * 0.3, y + (to - y) * 0.3), (x * 0.7, y + (to - y) * 0.75 - 14.0), 0.1, 0.1).0,
            MILK,
            0.28,
        );
    }
    on.fill(&leaf((-6.0, -550.0), (0.0, -650.0), 0.16, 0.05).0, ROSSO.dark(0.05));
}

/// Coins on stalks.
pub(crate) fn pilea(on: &mut Layer) {
    let mut seed = Seed::of("pilea");
    for nth in 0..34_u8 {
        let angle = -2.9 + 2.7 * f32::from(nth * 7 % 34) / 33.0;
        let far = 150.0 + 210.0 * seed.share();
        let (x, y) = (far * angle.cos() * 0.9, -40.0 + far * angle.sin() * 1.1);
        on.stroke(&smooth(&[(x * 0.06, 0.0), (x * 0.4, y * 0.6), (x, y)], false), MOSS, 5.0);
        let r = seed.between(38.0, 62.0);
        let tone = seed.one(&[LEAF, LEAF.light(0.12), MOSS, LEAF.dark(0.1)]).unwrap_or(LEAF);
        on.apart(|on| {
            on.fill(&oval(x, y, r, r * 0.88), tone);
            on.stain(&oval(x + r * 0.2, y + r * 0.26, r * 0.86, r * 0.74), tone.dark(0.1), 0.8);
            on.stain(&oval(x - r * 0.24, y - r * 0.28, r * 0.36, r * 0.26), tone.light(0.4), 0.55);
            on.stain(&oval(x, y - 2.0, 5.0, 4.0), CREAM, 1.0);
        });
    }
}

pub(crate) fn aloe(on: &mut Layer) {
    let arms: [(f32, f32); 12] = [
        (-290.0, -180.0),
        (290.0, -190.0),
        (-240.0, -330.0),
        (250.0, -320.0),
        (-150.0, -420.0),
        (160.0, -430.0),
        (-50.0, -480.0),
        (60.0, -470.0),
        (-170.0, -200.0),
        (180.0, -190.0),
        (-60.0, -300.0),
        (70.0, -310.0),
    ];
    for (nth, (x, y)) in arms.into_iter().enumerate() {
        let tone = [SAGE.mix(LEAF, 0.5), LEAF.mix(SAGE, 0.3), CELADON.mix(LEAF, 0.45)][nth % 3];
        let bend = if x < 0.0 { 0.12 } else { -0.12 };
        let (whole, dark, _) = leaf((x * 0.1, 10.0), (x, y), 0.2, bend);
        on.fill(&whole, tone);
        on.fill(&dark, tone.dark(0.18));
        for step in 1..7_u8 {
            let t = f32::from(step) / 7.5;
            let bow = bend * t * (1.0 - t) * 4.0;
            let (px, py) = (x * t - (y - 10.0) * bow, 10.0 + (y - 10.0) * t + x * bow);
            on.fill(&oval(px + 8.0, py, 4.0, 2.6), MILK);
            on.fill(&oval(px - 10.0, py + 14.0, 3.4, 2.4), MILK);
        }
    }
}

/// Fans of narrow leaflets.
pub(crate) fn palm(on: &mut Layer) {
    let fronds: [(f32, f32); 9] = [
        (-330.0, -330.0),
        (340.0, -340.0),
        (-270.0, -520.0),
        (280.0, -530.0),
        (-130.0, -650.0),
        (150.0, -660.0),
        (0.0, -710.0),
        (-220.0, -240.0),
        (230.0, -230.0),
    ];
    for (nth, (x, y)) in fronds.into_iter().enumerate() {
        let tone = [LEAF, LEAF.light(0.12), MOSS, LEAF.dark(0.1)][nth % 4];
        let stem = [(x * 0.04, 6.0), (x * 0.36, y * 0.66), (x, y)];
        on.stroke(&smooth(&stem, false), MOSS.dark(0.1), 7.0);
        for step in 3..13_u8 {
            let t = f32::from(step) / 12.0;
            let at = (
                (1.0 - t) * (1.0 - t) * stem[0].0 + 2.0 * t * (1.0 - t) * stem[1].0 + t * t * stem[2].0,
                (1.0 - t) * (1.0 - t) * stem[0].1 + 2.0 * t * (1.0 - t) * stem[1].1 + t * t * stem[2].1,
            );
            let length = 165.0 * (1.0 - (t - 0.55).abs());
            for side in [-1.0_f32, 1.0] {
                let lean = x.signum() * 0.5;
                let to = (at.0 + length * (0.8 * side + lean), at.1 - length * 0.34 + length * 0.55 * t);
                blade(on, at, to, 0.14, 0.06 * side, tone);
            }
        }
    }
}

/// Broad leaves below, an arching stem of white flowers above.
pub(crate) fn orchid(on: &mut Layer) {
    for (x, y, bend) in
        [(-260.0, -90.0, 0.2), (260.0, -100.0, -0.2), (-150.0, -190.0, 0.14), (170.0, -180.0, -0.14)]
    {
        blade(on, (0.0, 6.0), (x, y), 0.36, bend, LEAF.dark(0.06));
    }
    let stem = [(0.0, 0.0), (20.0, -300.0), (-40.0, -560.0), (-190.0, -640.0), (-320.0, -570.0)];
    on.stroke(&smooth(&stem, false), MOSS.dark(0.1), 8.0);
    on.stroke(&line((10.0, 0.0), (14.0, -420.0)), WOOD, 6.0);
    for (x, y, size) in [
        (-20.0, -480.0, 1.0),
        (-74.0, -590.0, 1.06),
        (-170.0, -650.0, 1.0),
        (-250.0, -606.0, 0.86),
        (44.0, -390.0, 0.94),
    ] {
        on.at(x, y, size, |on| {
            for (turn, wide, long) in [
                (-90.0_f32, 0.52, 74.0),
                (150.0, 0.5, 70.0),
                (30.0, 0.5, 70.0),
                (-172.0, 0.86, 80.0),
                (-8.0, 0.86, 80.0),
            ] {
                let (sin, cos) = turn.to_radians().sin_cos();
                let (whole, dark, _) = leaf((0.0, 0.0), (long * cos, long * sin), wide, 0.0);
                on.fill(&whole, Tone(250, 247, 240));
                on.wash(&dark, SAGE, 0.22);
            }
            on.fill(&smooth(&[(-20.0, 4.0), (0.0, -13.0), (20.0, 4.0), (0.0, 36.0)], true), ROSSO.light(0.3));
            on.fill(&oval(0.0, 2.0, 8.0, 8.0), OCHRE);
        });
    }
    for (x, y) in [(-304.0, -570.0), (-336.0, -552.0)] {
        on.fill(&oval(x, y, 14.0, 19.0), CELADON);
    }
    on.fill(&poly(&[(-2.0, -300.0), (26.0, -306.0), (26.0, -296.0), (-2.0, -290.0)]), ROSSO);
}
