//! Things that were turned on a wheel: a profile, and all that light does to it.

use crate::layer::Layer;
use crate::lines::{At, Outline, poly, smooth};
use crate::tone::Tone;

/// How flat a circle looks that lies on the table.
pub(crate) const FLAT: f32 = 0.2;
const ARC: u8 = 28;

/// Radius and height, from the foot up.
pub(crate) struct Turned(Vec<At>);

impl Turned {
    /// Straight from point to point.
    pub fn straight(profile: &[At]) -> Self {
        Self(profile.to_vec())
    }

    /// Rounded through the points.
    pub fn round(profile: &[At]) -> Self {
        let last = profile.len().saturating_sub(1);
        let mut points = Vec::new();
        for nth in 0..last {
            let (p0, p1) = (profile[nth.saturating_sub(1)], profile[nth]);
            let (p2, p3) = (profile[nth + 1], profile[(nth + 2).min(last)]);
            for step in 0..8_u8 {
                let t = f32::from(step) / 8.0;
                let along = |a: f32, b: f32, c: f32, d: f32| {
                    0.5 * (2.0 * b
                        + (c - a) * t
                        + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                        + (3.0 * b - a - 3.0 * c + d) * t * t * t)
                };
                points.push((along(p0.0, p1.0, p2.0, p3.0).max(0.5), along(p0.1, p1.1, p2.1, p3.1)));
            }
        }
        points.extend(profile.last());
        Self(points)
    }

    pub fn top(&self) -> f32 {
        self.0.last().map_or(0.0, |point| point.1)
    }

    pub fn radius(&self, height: f32) -> f32 {
        let above = self.0.iter().position(|point| point.1 >= height).unwrap_or(self.0.len() - 1);
        let (one, two) = (self.0[above.saturating_sub(1)], self.0[above]);
        let span = two.1 - one.1;
        if span <= 0.0 { two.0 } else { one.0 + (two.0 - one.0) * ((height - one.1) / span).clamp(0.0, 1.0) }
    }

    /// What is seen of it between two heights.
    pub fn between(&self, low: f32, high: f32) -> Outline {
        let mut right: Vec<At> = vec![(self.radius(low), -low)];
        right.extend(self.0.iter().filter(|p| p.1 > low && p.1 < high).map(|p| (p.0, -p.1)));
        right.push((self.radius(high), -high));
        let mut points: Vec<At> = right.iter().rev().map(|(x, y)| (-x, *y)).collect();
        points.extend(arc(self.radius(low), -low, true));
        points.extend(right);
        points.extend(arc(self.radius(high), -high, false));
        poly(&points)
    }

    pub fn body(&self, on: &mut Layer, tone: Tone) {
        on.fill(&self.between(self.0[0].1, self.top()), tone);
    }

    /// A ring of another colour around it. Its upper edge bows as its lower one does.
    pub fn band(&self, on: &mut Layer, low: f32, high: f32, tone: Tone) {
        let (lower, upper) = (self.radius(low), self.radius(high));
        let mut points: Vec<At> = vec![(-upper, -high), (-lower, -low)];
        points.extend(arc(lower, -low, true));
        points.push((upper, -high));
        points.extend(arc(upper, -high, true).into_iter().rev());
        on.stain(&poly(&points), tone, 1.0);
    }

    /// Light from the left on all of the sheet that is painted, and a gleam on what is glazed.
    pub fn light(&self, on: &mut Layer, gleam: f32) {
        on.shade(|x, y| round_light(x / self.radius(-y).max(1.0)));
        if gleam > 0.0 {
            let (low, high) = (self.0[0].1, self.top());
            let rise = high - low;
            let at = |share: f32, u: f32| {
                let height = low + rise * share;
                (self.radius(height) * u, -height + self.radius(height) * FLAT * 0.7)
            };
            let spot = [
                at(0.32, -0.66),
                at(0.6, -0.7),
                at(0.84, -0.7),
                at(0.84, -0.6),
                at(0.6, -0.59),
                at(0.32, -0.6),
            ];
            on.wash(&smooth(&spot, true), Tone(255, 255, 250), 0.62 * gleam);
        }
    }

    /// Body and light at once.
    pub fn made(&self, on: &mut Layer, tone: Tone, gleam: f32) {
        on.apart(|on| {
            self.body(on, tone);
            self.light(on, gleam);
        });
    }

    /// The opening: its rim, what is seen inside, and how far below the rim it is filled.
    pub fn mouth(&self, on: &mut Layer, rim: Tone, thick: f32, inside: Tone, filled: Option<(f32, Tone)>) {
        let (radius, y) = (self.radius(self.top()), -self.top());
        on.apart(|on| {
            on.fill(&ring(radius, y), rim);
            on.shade(|x, _| 1.04 - 0.16 * ((x / radius + 1.0) / 2.0));
        });
        let inner = (radius - thick).max(1.0);
        on.apart(|on| {
            on.fill(&ring(inner, y), inside);
            if let Some((drop, tone)) = filled {
                let shrunk = inner * (1.0 - drop * 0.0012);
                on.stain(&ring(shrunk, y + drop), tone, 1.0);
                on.stain(&crescent(shrunk, y + drop), tone.light(0.4), 0.5);
            }
            on.shade(|x, y_here| {
                let (u, v) = (x / inner, (y_here - y) / (inner * FLAT));
                // The light falls on the far right wall; the near left one is in shadow.
                (0.86 + 0.2 * u - 0.1 * v).clamp(0.62, 1.02)
            });
        });
    }
}

/// How much light a round thing has from its left edge, -1, to its right one, 1.
pub(crate) fn round_light(u: f32) -> f32 {
    let u = u.clamp(-1.0, 1.0);
    let facing = -0.58 * u + 0.81 * (1.0 - u * u).sqrt();
    let bounce = ((u - 0.72) / 0.28).clamp(0.0, 1.0);
    (0.76 + 0.3 * facing + 0.1 * bounce).clamp(0.55, 1.08)
}

pub(crate) fn ring(radius: f32, y: f32) -> Outline {
    crate::lines::oval(0.0, y, radius, radius * FLAT)
}

fn crescent(radius: f32, y: f32) -> Outline {
    let mut points: Vec<At> = arc(radius * 0.94, y, true);
    points.extend(arc(radius * 0.94, y - radius * FLAT * 0.16, true).into_iter().rev());
    poly(&points)
}

/// From the left to the right along the near half, or from the right to the left along the far one.
fn arc(radius: f32, y: f32, near: bool) -> Vec<At> {
    (0..=ARC)
        .map(|nth| {
            let angle = std::f32::consts::PI * f32::from(nth) / f32::from(ARC);
            let (sin, cos) = angle.sin_cos();
            if near {
                (-radius * cos, y + radius * FLAT * sin)
            } else {
                (radius * cos, y - radius * FLAT * sin)
            }
        })
        .collect()
}
