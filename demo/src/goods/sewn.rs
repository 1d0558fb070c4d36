//! Sewn from cloth: a bag that hangs, napkins that lie.

use crate::goods::enamel::bar;
use crate::goods::pattern::Pattern;
use crate::layer::Layer;
use crate::lines::{oval, poly, smooth};
use crate::tone::*;

/// Hung by its handles from a peg at the beginning of the sheet.
pub(crate) fn tote(on: &mut Layer, pattern: Pattern, trim: Tone) {
    bar(
        on,
        &[(-130.0, 330.0), (-96.0, 130.0), (0.0, 6.0), (96.0, 130.0), (130.0, 330.0)],
        trim.dark(0.12),
        26.0,
    );
    on.apart(|on| {
        let outline = [
            (-238.0, 318.0),
            (0.0, 334.0),
            (238.0, 318.0),
            (256.0, 560.0),
            (266.0, 800.0),
            (120.0, 826.0),
            (-120.0, 826.0),
            (-266.0, 800.0),
            (-256.0, 560.0),
        ];
        on.weave(&smooth(&outline, true), |x, y| pattern(x + 5.0 * (y * 0.02).sin(), y));
        on.stain(
            &poly(&[(-260.0, 300.0), (260.0, 300.0), (260.0, 352.0), (0.0, 366.0), (-260.0, 352.0)]),
            trim,
            1.0,
        );
        on.shade(|x, y| {
            let (u, v) = (x / 260.0, (y - 318.0) / 510.0);
            1.06 - 0.1 * u - 0.08 * v + 0.05 * (u * 5.0 + v * 2.0).sin() * v
        });
    });
    bar(on, &[(-110.0, 344.0), (-80.0, 150.0), (0.0, 24.0), (80.0, 150.0), (110.0, 344.0)], trim, 26.0);
    on.fill(&oval(0.0, 20.0, 26.0, 26.0), WALNUT);
    on.fill(&oval(-4.0, 15.0, 17.0, 17.0), WOOD);
}

/// Four, folded and fanned out.
pub(crate) fn napkins(on: &mut Layer, pattern: Pattern) {
    for nth in 0..4_u8 {
        let n = f32::from(nth);
        on.turned(-90.0 + n * 62.0, 60.0 - n * 30.0, -22.0 + n * 13.0, |on| {
            on.apart(|on| {
                on.weave(
                    &poly(&[(-230.0, -230.0), (230.0, -230.0), (230.0, 230.0), (-230.0, 230.0)]),
                    pattern,
                );
                on.etch(
                    &poly(&[(-212.0, -212.0), (212.0, -212.0), (212.0, 212.0), (-212.0, 212.0)]),
                    MILK,
                    5.0,
                );
                on.shade(|x, y| {
                    let fold = if x.abs() < 3.0 || y.abs() < 3.0 { 0.1 } else { 0.0 };
                    1.03 - 0.05 * (x / 230.0) - 0.03 * (y / 230.0) - fold
                });
            });
        });
    }
}
