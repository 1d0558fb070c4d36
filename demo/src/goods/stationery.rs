//! Paper that one writes in, folds, hangs and wraps with.

use crate::layer::Layer;
use crate::lines::{line, oval, poly, rect, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;

/// What the pulp is dyed with.
pub(crate) fn dye(finish: &str) -> Tone {
    match finish {
        "indigo" => LAPIS.mix(NIGHT, 0.25),
        "red" => ROSSO.mix(CLAY, 0.25),
        "green" => LEAF.mix(LAGOON, 0.3),
        "ochre" => OCHRE,
        _ => CREAM.light(0.2),
    }
}

/// Fibres in a sheet.
fn fibres(on: &mut Layer, half: (f32, f32), tone: Tone, name: &str) {
    let mut seed = Seed::of(name);
    for _ in 0..46 {
        let (x, y) = (seed.between(-half.0, half.0), seed.between(-half.1, half.1));
        let (dx, dy) = (seed.between(-34.0, 34.0), seed.between(-24.0, 24.0));
        let bow = [(x, y), (x + dx * 0.5 + 8.0, y + dy * 0.5 - 6.0), (x + dx, y + dy)];
        on.etch(&smooth(&bow, false), tone, 2.2);
    }
}

/// Two of them, one open behind, one closed: cloth spine, sewn through.
pub(crate) fn notebook(on: &mut Layer, tone: Tone) {
    for (x, y, turn, cover) in [(70.0, -40.0, 13.0, tone.mix(MILK, 0.45)), (-40.0, 30.0, -7.0, tone)] {
        on.turned(x, y, turn, |on| {
            on.apart(|on| {
                for nth in 0..4_u8 {
                    let at = f32::from(nth) * 3.0;
                    on.fill(
                        &rounded(-232.0 + at, -322.0 + at, 470.0, 650.0, 4.0),
                        MILK.dark(0.12 - f32::from(nth) * 0.025),
                    );
                }
                on.fill(&rounded(-236.0, -326.0, 464.0, 644.0, 8.0), cover);
                fibres(on, (226.0, 316.0), cover.light(0.3), "cover");
                on.stain(&rect(-236.0, -326.0, 92.0, 644.0), cover.dark(0.34), 1.0);
                for nth in 0..6_u8 {
                    let y = -270.0 + f32::from(nth) * 106.0;
                    on.etch(&line((-182.0, y), (-182.0, y + 62.0)), CREAM, 6.0);
                    on.etch(&line((-236.0, y), (-182.0, y)), CREAM, 4.0);
                }
                on.stain(&rounded(-60.0, -200.0, 200.0, 116.0, 4.0), MILK, 1.0);
                on.etch(&line((-36.0, -152.0), (112.0, -152.0)), INK, 3.0);
                on.etch(&line((-36.0, -122.0), (70.0, -122.0)), INK, 3.0);
                on.shade(|x, y| 1.04 - 0.06 * (x / 236.0) - 0.03 * (y / 326.0));
            });
        });
    }
}

/// Sheets on each other, their edges as the mould left them; petals in the topmost.
pub(crate) fn sheets(on: &mut Layer, tone: Tone) {
    for nth in 0..6_u8 {
        let n = f32::from(nth);
        on.turned(n * 6.0 - 15.0, n * -7.0, n * 1.9 - 6.0, |on| {
            let mut seed = Seed::of(&format!("edge {nth}"));
            let mut edge = Vec::new();
            let (w, h) = (300.0, 390.0);
            for step in 0..64_u8 {
                let share = f32::from(step) / 16.0;
                let (side, t) = (share.floor() as i32, share.fract());
                let rough = seed.between(-6.0, 6.0);
                edge.push(match side {
                    0 => (-w + 2.0 * w * t, -h + rough),
                    1 => (w + rough, -h + 2.0 * h * t),
                    2 => (w - 2.0 * w * t, h + rough),
                    _ => (-w + rough, h - 2.0 * h * t),
                });
            }
            on.apart(|on| {
                on.fill(&smooth(&edge, true), tone.dark(0.1 - n * 0.016));
                fibres(on, (w, h), tone.dark(0.2), "fibre");
                fibres(on, (w, h), tone.light(0.5), "light fibre");
                if nth == 5 {
                    for _ in 0..16 {
                        let (x, y) = (seed.between(-250.0, 250.0), seed.between(-330.0, 330.0));
                        let petal = seed.one(&[ROSSO.light(0.3), OCHRE, LEAF.light(0.2)]).unwrap_or(OCHRE);
                        let to = (x + seed.between(-34.0, 34.0), y + seed.between(-34.0, 34.0));
                        on.stain(&crate::lines::leaf((x, y), to, 0.5, 0.1).0, petal, 0.8);
                    }
                }
                on.shade(|x, y| 1.03 - 0.05 * (x / w) - 0.03 * (y / h));
            });
        });
    }
}

pub(crate) fn letters(on: &mut Layer, tone: Tone) {
    on.turned(60.0, -150.0, 8.0, |on| {
        on.apart(|on| {
            on.fill(&rounded(-230.0, -300.0, 460.0, 600.0, 4.0), MILK);
            for nth in 0..11_u8 {
                let y = -220.0 + f32::from(nth) * 44.0;
                on.etch(&line((-180.0, y), (180.0, y)), tone.mix(MILK, 0.5), 3.0);
            }
            on.shade(|x, y| 1.03 - 0.05 * (x / 230.0) - 0.03 * (y / 300.0));
        });
    });
    on.turned(-50.0, 190.0, -6.0, |on| {
        on.apart(|on| {
            on.fill(
                &rounded(-320.0, -220.0, 640.0, 440.0, 6.0),
                tone.mix(MILK, if tone == dye("") { 0.0 } else { 0.18 }),
            );
            fibres(on, (310.0, 210.0), tone.light(0.4), "envelope");
            let flap = [(-320.0, -220.0), (0.0, 46.0), (320.0, -220.0)];
            on.stain(&poly(&flap), tone.dark(0.16), 0.8);
            on.etch(&poly(&flap), tone.dark(0.3), 4.0);
            on.stain(&oval(0.0, 22.0, 48.0, 48.0), ROSSO.dark(0.1), 1.0);
            on.stain(&oval(-6.0, 15.0, 32.0, 32.0), ROSSO.light(0.08), 1.0);
            on.etch(&crate::lines::leaf((-14.0, 34.0), (16.0, -2.0), 0.5, 0.1).0, ROSSO.dark(0.3), 4.0);
            on.shade(|x, y| 1.03 - 0.05 * (x / 320.0) - 0.03 * (y / 220.0));
        });
    });
}

/// Standing, lit from within.
pub(crate) fn lantern(on: &mut Layer, tone: Tone) {
    for nth in 0..18_u8 {
        let r = 470.0 - f32::from(nth) * 24.0;
        on.wash(&oval(0.0, -330.0, r, r), Tone(255, 214, 140), 0.02);
    }
    let shape = crate::turned::Turned::round(&[
        (110.0, 40.0),
        (196.0, 130.0),
        (236.0, 320.0),
        (196.0, 520.0),
        (110.0, 606.0),
    ]);
    let lit = tone.mix(Tone(255, 232, 186), 0.62);
    on.apart(|on| {
        on.fill(&shape.between(40.0, 606.0), lit);
        for nth in 0..15_u8 {
            let height = 62.0 + f32::from(nth) * 37.0;
            let r = shape.radius(height);
            let arc: Vec<_> = (0..=8_u8)
                .map(|step| {
                    let angle = std::f32::consts::PI * f32::from(step) / 8.0;
                    (-r * angle.cos(), -height + r * 0.2 * angle.sin())
                })
                .collect();
            on.etch(&smooth(&arc, false), tone.mix(WOOD, 0.5), 5.0);
        }
        on.shade(|x, y| {
            let (u, v) = (x / 236.0, (y + 320.0) / 290.0);
            1.13 - 0.34 * u * u - 0.16 * v * v
        });
    });
    for (y, w) in [(-34.0, 118.0), (-620.0, 104.0)] {
        on.apart(|on| {
            on.fill(&rounded(-w, y - 14.0, w * 2.0, 34.0, 8.0), WALNUT);
            on.shade(|x, _| crate::turned::round_light(x / w));
        });
    }
    for x in [-70.0, 70.0] {
        super::enamel::bar(on, &[(x, -20.0), (x * 1.1, 0.0)], WALNUT, 20.0);
    }
}

/// A box and its lid, leaning.
pub(crate) fn paper_box(on: &mut Layer, tone: Tone) {
    let side = |on: &mut Layer, points: &[(f32, f32)], shade: f32, pattern: bool| {
        on.apart(|on| {
            on.fill(&poly(points), tone);
            if pattern {
                for row in 0..9_u8 {
                    for column in 0..12_u8 {
                        let shift = f32::from(row % 2) * 32.0;
                        let (x, y) =
                            (-380.0 + f32::from(column) * 64.0 + shift, -420.0 + f32::from(row) * 52.0);
                        on.etch(&oval(x, y, 28.0, 26.0), tone.light(0.42), 3.5);
                        on.etch(&oval(x, y, 15.0, 14.0), tone.light(0.42), 3.0);
                    }
                }
            }
            on.shade(|_, _| shade);
        });
    };
    side(on, &[(-320.0, -240.0), (60.0, -180.0), (60.0, 40.0), (-320.0, -30.0)], 1.04, true);
    side(on, &[(60.0, -180.0), (320.0, -270.0), (320.0, -60.0), (60.0, 40.0)], 0.82, true);
    side(on, &[(-320.0, -240.0), (-60.0, -330.0), (320.0, -270.0), (60.0, -180.0)], 0.6, false);
    let within = [(-270.0, -242.0), (-58.0, -310.0), (268.0, -264.0), (58.0, -196.0)];
    on.fill(&poly(&within), CREAM.dark(0.2));
    on.wash(&poly(&[(-270.0, -242.0), (-58.0, -310.0), (40.0, -296.0), (-150.0, -228.0)]), NIGHT, 0.25);
    // The lid leans against it.
    on.at(150.0, 86.0, 1.0, |on| {
        side(on, &[(-190.0, -30.0), (150.0, -40.0), (230.0, 30.0), (-140.0, 46.0)], 1.07, true);
        side(on, &[(-140.0, 46.0), (230.0, 30.0), (230.0, 62.0), (-140.0, 80.0)], 0.84, false);
        side(on, &[(-190.0, -30.0), (-140.0, 46.0), (-140.0, 80.0), (-190.0, 4.0)], 0.95, false);
    });
}

/// Spread open, seen straight on; its rivet at the beginning of the sheet.
pub(crate) fn fan(on: &mut Layer, tone: Tone) {
    const FOLDS: u8 = 22;
    let at = |angle: f32, far: f32| (far * angle.cos(), far * angle.sin());
    let angle = |nth: u8| (-168.0 + 156.0 * f32::from(nth) / f32::from(FOLDS)).to_radians();
    for nth in 0..=FOLDS {
        on.stroke(&line((0.0, 0.0), at(angle(nth), 470.0)), if nth % 2 == 0 { WOOD } else { STRAW }, 9.0);
    }
    on.apart(|on| {
        for nth in 0..FOLDS {
            let (a, b) = (angle(nth), angle(nth + 1));
            let fold = [at(a, 210.0), at(a, 540.0), at(b, 540.0), at(b, 210.0)];
            let shade = if nth % 2 == 0 { tone.light(0.1) } else { tone.dark(0.1) };
            on.fill(&poly(&fold), shade);
            on.stroke(&poly(&fold), shade, 1.5);
        }
        // A branch across the folds.
        let branch = [at(-2.8, 300.0), at(-2.2, 400.0), at(-1.6, 380.0), at(-0.9, 450.0)];
        on.etch(&smooth(&branch, false), WALNUT, 9.0);
        for (a, far) in [
            (-2.6_f32, 340.0_f32),
            (-2.25, 430.0),
            (-1.95, 370.0),
            (-1.6, 430.0),
            (-1.3, 380.0),
            (-1.0, 470.0),
        ] {
            let (x, y) = at(a, far);
            for petal in 0..5_u8 {
                let turn = f32::from(petal) * 1.257;
                on.stain(&oval(x + 17.0 * turn.cos(), y + 17.0 * turn.sin(), 14.0, 14.0), MILK, 1.0);
            }
            on.stain(&oval(x, y, 8.0, 8.0), ROSSO, 1.0);
        }
    });
    for nth in [0, FOLDS] {
        super::enamel::bar(on, &[(0.0, 0.0), at(angle(nth), 540.0)], WALNUT, 18.0);
    }
    on.fill(&oval(0.0, 0.0, 17.0, 17.0), BRASS);
    on.fill(&oval(-3.0, -3.0, 9.0, 9.0), BRASS.light(0.5));
}

/// Three rolls beside each other, seen from above.
pub(crate) fn rolls(on: &mut Layer, tone: Tone) {
    let tones = [tone, MILK.dark(0.04), tone.mix(MILK, 0.5)];
    for (nth, ground) in tones.into_iter().enumerate() {
        let n = nth as f32;
        on.turned(-190.0 + n * 190.0, 20.0 * (n - 1.0), -8.0 + n * 7.0, |on| {
            on.apart(|on| {
                let (w, h) = (82.0, 440.0);
                on.weave(&rounded(-w, -h, w * 2.0, h * 2.0, 14.0), |x, y| {
                    let mark = if nth == 1 { tone } else { MILK };
                    match nth {
                        0 => {
                            let (u, v) = ((x / 44.0).rem_euclid(1.0) - 0.5, (y / 44.0).rem_euclid(1.0) - 0.5);
                            if u * u + v * v < 0.05 { mark } else { ground }
                        }
                        1 => {
                            if ((x + y) / 26.0).rem_euclid(1.0) < 0.28 {
                                mark
                            } else {
                                ground
                            }
                        }
                        _ => {
                            let wave = (y / 30.0 + (x * 0.06).sin()).rem_euclid(1.0);
                            if wave < 0.22 { mark } else { ground }
                        }
                    }
                });
                on.stain(&rect(-w, -30.0, w * 2.0, 62.0), CREAM, 1.0);
                on.stain(&oval(0.0, 0.0, 17.0, 17.0), ROSSO, 1.0);
                on.shade(|x, _| crate::turned::round_light(x / w));
            });
            on.fill(&oval(0.0, -438.0, 70.0, 15.0), tone.dark(0.4));
        });
    }
}
