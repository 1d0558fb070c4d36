//! Enamelled steel.

use crate::layer::Layer;
use crate::lines::{line, oval, poly, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;
use crate::turned::{Turned, ring};

/// A wire or bar bent through these points, lit from above.
pub(crate) fn bar(on: &mut Layer, points: &[(f32, f32)], tone: Tone, width: f32) {
    let path = smooth(points, false);
    on.stroke(&path, tone.dark(0.16), width);
    on.at(-width * 0.1, -width * 0.12, 1.0, |on| on.trace(&path, tone.light(0.12), width * 0.55, 0.9));
}

pub(crate) fn mug(on: &mut Layer, body: Tone, rim: Tone, speckled: bool) {
    bar(on, &[(138.0, -222.0), (214.0, -232.0), (232.0, -160.0), (206.0, -84.0), (134.0, -66.0)], body, 25.0);
    let shape = Turned::round(&[(120.0, 0.0), (138.0, 10.0), (143.0, 60.0), (147.0, 180.0), (150.0, 272.0)]);
    on.apart(|on| {
        shape.body(on, body);
        if speckled {
            specks(on, rim);
        }
        shape.band(on, 262.0, 272.0, rim);
        shape.light(on, 1.0);
    });
    shape.mouth(on, rim, 9.0, MILK, Some((34.0, Tone(92, 56, 36))));
}

fn specks(on: &mut Layer, tone: Tone) {
    let mut seed = Seed::of("specks");
    for _ in 0..120 {
        let (x, y, r) = (seed.between(-150.0, 150.0), seed.between(-265.0, 10.0), seed.between(1.4, 4.2));
        on.stain(&oval(x, y, r, r * 0.8), tone, 0.75);
    }
}

/// A mug of somebody's grandmother: thick lip, a fired mark.
pub(crate) fn stamped(on: &mut Layer, body: Tone, rim: Tone, mark: Tone) {
    bar(on, &[(150.0, -196.0), (222.0, -204.0), (236.0, -140.0), (206.0, -76.0), (148.0, -62.0)], body, 28.0);
    let shape = Turned::round(&[(126.0, 0.0), (150.0, 14.0), (158.0, 110.0), (158.0, 190.0), (166.0, 238.0)]);
    on.apart(|on| {
        shape.body(on, body);
        shape.band(on, 216.0, 238.0, rim);
        shape.band(on, 10.0, 20.0, rim);
        on.at(-14.0, -112.0, 1.0, |on| flower(on, mark));
        shape.light(on, 1.0);
    });
    shape.mouth(on, rim, 13.0, MILK, Some((30.0, Tone(150, 92, 48))));
}

pub(crate) fn flower(on: &mut Layer, tone: Tone) {
    for side in [-1.0, 1.0] {
        let (whole, dark, _) = crate::lines::leaf((0.0, 30.0), (72.0 * side, 44.0), 0.5, 0.1 * side);
        on.fill(&whole, LEAF);
        on.fill(&dark, LEAF.dark(0.2));
    }
    for nth in 0..5_u8 {
        on.turned(0.0, 0.0, f32::from(nth) * 72.0, |on| {
            on.fill(&oval(0.0, -25.0, 19.0, 24.0), tone);
            on.trace(&line((0.0, -34.0), (0.0, -14.0)), tone.dark(0.3), 4.0, 0.6);
        });
    }
    on.fill(&oval(0.0, 0.0, 13.0, 13.0), OCHRE);
}

pub(crate) fn knob(on: &mut Layer, y: f32, tone: Tone, size: f32) {
    on.at(0.0, y, size, |on| {
        Turned::round(&[(13.0, 0.0), (16.0, 8.0), (34.0, 24.0), (34.0, 42.0), (14.0, 54.0)])
            .made(on, tone, 0.6);
    });
}

pub(crate) fn stock_pot(on: &mut Layer, body: Tone, rim: Tone) {
    for side in [-1.0, 1.0] {
        bar(
            on,
            &[(210.0 * side, -238.0), (270.0 * side, -226.0), (270.0 * side, -190.0), (210.0 * side, -176.0)],
            rim,
            20.0,
        );
    }
    let shape = Turned::round(&[(196.0, 0.0), (212.0, 12.0), (214.0, 140.0), (216.0, 292.0)]);
    on.apart(|on| {
        shape.body(on, body);
        shape.band(on, 278.0, 292.0, rim);
        shape.light(on, 0.9);
    });
    let lid = Turned::round(&[(224.0, 292.0), (222.0, 304.0), (168.0, 338.0), (80.0, 358.0), (16.0, 362.0)]);
    on.apart(|on| {
        lid.body(on, body);
        lid.band(on, 292.0, 304.0, rim);
        lid.light(on, 0.5);
    });
    knob(on, -360.0, rim, 1.0);
}

/// Plates on each other, the topmost seen into.
pub(crate) fn plates(on: &mut Layer, body: Tone, rim: Tone, count: u8) {
    for nth in 0..count {
        let y = -f32::from(nth) * 25.0;
        on.at(0.0, y, 1.0, |on| {
            let shape = Turned::round(&[(150.0, 0.0), (165.0, 6.0), (238.0, 26.0), (262.0, 40.0)]);
            shape.made(on, body, 0.0);
            shape.mouth(on, rim, 9.0, body, None);
            if nth + 1 == count {
                on.apart(|on| {
                    on.fill(&ring(172.0, -34.0), body.dark(0.1));
                    on.fill(&ring(166.0, -32.0), body);
                    on.shade(|x, _| 0.98 + 0.00018 * x);
                });
            }
        });
    }
}

pub(crate) fn bowl(on: &mut Layer, body: Tone, rim: Tone, inside: Tone) {
    let shape = Turned::round(&[(92.0, 0.0), (96.0, 14.0), (160.0, 58.0), (214.0, 130.0), (228.0, 178.0)]);
    on.apart(|on| {
        shape.body(on, body);
        shape.band(on, 168.0, 178.0, rim);
        shape.light(on, 0.9);
    });
    shape.mouth(on, rim, 9.0, inside, None);
}

pub(crate) fn kettle(on: &mut Layer, body: Tone, grip: Tone) {
    // The spout, thick below and thin above.
    let spout = [
        (-120.0, -58.0),
        (-206.0, -66.0),
        (-226.0, -140.0),
        (-226.0, -214.0),
        (-262.0, -268.0),
        (-326.0, -284.0),
    ];
    let lower = smooth(&spout, false);
    on.stroke(&smooth(&spout[..3], false), body.dark(0.1), 44.0);
    on.stroke(&smooth(&spout[..4], false), body.dark(0.08), 34.0);
    on.stroke(&lower, body.dark(0.05), 24.0);
    on.at(-4.0, -5.0, 1.0, |on| on.trace(&lower, body.light(0.3), 8.0, 0.9));
    bar(on, &[(96.0, -236.0), (196.0, -262.0), (250.0, -190.0), (222.0, -70.0)], grip, 27.0);
    let shape = Turned::round(&[(158.0, 0.0), (172.0, 16.0), (166.0, 80.0), (132.0, 180.0), (98.0, 240.0)]);
    shape.made(on, body, 1.0);
    let lid = Turned::round(&[(104.0, 240.0), (102.0, 250.0), (70.0, 274.0), (14.0, 284.0)]);
    lid.made(on, body, 0.4);
    knob(on, -283.0, grip, 0.9);
}

pub(crate) fn tray(on: &mut Layer, body: Tone, rim: Tone) {
    let shape = Turned::straight(&[(352.0, 0.0), (390.0, 34.0)]);
    shape.made(on, body, 0.0);
    shape.mouth(on, rim, 12.0, body, None);
    on.apart(|on| {
        on.fill(&ring(340.0, -16.0), body);
        on.shade(|x, y| 1.0 - 0.0001 * x + 0.0008 * y);
    });
}

/// Hanging by its hook from a peg at the beginning of its sheet.
pub(crate) fn ladle(on: &mut Layer, body: Tone, rim: Tone) {
    bar(on, &[(0.0, -6.0), (20.0, 12.0), (2.0, 40.0), (0.0, 120.0), (0.0, 470.0)], rim, 17.0);
    on.apart(|on| {
        on.fill(&oval(0.0, 560.0, 122.0, 112.0), body);
        on.shade(|x, y| crate::turned::round_light(x / 122.0) - 0.1 * (y - 560.0) / 112.0);
    });
    on.apart(|on| {
        on.fill(&oval(0.0, 528.0, 122.0, 62.0), rim);
        on.fill(&oval(0.0, 531.0, 110.0, 53.0), MILK);
        on.shade(|x, y| 0.88 + 0.0009 * x - 0.001 * (y - 531.0));
    });
}

/// Seen into, hung by one of its ears.
pub(crate) fn colander(on: &mut Layer, body: Tone, rim: Tone) {
    for side in [-1.0, 1.0] {
        bar(
            on,
            &[(226.0 * side, -70.0), (300.0 * side, -56.0), (300.0 * side, 56.0), (226.0 * side, 70.0)],
            rim,
            21.0,
        );
    }
    on.apart(|on| {
        on.fill(&oval(0.0, 0.0, 262.0, 262.0), rim);
        on.fill(&oval(0.0, 0.0, 247.0, 247.0), body);
        on.fill(&oval(0.0, 0.0, 176.0, 176.0), body.dark(0.07));
        on.fill(&oval(0.0, 3.0, 170.0, 170.0), body);
        let mut holes = Vec::new();
        for ray in 0..5_u8 {
            let angle = (f32::from(ray) * 72.0 - 90.0).to_radians();
            for ring in 1..=5_u8 {
                let far = f32::from(ring) * 29.0;
                let spread = (6.0 - f32::from(ring)) * 0.075;
                let sides: &[f32] = if ring == 5 { &[0.0] } else { &[-1.0, 0.0, 1.0] };
                holes.extend(sides.iter().map(|side| {
                    let a = angle + side * spread * 1.7;
                    (far * a.cos(), far * a.sin())
                }));
            }
        }
        holes.push((0.0, 0.0));
        for nth in 0..30_u8 {
            let angle = f32::from(nth) * 12.0_f32.to_radians();
            holes.push((212.0 * angle.cos(), 212.0 * angle.sin()));
        }
        for (x, y) in holes {
            on.fill(&oval(x - 1.0, y - 1.5, 8.5, 8.5), rim.dark(0.5));
            on.fill(&oval(x + 0.8, y + 1.0, 7.0, 7.0), rim.dark(0.72));
        }
        on.shade(|x, y| {
            let far = (x * x + y * y).sqrt() / 262.0;
            // Inside a bowl the light lies on the side away from it.
            1.0 + far * 0.13 * ((x * 0.7 + y * 0.5) / 262.0)
        });
    });
}

pub(crate) fn butter_dish(on: &mut Layer, body: Tone, rim: Tone) {
    let plate = Turned::straight(&[(230.0, 0.0), (268.0, 26.0)]);
    plate.made(on, body, 0.0);
    plate.mouth(on, rim, 9.0, body, None);
    on.apart(|on| {
        on.fill(&rounded(-196.0, -176.0, 392.0, 168.0, 46.0), body);
        on.stain(&rounded(-200.0, -34.0, 400.0, 30.0, 6.0), rim, 1.0);
        on.shade(|x, y| 1.06 - 0.00055 * (x + 196.0) - 0.0007 * (y + 60.0).min(0.0));
        on.wash(&rounded(-166.0, -152.0, 20.0, 84.0, 10.0), Tone(255, 255, 250), 0.6);
    });
    knob(on, -176.0, rim, 1.0);
}

pub(crate) fn lunchbox(on: &mut Layer, body: Tone, other: Tone, rim: Tone) {
    bar(
        on,
        &[
            (-176.0, -40.0),
            (-190.0, -340.0),
            (-120.0, -430.0),
            (0.0, -446.0),
            (120.0, -430.0),
            (190.0, -340.0),
            (176.0, -40.0),
        ],
        STONE,
        13.0,
    );
    let lower = Turned::round(&[(150.0, 0.0), (164.0, 10.0), (166.0, 80.0), (166.0, 150.0)]);
    let upper = Turned::round(&[(160.0, 152.0), (166.0, 160.0), (166.0, 230.0), (166.0, 296.0)]);
    for (shape, tone, low, high) in [(&lower, body, 140.0, 150.0), (&upper, other, 286.0, 296.0)] {
        on.apart(|on| {
            shape.body(on, tone);
            shape.band(on, low, high, rim);
            shape.light(on, 0.8);
        });
    }
    let lid = Turned::round(&[(172.0, 296.0), (172.0, 316.0), (140.0, 340.0), (50.0, 352.0), (8.0, 354.0)]);
    lid.made(on, body, 0.5);
    for side in [-1.0, 1.0] {
        on.fill(&rounded(170.0 * side - 11.0, -330.0, 22.0, 300.0, 9.0), STONE.dark(0.12));
        on.wash(&rounded(170.0 * side - 8.0, -328.0, 7.0, 296.0, 3.0), MILK, 0.6);
    }
    on.fill(&rounded(-70.0, -464.0, 140.0, 30.0, 15.0), WOOD);
    on.wash(&rounded(-66.0, -461.0, 132.0, 10.0, 5.0), WOOD.light(0.5), 0.7);
}

pub(crate) fn salt_pig(on: &mut Layer, body: Tone, rim: Tone) {
    let shape = Turned::round(&[
        (150.0, 0.0),
        (176.0, 24.0),
        (190.0, 120.0),
        (168.0, 240.0),
        (96.0, 320.0),
        (22.0, 344.0),
    ]);
    on.apart(|on| {
        shape.body(on, body);
        shape.band(on, 10.0, 20.0, rim);
        shape.light(on, 0.7);
    });
    on.apart(|on| {
        on.fill(&oval(18.0, -168.0, 116.0, 104.0), rim);
        on.fill(&oval(18.0, -168.0, 104.0, 92.0), Tone(84, 84, 82));
        let heap = [
            (-86.0, -140.0),
            (-40.0, -178.0),
            (16.0, -196.0),
            (70.0, -176.0),
            (124.0, -140.0),
            (100.0, -96.0),
            (18.0, -74.0),
            (-62.0, -96.0),
        ];
        on.stain(&smooth(&heap, true), Tone(250, 248, 242), 1.0);
        on.stroke(&oval(18.0, -168.0, 110.0, 98.0), rim, 12.0);
        on.shade(|x, _| 0.95 + 0.0006 * x);
    });
    bar(on, &[(66.0, -190.0), (150.0, -262.0), (196.0, -300.0)], WOOD, 20.0);
}

pub(crate) fn candle_holder(on: &mut Layer, body: Tone, rim: Tone) {
    bar(on, &[(214.0, -36.0), (292.0, -70.0), (310.0, -22.0), (226.0, -14.0)], rim, 18.0);
    let dish = Turned::round(&[(150.0, 0.0), (170.0, 4.0), (218.0, 26.0), (236.0, 46.0)]);
    dish.made(on, body, 0.0);
    dish.mouth(on, rim, 9.0, body, None);
    on.at(0.0, -20.0, 1.0, |on| {
        let cup = Turned::round(&[(48.0, 0.0), (42.0, 20.0), (46.0, 70.0), (56.0, 92.0)]);
        cup.made(on, body, 0.6);
        cup.mouth(on, rim, 8.0, NIGHT, None);
        let candle = Turned::straight(&[(33.0, 84.0), (32.0, 330.0)]);
        candle.made(on, MILK, 0.0);
        candle.mouth(on, MILK, 3.0, CREAM.light(0.6), None);
        on.at(0.0, -334.0, 1.0, flame);
    });
}

fn flame(on: &mut Layer) {
    for nth in 0..22_u8 {
        let r = 300.0 - f32::from(nth) * 13.0;
        on.wash(&oval(0.0, -46.0, r, r), Tone(255, 206, 120), 0.02);
    }
    on.stroke(&line((0.0, 2.0), (0.0, -16.0)), NIGHT, 5.0);
    let outer = [(0.0, -112.0), (20.0, -66.0), (24.0, -34.0), (0.0, -10.0), (-24.0, -34.0), (-18.0, -68.0)];
    on.fill(&smooth(&outer, true), Tone(250, 176, 70));
    let inner = [(0.0, -82.0), (13.0, -44.0), (11.0, -26.0), (0.0, -14.0), (-11.0, -26.0), (-12.0, -46.0)];
    on.fill(&smooth(&inner, true), Tone(255, 240, 196));
}

pub(crate) fn house_number(on: &mut Layer, ground: Tone, figure: Tone) {
    on.apart(|on| {
        on.fill(&rounded(-190.0, -235.0, 380.0, 470.0, 46.0), ground);
        on.stroke(&rounded(-166.0, -211.0, 332.0, 422.0, 30.0), figure, 11.0);
        on.stroke(&poly(&[(-84.0, -128.0), (86.0, -128.0), (86.0, -127.0), (-84.0, -127.0)]), figure, 40.0);
        on.stroke(&smooth(&[(86.0, -126.0), (20.0, -20.0), (-22.0, 134.0)], false), figure, 44.0);
        on.shade(|x, y| 1.05 - 0.00022 * (x + 190.0) - 0.00022 * (y + 235.0));
    });
    for (x, y) in [(0.0, -186.0), (0.0, 186.0)] {
        on.fill(&oval(x, y, 12.0, 12.0), BRASS.dark(0.2));
        on.fill(&oval(x - 2.0, y - 2.0, 9.0, 9.0), BRASS.light(0.3));
    }
    on.wash(
        &smooth(&[(-150.0, -120.0), (-152.0, -30.0), (-136.0, -32.0), (-134.0, -118.0)], true),
        MILK,
        0.4,
    );
}

pub(crate) fn pail(on: &mut Layer, body: Tone, rim: Tone) {
    bar(
        on,
        &[(-204.0, -316.0), (-190.0, -470.0), (0.0, -560.0), (190.0, -470.0), (204.0, -316.0)],
        STONE,
        11.0,
    );
    let shape = Turned::straight(&[(146.0, 0.0), (154.0, 12.0), (208.0, 330.0)]);
    on.apart(|on| {
        shape.body(on, body);
        shape.band(on, 314.0, 330.0, rim);
        shape.band(on, 8.0, 16.0, rim);
        shape.light(on, 0.8);
    });
    shape.mouth(on, rim, 10.0, body.dark(0.1), Some((44.0, SKY)));
    on.fill(&rounded(-58.0, -578.0, 116.0, 34.0, 17.0), WOOD);
    on.wash(&rounded(-54.0, -574.0, 108.0, 11.0, 5.0), WOOD.light(0.5), 0.7);
}

/// A plate as whoever eats from it sees it.
pub(crate) fn from_above(on: &mut Layer, body: Tone, rim: Tone) {
    on.apart(|on| {
        on.fill(&oval(0.0, 0.0, 262.0, 262.0), rim);
        on.fill(&oval(0.0, 0.0, 246.0, 246.0), body);
        on.fill(&oval(-2.0, -3.0, 182.0, 182.0), body.dark(0.1));
        on.fill(&oval(2.0, 3.0, 179.0, 179.0), body.light(0.3));
        on.fill(&oval(0.0, 0.0, 172.0, 172.0), body);
        on.shade(|x, y| 1.0 + 0.05 * ((x * 0.7 + y * 0.6) / 262.0));
    });
}
