//! Soap, and what stands beside it on a sink.

use crate::layer::Layer;
use crate::lines::{leaf, oval, poly, rect, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;
use crate::turned::{Turned, ring};

/// What it smells of: its colour, and what is stirred in.
#[derive(Clone, Copy)]
pub(crate) struct Scent {
    pub bar: Tone,
    pub bits: Tone,
    pub label: Tone,
}

impl Scent {
    pub fn of(finish: &str) -> Self {
        match finish {
            "calamansi" => Self { bar: Tone(238, 218, 130), bits: LEAF, label: OCHRE },
            "osmanthus" => Self { bar: Tone(236, 204, 148), bits: AMBER, label: AMBER },
            "charcoal" => Self { bar: Tone(74, 78, 80), bits: STONE, label: INK },
            "lemongrass" => Self { bar: Tone(196, 208, 150), bits: LEAF.dark(0.1), label: LEAF },
            "rose" => Self { bar: Tone(218, 164, 146), bits: ROSSO, label: ROSSO },
            _ => Self { bar: Tone(242, 236, 222), bits: WOOD, label: LAGOON },
        }
    }
}

/// One bar in perspective: top, front and right side, a leaf pressed into the top.
fn block(on: &mut Layer, scent: Scent, half: f32, high: f32, back: f32) {
    let tone = scent.bar;
    let top = [
        (-half + back * 0.5, -high - back),
        (half, -high - back),
        (half - back * 0.5, -high),
        (-half, -high),
    ];
    let front = [(-half, -high), (half - back * 0.5, -high), (half - back * 0.5, 0.0), (-half, 0.0)];
    let side = [(half - back * 0.5, -high), (half, -high - back), (half, -back), (half - back * 0.5, 0.0)];
    for (points, light) in [(side, 0.8), (front, 0.97), (top, 1.08)] {
        on.apart(|on| {
            on.fill(&poly(&points), tone);
            on.stroke(&poly(&points), tone, 12.0);
            let mut seed = Seed::of("bits");
            for _ in 0..70 {
                let (x, y) = (seed.between(-half, half), seed.between(-high - back, 0.0));
                let r = seed.between(1.4, 4.2);
                on.stain(&oval(x, y, r, r * 0.8), scent.bits, seed.between(0.25, 0.6));
            }
            on.shade(|_, _| light);
        });
    }
    let (cx, cy) = (back * 0.02, -high - back * 0.5);
    for (dx, dy) in [(74.0, -14.0), (-74.0, 12.0)] {
        on.trace(&leaf((cx, cy), (cx + dx, cy + dy), 0.4, 0.08).0, tone.dark(0.24), 4.0, 0.8);
    }
}

pub(crate) fn bars(on: &mut Layer, scent: Scent) {
    on.at(60.0, -66.0, 1.0, |on| block(on, scent, 210.0, 104.0, 74.0));
    on.at(-56.0, 0.0, 1.0, |on| block(on, scent, 220.0, 108.0, 78.0));
    on.at(4.0, -176.0, 1.0, |on| {
        on.turned(0.0, 0.0, -3.0, |on| {
            block(on, scent, 206.0, 100.0, 72.0);
            // A band of paper around the topmost.
            let band = [(-44.0, -102.0), (-8.0, -176.0), (88.0, -176.0), (52.0, -102.0)];
            on.fill(&poly(&band), MILK);
            on.fill(&rect(-44.0, -104.0, 96.0, 106.0), MILK.dark(0.08));
            on.fill(&oval(4.0, -52.0, 27.0, 27.0), scent.label);
            on.fill(&leaf((-8.0, -40.0), (16.0, -68.0), 0.5, 0.1).0, MILK);
        });
    });
}

pub(crate) fn dish(on: &mut Layer, scent: Scent) {
    let shape = Turned::round(&[(170.0, 0.0), (190.0, 8.0), (264.0, 40.0), (290.0, 66.0)]);
    shape.made(on, CELADON.light(0.2), 0.4);
    shape.mouth(on, CELADON.light(0.4), 10.0, CELADON.light(0.1), None);
    on.at(0.0, -54.0, 1.0, |on| block(on, scent, 176.0, 84.0, 62.0));
    for (x, y, r) in
        [(-110.0, -66.0, 26.0), (-74.0, -58.0, 18.0), (-142.0, -56.0, 15.0), (150.0, -54.0, 18.0)]
    {
        on.wash(&oval(x, y, r, r * 0.92), MILK, 0.75);
        on.trace(&oval(x, y, r, r * 0.92), SKY, 2.5, 0.7);
        on.wash(&oval(x - r * 0.3, y - r * 0.3, r * 0.24, r * 0.2), MILK.light(0.6), 1.0);
    }
}

/// A loaf on its board, some slices cut.
pub(crate) fn slices(on: &mut Layer, scent: Scent) {
    on.at(-70.0, -30.0, 1.0, |on| block(on, scent, 250.0, 190.0, 80.0));
    for (nth, x) in [190.0, 262.0, 336.0].into_iter().enumerate() {
        on.turned(x, nth as f32 * 10.0 - 22.0, 3.0 + nth as f32 * 4.0, |on| {
            block(on, scent, 46.0, 186.0, 70.0)
        });
    }
}

/// Amber glass with a pump.
pub(crate) fn bottle(on: &mut Layer, scent: Scent) {
    on.at(0.0, -472.0, 1.0, |on| {
        on.fill(&rounded(-22.0, -66.0, 44.0, 90.0, 8.0), INK);
        on.fill(&rounded(-120.0, -92.0, 170.0, 36.0, 16.0), INK);
        on.fill(&rounded(-124.0, -84.0, 26.0, 50.0, 9.0), INK);
        on.wash(&rounded(-110.0, -87.0, 150.0, 9.0, 4.0), MILK, 0.3);
    });
    let shape = Turned::round(&[
        (126.0, 0.0),
        (136.0, 10.0),
        (138.0, 200.0),
        (132.0, 330.0),
        (66.0, 400.0),
        (46.0, 440.0),
        (48.0, 470.0),
    ]);
    on.apart(|on| {
        shape.body(on, Tone(120, 66, 30));
        shape.band(on, 0.0, 300.0, Tone(136, 74, 30));
        on.stain(&rounded(-100.0, -262.0, 176.0, 196.0, 6.0), MILK, 1.0);
        on.stain(&oval(-14.0, -196.0, 38.0, 38.0), scent.label, 1.0);
        on.stain(&leaf((-32.0, -178.0), (4.0, -216.0), 0.5, 0.1).0, MILK, 1.0);
        on.stain(&rect(-64.0, -132.0, 104.0, 7.0), scent.label, 0.8);
        on.stain(&rect(-46.0, -114.0, 68.0, 5.0), scent.label, 0.6);
        shape.light(on, 1.0);
    });
}

/// Wax in a glass, burning.
pub(crate) fn candle(on: &mut Layer, scent: Scent) {
    for nth in 0..18_u8 {
        let r = 400.0 - f32::from(nth) * 20.0;
        on.wash(&oval(0.0, -290.0, r, r), Tone(255, 206, 120), 0.02);
    }
    let shape = Turned::round(&[(130.0, 0.0), (142.0, 10.0), (144.0, 140.0), (144.0, 270.0)]);
    on.apart(|on| {
        on.wash(&shape.between(0.0, 270.0), Tone(226, 238, 236), 0.5);
        let wax = Turned::round(&[(124.0, 10.0), (134.0, 18.0), (136.0, 120.0), (136.0, 190.0)]);
        on.wash(&wax.between(10.0, 190.0), scent.bar.light(0.2), 0.96);
        on.wash(&ring(136.0, -190.0), scent.bar.mix(Tone(255, 226, 150), 0.6), 1.0);
        on.stain(&rounded(-84.0, -150.0, 150.0, 104.0, 6.0), MILK, 1.0);
        on.stain(&oval(-10.0, -108.0, 24.0, 24.0), scent.label, 1.0);
        on.stain(&rect(-50.0, -72.0, 80.0, 5.0), scent.label, 0.7);
        shape.light(on, 1.0);
    });
    on.trace(&ring(144.0, -270.0), MILK, 6.0, 0.9);
    on.at(0.0, -196.0, 1.0, |on| {
        on.stroke(&smooth(&[(0.0, 6.0), (2.0, -8.0), (0.0, -20.0)], false), NIGHT, 6.0);
        let outer =
            [(0.0, -112.0), (20.0, -66.0), (24.0, -34.0), (0.0, -14.0), (-24.0, -34.0), (-18.0, -68.0)];
        on.fill(&smooth(&outer, true), Tone(250, 176, 70));
        let inner =
            [(0.0, -82.0), (13.0, -44.0), (11.0, -28.0), (0.0, -18.0), (-11.0, -28.0), (-12.0, -46.0)];
        on.fill(&smooth(&inner, true), Tone(255, 240, 196));
    });
}

/// A corked jar, and a spoon of it.
pub(crate) fn salts(on: &mut Layer, scent: Scent) {
    let shape = Turned::round(&[
        (120.0, 0.0),
        (140.0, 12.0),
        (146.0, 130.0),
        (140.0, 240.0),
        (104.0, 290.0),
        (106.0, 316.0),
    ]);
    on.apart(|on| {
        on.wash(&shape.between(0.0, 316.0), Tone(226, 238, 236), 0.55);
        let salt = Turned::round(&[(112.0, 8.0), (132.0, 18.0), (138.0, 130.0), (134.0, 226.0)]);
        on.wash(&salt.between(8.0, 226.0), MILK.mix(scent.bar, 0.4), 0.98);
        let mut seed = Seed::of("salt");
        for _ in 0..160 {
            let (x, y) = (seed.between(-134.0, 134.0), seed.between(-236.0, 16.0));
            let tone = seed.one(&[scent.bits, scent.bar.dark(0.14), MILK, MILK]).unwrap_or(MILK);
            let r = seed.between(2.0, 6.0);
            on.stain(&poly(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)]), tone, 0.7);
        }
        shape.light(on, 1.0);
    });
    let cork = Turned::straight(&[(96.0, 306.0), (104.0, 372.0)]);
    cork.made(on, STRAW.dark(0.06), 0.0);
    cork.mouth(on, STRAW, 6.0, STRAW.light(0.1), None);
    on.fill(&rounded(-8.0, -262.0, 150.0, 12.0, 5.0), STRAW.dark(0.2));
    on.fill(&rounded(90.0, -232.0, 62.0, 96.0, 5.0), MILK);
    on.fill(&oval(121.0, -190.0, 17.0, 17.0), scent.label);
}
