//! Things that somebody had before.

use std::f32::consts::FRAC_1_SQRT_2;

use crate::goods::enamel::bar;
use crate::layer::Layer;
use crate::lines::{line, oval, poly, rect, rounded, smooth};
use crate::tone::*;
use crate::turned::{Turned, ring};

/// A hand fan, leaning; its handle at the beginning of the sheet.
pub(crate) fn fan(on: &mut Layer) {
    on.apart(|on| {
        let heart = [
            (0.0, -150.0),
            (-150.0, -190.0),
            (-262.0, -330.0),
            (-250.0, -500.0),
            (-120.0, -620.0),
            (0.0, -644.0),
            (120.0, -620.0),
            (250.0, -500.0),
            (262.0, -330.0),
            (150.0, -190.0),
        ];
        on.weave(&smooth(&heart, true), |x, y| {
            let angle = (x / (y + 60.0)).atan();
            let ray = ((angle * 34.0).fract().abs() * 2.0 - 1.0).abs();
            let far = (x * x + (y + 60.0) * (y + 60.0)).sqrt();
            let ring = (far / 46.0).fract();
            let tone = if (far / 46.0).floor() as i32 % 4 == 2 { CLAY } else { STRAW };
            tone.dark(if ray < 0.16 { 0.3 } else { 0.0 } + if ring < 0.12 { 0.22 } else { 0.0 })
        });
        on.stroke(&smooth(&heart, true), WOOD, 19.0);
        on.trace(&smooth(&heart, true), STRAW, 6.0, 0.8);
        on.shade(|x, y| 1.06 - 0.15 * ((x + 262.0) / 524.0) - 0.03 * ((y + 640.0) / 500.0));
    });
    bar(on, &[(0.0, -170.0), (0.0, -80.0), (0.0, 0.0)], WOOD, 40.0);
    for nth in 0..6_u8 {
        let y = -160.0 + f32::from(nth) * 11.0;
        on.trace(&line((-22.0, y), (22.0, y + 5.0)), STRAW, 6.0, 1.0);
    }
}

pub(crate) fn radio(on: &mut Layer, case: Tone) {
    bar(on, &[(200.0, -330.0), (270.0, -520.0), (330.0, -690.0)], STONE, 8.0);
    on.fill(&oval(331.0, -694.0, 9.0, 9.0), STONE.light(0.4));
    bar(on, &[(-210.0, -338.0), (-180.0, -420.0), (180.0, -420.0), (210.0, -338.0)], WALNUT, 24.0);
    on.apart(|on| {
        on.fill(&rounded(-330.0, -350.0, 690.0, 350.0, 34.0), case.dark(0.3));
        on.fill(&rounded(-340.0, -350.0, 670.0, 350.0, 34.0), case);
        on.fill(&rounded(-314.0, -326.0, 618.0, 302.0, 20.0), CREAM);
        for row in 0..11_u8 {
            for column in 0..14_u8 {
                let (x, y) = (-288.0 + f32::from(column) * 22.0, -296.0 + f32::from(row) * 23.5);
                on.fill(&oval(x, y, 7.0, 7.0), WALNUT.dark(0.2));
            }
        }
        on.fill(&rounded(44.0, -304.0, 238.0, 104.0, 8.0), NIGHT);
        for nth in 0..13_u8 {
            let x = 62.0 + f32::from(nth) * 16.8;
            on.fill(&rect(x, -286.0, 3.0, if nth % 3 == 0 { 34.0 } else { 20.0 }), CREAM);
        }
        on.fill(&rect(172.0, -296.0, 6.0, 88.0), ROSSO);
        on.fill(&rect(62.0, -232.0, 200.0, 4.0), OCHRE);
        on.shade(|x, y| 1.05 - 0.12 * ((x + 340.0) / 680.0) - 0.05 * ((y + 350.0) / 350.0));
    });
    for (x, r) in [(104.0, 54.0), (224.0, 54.0)] {
        on.wash(&oval(x + 7.0, -102.0, r, r), NIGHT, 0.35);
        on.apart(|on| {
            on.fill(&oval(x, -108.0, r, r), BRASS);
            on.fill(&oval(x, -108.0, r * 0.76, r * 0.76), BRASS.light(0.35));
            on.shade(|px, py| 1.06 - 0.003 * (px - x) - 0.002 * (py + 108.0));
        });
        on.stroke(&line((x, -108.0), (x + r * 0.45, -108.0 - r * 0.5)), WALNUT, 7.0);
    }
}

pub(crate) fn glass(on: &mut Layer, print: Tone, drink: Option<Tone>) {
    let shape = Turned::straight(&[(80.0, 0.0), (84.0, 8.0), (104.0, 270.0)]);
    on.apart(|on| {
        on.wash(&shape.between(0.0, 270.0), Tone(224, 238, 238), 0.55);
        on.wash(&shape.between(0.0, 20.0), SKY.light(0.3), 0.6);
        if let Some(tone) = drink {
            let filled = Turned::straight(&[(77.0, 20.0), (95.0, 206.0)]);
            on.wash(&filled.between(20.0, 206.0), tone, 0.9);
            on.wash(&ring(95.0, -206.0), tone.light(0.4), 0.9);
        }
        shape.band(on, 96.0, 112.0, print);
        shape.band(on, 182.0, 190.0, print);
        for x in [-56.0, -18.0, 22.0, 58.0] {
            on.stain(&poly(&[(x, -132.0), (x + 15.0, -112.0), (x, -92.0), (x - 15.0, -112.0)]), MILK, 0.95);
            on.at(0.0, -36.0, 1.0, |on| on.stain(&oval(x, -100.0, 11.0, 14.0), print, 1.0));
        }
        shape.light(on, 1.0);
    });
    on.trace(&ring(104.0, -270.0), MILK, 5.0, 0.95);
}

pub(crate) fn typewriter(on: &mut Layer, case: Tone) {
    // Paper, roller, body, keys.
    on.apart(|on| {
        on.fill(&poly(&[(-170.0, -380.0), (-190.0, -640.0), (190.0, -640.0), (170.0, -380.0)]), MILK);
        for nth in 0..5_u8 {
            let y = -590.0 + f32::from(nth) * 34.0;
            let w = [260.0, 230.0, 270.0, 190.0, 120.0][usize::from(nth)];
            on.fill(&rect(-140.0, y, w, 8.0), INK.light(0.25));
        }
        on.shade(|x, _| 1.0 - 0.0003 * x);
    });
    for side in [-1.0, 1.0] {
        on.fill(&rounded(side * 330.0 - 22.0, -424.0, 44.0, 76.0, 12.0), INK);
    }
    on.apart(|on| {
        on.fill(&rounded(-318.0, -416.0, 636.0, 62.0, 20.0), INK.light(0.06));
        on.shade(|_, y| 1.3 - 0.9 * ((y + 416.0) / 62.0));
    });
    bar(on, &[(-318.0, -400.0), (-372.0, -440.0), (-398.0, -430.0)], STONE, 11.0);
    on.apart(|on| {
        let body = [
            (-300.0, -356.0),
            (300.0, -356.0),
            (330.0, -300.0),
            (376.0, -40.0),
            (366.0, 0.0),
            (-366.0, 0.0),
            (-376.0, -40.0),
            (-330.0, -300.0),
        ];
        on.fill(&poly(&body), case);
        on.fill(&poly(&[(-376.0, -40.0), (376.0, -40.0), (366.0, 0.0), (-366.0, 0.0)]), case.dark(0.36));
        on.fill(&poly(&[(-236.0, -336.0), (236.0, -336.0), (252.0, -250.0), (-252.0, -250.0)]), NIGHT);
        for nth in 0..17_u8 {
            let u = (f32::from(nth) - 8.0) / 8.0;
            on.stroke(&line((u * 205.0, -254.0), (u * 90.0, -330.0)), STONE.dark(0.2), 4.0);
        }
        on.fill(&rounded(-70.0, -232.0, 140.0, 26.0, 6.0), BRASS);
        on.shade(|x, y| 1.07 - 0.13 * ((x + 370.0) / 740.0) - 0.08 * ((y + 356.0) / 356.0));
    });
    for row in 0..4_u8 {
        let (y, count) = (-172.0 + f32::from(row) * 42.0, 10 - row % 2);
        if row == 3 {
            on.fill(&rounded(-156.0, y - 10.0, 312.0, 25.0, 12.0), NIGHT);
            on.wash(&rounded(-150.0, y - 9.0, 300.0, 8.0, 4.0), MILK, 0.3);
            continue;
        }
        for column in 0..count {
            let x = (f32::from(column) - f32::from(count - 1) / 2.0) * (56.0 + f32::from(row) * 3.0);
            on.fill(&oval(x + 2.0, y + 5.0, 22.0, 18.0), NIGHT);
            on.fill(&oval(x, y, 22.0, 17.0), STONE);
            on.fill(&oval(x, y, 18.0, 13.5), CREAM.light(0.3));
        }
    }
}

pub(crate) fn capiz(on: &mut Layer, metal: Tone) {
    for nth in 0..16_u8 {
        let r = 430.0 - f32::from(nth) * 24.0;
        on.wash(&oval(0.0, -400.0, r, r), Tone(255, 210, 130), 0.022);
    }
    let foot = Turned::round(&[(120.0, 0.0), (112.0, 14.0), (30.0, 34.0), (20.0, 60.0), (20.0, 170.0)]);
    foot.made(on, metal, 0.4);
    let shade = Turned::straight(&[(230.0, 160.0), (150.0, 540.0)]);
    on.apart(|on| {
        on.fill(&shade.between(160.0, 540.0), Tone(255, 232, 184));
        on.shade(|x, y| {
            let (u, v) = (x / shade.radius(-y), (y + 330.0) / 190.0);
            1.12 - 0.3 * u * u - 0.14 * v * v
        });
    });
    for nth in 0..9_u8 {
        let u = (f32::from(nth) - 4.0) / 4.0 * 1.57;
        let (low, high) = (230.0 * u.sin(), 150.0 * u.sin());
        let bow = (46.0 * u.cos(), 30.0 * u.cos());
        on.trace(&line((low, -160.0 + bow.0), (high, -540.0 + bow.1)), metal.dark(0.3), 5.0, 0.9);
    }
    for nth in 0..5_u8 {
        let height = 160.0 + f32::from(nth) * 95.0;
        let r = shade.radius(height);
        let arc = [
            (-r, -height),
            (-r * 0.7, -height + r * 0.143),
            (0.0, -height + r * 0.2),
            (r * 0.7, -height + r * 0.143),
            (r, -height),
        ];
        on.trace(&smooth(&arc, false), metal.dark(0.3), 6.0, 0.95);
    }
    on.trace(&ring(150.0, -540.0), metal.dark(0.2), 6.0, 1.0);
}

pub(crate) fn chair(on: &mut Layer, wood: Tone) {
    let leg = |on: &mut Layer, points: &[(f32, f32)], tone: Tone| bar(on, points, tone, 27.0);
    leg(on, &[(-150.0, -330.0), (-158.0, -150.0), (-166.0, -70.0)], wood.dark(0.2));
    leg(on, &[(196.0, -330.0), (206.0, -150.0), (212.0, -70.0)], wood.dark(0.2));
    let back = [
        (-170.0, -372.0),
        (-186.0, -560.0),
        (-164.0, -760.0),
        (20.0, -806.0),
        (204.0, -760.0),
        (226.0, -560.0),
        (210.0, -372.0),
    ];
    on.apart(|on| {
        on.weave(&smooth(&back, true), cane);
        on.shade(|x, _| 1.02 - 0.00025 * x);
    });
    bar(on, &back, wood.light(0.06), 31.0);
    bar(on, &[(-178.0, -420.0), (20.0, -412.0), (216.0, -420.0)], wood.light(0.06), 25.0);
    on.apart(|on| {
        let seat = [(-190.0, -372.0), (226.0, -372.0), (268.0, -262.0), (-244.0, -262.0)];
        on.fill(
            &smooth(
                &[
                    (-190.0, -376.0),
                    (20.0, -382.0),
                    (226.0, -376.0),
                    (272.0, -290.0),
                    (262.0, -232.0),
                    (10.0, -216.0),
                    (-240.0, -232.0),
                    (-248.0, -290.0),
                ],
                true,
            ),
            wood,
        );
        on.weave(&smooth(&seat.map(|(x, y)| (x * 0.84, (y + 318.0) * 0.72 - 322.0)), true), |x, y| {
            cane(x, y * 2.2)
        });
        on.shade(|x, y| 1.07 - 0.0003 * x - if y > -254.0 { 0.14 } else { 0.0 });
    });
    leg(on, &[(-222.0, -232.0), (-226.0, -100.0), (-236.0, 0.0)], wood.light(0.06));
    leg(on, &[(246.0, -232.0), (250.0, -100.0), (260.0, 0.0)], wood.light(0.06));
    bar(on, &[(-226.0, -96.0), (10.0, -90.0), (250.0, -96.0)], wood, 17.0);
}

/// Solihiya: six ways of cane, eight-cornered holes.
fn cane(u: f32, v: f32) -> Tone {
    let near = |value: f32, width: f32| (value.rem_euclid(30.0) - 15.0).abs() > 15.0 - width;
    let is_cane = near(u, 3.6)
        || near(v, 3.6)
        || near((u + v) * FRAC_1_SQRT_2, 2.6)
        || near((u - v) * FRAC_1_SQRT_2, 2.6);
    if is_cane { STRAW.light(0.25) } else { WALNUT.dark(0.1) }
}
