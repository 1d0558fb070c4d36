//! Plants and what they stand in.

use std::f32::consts::{PI, TAU};

use crate::goods::enamel::bar;
use crate::layer::Layer;
use crate::lines::{At, leaf, oval, poly, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;
use crate::turned::{Turned, ring};

pub(crate) fn blade(on: &mut Layer, from: At, to: At, width: f32, bend: f32, tone: Tone) {
    let (whole, dark, rib) = leaf(from, to, width, bend);
    on.fill(&whole, tone);
    on.fill(&dark, tone.dark(0.16));
    on.trace(&rib, tone.light(0.35), 3.0, 0.8);
}

pub(crate) fn pot(on: &mut Layer, clay: Tone) {
    let shape = Turned::straight(&[(118.0, 0.0), (126.0, 8.0), (158.0, 214.0)]);
    shape.made(on, clay, 0.0);
    on.wash(&oval(10.0, -208.0, 154.0, 34.0), clay.dark(0.5), 0.5);
    let lip = Turned::straight(&[(172.0, 206.0), (178.0, 262.0)]);
    lip.made(on, clay.light(0.06), 0.0);
    lip.mouth(on, clay.light(0.12), 15.0, clay.dark(0.35), Some((20.0, Tone(64, 46, 36))));
}

pub(crate) fn pots(on: &mut Layer) {
    on.at(210.0, -30.0, 0.86, |on| pot(on, CLAY.dark(0.12)));
    on.at(-150.0, 0.0, 1.28, |on| pot(on, CLAY));
    on.at(160.0, 76.0, 0.62, |on| pot(on, CLAY.light(0.2)));
}

/// A leaf with windows, in a jar with its roots.
pub(crate) fn monstera(on: &mut Layer) {
    on.stroke(&smooth(&[(-6.0, -60.0), (6.0, -260.0), (-20.0, -400.0), (30.0, -560.0)], false), LEAF, 15.0);
    on.stroke(&smooth(&[(0.0, -240.0), (70.0, -380.0), (196.0, -440.0)], false), LEAF, 12.0);
    on.turned(24.0, -540.0, -10.0, |on| monstera_leaf(on, 1.0, LEAF));
    on.turned(190.0, -436.0, 66.0, |on| monstera_leaf(on, 0.62, MOSS));
    for (x, bend) in [(-34.0, -50.0), (-8.0, -14.0), (20.0, 30.0), (40.0, 56.0)] {
        on.stroke(&smooth(&[(0.0, -120.0), (x, -80.0), (bend, -24.0)], false), CREAM, 6.0);
    }
    let shape = Turned::round(&[(104.0, 0.0), (128.0, 14.0), (134.0, 120.0), (96.0, 196.0), (90.0, 240.0)]);
    on.apart(|on| {
        on.wash(&shape.between(0.0, 240.0), Tone(220, 236, 232), 0.5);
        let water = Turned::round(&[(98.0, 8.0), (120.0, 20.0), (128.0, 120.0), (112.0, 160.0)]);
        on.wash(&water.between(8.0, 158.0), SKY, 0.42);
        shape.light(on, 1.0);
        on.wash(&ring(112.0, -158.0), MILK, 0.5);
    });
    on.trace(&ring(90.0, -240.0), MILK, 6.0, 0.9);
}

fn monstera_leaf(on: &mut Layer, size: f32, tone: Tone) {
    on.at(0.0, 0.0, size, |on| {
        on.apart(|on| {
            let heart = [
                (0.0, 6.0),
                (-96.0, 44.0),
                (-196.0, -30.0),
                (-206.0, -170.0),
                (-130.0, -300.0),
                (0.0, -398.0),
                (130.0, -300.0),
                (206.0, -170.0),
                (196.0, -30.0),
                (96.0, 44.0),
            ];
            on.fill(&smooth(&heart, true), tone);
            on.stain(
                &poly(&[(0.0, 60.0), (240.0, 80.0), (240.0, -420.0), (0.0, -420.0)]),
                tone.dark(0.17),
                1.0,
            );
            for side in [-1.0_f32, 1.0] {
                for (y, reach) in [(-34.0, 0.24), (-118.0, 0.2), (-204.0, 0.22), (-282.0, 0.3)] {
                    let from = (side * 210.0 * reach + side * 14.0, y - 6.0);
                    let slit = [from, (side * 250.0, y - 66.0), (side * 262.0, y - 22.0)];
                    on.cut(&smooth(
                        &[from, (side * 120.0, y - 44.0), slit[1], slit[2], (side * 120.0, y - 14.0)],
                        true,
                    ));
                    on.trace(
                        &smooth(&[(0.0, y + 34.0), (side * 70.0, y - 18.0), (side * 170.0, y - 74.0)], false),
                        tone.light(0.3),
                        3.0,
                        0.0,
                    );
                }
            }
            on.trace(&smooth(&[(0.0, 6.0), (4.0, -190.0), (0.0, -392.0)], false), tone.light(0.4), 6.0, 0.85);
            on.shade(|x, y| 1.05 - 0.0002 * x + 0.0001 * y);
        });
    });
}

/// Hung by its cords from the beginning of the sheet.
pub(crate) fn pothos(on: &mut Layer) {
    for x in [-150.0, 0.0, 150.0] {
        bar(on, &[(0.0, 0.0), (x * 0.6, 190.0), (x, 380.0)], CREAM, 9.0);
    }
    on.at(0.0, 590.0, 1.0, |on| {
        let shape = Turned::round(&[(70.0, 0.0), (130.0, 30.0), (172.0, 120.0), (166.0, 210.0)]);
        vines(on, false);
        on.apart(|on| {
            shape.body(on, MILK);
            shape.band(on, 120.0, 150.0, LAGOON);
            shape.band(on, 104.0, 112.0, LAGOON);
            shape.light(on, 0.6);
        });
        shape.mouth(on, MILK, 10.0, WALNUT, None);
        vines(on, true);
    });
}

fn vines(on: &mut Layer, before: bool) {
    let mut seed = Seed::of(if before { "before" } else { "behind" });
    let count = if before { 5_u8 } else { 4 };
    for nth in 0..count {
        let start = -130.0 + f32::from(nth) * 66.0;
        let side = if start < 0.0 { -1.0 } else { 1.0 };
        let length = if before { seed.between(180.0, 470.0) } else { seed.between(60.0, 240.0) };
        let stem: Vec<At> = (0..6_u8)
            .map(|step| {
                let t = f32::from(step) / 5.0;
                let out = side * (56.0 * (t * 2.2).min(1.0) + 26.0 * (t * 6.0 + start).sin());
                (start + out, -214.0 - 74.0 * (t * 7.0).min(PI).sin() + t * t * length + t * 40.0)
            })
            .collect();
        on.stroke(&smooth(&stem, false), MOSS.dark(0.1), 6.0);
        for (step, point) in stem.iter().enumerate() {
            for flip in [-1.0, 1.0] {
                let tone = seed.one(&[LEAF, MOSS, LEAF.light(0.2), LEAF.dark(0.12)]).unwrap_or(LEAF);
                let to = (
                    point.0 + flip * seed.between(56.0, 92.0),
                    point.1 + seed.between(14.0, 78.0) - if step < 2 { 70.0 } else { 0.0 },
                );
                blade(on, *point, to, 0.74, 0.05 * flip, tone);
            }
        }
    }
}

pub(crate) fn sampaguita(on: &mut Layer, clay: Tone) {
    bush(on, "sampaguita", 250.0, 560.0, 64.0, 0.62, &[LEAF, LEAF.dark(0.15), MOSS, LEAF.light(0.14)]);
    let mut seed = Seed::of("flowers");
    for _ in 0..15_u8 {
        let (x, y) = (seed.between(-210.0, 210.0), seed.between(-640.0, -330.0));
        let size = seed.between(0.9, 1.4);
        on.at(x, y, 1.0, |on| super::tea::jasmine(on, size));
    }
    on.at(0.0, 0.0, 1.06, |on| pot(on, clay));
}

fn bush(on: &mut Layer, name: &str, wide: f32, top: f32, length: f32, width: f32, tones: &[Tone]) {
    let mut seed = Seed::of(name);
    for nth in 0..9_u8 {
        let x = (f32::from(nth) - 4.0) * wide / 5.0;
        on.stroke(
            &smooth(&[(0.0, -240.0), (x * 0.4, -330.0), (x, -top + x.abs() * 0.5)], false),
            MOSS.dark(0.3),
            7.0,
        );
    }
    for nth in 0..150_u16 {
        let angle = seed.between(0.0, TAU);
        let far = seed.share().sqrt();
        let (x, y) =
            (far * wide * angle.cos(), -(top + 300.0) / 2.0 - 20.0 + far * (top - 250.0) / 1.7 * angle.sin());
        let deep = 0.22 * (1.0 - f32::from(nth) / 150.0);
        let tone = seed.one(tones).unwrap_or(LEAF).dark(deep);
        let lean = (x / wide) * 1.1 + seed.between(-0.7, 0.7);
        let reach = length * seed.between(0.8, 1.3);
        blade(on, (x, y), (x + reach * lean.sin(), y - reach * lean.cos()), width, 0.06, tone);
    }
}

pub(crate) fn calamansi(on: &mut Layer, clay: Tone) {
    bar(on, &[(0.0, -230.0), (-8.0, -360.0), (10.0, -470.0)], WALNUT, 24.0);
    on.at(0.0, -130.0, 1.0, |on| {
        bush(on, "calamansi", 244.0, 640.0, 58.0, 0.5, &[LEAF.dark(0.1), LEAF, LEAF.dark(0.22), MOSS]);
    });
    let mut seed = Seed::of("fruit");
    for nth in 0..17_u8 {
        let angle = f32::from(nth) * 2.4;
        let far = 0.35 + 0.6 * seed.share();
        let (x, y) = (226.0 * far * angle.cos(), -620.0 + 216.0 * far * angle.sin());
        let tone = seed.one(&[OCHRE, AMBER, MOSS.light(0.2), OCHRE]).unwrap_or(OCHRE);
        fruit(on, x, y, 27.0, tone);
    }
    on.at(0.0, 0.0, 1.06, |on| pot(on, clay));
}

pub(crate) fn fruit(on: &mut Layer, x: f32, y: f32, r: f32, tone: Tone) {
    on.fill(&oval(x, y, r, r * 0.96), tone.dark(0.26));
    on.fill(&oval(x - r * 0.1, y - r * 0.09, r * 0.88, r * 0.85), tone);
    on.wash(&oval(x - r * 0.34, y - r * 0.36, r * 0.3, r * 0.24), tone.light(0.8), 0.75);
}

pub(crate) fn fern(on: &mut Layer, ring_tone: Tone) {
    let fronds: [(f32, f32, f32); 13] = [
        (-380.0, -430.0, 0.3),
        (390.0, -420.0, -0.3),
        (-330.0, -560.0, 0.22),
        (340.0, -570.0, -0.22),
        (-240.0, -690.0, 0.16),
        (250.0, -680.0, -0.16),
        (-120.0, -770.0, 0.08),
        (130.0, -780.0, -0.08),
        (0.0, -800.0, 0.02),
        (-290.0, -350.0, 0.34),
        (300.0, -350.0, -0.34),
        (-120.0, -520.0, 0.1),
        (110.0, -530.0, -0.1),
    ];
    for (nth, (x, y, bend)) in fronds.into_iter().enumerate() {
        let tone = [LEAF, LEAF.light(0.16), MOSS, LEAF.dark(0.08)][nth % 4];
        let (whole, dark, rib) = leaf((x * 0.06, -236.0), (x, y), 0.27, bend);
        on.fill(&whole, tone);
        on.fill(&dark, tone.dark(0.14));
        on.trace(&rib, WALNUT, 5.0, 0.7);
    }
    on.at(0.0, 0.0, 1.06, |on| {
        let shape = Turned::round(&[(110.0, 0.0), (150.0, 20.0), (176.0, 130.0), (160.0, 250.0)]);
        on.apart(|on| {
            shape.body(on, CREAM);
            shape.band(on, 120.0, 236.0, ring_tone);
            shape.light(on, 0.5);
        });
        on.apart(|on| {
            on.fill(&ring(160.0, -250.0), CREAM);
            on.fill(&ring(148.0, -250.0), Tone(64, 46, 36));
        });
    });
    for (x, y, bend) in [(-170.0, -480.0, 0.16), (180.0, -470.0, -0.16), (20.0, -560.0, 0.03)] {
        blade(on, (x * 0.1, -256.0), (x, y), 0.3, bend, LEAF.light(0.2));
    }
}

pub(crate) fn soil(on: &mut Layer) {
    on.apart(|on| {
        let bag = [
            (-206.0, -10.0),
            (-214.0, -220.0),
            (-196.0, -440.0),
            (196.0, -440.0),
            (214.0, -220.0),
            (206.0, -10.0),
            (0.0, 10.0),
        ];
        on.fill(&smooth(&bag, true), SAND);
        on.fill(
            &poly(&[(-200.0, -430.0), (200.0, -430.0), (206.0, -500.0), (-206.0, -500.0)]),
            SAND.dark(0.1),
        );
        on.trace(&smooth(&[(-200.0, -432.0), (0.0, -424.0), (200.0, -432.0)], false), WALNUT, 3.0, 0.5);
        on.stain(&rounded(-120.0, -350.0, 240.0, 250.0, 8.0), LAGOON, 1.0);
        on.shade(|x, y| 1.05 - 0.19 * ((x + 206.0) / 412.0) + 0.02 * ((x * 0.03).sin() * (y * 0.016).cos()));
        blade(on, (0.0, -140.0), (-76.0, -244.0), 0.56, 0.1, SAGE);
        blade(on, (0.0, -140.0), (72.0, -266.0), 0.56, -0.1, CELADON);
        on.trace(&smooth(&[(0.0, -118.0), (0.0, -170.0), (4.0, -220.0)], false), MILK, 6.0, 1.0);
    });
}

pub(crate) fn soil_heap(on: &mut Layer) {
    let mut seed = Seed::of("soil");
    on.fill(
        &smooth(
            &[(-170.0, 0.0), (-110.0, -60.0), (0.0, -104.0), (110.0, -58.0), (170.0, 0.0), (0.0, 24.0)],
            true,
        ),
        Tone(74, 52, 40),
    );
    for _ in 0..150_u8 {
        let x = seed.between(-150.0, 150.0);
        let y = seed.between(-92.0, 16.0) * (1.0 - (x / 170.0).abs());
        let tone = seed
            .one(&[Tone(96, 68, 50), Tone(58, 42, 34), STRAW.dark(0.2), Tone(118, 86, 60)])
            .unwrap_or(WALNUT);
        on.fill(&oval(x, y, seed.between(3.0, 8.0), seed.between(2.0, 6.0)), tone);
    }
}
