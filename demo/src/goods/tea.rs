//! Tea, and what it is drunk from.

use crate::goods::enamel::{bar, knob};
use crate::layer::Layer;
use crate::lines::{line, oval, poly, rect, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;
use crate::turned::{Turned, ring};

pub(crate) const PORCELAIN: Tone = Tone(246, 246, 240);

/// A tin with a label, and the mark on it.
pub(crate) fn caddy(on: &mut Layer, tin: Tone, label: Tone, mark: Tone) {
    let shape = Turned::round(&[(126.0, 0.0), (132.0, 6.0), (132.0, 100.0), (132.0, 250.0)]);
    on.apart(|on| {
        shape.body(on, tin);
        on.stain(&rounded(-84.0, -206.0, 150.0, 172.0, 5.0), label, 1.0);
        on.at(-10.0, -134.0, 1.0, |on| {
            on.stain(&oval(0.0, -14.0, 42.0, 42.0), mark, 1.0);
            let hills = [(-40.0, 16.0), (-14.0, -24.0), (4.0, 0.0), (20.0, -14.0), (40.0, 16.0)];
            on.stain(&poly(&hills), label, 1.0);
            on.stain(&rect(-42.0, 52.0, 84.0, 7.0), mark, 0.8);
            on.stain(&rect(-28.0, 68.0, 56.0, 5.0), mark, 0.6);
        });
        shape.light(on, 0.5);
    });
    let lid = Turned::round(&[(137.0, 244.0), (138.0, 262.0), (138.0, 304.0), (132.0, 316.0)]);
    lid.made(on, tin.dark(0.18), 0.4);
    lid.mouth(on, tin.dark(0.1), 5.0, tin.dark(0.04), None);
}

/// A shallow dish and a heap of leaf.
pub(crate) fn dish(on: &mut Layer, glaze: Tone, leaf: [Tone; 3], kind: Leaf) {
    let shape = Turned::round(&[(96.0, 0.0), (110.0, 10.0), (166.0, 44.0), (182.0, 66.0)]);
    shape.made(on, glaze, 0.5);
    shape.mouth(on, glaze.light(0.3), 7.0, glaze, None);
    heap(on, leaf, kind);
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Leaf {
    Needles,
    Twists,
    Buds,
    Pearls,
}

fn heap(on: &mut Layer, tones: [Tone; 3], kind: Leaf) {
    let mut seed = Seed::of("heap");
    on.apart(|on| {
        on.fill(
            &smooth(
                &[
                    (-148.0, -62.0),
                    (-92.0, -98.0),
                    (0.0, -122.0),
                    (92.0, -98.0),
                    (148.0, -62.0),
                    (70.0, -40.0),
                    (-70.0, -40.0),
                ],
                true,
            ),
            tones[0].dark(0.25),
        );
        for nth in 0..170_u16 {
            let share = f32::from(nth) / 170.0;
            let y = -112.0 + share * 78.0 + seed.between(-6.0, 6.0);
            let reach = 146.0 * (1.0 - ((y + 64.0) / 62.0).powi(2)).max(0.05).sqrt();
            let x = seed.between(-reach, reach);
            let tone = seed.one(&tones).unwrap_or(MOSS).dark(seed.between(0.0, 0.2));
            let turn = seed.between(-1.1, 1.1);
            match kind {
                Leaf::Needles => {
                    let (dx, dy) = (24.0 * turn.cos(), 15.0 * turn.sin());
                    on.stroke(&smooth(&[(x - dx, y - dy), (x, y - 4.0), (x + dx, y + dy)], false), tone, 5.5);
                }
                Leaf::Twists => {
                    let (dx, dy) = (22.0 * turn.cos(), 16.0 * turn.sin());
                    on.stroke(
                        &smooth(
                            &[
                                (x - dx, y - dy),
                                (x - dy * 0.4, y + 5.0),
                                (x + dy * 0.4, y - 5.0),
                                (x + dx, y + dy),
                            ],
                            false,
                        ),
                        tone,
                        8.5,
                    );
                }
                Leaf::Buds => {
                    let (whole, dark, _) = crate::lines::leaf(
                        (x - 20.0, y + 8.0 * turn),
                        (x + 22.0, y - 10.0 * turn),
                        0.42,
                        0.12,
                    );
                    on.fill(&whole, tone);
                    on.fill(&dark, tone.dark(0.16));
                }
                Leaf::Pearls if nth % 2 == 0 => {
                    on.fill(&oval(x, y, 14.0, 13.0), tone.dark(0.22));
                    on.fill(&oval(x - 2.0, y - 2.5, 11.0, 10.0), tone);
                    on.fill(&oval(x - 5.0, y - 5.5, 4.0, 3.4), tone.light(0.5));
                }
                Leaf::Pearls => {}
            }
        }
        on.shade(|x, _| 1.06 - 0.0011 * (x + 100.0).max(0.0));
    });
}

pub(crate) fn cup(on: &mut Layer, glaze: Tone, line_tone: Tone, tea: Tone) {
    let shape = Turned::round(&[(46.0, 0.0), (46.0, 12.0), (72.0, 46.0), (98.0, 92.0), (106.0, 124.0)]);
    on.apart(|on| {
        shape.body(on, glaze);
        shape.band(on, 102.0, 108.0, line_tone);
        shape.light(on, 0.7);
    });
    shape.mouth(on, glaze, 5.0, glaze, Some((24.0, tea)));
}

pub(crate) fn gaiwan(on: &mut Layer, body: Tone, line_tone: Tone) {
    let saucer = Turned::round(&[(70.0, 0.0), (90.0, 6.0), (186.0, 30.0), (206.0, 44.0)]);
    saucer.made(on, body, 0.0);
    saucer.mouth(on, body, 5.0, body.dark(0.03), None);
    on.at(0.0, -22.0, 1.0, |on| {
        let cup = Turned::round(&[(66.0, 0.0), (64.0, 16.0), (104.0, 60.0), (146.0, 140.0), (172.0, 206.0)]);
        on.apart(|on| {
            cup.body(on, body);
            cup.band(on, 184.0, 190.0, line_tone);
            if line_tone != body {
                on.at(-30.0, -112.0, 1.0, |on| bamboo(on, line_tone));
            }
            cup.light(on, 0.9);
        });
        cup.mouth(on, body, 6.0, body.dark(0.05), Some((20.0, Tone(206, 178, 88))));
        on.turned(16.0, -214.0, 5.0, |on| {
            let lid =
                Turned::round(&[(150.0, 0.0), (148.0, 12.0), (104.0, 46.0), (44.0, 62.0), (36.0, 66.0)]);
            on.apart(|on| {
                lid.body(on, body);
                lid.band(on, 16.0, 21.0, line_tone);
                lid.light(on, 0.6);
            });
            let grip = Turned::round(&[(30.0, 62.0), (28.0, 74.0), (42.0, 92.0)]);
            grip.made(on, body, 0.0);
            grip.mouth(on, body, 5.0, body.dark(0.08), None);
        });
    });
}

fn bamboo(on: &mut Layer, tone: Tone) {
    for (x, y) in [(0.0, 46.0), (0.0, 4.0), (2.0, -38.0)] {
        on.stroke(&line((x, y), (x + 2.0, y - 34.0)), tone, 6.0);
    }
    for (from, to) in
        [((2.0, -30.0), (54.0, -62.0)), ((2.0, -30.0), (66.0, -24.0)), ((0.0, 8.0), (-54.0, -14.0))]
    {
        let (whole, ..) = crate::lines::leaf(from, to, 0.34, 0.06);
        on.fill(&whole, tone);
    }
}

/// Glass with tea in it.
pub(crate) fn pitcher(on: &mut Layer, tea: Tone) {
    let path = smooth(&[(128.0, -236.0), (214.0, -226.0), (206.0, -110.0), (132.0, -72.0)], false);
    on.trace(&path, SKY, 20.0, 0.75);
    on.trace(&path, MILK, 6.0, 0.8);
    let shape = Turned::round(&[(108.0, 0.0), (130.0, 14.0), (142.0, 90.0), (128.0, 190.0), (134.0, 262.0)]);
    on.apart(|on| {
        on.wash(&shape.between(0.0, 262.0), Tone(226, 238, 238), 0.62);
        let filled = Turned::round(&[(100.0, 8.0), (122.0, 20.0), (134.0, 90.0), (124.0, 168.0)]);
        on.wash(&filled.between(8.0, 166.0), tea, 0.94);
        shape.light(on, 1.0);
        on.at(0.0, 0.0, 1.0, |on| on.wash(&ring(124.0, -166.0), tea.light(0.4), 0.9));
    });
    on.trace(&ring(134.0, -262.0), MILK, 5.0, 0.95);
    on.wash(&ring(130.0, -262.0), SKY, 0.25);
    let lip = [(-134.0, -262.0), (-166.0, -282.0), (-120.0, -276.0)];
    on.wash(&smooth(&lip, true), Tone(226, 238, 238), 0.9);
    on.wash(
        &smooth(
            &[(74.0, -226.0), (96.0, -150.0), (92.0, -60.0), (84.0, -60.0), (86.0, -150.0), (66.0, -226.0)],
            true,
        ),
        MILK,
        0.4,
    );
}

pub(crate) fn tray(on: &mut Layer) {
    let top = |x: f32, y: f32| (x + y * 0.16, y * 0.46);
    let corners = |l: f32, t: f32, r: f32, b: f32| [top(l, t), top(r, t), top(r, b), top(l, b)];
    on.apart(|on| {
        on.fill(
            &poly(&[
                (-384.0, -90.0),
                (384.0, -90.0),
                (414.0, 100.0),
                (414.0, 146.0),
                (-354.0, 146.0),
                (-384.0, 40.0),
            ]),
            Tone(0, 0, 0),
        );
        on.cut(&rect(-600.0, -300.0, 1200.0, 700.0));
        let outer = corners(-400.0, -210.0, 400.0, 210.0);
        let drop = 48.0;
        on.fill(
            &poly(&[outer[3], outer[2], (outer[2].0, outer[2].1 + drop), (outer[3].0, outer[3].1 + drop)]),
            STRAW.dark(0.3),
        );
        on.fill(
            &poly(&[outer[0], outer[3], (outer[3].0, outer[3].1 + drop), (outer[0].0, outer[0].1 + drop)]),
            STRAW.dark(0.1),
        );
        on.fill(&poly(&outer), STRAW);
        on.fill(&poly(&corners(-366.0, -176.0, 366.0, 176.0)), WALNUT.dark(0.3));
        for nth in 0..12_u8 {
            let x = -366.0 + f32::from(nth) * 61.0;
            on.fill(
                &poly(&corners(x, -176.0, x + 51.0, 176.0)),
                STRAW.light(if nth % 2 == 0 { 0.16 } else { 0.04 }),
            );
            on.wash(&poly(&corners(x, -176.0, x + 8.0, 176.0)), MILK, 0.3);
        }
        on.shade(|x, y| 1.04 - 0.0001 * x - 0.0002 * y);
    });
}

/// A pressed cake in its paper, standing on edge.
pub(crate) fn cake(on: &mut Layer) {
    bar(on, &[(-116.0, 0.0), (-96.0, -40.0), (96.0, -40.0), (116.0, 0.0)], WALNUT, 22.0);
    on.apart(|on| {
        on.fill(&oval(24.0, -296.0, 262.0, 270.0), CREAM.dark(0.24));
        on.fill(&oval(0.0, -296.0, 262.0, 270.0), CREAM);
        for nth in 0..26_u8 {
            let angle = f32::from(nth) * 0.2417;
            let (cos, sin) = (angle.cos(), angle.sin());
            on.trace(
                &line((168.0 * cos, -296.0 + 172.0 * sin), (254.0 * cos, -296.0 + 262.0 * sin)),
                CREAM.dark(0.35),
                2.5,
                0.35,
            );
        }
        on.stroke(&oval(0.0, -296.0, 150.0, 154.0), LEAF.dark(0.1), 6.0);
        on.stroke(&oval(0.0, -296.0, 136.0, 140.0), LEAF.dark(0.1), 2.5);
        on.at(0.0, -296.0, 1.0, |on| {
            let hills =
                [(-104.0, 54.0), (-48.0, -44.0), (-16.0, 4.0), (22.0, -74.0), (66.0, 8.0), (104.0, 54.0)];
            on.fill(&smooth(&hills, true), LEAF.dark(0.1));
            on.fill(&oval(62.0, -74.0, 20.0, 20.0), ROSSO);
        });
        on.fill(&rounded(38.0, -182.0, 52.0, 52.0, 6.0), ROSSO);
        on.trace(&poly(&[(50.0, -170.0), (78.0, -170.0), (78.0, -142.0), (50.0, -142.0)]), CREAM, 4.0, 0.9);
        on.trace(&line((64.0, -170.0), (64.0, -142.0)), CREAM, 4.0, 0.9);
        on.shade(|x, y| 1.05 - 0.15 * ((x + 262.0) / 524.0) - 0.06 * ((y + 560.0) / 540.0));
    });
}

pub(crate) fn teapot(on: &mut Layer, clay: Tone) {
    on.stroke(&smooth(&[(-150.0, -90.0), (-216.0, -118.0), (-248.0, -196.0)], false), clay.dark(0.12), 42.0);
    on.at(-4.0, -5.0, 1.0, |on| {
        on.trace(
            &smooth(&[(-160.0, -102.0), (-216.0, -126.0), (-244.0, -192.0)], false),
            clay.light(0.2),
            12.0,
            0.7,
        )
    });
    bar(on, &[(146.0, -176.0), (226.0, -206.0), (258.0, -130.0), (216.0, -62.0), (150.0, -56.0)], clay, 26.0);
    let shape = Turned::round(&[(104.0, 0.0), (124.0, 10.0), (178.0, 90.0), (158.0, 178.0), (104.0, 214.0)]);
    shape.made(on, clay, 0.45);
    let lid = Turned::round(&[(110.0, 212.0), (108.0, 222.0), (74.0, 244.0), (14.0, 252.0)]);
    lid.made(on, clay, 0.3);
    knob(on, -250.0, clay, 0.8);
}

pub(crate) fn jasmine(on: &mut Layer, size: f32) {
    for nth in 0..6_u8 {
        on.turned(0.0, 0.0, f32::from(nth) * 60.0 + 12.0, |on| {
            let (whole, dark, _) = crate::lines::leaf((0.0, 0.0), (0.0, -46.0 * size), 0.5, 0.0);
            on.fill(&whole, PORCELAIN);
            on.wash(&dark, SAGE, 0.35);
        });
    }
    on.fill(&oval(0.0, 0.0, 8.0 * size, 8.0 * size), OCHRE.light(0.3));
}
