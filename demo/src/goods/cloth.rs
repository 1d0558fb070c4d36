//! Woven things. A pattern is a rule over the cloth; how the cloth lies is the painter's.

use std::f32::consts::{PI, TAU};

use crate::goods::enamel::bar;
use crate::goods::pattern::{Pattern, band, buri, net, pandan};
use crate::layer::Layer;
use crate::lines::{At, line, oval, poly, rect, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;
use crate::turned::Turned;

/// Hung over a rod in folds, its hem at the bottom. The rod lies at the beginning of the sheet.
pub(crate) fn hung(
    on: &mut Layer,
    width: f32,
    length: f32,
    folds: f32,
    pattern: Pattern,
    fringe: Option<Tone>,
) {
    let half = width / 2.0;
    let hem = |x: f32| length + 12.0 * (x / width * folds * TAU).sin();
    let mut outline: Vec<At> = vec![(-half, 0.0), (half, 0.0)];
    let steps = 40_u8;
    outline.extend((0..=steps).rev().map(|nth| {
        let x = -half + width * f32::from(nth) / f32::from(steps);
        (x * (1.0 + 0.02 * (x / 90.0).sin()), hem(x))
    }));
    on.apart(|on| {
        if let Some(tone) = fringe {
            let mut x = -half + 5.0;
            while x < half - 2.0 {
                on.stroke(&line((x, hem(x) - 4.0), (x + 3.0 * (x * 0.3).sin(), hem(x) + 46.0)), tone, 4.5);
                x += 10.0;
            }
        }
        on.weave(&poly(&outline), |x, y| {
            // A fold shows less of the cloth where it turns away.
            let phase = x / width * folds * TAU;
            pattern(x + 9.0 * phase.cos(), y + 5.0 * phase.sin())
        });
        on.shade(|x, y| {
            let phase = x / width * folds * TAU;
            let deep = (y / 160.0).clamp(0.25, 1.0);
            1.0 + deep * 0.13 * (phase + 0.6).cos() - 0.07 * (x / half) - if y < 14.0 { 0.12 } else { 0.0 }
        });
    });
}

pub(crate) fn rod(on: &mut Layer, half: f32) {
    on.fill(&rounded(-half, -13.0, half * 2.0, 26.0, 13.0), WOOD);
    on.wash(&rounded(-half + 6.0, -10.0, half * 2.0 - 12.0, 8.0, 4.0), WOOD.light(0.6), 0.6);
    for side in [-1.0, 1.0] {
        on.fill(&oval(side * half, 0.0, 20.0, 20.0), WALNUT);
        on.wash(&oval(side * half - 5.0, -5.0, 9.0, 9.0), WOOD.light(0.5), 0.7);
    }
}

/// Folded and laid on each other, the edges towards us.
pub(crate) fn folded(on: &mut Layer, stack: &[Pattern], half: f32) {
    let high = 80.0;
    for (nth, pattern) in stack.iter().enumerate() {
        let nth = nth as f32;
        let sway = 9.0 * (nth * 2.3).sin();
        let pattern = *pattern;
        on.at(sway, -nth * (high + 3.0), 1.0, |on| {
            on.apart(|on| {
                on.weave(&rounded(-half, -high, half * 2.0, high, 34.0), |x, y| pattern(y * 1.5 + 20.0, x));
                on.shade(|x, y| {
                    let v = -y / high;
                    (0.8 + 0.3 * (v * PI).sin().max(0.0) - 0.1 * (x / half)).clamp(0.6, 1.06)
                });
                for fold in [0.36, 0.68] {
                    let y = -high * fold;
                    on.trace(
                        &smooth(&[(-half + 4.0, y), (0.0, y + 4.0), (half + 2.0, y - 2.0)], false),
                        NIGHT,
                        3.0,
                        0.3,
                    );
                }
            });
            on.apart(|on| {
                let back = 46.0;
                let top = [
                    (-half + 22.0, -high + 3.0),
                    (half - 22.0, -high + 3.0),
                    (half - 62.0, -high - back),
                    (-half + 62.0, -high - back),
                ];
                on.weave(&poly(&top), |x, y| pattern(x * 1.06, (y + high) * 2.4));
                on.shade(|x, _| 1.06 - 0.06 * (x / half));
            });
        });
    }
}

/// Laid flat and seen from above.
pub(crate) fn laid(on: &mut Layer, half: At, pattern: Pattern, fringe: Option<Tone>) {
    on.apart(|on| {
        if let Some(tone) = fringe {
            let mut x = -half.0 + 4.0;
            while x < half.0 {
                for side in [-1.0, 1.0] {
                    let to = (x + 5.0 * (x * 0.7 + side).sin(), side * (half.1 + 40.0));
                    on.stroke(&line((x, side * (half.1 - 4.0)), to), tone, 4.5);
                }
                x += 9.0;
            }
        }
        on.weave(&rounded(-half.0, -half.1, half.0 * 2.0, half.1 * 2.0, 7.0), pattern);
        on.shade(|x, y| {
            1.02 - 0.05 * (x / half.0) - 0.02 * (y / half.1) + 0.012 * (x * 0.02 + y * 0.013).sin()
        });
    });
}

/// A band along a curve: straps, belts.
pub(crate) fn ribbon(on: &mut Layer, points: &[At], width: f32, rule: impl Fn(f32, f32) -> Tone) {
    let mut along = 0.0;
    let curve = sampled(points);
    for pair in curve.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let (dx, dy) = (x1 - x0, y1 - y0);
        let length = (dx * dx + dy * dy).sqrt().max(0.01);
        let (nx, ny) = (-dy / length * width / 2.0, dx / length * width / 2.0);
        // A hair longer than it is, so that no seam is seen.
        let (ex, ey) = (dx / length * 1.2, dy / length * 1.2);
        const LANES: i32 = 15;
        for lane in 0..LANES {
            let side = |lane: i32| lane as f32 / LANES as f32 * 2.0 - 1.0;
            let (low, high) = (side(lane), side(lane + 1));
            let tone = rule(along, (low + high) / 2.0);
            let tone = if low < -0.9 || high > 0.9 { tone.dark(0.18) } else { tone };
            let quad = [
                (x0 + nx * low, y0 + ny * low),
                (x0 + nx * high, y0 + ny * high),
                (x1 + nx * high + ex, y1 + ny * high + ey),
                (x1 + nx * low + ex, y1 + ny * low + ey),
            ];
            on.fill(&poly(&quad), tone);
            on.stroke(&poly(&quad), tone, 0.8);
        }
        along += length;
    }
}

fn sampled(points: &[At]) -> Vec<At> {
    let count = points.len();
    let mut curve = Vec::new();
    for nth in 0..count.saturating_sub(1) {
        let p = |at: usize| points[at.min(count - 1)];
        let (p0, p1, p2, p3) = (p(nth.saturating_sub(1)), p(nth), p(nth + 1), p(nth + 2));
        let length = ((p2.0 - p1.0).powi(2) + (p2.1 - p1.1).powi(2)).sqrt();
        let steps = (length / 7.0).ceil().max(1.0) as u16;
        for step in 0..steps {
            let t = f32::from(step) / f32::from(steps);
            let spline = |a: f32, b: f32, c: f32, d: f32| {
                0.5 * (2.0 * b
                    + (c - a) * t
                    + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                    + (3.0 * b - a - 3.0 * c + d) * t * t * t)
            };
            curve.push((spline(p0.0, p1.0, p2.0, p3.0), spline(p0.1, p1.1, p2.1, p3.1)));
        }
    }
    curve.extend(points.last());
    curve
}

/// Hung over a peg at the beginning of the sheet, one end longer.
pub(crate) fn strap(on: &mut Layer, tones: [Tone; 3]) {
    let points = [
        (-150.0, 560.0),
        (-148.0, 300.0),
        (-112.0, 90.0),
        (0.0, -14.0),
        (112.0, 90.0),
        (146.0, 330.0),
        (150.0, 690.0),
    ];
    let end = |on: &mut Layer, x: f32, y: f32| {
        on.fill(&rounded(x - 50.0, y - 20.0, 100.0, 150.0, 40.0), WALNUT);
        on.trace(&rounded(x - 38.0, y - 10.0, 76.0, 128.0, 30.0), STRAW, 3.0, 0.8);
        on.fill(&rounded(x - 7.0, y + 62.0, 14.0, 44.0, 7.0), NIGHT);
    };
    end(on, -150.0, 560.0);
    end(on, 150.0, 690.0);
    ribbon(on, &points, 92.0, |along, across| band(along, across, tones));
    on.fill(&oval(0.0, 26.0, 27.0, 27.0), WALNUT);
    on.fill(&oval(-4.0, 21.0, 18.0, 18.0), WOOD);
    on.wash(&oval(-8.0, 16.0, 8.0, 8.0), WOOD.light(0.6), 0.8);
}

pub(crate) fn belt(on: &mut Layer, tones: [Tone; 3]) {
    let mut points = Vec::new();
    for nth in 0..34_u8 {
        let angle = f32::from(nth) * 0.42;
        let far = 96.0 + f32::from(nth) * 5.6;
        points.push((far * angle.cos(), far * 0.94 * angle.sin()));
    }
    points.extend([(70.0, 320.0), (-60.0, 390.0), (-196.0, 424.0)]);
    ribbon(on, &points, 62.0, |along, across| band(along, across, tones));
    for tone in [(BRASS, 20.0), (BRASS.light(0.5), 7.0)] {
        on.stroke(&oval(-216.0, 428.0, 58.0, 58.0), tone.0, tone.1);
    }
}

pub(crate) fn cords(on: &mut Layer) {
    let mut seed = Seed::of("cords");
    let tones = [ROSSO, OCHRE, LAGOON, CREAM, LAPIS, CLAY, SAGE, WINE, AMBER, SKY];
    for nth in 0..64_u8 {
        let tone = tones[usize::from(nth) % tones.len()];
        let spread = seed.between(-1.0, 1.0);
        let (a, b) = (seed.between(-40.0, 40.0), seed.between(-40.0, 40.0));
        let points = [
            (spread * 250.0 + a, -430.0 + seed.between(-30.0, 60.0)),
            (spread * 190.0 + b, -250.0),
            (spread * 56.0, -40.0),
            (spread * 50.0, 40.0),
            (spread * 190.0 - a, 240.0),
            (spread * 260.0 - b, 430.0 - seed.between(-30.0, 60.0)),
        ];
        let path = smooth(&points, false);
        on.stroke(&path, tone.dark(0.28), 15.0);
        on.at(-1.5, -2.0, 1.0, |on| on.stroke(&path, tone, 11.0));
        on.at(-3.0, -3.5, 1.0, |on| on.trace(&path, tone.light(0.4), 3.0, 0.7));
    }
    for nth in 0..7_u8 {
        let y = -36.0 + f32::from(nth) * 12.0;
        bar(on, &[(-66.0, y - 2.0), (0.0, y + 7.0), (66.0, y - 2.0)], STRAW, 13.0);
    }
}

pub(crate) fn cards(on: &mut Layer) {
    for nth in (0..6_u8).rev() {
        let turn = f32::from(nth) * 13.0 - 30.0;
        on.turned(f32::from(nth) * 34.0 - 120.0, f32::from(nth) * -46.0 + 90.0, turn, |on| {
            on.apart(|on| {
                on.fill(&rounded(-150.0, -150.0, 300.0, 300.0, 40.0), SAND.light(0.3));
                for (x, y) in [(-92.0, -92.0), (92.0, -92.0), (-92.0, 92.0), (92.0, 92.0)] {
                    on.cut(&oval(x, y, 25.0, 25.0));
                    on.trace(&oval(x, y, 27.0, 27.0), WOOD, 4.0, 0.7);
                }
                on.trace(&rounded(-147.0, -147.0, 294.0, 294.0, 38.0), WOOD, 4.0, 0.5);
                on.shade(|x, y| {
                    1.0 - 0.0003 * x + 0.015 * (y * 0.12 + (x * 0.02).sin() * 3.0).sin() - 0.0002 * y
                });
            });
        });
    }
    for (nth, tone) in [ROSSO, OCHRE, LAGOON, LAPIS].into_iter().enumerate() {
        let x = nth as f32 * 26.0 - 40.0;
        bar(
            on,
            &[
                (x - 260.0, 420.0),
                (x - 120.0, 300.0),
                (x + 40.0, 330.0),
                (x + 260.0, 250.0),
                (x + 360.0, 330.0),
            ],
            tone,
            10.0,
        );
    }
}

pub(crate) fn pillow(on: &mut Layer, pattern: Pattern) {
    on.apart(|on| {
        let outline = [
            (-262.0, -492.0),
            (-130.0, -462.0),
            (0.0, -456.0),
            (130.0, -462.0),
            (262.0, -492.0),
            (244.0, -360.0),
            (238.0, -246.0),
            (246.0, -120.0),
            (258.0, 6.0),
            (130.0, -14.0),
            (0.0, -8.0),
            (-130.0, -14.0),
            (-258.0, 6.0),
            (-246.0, -120.0),
            (-238.0, -246.0),
            (-244.0, -360.0),
        ];
        on.weave(&smooth(&outline, true), |x, y| pattern(x, y + 247.0));
        on.shade(|x, y| {
            let (u, v) = (x / 262.0, (y + 246.0) / 246.0);
            1.08 - 0.1 * u - 0.14 * v.max(-0.2) - 0.12 * (u * u * u * u).max(v * v * v * v)
        });
    });
}

/// A bag of plaited leaf.
pub(crate) fn bayong(on: &mut Layer) {
    for (dx, tone) in [(26.0, STRAW.dark(0.2)), (0.0, STRAW)] {
        bar(
            on,
            &[
                (-130.0 + dx, -390.0),
                (-110.0 + dx, -540.0),
                (0.0 + dx, -600.0),
                (110.0 + dx, -540.0),
                (130.0 + dx, -390.0),
            ],
            tone,
            22.0,
        );
    }
    on.apart(|on| {
        let inside = [(-262.0, -404.0), (-200.0, -436.0), (240.0, -436.0), (262.0, -404.0)];
        on.fill(&poly(&inside), WALNUT.dark(0.3));
    });
    for (x, r) in [(-150.0, 74.0), (-20.0, 84.0), (120.0, 76.0)] {
        on.apart(|on| {
            on.fill(&oval(x, -416.0, r, r * 0.78), OCHRE);
            on.shade(|px, py| crate::turned::round_light((px - x) / r) - 0.12 * (py + 416.0) / r);
        });
    }
    on.apart(|on| {
        let face =
            [(-264.0, -404.0), (264.0, -404.0), (236.0, -8.0), (222.0, 0.0), (-222.0, 0.0), (-236.0, -8.0)];
        on.weave(&poly(&face), pandan);
        on.stain(&rect(-270.0, -408.0, 540.0, 24.0), STRAW.dark(0.12), 1.0);
        on.shade(|x, y| 1.05 - 0.17 * ((x + 264.0) / 528.0) - 0.1 * ((y + 404.0) / 404.0));
    });
}

pub(crate) fn hat(on: &mut Layer) {
    let brim = Turned::straight(&[(330.0, 0.0), (300.0, 16.0)]);
    on.apart(|on| {
        on.weave(&oval(0.0, -10.0, 344.0, 92.0), |x, y| buri(x * 0.9, y * 2.4));
        on.stroke(&oval(0.0, -10.0, 340.0, 89.0), STRAW.dark(0.25), 8.0);
        brim.light(on, 0.0);
    });
    on.wash(&oval(34.0, -18.0, 200.0, 44.0), WALNUT, 0.28);
    let crown = Turned::round(&[(168.0, 14.0), (164.0, 70.0), (142.0, 156.0), (92.0, 204.0), (20.0, 216.0)]);
    on.apart(|on| {
        on.weave(&crown.between(14.0, 216.0), |x, y| {
            buri(x / (0.6 + 0.4 * crown.radius(-y) / 168.0), y * 1.1)
        });
        crown.band(on, 18.0, 66.0, LAGOON);
        crown.light(on, 0.0);
    });
    bar(on, &[(160.0, -34.0), (250.0, 40.0), (196.0, 96.0), (260.0, 130.0)], LAGOON, 13.0);
}

pub(crate) fn hammock(on: &mut Layer) {
    for side in [-1.0_f32, 1.0] {
        for nth in 0..9_u8 {
            let lift = f32::from(nth) * 9.0;
            let to = (side * (326.0 - lift * 0.4), -26.0 + lift * 0.9);
            on.stroke(&line((side * 470.0, -250.0), to), SAND.dark(0.1), 5.0);
        }
        bar(on, &[(side * 470.0, -250.0), (side * 520.0, -318.0)], SAND, 15.0);
    }
    on.apart(|on| {
        let outline = [
            (-330.0, -30.0),
            (-200.0, 112.0),
            (0.0, 172.0),
            (200.0, 112.0),
            (330.0, -30.0),
            (292.0, 56.0),
            (190.0, 232.0),
            (0.0, 318.0),
            (-190.0, 232.0),
            (-292.0, 56.0),
        ];
        on.weave(&smooth(&outline, true), net);
        on.shade(|x, y| 1.04 - 0.14 * (x / 330.0) - 0.16 * ((y - 60.0) / 250.0));
    });
    for nth in 0..54_u8 {
        let u = f32::from(nth) / 53.0 * 2.0 - 1.0;
        let (x, y) = (u * 280.0, 312.0 - 226.0 * u * u);
        on.stroke(
            &line((x, y - 6.0), (x + u * 8.0, y + 56.0 + 6.0 * (u * 40.0).sin())),
            MILK.dark(0.06),
            5.0,
        );
    }
}
