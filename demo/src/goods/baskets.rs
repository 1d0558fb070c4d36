//! Plaited and coiled: strips over and under, around turned shapes and flat ones.

use crate::goods::enamel::bar;
use crate::layer::Layer;
use crate::lines::{line, oval, poly, smooth};
use crate::tone::*;
use crate::turned::{Turned, ring};

/// What the strips are dyed with.
#[derive(Clone, Copy)]
pub(crate) struct Cane {
    pub light: Tone,
    pub dark: Tone,
    /// Every so many rows.
    pub dyed: Option<Tone>,
}

impl Cane {
    pub fn of(finish: &str) -> Self {
        let natural = Self { light: STRAW.light(0.16), dark: SAND.dark(0.12), dyed: None };
        match finish {
            "red" => Self { dyed: Some(ROSSO), ..natural },
            "green" => Self { dyed: Some(LAGOON), ..natural },
            "dark" => Self { light: WOOD.dark(0.2), dark: WALNUT, dyed: Some(STRAW.dark(0.1)) },
            _ => natural,
        }
    }

    /// A strip at a place: along the row, and which row.
    fn strip(self, u: f32, v: f32, size: f32) -> Tone {
        let (column, row) = ((u / size).floor() as i32, (v / size).floor() as i32);
        let (x, y) = ((u / size).rem_euclid(1.0), (v / size).rem_euclid(1.0));
        let is_over = (column + row).rem_euclid(2) == 0;
        let tone = match self.dyed {
            Some(dyed) if row.rem_euclid(7) < 2 && is_over => dyed,
            _ if is_over => self.light,
            _ => self.dark,
        };
        let (along, aside) = if is_over { (x, y) } else { (y, x) };
        let edge = if (0.09..=0.91).contains(&aside) { 0.0 } else { 0.24 };
        tone.dark(edge + (0.5 - along).abs() * 0.26)
    }

    /// The plait around a turned shape: it narrows towards the edges, as what is round does.
    fn around(self, on: &mut Layer, shape: &Turned, size: f32) {
        let (low, high) = (0.0, shape.top());
        on.apart(|on| {
            on.weave(&shape.between(low, high), |x, y| {
                let radius = shape.radius(-y).max(1.0);
                let u = (x / radius).clamp(-1.0, 1.0);
                let bow = (1.0 - u * u).sqrt() * radius * 0.2;
                self.strip(u.asin() * 190.0, -y + bow, size)
            });
            shape.light(on, 0.0);
        });
    }

    /// A wound rim.
    fn rim(self, on: &mut Layer, radius: f32, y: f32, thick: f32, is_near: bool) {
        let mut points = Vec::new();
        for nth in 0..=16_u8 {
            let angle = std::f32::consts::PI * f32::from(nth) / 16.0;
            let (sin, cos) = angle.sin_cos();
            points.push((-radius * cos, y + if is_near { sin } else { -sin } * radius * 0.2));
        }
        bar(on, &points, self.light.dark(0.12), thick);
        for (nth, pair) in points.windows(2).enumerate() {
            let at = pair[0];
            let tone = if nth % 2 == 0 { self.dark.dark(0.2) } else { self.light.light(0.2) };
            on.trace(
                &line((at.0 - 3.0, at.1 - thick * 0.4), (at.0 + 6.0, at.1 + thick * 0.4)),
                tone,
                5.0,
                0.7,
            );
        }
    }
}

pub(crate) fn lidded(on: &mut Layer, cane: Cane) {
    let shape = Turned::round(&[(150.0, 0.0), (186.0, 20.0), (212.0, 110.0), (204.0, 196.0)]);
    cane.around(on, &shape, 21.0);
    let lid = Turned::round(&[(218.0, 190.0), (216.0, 220.0), (176.0, 276.0), (90.0, 312.0), (20.0, 320.0)]);
    cane.around(on, &lid, 19.0);
    cane.rim(on, 218.0, -196.0, 17.0, true);
    bar(on, &[(-30.0, -312.0), (-22.0, -356.0), (22.0, -356.0), (30.0, -312.0)], cane.dark.dark(0.1), 15.0);
}

pub(crate) fn laundry(on: &mut Layer, cane: Cane) {
    let shape = Turned::round(&[(168.0, 0.0), (190.0, 14.0), (206.0, 200.0), (212.0, 360.0), (222.0, 470.0)]);
    on.at(0.0, -470.0, 1.0, |on| {
        // A sheet hangs over the edge.
        on.fill(&ring(210.0, 0.0), WALNUT.dark(0.2));
        let linen =
            [(-170.0, -6.0), (-90.0, -62.0), (30.0, -74.0), (130.0, -40.0), (190.0, 0.0), (0.0, 34.0)];
        on.apart(|on| {
            on.fill(&smooth(&linen, true), MILK);
            on.shade(|x, y| 1.02 - 0.0006 * x - 0.06 * (x * 0.05 + y * 0.03).sin());
        });
    });
    cane.around(on, &shape, 27.0);
    cane.rim(on, 222.0, -470.0, 20.0, true);
    for side in [-1.0, 1.0] {
        let grip =
            [(side * 205.0, -396.0), (side * 262.0, -380.0), (side * 262.0, -330.0), (side * 206.0, -312.0)];
        bar(on, &grip, cane.light.dark(0.15), 17.0);
    }
}

pub(crate) fn fruit_basket(on: &mut Layer, cane: Cane) {
    bar(
        on,
        &[(-216.0, -140.0), (-170.0, -360.0), (0.0, -440.0), (170.0, -360.0), (216.0, -140.0)],
        cane.light.dark(0.1),
        19.0,
    );
    let shape = Turned::round(&[(120.0, 0.0), (150.0, 12.0), (210.0, 70.0), (236.0, 140.0)]);
    on.fill(&ring(226.0, -140.0), WALNUT.dark(0.1));
    for (x, y, r, tone) in [
        (-120.0, -160.0, 68.0, OCHRE),
        (100.0, -168.0, 72.0, AMBER),
        (-14.0, -190.0, 76.0, OCHRE.light(0.15)),
        (34.0, -150.0, 62.0, MOSS.light(0.2)),
    ] {
        super::plants::fruit(on, x, y, r, tone);
    }
    cane.around(on, &shape, 20.0);
    cane.rim(on, 236.0, -140.0, 17.0, true);
}

/// Seen from above, in rings.
pub(crate) fn winnowing(on: &mut Layer, cane: Cane, is_full: bool) {
    on.apart(|on| {
        on.weave(&oval(0.0, 0.0, 330.0, 330.0), |x, y| {
            let far = (x * x + y * y).sqrt();
            if far > 300.0 {
                return cane.dark.dark(if ((y.atan2(x) * 40.0) as i32).rem_euclid(2) == 0 {
                    0.1
                } else {
                    0.25
                });
            }
            let (u, v) = ((x + y) * 0.707, (x - y) * 0.707);
            let tone = cane.strip(u, v, 25.0);
            match cane.dyed {
                Some(dyed) if (far - 225.0).abs() < 22.0 => dyed.mix(tone, 0.35),
                _ => tone.mix(cane.light, 0.2),
            }
        });
        on.shade(|x, y| {
            let far = (x * x + y * y).sqrt() / 330.0;
            1.0 + if far > 0.9 { 0.03 } else { 0.0 } + 0.09 * far * ((x * 0.7 + y * 0.6) / 330.0)
        });
    });
    if is_full {
        let mut seed = crate::seed::Seed::of("bilao");
        for nth in 0..9_u8 {
            let angle = f32::from(nth) * 2.4;
            let far = 30.0 + 17.0 * f32::from(nth);
            let tone = seed.one(&[OCHRE, AMBER, MOSS.light(0.25), OCHRE.light(0.1)]).unwrap_or(OCHRE);
            super::plants::fruit(on, far * angle.cos(), far * angle.sin(), 42.0, tone);
        }
    }
}

/// Hung from its cord at the beginning of the sheet; the light is on.
pub(crate) fn lampshade(on: &mut Layer, cane: Cane) {
    bar(on, &[(0.0, -400.0), (0.0, 0.0), (0.0, 190.0)], INK, 9.0);
    for nth in 0..16_u8 {
        let r = 460.0 - f32::from(nth) * 26.0;
        on.wash(&oval(0.0, 430.0, r, r * 0.9), Tone(255, 214, 140), 0.018);
    }
    on.at(0.0, 560.0, 1.0, |on| {
        let shape =
            Turned::round(&[(250.0, 0.0), (266.0, 60.0), (220.0, 220.0), (110.0, 330.0), (40.0, 370.0)]);
        on.fill(&ring(250.0, 0.0), Tone(255, 236, 190));
        on.apart(|on| {
            on.weave(&shape.between(0.0, 370.0), |x, y| {
                let radius = shape.radius(-y).max(1.0);
                let u = (x / radius).clamp(-1.0, 1.0);
                let bow = (1.0 - u * u).sqrt() * radius * 0.2;
                let tone = cane.strip(u.asin() * 210.0, -y + bow, 23.0);
                // Light falls through, most in the middle.
                tone.mix(Tone(255, 226, 160), 0.4 * (1.0 - u * u))
            });
            on.shade(|x, _| 1.06 - 0.12 * (x / 250.0).abs());
        });
        cane.rim(on, 250.0, 0.0, 15.0, true);
    });
}

/// A market bag; its bands are dyed, or not.
pub(crate) fn market_bag(on: &mut Layer, cane: Cane) {
    let grip = |on: &mut Layer, dx: f32, tone: Tone| {
        bar(
            on,
            &[
                (-130.0 + dx, -390.0),
                (-110.0 + dx, -540.0),
                (dx, -600.0),
                (110.0 + dx, -540.0),
                (130.0 + dx, -390.0),
            ],
            tone,
            22.0,
        );
    };
    grip(on, 26.0, cane.dark.dark(0.1));
    on.fill(&poly(&[(-262.0, -404.0), (-200.0, -436.0), (240.0, -436.0), (262.0, -404.0)]), WALNUT.dark(0.3));
    // What one brings home: greens and bread.
    for (x, lean) in [(-170.0, -40.0), (-120.0, 0.0), (-70.0, 30.0)] {
        let (whole, dark, _) = crate::lines::leaf((x, -400.0), (x + lean, -590.0), 0.42, 0.06);
        on.fill(&whole, LEAF);
        on.fill(&dark, LEAF.dark(0.2));
    }
    for (x, r) in [(40.0, 74.0), (150.0, 66.0)] {
        super::plants::fruit(on, x, -418.0, r, AMBER);
    }
    on.apart(|on| {
        let face =
            [(-264.0, -404.0), (264.0, -404.0), (236.0, -8.0), (222.0, 0.0), (-222.0, 0.0), (-236.0, -8.0)];
        on.weave(&poly(&face), |x, y| cane.strip(x, -y, 29.0));
        on.shade(|x, y| 1.05 - 0.17 * ((x + 264.0) / 528.0) - 0.1 * ((y + 404.0) / 404.0));
    });
    grip(on, 0.0, cane.light);
}

pub(crate) fn planter(on: &mut Layer, cane: Cane) {
    let shape = Turned::round(&[(140.0, 0.0), (166.0, 12.0), (196.0, 120.0), (188.0, 236.0)]);
    on.fill(&ring(180.0, -236.0), Tone(64, 46, 36));
    cane.around(on, &shape, 23.0);
    cane.rim(on, 188.0, -236.0, 17.0, true);
}

/// A hat, its band in a colour.
pub(crate) fn hat(on: &mut Layer, cane: Cane) {
    let brim = Turned::straight(&[(330.0, 0.0), (300.0, 16.0)]);
    on.apart(|on| {
        on.weave(&oval(0.0, -10.0, 344.0, 92.0), |x, y| {
            cane.strip(x * 0.9, y * 2.4, 22.0).mix(cane.light, 0.3)
        });
        on.stroke(&oval(0.0, -10.0, 340.0, 89.0), cane.dark.dark(0.2), 8.0);
        brim.light(on, 0.0);
    });
    on.wash(&oval(34.0, -18.0, 200.0, 44.0), WALNUT, 0.28);
    let crown = Turned::round(&[(168.0, 14.0), (164.0, 70.0), (142.0, 156.0), (92.0, 204.0), (20.0, 216.0)]);
    on.apart(|on| {
        on.weave(&crown.between(14.0, 216.0), |x, y| {
            let plain = Cane { dyed: None, ..cane };
            plain.strip(x / (0.6 + 0.4 * crown.radius(-y) / 168.0), y * 1.1, 22.0)
        });
        crown.band(on, 18.0, 66.0, cane.dyed.unwrap_or(WALNUT));
        crown.light(on, 0.0);
    });
}

/// Laid flat and seen from above; its figure is dyed.
pub(crate) fn mat(on: &mut Layer, cane: Cane) {
    on.apart(|on| {
        on.weave(&crate::lines::rounded(-340.0, -480.0, 680.0, 960.0, 8.0), |u, v| {
            let (column, row) = ((u / 20.0).floor() as i32, (v / 20.0).floor() as i32);
            let far = (column.rem_euclid(16) - 8).abs() + (row.rem_euclid(16) - 8).abs();
            let is_dyed = matches!(far, 4 | 5 | 8);
            let dyed = cane.dyed.filter(|_| is_dyed).unwrap_or(cane.light);
            Cane { light: dyed, dark: cane.dark.light(0.2), dyed: None }.strip(u, v, 20.0)
        });
        on.shade(|x, y| 1.03 - 0.06 * (x / 340.0) - 0.03 * (y / 480.0) + 0.012 * (x * 0.02 + y * 0.01).sin());
    });
    on.trace(&crate::lines::rounded(-336.0, -476.0, 672.0, 952.0, 8.0), cane.dark.dark(0.3), 6.0, 0.6);
}
