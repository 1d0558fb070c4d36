//! Where days pass: a window, a street, a market from afar, the sea, a shelf, lanterns.

use crate::layer::{HIGH, Layer, WIDE};
use crate::lines::{leaf, line, oval, poly, rect, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;

/// What is seen through a window.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum View {
    Clear,
    Rain,
    Night,
}

/// A casement, its middle at the beginning of the sheet, with a sill below.
pub(crate) fn window(on: &mut Layer, view: View, frame: Tone) {
    let (sky, far, near) = match view {
        View::Clear => (SKY.light(0.3), SAGE, LEAF.light(0.1)),
        View::Rain => (STONE.mix(SKY, 0.4), SAGE.dark(0.2), LAGOON.light(0.1).dark(0.1)),
        View::Night => (NIGHT, DEEP, NIGHT.dark(0.4)),
    };
    on.apart(|on| {
        on.fill(&rounded(-310.0, -420.0, 620.0, 800.0, 6.0), sky);
        if view == View::Night {
            on.stain(&oval(130.0, -250.0, 60.0, 60.0), CREAM, 1.0);
        } else {
            on.stain(&oval(-130.0, -270.0, 110.0, 40.0), MILK, 0.7);
            on.stain(&oval(-40.0, -250.0, 120.0, 36.0), MILK, 0.7);
        }
        let ridge = [
            (-320.0, 90.0),
            (-200.0, -60.0),
            (-60.0, 20.0),
            (90.0, -110.0),
            (320.0, 40.0),
            (320.0, 400.0),
            (-320.0, 400.0),
        ];
        on.stain(&smooth(&ridge, true), far, 1.0);
        on.stain(
            &smooth(
                &[
                    (-320.0, 200.0),
                    (-60.0, 110.0),
                    (200.0, 190.0),
                    (330.0, 150.0),
                    (330.0, 400.0),
                    (-330.0, 400.0),
                ],
                true,
            ),
            near,
            1.0,
        );
        for (x, y, w, h, wall) in
            [(-230.0, 130.0, 110.0, 110.0, CREAM), (60.0, 160.0, 130.0, 100.0, CLAY.light(0.4))]
        {
            let wall = if view == View::Night { wall.dark(0.62) } else { wall };
            on.stain(&rect(x, y, w, h), wall, 1.0);
            on.stain(
                &poly(&[(x - 14.0, y), (x + w / 2.0, y - 52.0), (x + w + 14.0, y)]),
                CLAY.dark(if view == View::Night { 0.6 } else { 0.1 }),
                1.0,
            );
            let pane = if view == View::Night { OCHRE.light(0.3) } else { WALNUT };
            on.stain(&rect(x + w * 0.36, y + 34.0, 30.0, 36.0), pane, 1.0);
        }
        if view == View::Rain {
            let mut seed = Seed::of("panes");
            for _ in 0..110 {
                let (x, y) = (seed.between(-310.0, 320.0), seed.between(-420.0, 360.0));
                on.etch(&line((x, y), (x - 8.0, y + seed.between(20.0, 64.0))), MILK, 2.6);
            }
            for _ in 0..34 {
                let (x, y, r) =
                    (seed.between(-300.0, 300.0), seed.between(-410.0, 370.0), seed.between(4.0, 9.0));
                on.stain(&oval(x, y, r * 0.8, r), MILK, 0.6);
            }
        }
    });
    on.apart(|on| {
        for (x, y, w, h) in [
            (-340.0, -450.0, 680.0, 34.0),
            (-340.0, 366.0, 680.0, 34.0),
            (-340.0, -450.0, 34.0, 850.0),
            (306.0, -450.0, 34.0, 850.0),
            (-13.0, -430.0, 26.0, 810.0),
            (-320.0, -64.0, 640.0, 20.0),
        ] {
            on.fill(&rect(x, y, w, h), frame);
        }
        on.fill(&rounded(-390.0, 392.0, 780.0, 44.0, 8.0), frame.light(0.15));
        on.shade(|x, y| 1.03 - 0.00012 * x - 0.00005 * y);
    });
}

/// All of the sheet: a street of old houses, and who knows who lives there.
pub(crate) fn street(on: &mut Layer, is_evening: bool) {
    let sky = if is_evening { CLAY.light(0.5) } else { SKY.light(0.35) };
    on.fill(&rect(-10.0, -10.0, WIDE + 20.0, HIGH + 20.0), sky);
    on.fill(&oval(760.0, 300.0, 92.0, 92.0), if is_evening { ROSSO.light(0.25) } else { CREAM.light(0.4) });
    let far = [
        (-10.0, 620.0),
        (200.0, 480.0),
        (420.0, 600.0),
        (700.0, 470.0),
        (1010.0, 600.0),
        (1010.0, 800.0),
        (-10.0, 800.0),
    ];
    on.fill(&smooth(&far, true), sky.mix(SAGE, 0.6));
    on.fill(&rect(-10.0, 980.0, WIDE + 20.0, 300.0), SAND.dark(0.04));
    on.fill(&poly(&[(330.0, 1260.0), (470.0, 980.0), (560.0, 980.0), (760.0, 1260.0)]), SAND.light(0.3));
    let walls =
        [MILK.dark(0.05), OCHRE.light(0.25), SAGE.light(0.2), CLAY.light(0.25), SKY.light(0.1), CREAM];
    for (nth, (x, w, h)) in [
        (-30.0, 190.0, 420.0),
        (160.0, 170.0, 520.0),
        (330.0, 150.0, 380.0),
        (560.0, 150.0, 430.0),
        (710.0, 180.0, 500.0),
        (890.0, 160.0, 400.0),
    ]
    .into_iter()
    .enumerate()
    {
        let top = 990.0 - h;
        on.apart(|on| {
            on.fill(&rect(x, top, w, h), walls[nth]);
            on.fill(
                &poly(&[
                    (x - 16.0, top),
                    (x + w * 0.18, top - 84.0),
                    (x + w * 0.82, top - 84.0),
                    (x + w + 16.0, top),
                ]),
                CLAY.dark(0.15 + 0.06 * (nth % 3) as f32),
            );
            on.stain(&rect(x, top + h * 0.46, w, 14.0), WALNUT, 0.8);
            for column in 0..2_u8 {
                let wx = x + w * (0.14 + 0.42 * f32::from(column));
                let lit = is_evening && (nth + usize::from(column)) % 3 == 0;
                on.stain(&rounded(wx, top + h * 0.12, w * 0.28, h * 0.26, 4.0), WALNUT, 1.0);
                on.stain(
                    &rounded(wx + 6.0, top + h * 0.12 + 6.0, w * 0.28 - 12.0, h * 0.26 - 12.0, 2.0),
                    if lit { OCHRE.light(0.3) } else { NIGHT.light(0.25) },
                    1.0,
                );
                for slat in 0..3_u8 {
                    on.stain(&rect(wx, top + h * (0.17 + 0.06 * f32::from(slat)), w * 0.28, 5.0), MILK, 0.7);
                }
            }
            on.stain(&rounded(x + w * 0.34, top + h * 0.62, w * 0.32, h * 0.5, 26.0), WALNUT.dark(0.1), 1.0);
            on.shade(|px, _| 1.03 - 0.1 * ((px - x) / w));
        });
    }
    for (x, y, h) in [(120.0, 1010.0, 330.0), (880.0, 1010.0, 390.0)] {
        on.stroke(&smooth(&[(x, y), (x + 12.0, y - h * 0.5), (x + 34.0, y - h)], false), WALNUT, 20.0);
        for nth in 0..8_u8 {
            let angle = f32::from(nth) * 0.785 + 0.2;
            let to = (x + 34.0 + 150.0 * angle.cos(), y - h + 96.0 * angle.sin() + 16.0);
            on.fill(&leaf((x + 34.0, y - h), to, 0.24, 0.12).0, LEAF.dark(0.1 + 0.04 * f32::from(nth % 3)));
        }
    }
    on.trace(&smooth(&[(-10.0, 400.0), (500.0, 470.0), (1010.0, 390.0)], false), NIGHT, 3.0, 0.6);
}

/// All of the sheet: awnings across a square.
pub(crate) fn market(on: &mut Layer, is_festive: bool) {
    on.fill(
        &rect(-10.0, -10.0, WIDE + 20.0, HIGH + 20.0),
        if is_festive { LAPIS.mix(NIGHT, 0.55) } else { CREAM.light(0.3) },
    );
    let hills = [
        (-10.0, 560.0),
        (240.0, 430.0),
        (520.0, 540.0),
        (790.0, 400.0),
        (1010.0, 500.0),
        (1010.0, 760.0),
        (-10.0, 760.0),
    ];
    on.fill(&smooth(&hills, true), if is_festive { NIGHT } else { SAGE.light(0.15) });
    on.fill(&rect(-10.0, 740.0, WIDE + 20.0, 540.0), if is_festive { WALNUT.light(0.05) } else { SAND });
    for row in 0..3_u8 {
        let n = f32::from(row);
        let (scale, y) = (0.52 + 0.3 * n, 760.0 + n * n * 62.0 + n * 86.0);
        for column in -2..=2_i8 {
            let x = 500.0 + (f32::from(column) + if row == 1 { 0.5 } else { 0.0 }) * 430.0 * scale;
            let tones = [ROSSO, LAGOON, OCHRE, LAPIS, CLAY];
            let tone = tones[((column + 2) as usize * 2 + usize::from(row)) % tones.len()];
            on.at(x, y, scale, |on| stall(on, tone, usize::from(row) + (column + 2) as usize));
        }
    }
    for (nth, y) in [250.0_f32, 330.0].into_iter().enumerate() {
        let bow = |x: f32| y + 70.0 * (1.0 - ((x - 500.0) / 520.0).powi(2)) + 26.0 * nth as f32;
        on.trace(
            &smooth(
                &[
                    (-20.0, bow(-20.0)),
                    (250.0, bow(250.0)),
                    (500.0, bow(500.0)),
                    (750.0, bow(750.0)),
                    (1020.0, bow(1020.0)),
                ],
                false,
            ),
            WALNUT,
            4.0,
            0.9,
        );
        for step in 0..15_u8 {
            let x = 20.0 + f32::from(step) * 68.0;
            let tone = [ROSSO, MILK, OCHRE, LAGOON][(usize::from(step) + nth) % 4];
            if is_festive {
                for r in [38.0, 28.0, 20.0] {
                    on.wash(&oval(x, bow(x) + 22.0, r, r), OCHRE.light(0.3), 0.16);
                }
                on.fill(&oval(x, bow(x) + 22.0, 13.0, 15.0), OCHRE.light(0.45));
            } else {
                on.fill(&poly(&[(x - 22.0, bow(x)), (x + 22.0, bow(x)), (x, bow(x) + 52.0)]), tone);
            }
        }
    }
}

fn stall(on: &mut Layer, tone: Tone, nth: usize) {
    for x in [-180.0, 172.0] {
        on.fill(&rect(x, -230.0, 10.0, 240.0), WALNUT);
    }
    on.fill(&rect(-176.0, -80.0, 352.0, 90.0), WOOD.light(0.1 * (nth % 3) as f32));
    on.fill(&rect(-176.0, -84.0, 352.0, 12.0), WOOD.dark(0.3));
    for step in 0..7_u8 {
        let x = -146.0 + f32::from(step) * 48.0;
        let good = [OCHRE, LEAF, ROSSO.light(0.2), MILK, AMBER][(usize::from(step) + nth) % 5];
        match nth % 3 {
            0 => {
                on.fill(&oval(x, -98.0, 22.0, 20.0), good);
                on.fill(&oval(x + 22.0, -114.0, 20.0, 18.0), good.light(0.15));
            }
            1 => on.fill(&rounded(x - 16.0, -132.0, 32.0, 50.0, 6.0), good),
            _ => on.fill(
                &poly(&[(x - 22.0, -120.0), (x + 22.0, -120.0), (x + 14.0, -84.0), (x - 14.0, -84.0)]),
                good,
            ),
        }
    }
    for strip in 0..8_u8 {
        let x = -208.0 + f32::from(strip) * 52.0;
        let stripe = if strip % 2 == 0 { tone } else { MILK };
        let top = |x: f32| x * 0.86;
        on.fill(&poly(&[(top(x), -300.0), (top(x + 52.0), -300.0), (x + 52.0, -206.0), (x, -206.0)]), stripe);
        on.fill(
            &smooth(
                &[(x, -208.0), (x + 52.0, -208.0), (x + 46.0, -178.0), (x + 26.0, -168.0), (x + 6.0, -178.0)],
                true,
            ),
            stripe.dark(0.12),
        );
    }
}

/// All of the sheet: the sea in the evening, a boat on it.
pub(crate) fn sea(on: &mut Layer) {
    on.fill(&rect(-10.0, -10.0, WIDE + 20.0, HIGH + 20.0), CLAY.light(0.52));
    on.fill(&oval(620.0, 560.0, 120.0, 120.0), OCHRE.light(0.2));
    for (y, x, w) in [(300.0, 120.0, 320.0), (360.0, 560.0, 300.0), (430.0, 200.0, 240.0)] {
        on.wash(&rounded(x, y, w, 26.0, 13.0), MILK, 0.55);
    }
    on.fill(
        &smooth(&[(-20.0, 640.0), (120.0, 560.0), (330.0, 640.0), (420.0, 660.0), (-20.0, 680.0)], true),
        LAGOON.mix(SKY, 0.4),
    );
    on.fill(&rect(-10.0, 640.0, WIDE + 20.0, 620.0), LAGOON.light(0.18));
    for row in 0..11_u8 {
        let n = f32::from(row);
        let y = 656.0 + n * n * 4.0 + n * 8.0;
        let w = 90.0 + n * 12.0;
        on.wash(
            &rounded(620.0 - w / 2.0 + 34.0 * (n * 1.7).sin(), y, w, 7.0 + n * 0.8, 4.0),
            OCHRE.light(0.4),
            0.75,
        );
        on.wash(&rounded(60.0 + 47.0 * n % 300.0, y + 10.0, 120.0, 5.0, 3.0), CELADON, 0.5);
    }
    on.at(360.0, 880.0, 1.1, |on| {
        on.stroke(&smooth(&[(-230.0, 22.0), (0.0, 44.0), (230.0, 18.0)], false), CREAM, 9.0);
        for x in [-90.0, 90.0] {
            on.stroke(&smooth(&[(x, -10.0), (x * 1.1, 16.0), (x * 1.2, 36.0)], false), STRAW, 8.0);
        }
        on.apart(|on| {
            on.fill(
                &smooth(
                    &[
                        (-240.0, -50.0),
                        (-100.0, -10.0),
                        (100.0, -10.0),
                        (250.0, -60.0),
                        (130.0, 26.0),
                        (-130.0, 26.0),
                    ],
                    true,
                ),
                MILK,
            );
            on.stain(&rect(-260.0, 2.0, 520.0, 30.0), LAPIS, 1.0);
        });
        on.stroke(&line((-10.0, -10.0), (-10.0, -250.0)), WALNUT, 8.0);
        on.fill(
            &smooth(&[(-4.0, -240.0), (120.0, -120.0), (136.0, -50.0), (-4.0, -40.0)], true),
            ROSSO.light(0.15),
        );
    });
    on.fill(
        &smooth(
            &[
                (-20.0, 1130.0),
                (300.0, 1100.0),
                (640.0, 1170.0),
                (1020.0, 1120.0),
                (1020.0, 1270.0),
                (-20.0, 1270.0),
            ],
            true,
        ),
        SAND.light(0.2),
    );
}

/// A plank on two brackets; things stand at the beginning of its sheet.
pub(crate) fn shelf(on: &mut Layer, half: f32) {
    for side in [-1.0, 1.0] {
        super::enamel::bar(on, &[(side * half * 0.7, 30.0), (side * half * 0.7, 130.0)], WALNUT, 16.0);
    }
    on.apart(|on| {
        on.fill(&rounded(-half, 0.0, half * 2.0, 40.0, 5.0), WOOD);
        on.stain(&rect(-half, 0.0, half * 2.0, 11.0), WOOD.light(0.4), 1.0);
        on.shade(|x, _| 1.03 - 0.06 * (x / half));
    });
}

/// The Christmas star of paper and bamboo, its middle at the beginning of the sheet.
pub(crate) fn parol(on: &mut Layer, size: f32) {
    on.at(0.0, 0.0, size, |on| {
        super::enamel::bar(on, &[(0.0, -560.0), (0.0, -230.0)], WALNUT, 7.0);
        for nth in 0..14_u8 {
            let r = 380.0 - f32::from(nth) * 24.0;
            on.wash(&oval(0.0, 0.0, r, r), Tone(255, 220, 150), 0.022);
        }
        for (x, y) in [(-130.0, 230.0), (130.0, 230.0)] {
            for thread in 0..9_u8 {
                let at = x - 26.0 + f32::from(thread) * 6.5;
                on.stroke(
                    &smooth(&[(x, y - 60.0), (at, y), (at * 1.02, y + 120.0)], false),
                    [ROSSO, OCHRE][usize::from(thread % 2)],
                    5.0,
                );
            }
        }
        let point = |nth: f32, far: f32| {
            let angle = (nth * 36.0 - 90.0).to_radians();
            (far * angle.cos(), far * angle.sin())
        };
        on.stroke(&oval(0.0, 0.0, 236.0, 236.0), LAGOON.light(0.2), 15.0);
        on.apart(|on| {
            for nth in 0..5_u8 {
                let n = f32::from(nth) * 2.0;
                let tones = [ROSSO, OCHRE.light(0.1), ROSSO, OCHRE.light(0.1), ROSSO];
                on.fill(
                    &poly(&[(0.0, 0.0), point(n - 1.0, 92.0), point(n, 236.0)]),
                    tones[usize::from(nth)].light(0.25),
                );
                on.fill(&poly(&[(0.0, 0.0), point(n, 236.0), point(n + 1.0, 92.0)]), tones[usize::from(nth)]);
            }
            on.shade(|x, y| 1.12 - 0.0011 * (x * x + y * y).sqrt());
        });
        for nth in 0..10_u8 {
            let far = if nth % 2 == 0 { 236.0 } else { 92.0 };
            on.stroke(&line((0.0, 0.0), point(f32::from(nth), far)), STRAW, 5.0);
        }
        on.fill(&oval(0.0, 0.0, 24.0, 24.0), CREAM);
    });
}

/// A round paper lantern on its string, lit.
pub(crate) fn paper_moon(on: &mut Layer, tone: Tone, size: f32) {
    on.at(0.0, 0.0, size, |on| {
        super::enamel::bar(on, &[(0.0, -600.0), (0.0, -140.0)], WALNUT, 6.0);
        for nth in 0..12_u8 {
            let r = 270.0 - f32::from(nth) * 18.0;
            on.wash(&oval(0.0, 0.0, r, r), Tone(255, 220, 150), 0.024);
        }
        on.apart(|on| {
            on.fill(&oval(0.0, 0.0, 158.0, 138.0), tone.mix(Tone(255, 220, 150), 0.3));
            for nth in -4..=4_i8 {
                let u = f32::from(nth) / 4.4;
                on.etch(
                    &smooth(&[(0.0, -140.0), (u * 176.0, 0.0), (0.0, 140.0)], false),
                    tone.dark(0.2),
                    3.5,
                );
            }
            on.shade(|x, y| 1.14 - 0.3 * ((x / 158.0).powi(2) + (y / 138.0).powi(2)));
        });
        for y in [-140.0, 136.0] {
            on.fill(&rounded(-44.0, y - 13.0, 88.0, 26.0, 6.0), WALNUT);
        }
        for thread in 0..7_u8 {
            let at = -18.0 + f32::from(thread) * 6.0;
            on.stroke(&line((at * 0.4, 146.0), (at, 250.0)), OCHRE, 4.0);
        }
    });
}

/// A cup as whoever drinks from it sees it.
pub(crate) fn cup_above(on: &mut Layer, glaze: Tone, drink: Tone) {
    super::enamel::bar(on, &[(104.0, -26.0), (172.0, -40.0), (180.0, 30.0), (106.0, 34.0)], glaze, 26.0);
    on.apart(|on| {
        on.fill(&oval(0.0, 0.0, 122.0, 122.0), glaze.light(0.2));
        on.fill(&oval(0.0, 0.0, 108.0, 108.0), glaze.dark(0.1));
        on.fill(&oval(3.0, 4.0, 98.0, 98.0), drink);
        on.wash(&smooth(&[(-60.0, -40.0), (-20.0, -72.0), (20.0, -76.0), (-30.0, -46.0)], true), MILK, 0.35);
        on.shade(|x, y| 1.02 + 0.05 * ((x * 0.7 + y * 0.6) / 122.0));
    });
}

/// Round buns on a plate, seen from above.
pub(crate) fn buns(on: &mut Layer) {
    for (x, y) in [(-62.0, -50.0), (66.0, -44.0), (0.0, 64.0)] {
        on.apart(|on| {
            on.fill(&oval(x, y, 76.0, 74.0), AMBER.mix(SAND, 0.45));
            on.stain(&oval(x - 10.0, y - 12.0, 54.0, 50.0), AMBER.mix(SAND, 0.3).light(0.12), 0.8);
            let mut seed = Seed::of("crumbs");
            for _ in 0..26 {
                let (dx, dy) = (seed.between(-54.0, 54.0), seed.between(-50.0, 50.0));
                on.stain(&oval(x + dx, y + dy, 3.4, 2.8), CREAM, 0.8);
            }
            on.shade(|px, py| 1.07 - 0.0016 * (px - x) - 0.0016 * (py - y));
        });
    }
}
