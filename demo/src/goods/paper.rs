//! Printed and written things, seen straight on. The middle of each is the beginning of its sheet.

use crate::layer::Layer;
use crate::lines::{line, oval, poly, rect, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;

fn sheet(on: &mut Layer, half: (f32, f32), paper: Tone, draw: impl Fn(&mut Layer)) {
    on.apart(|on| {
        on.fill(&rounded(-half.0, -half.1, half.0 * 2.0, half.1 * 2.0, 3.0), paper);
        draw(on);
        on.shade(|x, y| 1.03 - 0.05 * (x / half.0) - 0.03 * (y / half.1));
    });
}

fn seal(on: &mut Layer, x: f32, y: f32, size: f32) {
    on.stain(&rounded(x, y, size, size, 4.0), ROSSO, 1.0);
    for (from, to) in [((0.25, 0.25), (0.75, 0.25)), ((0.5, 0.25), (0.5, 0.78)), ((0.25, 0.52), (0.75, 0.52))]
    {
        let at = |p: (f32, f32)| (x + p.0 * size, y + p.1 * size);
        on.trace(&line(at(from), at(to)), MILK, size * 0.09, 0.9);
    }
}

pub(crate) fn mountain(on: &mut Layer) {
    sheet(on, (285.0, 385.0), MILK.dark(0.02), |on| {
        on.stain(&rect(-236.0, -336.0, 472.0, 610.0), Tone(226, 218, 196), 1.0);
        on.stain(&oval(96.0, -196.0, 66.0, 66.0), ROSSO.light(0.08), 1.0);
        let ranges: [(&[(f32, f32)], Tone); 4] = [
            (
                &[
                    (-236.0, 20.0),
                    (-150.0, -120.0),
                    (-96.0, -64.0),
                    (-20.0, -176.0),
                    (60.0, -50.0),
                    (130.0, -108.0),
                    (236.0, 24.0),
                ],
                SAGE.dark(0.1),
            ),
            (
                &[
                    (-236.0, 92.0),
                    (-170.0, 6.0),
                    (-70.0, 66.0),
                    (20.0, -44.0),
                    (120.0, 60.0),
                    (190.0, 0.0),
                    (236.0, 70.0),
                ],
                LAGOON.light(0.2),
            ),
            (
                &[(-236.0, 120.0), (-130.0, 70.0), (-10.0, 146.0), (110.0, 76.0), (236.0, 150.0)],
                LAGOON.dark(0.1),
            ),
            (&[(-236.0, 236.0), (-110.0, 168.0), (30.0, 222.0), (150.0, 190.0), (236.0, 226.0)], INK),
        ];
        for (points, tone) in ranges {
            let mut outline = points.to_vec();
            outline.extend([(236.0, 274.0), (-236.0, 274.0)]);
            on.stain(&poly(&outline), tone, 1.0);
        }
        for (x, y, w) in [(-236.0, 84.0, 190.0), (20.0, 60.0, 216.0), (-120.0, 150.0, 220.0)] {
            on.stain(&rounded(x, y, w, 13.0, 6.0), Tone(236, 230, 212), 0.85);
        }
        for (x, y) in [(-150.0, 176.0), (-120.0, 170.0), (120.0, 196.0), (150.0, 200.0), (178.0, 206.0)] {
            on.stain(&poly(&[(x, y - 64.0), (x + 15.0, y + 6.0), (x - 15.0, y + 6.0)]), INK, 1.0);
        }
        seal(on, 186.0, 296.0, 46.0);
        on.trace(&line((-230.0, 322.0), (-150.0, 318.0)), INK, 3.0, 0.7);
    });
}

/// A carp to be finished: tail, fins and body of one colour, the fins darker by so much, and its belly.
pub(super) fn fish(on: &mut Layer, (body, fins): (Tone, f32), belly: Tone) {
    let tail = [(128.0, 30.0), (236.0, -60.0), (226.0, 26.0), (262.0, 110.0), (140.0, 70.0)];
    on.fill(&smooth(&tail, true), body);
    for (to, back) in [((40.0, -170.0), (110.0, -70.0)), ((10.0, 176.0), (90.0, 100.0))] {
        on.fill(&smooth(&[(-60.0, to.1 * 0.42), to, back], true), body.dark(fins));
    }
    let outline = [
        (-236.0, 26.0),
        (-170.0, -66.0),
        (-40.0, -102.0),
        (90.0, -44.0),
        (170.0, 44.0),
        (60.0, 92.0),
        (-80.0, 108.0),
        (-190.0, 86.0),
    ];
    on.fill(&smooth(&outline, true), body);
    let under = [
        (-226.0, 44.0),
        (-120.0, 70.0),
        (40.0, 66.0),
        (150.0, 50.0),
        (60.0, 90.0),
        (-80.0, 106.0),
        (-190.0, 84.0),
    ];
    on.stain(&smooth(&under, true), belly, 1.0);
}

pub(crate) fn carp(on: &mut Layer) {
    sheet(on, (285.0, 385.0), Tone(238, 204, 128), |on| {
        on.trace(&rect(-252.0, -352.0, 504.0, 704.0), ROSSO, 9.0, 1.0);
        for ring in 0..4_u8 {
            let r = 52.0 + f32::from(ring) * 26.0;
            for (x, y) in [(-150.0, 290.0), (0.0, 300.0), (150.0, 290.0)] {
                on.etch(&oval(x, y, r, r * 0.55), LAGOON, 7.0);
            }
        }
        on.stain(&rect(-248.0, 331.0, 496.0, 18.0), Tone(238, 204, 128), 1.0);
        on.apart(|on| {
            on.at(-8.0, -50.0, 0.88, |on| {
                on.turned(0.0, 0.0, -24.0, |on| {
                    fish(on, (ROSSO, 0.12), MILK);
                    for row in 0..5_u8 {
                        for column in 0..8_u8 {
                            let x = -96.0 + f32::from(column) * 30.0 + f32::from(row % 2) * 15.0;
                            let y = -66.0 + f32::from(row) * 27.0 + (x * 0.01).powi(2) * 9.0;
                            on.etch(
                                &smooth(&[(x, y - 13.0), (x + 13.0, y), (x, y + 13.0)], false),
                                OCHRE,
                                5.0,
                            );
                        }
                    }
                    on.trace(
                        &smooth(&[(-116.0, -84.0), (-96.0, 10.0), (-124.0, 92.0)], false),
                        WINE,
                        7.0,
                        1.0,
                    );
                    on.stain(&oval(-168.0, -8.0, 22.0, 22.0), MILK, 1.0);
                    on.stain(&oval(-170.0, -8.0, 11.0, 11.0), INK, 1.0);
                    on.trace(
                        &smooth(&[(-230.0, 40.0), (-262.0, 66.0), (-250.0, 100.0)], false),
                        WINE,
                        6.0,
                        1.0,
                    );
                })
            })
        });
        for (x, y, r) in [(-170.0, -256.0, 1.0), (166.0, -272.0, 0.8)] {
            on.at(x, y, r, |on| super::enamel::flower(on, ROSSO));
        }
        seal(on, 168.0, 196.0, 44.0);
    });
}

/// Sheets with their edges towards us, a brush across.
pub(crate) fn xuan(on: &mut Layer) {
    for nth in 0..5_u8 {
        let turn = f32::from(nth) * 1.7 - 3.0;
        on.turned(f32::from(nth) * 5.0 - 10.0, f32::from(nth) * -4.0, turn, |on| {
            sheet(on, (330.0, 270.0), MILK.light(0.2).dark(0.05 - f32::from(nth) * 0.008), |on| {
                on.trace(&rect(-330.0, -270.0, 660.0, 540.0), WOOD, 3.0, 0.22);
            });
        });
    }
    on.turned(-6.0, -10.0, 2.0, |on| {
        let stroke = [
            (-190.0, -96.0),
            (-60.0, -150.0),
            (70.0, -84.0),
            (-20.0, 10.0),
            (-110.0, 90.0),
            (30.0, 124.0),
            (180.0, 70.0),
        ];
        for width in [46.0, 40.0, 32.0] {
            on.trace(&smooth(&stroke, false), INK, width, 0.34);
        }
        on.wash(&oval(196.0, -150.0, 26.0, 22.0), INK, 0.75);
        on.fill(&rounded(-270.0, 170.0, 54.0, 54.0, 5.0), ROSSO);
    });
}

pub(crate) fn brush(on: &mut Layer) {
    on.fill(&rounded(-15.0, -250.0, 30.0, 420.0, 12.0), STRAW);
    on.wash(&rounded(-12.0, -248.0, 9.0, 414.0, 4.0), MILK, 0.5);
    on.fill(&rounded(-19.0, 150.0, 38.0, 44.0, 6.0), WALNUT);
    on.fill(
        &smooth(&[(-19.0, 190.0), (-24.0, 236.0), (0.0, 318.0), (24.0, 236.0), (19.0, 190.0)], true),
        MILK.dark(0.12),
    );
    on.fill(&smooth(&[(-20.0, 246.0), (0.0, 320.0), (20.0, 246.0), (0.0, 258.0)], true), INK);
    on.trace(
        &smooth(&[(0.0, -252.0), (-14.0, -276.0), (14.0, -276.0), (0.0, -252.0)], true),
        ROSSO,
        5.0,
        1.0,
    );
}

pub(crate) fn inkstone(on: &mut Layer) {
    on.apart(|on| {
        on.fill(&rounded(-92.0, -130.0, 184.0, 260.0, 34.0), INK.light(0.08));
        on.fill(&rounded(-70.0, -106.0, 140.0, 212.0, 26.0), INK);
        on.wash(&oval(0.0, -52.0, 58.0, 42.0), Tone(0, 0, 0), 0.7);
        on.wash(&smooth(&[(-38.0, -64.0), (-8.0, -82.0), (26.0, -74.0), (-6.0, -70.0)], true), SKY, 0.5);
        on.shade(|x, y| 1.06 - 0.0006 * x - 0.0003 * y);
    });
}

pub(crate) fn postcards(on: &mut Layer) {
    let places = [
        (-170.0, -300.0, -14.0),
        (190.0, -270.0, 9.0),
        (-220.0, 10.0, 6.0),
        (200.0, 60.0, -8.0),
        (-130.0, 300.0, -5.0),
        (170.0, 350.0, 12.0),
        (0.0, 20.0, 3.0),
    ];
    for (nth, (x, y, turn)) in places.into_iter().enumerate() {
        on.turned(x, y, turn, |on| {
            sheet(on, (215.0, 150.0), MILK.dark(0.02), |on| view(on, nth));
        });
    }
}

/// A view in flat colours: sea, church, street, palms.
fn view(on: &mut Layer, nth: usize) {
    let skies = [
        SKY,
        OCHRE.light(0.3),
        CLAY.light(0.4),
        SKY.light(0.4),
        Tone(232, 190, 150),
        CELADON,
        LAPIS.light(0.4),
    ];
    let inside = rect(-198.0, -133.0, 396.0, 266.0);
    on.fill(&inside, skies[nth % skies.len()]);
    on.apart(|on| {
        on.fill(&inside, skies[nth % skies.len()]);
        match nth % 4 {
            0 => sea(on),
            1 => church(on),
            2 => street(on),
            _ => palms(on),
        }
    });
}

fn sea(on: &mut Layer) {
    on.stain(&oval(90.0, 10.0, 46.0, 46.0), ROSSO.light(0.2), 1.0);
    on.stain(&rect(-200.0, 20.0, 400.0, 120.0), LAGOON, 1.0);
    for y in [40.0, 62.0, 88.0] {
        on.stain(&rounded(-120.0 + y, y, 150.0, 6.0, 3.0), CELADON, 0.8);
    }
    on.stain(&poly(&[(-110.0, 30.0), (-20.0, 30.0), (-40.0, 52.0), (-96.0, 52.0)]), WALNUT, 1.0);
    on.stain(&poly(&[(-62.0, 26.0), (-62.0, -70.0), (0.0, 20.0)]), MILK, 1.0);
}

fn church(on: &mut Layer) {
    on.stain(&rect(-200.0, 76.0, 400.0, 70.0), SAND, 1.0);
    on.stain(&rect(-96.0, -20.0, 150.0, 110.0), MILK, 1.0);
    on.stain(&poly(&[(-104.0, -20.0), (-21.0, -84.0), (62.0, -20.0)]), ROSSO, 1.0);
    on.stain(&rect(60.0, -90.0, 54.0, 180.0), CREAM, 1.0);
    on.stain(&poly(&[(56.0, -90.0), (87.0, -128.0), (118.0, -90.0)]), ROSSO, 1.0);
    on.stain(&rounded(-40.0, 24.0, 38.0, 70.0, 18.0), WALNUT, 1.0);
    on.stain(&oval(87.0, -50.0, 11.0, 14.0), WALNUT, 1.0);
}

fn street(on: &mut Layer) {
    on.stain(&rect(-200.0, 60.0, 400.0, 90.0), CLAY, 1.0);
    for (x, h, tone) in
        [(-190.0, 130.0, OCHRE), (-96.0, 170.0, MILK), (10.0, 120.0, SAGE), (100.0, 156.0, ROSSO.light(0.2))]
    {
        on.stain(&rect(x, 66.0 - h, 88.0, h), tone, 1.0);
        for window in 0..4_u8 {
            let (wx, wy) = (x + 14.0 + f32::from(window % 2) * 38.0, 78.0 - h + f32::from(window / 2) * 46.0);
            on.stain(&rect(wx, wy, 22.0, 28.0), NIGHT, 0.75);
        }
    }
}

fn palms(on: &mut Layer) {
    on.stain(
        &smooth(
            &[(-200.0, 70.0), (-60.0, -40.0), (60.0, 20.0), (210.0, -60.0), (210.0, 140.0), (-200.0, 140.0)],
            true,
        ),
        LEAF,
        1.0,
    );
    on.stain(
        &smooth(&[(-210.0, 110.0), (0.0, 60.0), (210.0, 100.0), (210.0, 150.0), (-210.0, 150.0)], true),
        MOSS,
        1.0,
    );
    for (x, y) in [(-100.0, 100.0), (90.0, 90.0)] {
        on.trace(&smooth(&[(x, y), (x + 8.0, y - 60.0), (x + 26.0, y - 120.0)], false), WALNUT, 9.0, 1.0);
        for nth in 0..6_u8 {
            let angle = f32::from(nth) * 1.05;
            let (whole, ..) = crate::lines::leaf(
                (x + 26.0, y - 120.0),
                (x + 26.0 + 70.0 * angle.cos(), y - 112.0 + 48.0 * angle.sin()),
                0.26,
                0.1,
            );
            on.stain(&whole, LEAF.dark(0.3), 1.0);
        }
    }
}

pub(crate) fn komiks(on: &mut Layer) {
    let covers = [(CLAY, OCHRE), (LAPIS, ROSSO), (LEAF, CREAM), (OCHRE, LAGOON), (ROSSO, SKY)];
    for (nth, (ground, other)) in covers.into_iter().enumerate() {
        let at = nth as f32;
        on.turned((at - 2.0) * 16.0 + 10.0 * (at * 2.0).sin(), 24.0 - at * 10.0, (at - 2.6) * 6.0, |on| {
            sheet(on, (270.0, 370.0), MILK.dark(0.06), |on| cover(on, ground, other));
        });
    }
    // String around the ten of them.
    on.turned(0.0, 0.0, 8.0, |on| {
        super::enamel::bar(on, &[(-330.0, 120.0), (0.0, 116.0), (330.0, 120.0)], STRAW, 12.0);
        super::enamel::bar(on, &[(60.0, -440.0), (64.0, 0.0), (60.0, 440.0)], STRAW, 12.0);
        super::enamel::bar(
            on,
            &[
                (62.0, 118.0),
                (0.0, 60.0),
                (-44.0, 96.0),
                (62.0, 118.0),
                (130.0, 66.0),
                (170.0, 110.0),
                (62.0, 118.0),
            ],
            STRAW,
            11.0,
        );
    });
}

fn cover(on: &mut Layer, ground: Tone, other: Tone) {
    on.stain(&rect(-254.0, -354.0, 508.0, 708.0), ground, 1.0);
    let mut rays = Seed::of("rays");
    for nth in 0..12_u8 {
        let angle = f32::from(nth) * 30.0_f32.to_radians();
        let (a, b) = (angle, angle + 0.22 + rays.between(0.0, 0.04));
        on.stain(
            &poly(&[
                (20.0, 60.0),
                (20.0 + 560.0 * a.cos(), 60.0 + 560.0 * a.sin()),
                (20.0 + 560.0 * b.cos(), 60.0 + 560.0 * b.sin()),
            ]),
            ground.light(0.2),
            1.0,
        );
    }
    on.stain(&rounded(-234.0, -330.0, 468.0, 130.0, 10.0), other, 1.0);
    for (x, w) in [(-206.0, 50.0), (-140.0, 44.0), (-82.0, 60.0), (-8.0, 44.0), (50.0, 58.0), (122.0, 76.0)] {
        on.stain(&rounded(x, -300.0, w, 68.0, 8.0), MILK, 1.0);
    }
    // A rocket, of course.
    on.turned(10.0, 110.0, 16.0, |on| {
        on.stain(&smooth(&[(-40.0, 150.0), (0.0, 290.0), (40.0, 150.0)], true), OCHRE, 1.0);
        on.stain(&smooth(&[(-22.0, 150.0), (0.0, 226.0), (22.0, 150.0)], true), MILK, 1.0);
        for side in [-1.0, 1.0] {
            on.stain(
                &poly(&[(side * 50.0, 20.0), (side * 132.0, 160.0), (side * 46.0, 140.0)]),
                other.dark(0.15),
                1.0,
            );
        }
        let hull = [
            (0.0, -256.0),
            (66.0, -120.0),
            (72.0, 40.0),
            (46.0, 160.0),
            (-46.0, 160.0),
            (-72.0, 40.0),
            (-66.0, -120.0),
        ];
        on.stain(&smooth(&hull, true), MILK, 1.0);
        on.stain(&smooth(&[(0.0, -254.0), (46.0, -164.0), (0.0, -150.0), (-46.0, -164.0)], true), other, 1.0);
        on.stain(&oval(0.0, -62.0, 40.0, 40.0), INK, 1.0);
        on.stain(&oval(0.0, -62.0, 28.0, 28.0), SKY, 1.0);
        on.stain(&rect(-72.0, 84.0, 144.0, 16.0), other, 1.0);
    });
    for (x, y, r) in [(-190.0, -130.0, 9.0), (180.0, -60.0, 7.0), (-170.0, 230.0, 7.0), (200.0, 250.0, 10.0)]
    {
        on.stain(&oval(x, y, r, r), MILK, 1.0);
    }
}
