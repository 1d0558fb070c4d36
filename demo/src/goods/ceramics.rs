//! Stoneware and porcelain: turned shapes under a glaze that runs, pools and leaves the foot bare.

use crate::goods::enamel::{bar, knob};
use crate::layer::Layer;
use crate::lines::{leaf, line, oval, poly, smooth};
use crate::seed::Seed;
use crate::tone::*;
use crate::turned::{Turned, ring};

/// What the kiln made of it.
#[derive(Clone, Copy)]
pub(crate) struct Glaze {
    pub body: Tone,
    /// Where it runs thin.
    pub rim: Tone,
    pub inside: Tone,
    /// The clay at the foot.
    pub foot: Tone,
    pub specks: Option<Tone>,
    /// A second glaze, poured over the shoulder.
    pub pour: Option<Tone>,
    pub brush: Option<Tone>,
}

impl Glaze {
    pub fn of(finish: &str) -> Self {
        let plain = |body: Tone, foot: Tone| Self {
            body,
            rim: body.dark(0.12),
            inside: body.light(0.1),
            foot,
            specks: None,
            pour: None,
            brush: None,
        };
        match finish {
            "celadon" => Self { rim: CELADON.light(0.4), ..plain(CELADON.mix(SAGE, 0.35), CLAY.light(0.25)) },
            "tenmoku" => {
                let body = Tone(58, 40, 34);
                Self {
                    rim: AMBER.dark(0.2),
                    inside: body.light(0.06),
                    pour: Some(Tone(96, 56, 38)),
                    ..plain(body, CLAY.dark(0.2))
                }
            }
            "ash" => Self { specks: Some(WOOD.dark(0.2)), ..plain(Tone(226, 214, 190), CLAY.dark(0.1)) },
            "cobalt" => Self { brush: Some(LAPIS), ..plain(Tone(240, 240, 234), SAND) },
            "straw" => Self { pour: Some(OCHRE.mix(STRAW, 0.5)), ..plain(CREAM.mix(STRAW, 0.3), CLAY) },
            _ => Self { pour: Some(MILK), ..plain(MILK.dark(0.05), SAND.dark(0.1)) },
        }
    }

    /// A shape under this glaze.
    pub fn on(self, on: &mut Layer, shape: &Turned, gleam: f32) {
        let top = shape.top();
        on.apart(|on| {
            shape.body(on, self.body);
            if let Some(pour) = self.pour {
                self.poured(on, shape, pour);
            }
            if let Some(specks) = self.specks {
                let mut seed = Seed::of("ash");
                for _ in 0..150 {
                    let height = seed.between(0.02, 1.0) * top;
                    let radius = shape.radius(height);
                    let (x, r) = (seed.between(-radius, radius), seed.between(1.2, 3.6));
                    on.stain(&oval(x, -height + 8.0, r, r * 0.9), specks, seed.between(0.3, 0.75));
                }
            }
            if let Some(brush) = self.brush {
                shape.band(on, top * 0.9, top * 0.93, brush);
                shape.band(on, top * 0.16, top * 0.185, brush);
                grass(on, shape, brush);
            }
            shape.band(on, -20.0, top * 0.07, self.foot);
            shape.band(on, top * 0.97, top, self.rim);
            shape.light(on, gleam);
        });
    }

    /// Its lower edge runs unevenly.
    fn poured(self, on: &mut Layer, shape: &Turned, pour: Tone) {
        let top = shape.top();
        let mut points = vec![(-420.0, -top - 90.0), (-420.0, -top * 0.52)];
        for nth in 0..=22_u8 {
            let x = -420.0 + f32::from(nth) * 38.0;
            let run = (x * 0.021).sin() * 0.07 + (x * 0.053 + 1.0).sin() * 0.05;
            points.push((x, -top * (0.5 + run) + 0.0002 * (420.0 * 420.0 - x * x).max(0.0)));
        }
        points.extend([(420.0, -top * 0.52), (420.0, -top - 90.0)]);
        on.stain(&smooth(&points, true), pour, 0.85);
    }
}

pub(crate) fn cup(on: &mut Layer, glaze: Glaze) {
    let shape = Turned::round(&[(84.0, 0.0), (100.0, 12.0), (116.0, 80.0), (118.0, 170.0), (124.0, 226.0)]);
    glaze.on(on, &shape, 0.6);
    shape.mouth(on, glaze.rim, 8.0, glaze.inside, Some((26.0, Tone(150, 126, 66))));
}

pub(crate) fn bowl(on: &mut Layer, glaze: Glaze) {
    let shape = Turned::round(&[(84.0, 0.0), (86.0, 18.0), (170.0, 74.0), (226.0, 150.0), (246.0, 204.0)]);
    glaze.on(on, &shape, 0.7);
    shape.mouth(on, glaze.rim, 9.0, glaze.inside, None);
    on.apart(|on| {
        on.fill(&ring(120.0, -176.0), glaze.inside.dark(0.08));
        on.shade(|x, _| 0.98 + 0.0003 * x);
    });
}

/// So many on each other.
pub(crate) fn plates(on: &mut Layer, glaze: Glaze, count: u8) {
    for nth in 0..count {
        on.at(4.0 * f32::from(nth % 2), -f32::from(nth) * 34.0, 1.0, |on| {
            let shape = Turned::round(&[(150.0, 0.0), (176.0, 8.0), (262.0, 32.0), (286.0, 52.0)]);
            glaze.on(on, &shape, 0.0);
            shape.mouth(on, glaze.rim, 10.0, glaze.inside, None);
            if nth + 1 == count {
                on.apart(|on| {
                    on.fill(&ring(196.0, -44.0), glaze.inside.dark(0.1));
                    on.fill(&ring(190.0, -42.0), glaze.inside);
                    if let Some(tone) = glaze.brush {
                        on.stroke(&ring(236.0, -50.0), tone, 7.0);
                        let (whole, ..) = leaf((-90.0, -38.0), (96.0, -48.0), 0.3, 0.1);
                        on.fill(&whole, tone);
                    }
                    if let Some(tone) = glaze.specks {
                        let mut seed = Seed::of("plate");
                        for _ in 0..40 {
                            let (x, y) = (seed.between(-190.0, 190.0), seed.between(-32.0, 32.0));
                            on.stain(&oval(x, -42.0 + y, 2.6, 1.6), tone, 0.6);
                        }
                    }
                    on.shade(|x, _| 0.99 + 0.0002 * x);
                });
            }
        });
    }
}

pub(crate) fn vase(on: &mut Layer, glaze: Glaze) {
    let shape = Turned::round(&[
        (92.0, 0.0),
        (112.0, 14.0),
        (176.0, 150.0),
        (168.0, 280.0),
        (92.0, 372.0),
        (78.0, 410.0),
        (96.0, 440.0),
    ]);
    sprig(on, -430.0, 1.0);
    glaze.on(on, &shape, 0.8);
    shape.mouth(on, glaze.rim, 10.0, glaze.inside.dark(0.5), None);
    sprig_front(on, -430.0);
}

pub(crate) fn bottle(on: &mut Layer, glaze: Glaze) {
    let shape = Turned::round(&[
        (86.0, 0.0),
        (110.0, 12.0),
        (152.0, 110.0),
        (128.0, 230.0),
        (52.0, 310.0),
        (40.0, 420.0),
        (44.0, 520.0),
        (62.0, 548.0),
    ]);
    glaze.on(on, &shape, 0.8);
    shape.mouth(on, glaze.rim, 9.0, glaze.inside.dark(0.6), None);
}

/// A branch that leans out of a neck at this height.
pub(crate) fn sprig(on: &mut Layer, y: f32, size: f32) {
    for (to, bend) in [((-150.0, -310.0), 0.1), ((110.0, -360.0), -0.08), ((-20.0, -420.0), 0.03)] {
        let tip = (to.0 * size, y + to.1 * size);
        let middle = (to.0 * 0.3 * size, y + to.1 * 0.55 * size);
        on.stroke(&smooth(&[(0.0, y + 20.0), middle, tip], false), MOSS.dark(0.25), 7.0);
        for share in [0.35_f32, 0.52, 0.68, 0.84, 1.0] {
            for side in [-1.0, 1.0] {
                let at = (to.0 * share * share.sqrt() * size, y + to.1 * share * size);
                let out = (at.0 + side * 62.0 * size, at.1 - 34.0 * size + to.0.abs() * 0.1);
                let (whole, dark, _) = leaf(at, out, 0.46, bend * side);
                on.fill(&whole, LEAF.light(0.1));
                on.fill(&dark, LEAF.dark(0.1));
            }
        }
    }
}

fn sprig_front(on: &mut Layer, y: f32) {
    let (whole, dark, _) = leaf((6.0, y - 6.0), (84.0, y + 34.0), 0.5, 0.1);
    on.fill(&whole, LEAF);
    on.fill(&dark, LEAF.dark(0.16));
}

pub(crate) fn teapot(on: &mut Layer, glaze: Glaze) {
    let spout = smooth(&[(-150.0, -96.0), (-226.0, -128.0), (-262.0, -224.0)], false);
    on.stroke(&spout, glaze.body.dark(0.12), 44.0);
    on.at(-5.0, -6.0, 1.0, |on| on.trace(&spout, glaze.body.light(0.3), 12.0, 0.6));
    let grip = [(-96.0, -250.0), (-80.0, -390.0), (0.0, -424.0), (80.0, -390.0), (96.0, -250.0)];
    bar(on, &grip, WOOD, 20.0);
    let shape = Turned::round(&[(110.0, 0.0), (130.0, 12.0), (190.0, 100.0), (168.0, 196.0), (106.0, 240.0)]);
    glaze.on(on, &shape, 0.7);
    let lid = Turned::round(&[(112.0, 238.0), (108.0, 250.0), (70.0, 272.0), (14.0, 280.0)]);
    lid.made(on, glaze.body, 0.3);
    knob(on, -278.0, glaze.rim, 0.8);
}

pub(crate) fn jug(on: &mut Layer, glaze: Glaze) {
    bar(
        on,
        &[(120.0, -330.0), (232.0, -344.0), (246.0, -230.0), (206.0, -130.0), (134.0, -96.0)],
        glaze.body,
        30.0,
    );
    let shape = Turned::round(&[
        (106.0, 0.0),
        (136.0, 16.0),
        (164.0, 130.0),
        (134.0, 260.0),
        (112.0, 330.0),
        (130.0, 384.0),
    ]);
    glaze.on(on, &shape, 0.8);
    shape.mouth(on, glaze.rim, 10.0, glaze.inside.dark(0.3), None);
    let lip = [(-122.0, -392.0), (-176.0, -404.0), (-128.0, -356.0)];
    on.fill(&smooth(&lip, true), glaze.body.light(0.05));
}

pub(crate) fn jar(on: &mut Layer, glaze: Glaze) {
    let shape = Turned::round(&[(112.0, 0.0), (136.0, 14.0), (184.0, 130.0), (178.0, 230.0), (136.0, 300.0)]);
    glaze.on(on, &shape, 0.8);
    let lid = Turned::round(&[(146.0, 296.0), (144.0, 310.0), (96.0, 350.0), (20.0, 364.0)]);
    lid.made(on, glaze.body, 0.5);
    knob(on, -362.0, glaze.rim, 1.0);
}

pub(crate) fn planter(on: &mut Layer, glaze: Glaze) {
    let shape = Turned::round(&[(120.0, 0.0), (146.0, 14.0), (176.0, 120.0), (182.0, 238.0)]);
    glaze.on(on, &shape, 0.5);
    shape.mouth(on, glaze.rim, 12.0, glaze.inside.dark(0.3), Some((20.0, Tone(64, 46, 36))));
}

/// Three stalks with leaves where the shape is widest.
fn grass(on: &mut Layer, shape: &Turned, brush: Tone) {
    let heights = (3..8_u8).map(|tenth| f32::from(tenth) / 10.0 * shape.top());
    let widest = heights
        .fold(0.0, |best, height| if shape.radius(height) > shape.radius(best) { height } else { best });
    let radius = shape.radius(widest);
    let tall = radius.min(shape.top() * 0.34);
    let y = -widest + radius * 0.1;
    for (x, lean, size) in [(-0.56, -0.1, 0.8), (-0.08, 0.06, 1.0), (0.42, 0.16, 0.74)] {
        let (from, to) = ((x * radius, y + tall * 0.5), ((x + lean) * radius, y + tall * (0.5 - 1.1 * size)));
        let middle = (x * radius, y);
        on.etch(&smooth(&[from, middle, to], false), brush, tall * 0.035);
        for (share, side) in [(0.3, -1.0), (0.48, 1.0), (0.66, -1.0), (0.84, 1.0)] {
            let at = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            let tip = (at.0 + side * tall * 0.24, at.1 - tall * 0.2);
            on.stain(&leaf(at, tip, 0.36, 0.06 * side).0, brush, 0.92);
        }
    }
}

/// A linen cloth, folded and laid beside something.
pub(crate) fn cloth(on: &mut Layer, tone: Tone) {
    on.apart(|on| {
        on.fill(&poly(&[(-170.0, -10.0), (120.0, -46.0), (180.0, 6.0), (-120.0, 46.0)]), tone);
        on.fill(&poly(&[(-170.0, -10.0), (-120.0, 46.0), (-118.0, 60.0), (-172.0, 4.0)]), tone.dark(0.16));
        on.fill(&poly(&[(-120.0, 46.0), (180.0, 6.0), (180.0, 20.0), (-118.0, 60.0)]), tone.dark(0.1));
        for share in [0.2, 0.3] {
            let from = (-170.0 + 290.0 * share, -10.0 - 36.0 * share);
            on.etch(&line(from, (from.0 + 52.0, from.1 + 55.0)), tone.dark(0.3), 5.0);
        }
    });
}
