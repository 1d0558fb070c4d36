//! Emblems: what some people show instead of themselves, and what shops hang over their doors. One shape, few colours.

use crate::layer::Layer;
use crate::lines::{leaf, line, oval, poly, rect, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;
use crate::world::Craft;

/// Different things that people like.
pub(crate) const LIKED: usize = 12;

/// Something somebody likes, on the upper square of a sheet.
pub(crate) fn liked(sheet: &mut Layer, nth: usize) {
    let grounds = [SKY, OCHRE, SAGE, LAPIS, CLAY, CELADON, LAGOON, CREAM, ROSSO, NIGHT, STRAW, DEEP];
    let ground = grounds[nth % grounds.len()];
    sheet.fill(&rect(0.0, 0.0, 1000.0, 1000.0), ground);
    match nth {
        0 => bay(sheet),
        1 => hills(sheet),
        2 => sprig(sheet, LEAF.dark(0.2)),
        3 => boat(sheet),
        4 => cat(sheet, NIGHT),
        5 => fish(sheet),
        6 => flower(sheet, ROSSO.light(0.2), OCHRE),
        7 => mug(sheet, LAPIS, MILK),
        8 => bird(sheet),
        9 => moon(sheet),
        10 => cat(sheet, MILK),
        _ => flower(sheet, MILK, OCHRE),
    }
}

/// A shop's sign: what it makes, in colours that its handle decides.
pub(crate) fn sign(sheet: &mut Layer, craft: Craft, handle: &str) {
    let pairs = [
        (LAGOON, MILK, OCHRE),
        (ROSSO, MILK, OCHRE),
        (NIGHT, CREAM, ROSSO.light(0.2)),
        (LAPIS, MILK, OCHRE),
        (OCHRE, NIGHT, ROSSO),
        (CREAM, LAGOON, ROSSO),
        (MOSS, MILK, OCHRE),
        (CLAY, CREAM, NIGHT),
        (SKY, LAPIS.dark(0.3), ROSSO),
        (SAGE, DEEP, ROSSO),
        (WINE, CREAM, OCHRE),
        (CELADON, DEEP, CLAY),
    ];
    let mut seed = Seed::of(handle);
    let (ground, shape, accent) = seed.one(&pairs).unwrap_or((LAGOON, MILK, OCHRE));
    sheet.fill(&rect(0.0, 0.0, 1000.0, 1000.0), ground);
    // What hangs behind it tells shops of one craft apart.
    match seed.below(4) {
        0 => sheet.fill(&oval(500.0, 520.0, 400.0, 400.0), ground.light(0.16)),
        1 => sheet.fill(&rect(0.0, 720.0, 1000.0, 280.0), ground.dark(0.22)),
        2 => sheet.fill(&poly(&[(0.0, 1000.0), (1000.0, 0.0), (1000.0, 1000.0)]), ground.dark(0.16)),
        _ => {
            for nth in 0..6_u8 {
                let x = f32::from(nth) * 200.0 - 60.0;
                sheet.wash(
                    &poly(&[(x, 0.0), (x + 60.0, 0.0), (x + 60.0, 1000.0), (x, 1000.0)]),
                    accent,
                    0.22,
                );
            }
        }
    }
    match craft {
        Craft::Enamel => mug(sheet, shape, accent),
        Craft::Weaving => cloth(sheet, shape, accent),
        Craft::Tea => pot(sheet, shape, accent),
        Craft::Prints => print(sheet, shape, accent),
        Craft::Plants => sprig(sheet, shape),
        Craft::Vintage => lamp(sheet, shape, accent),
        Craft::Baskets => basket(sheet, shape, accent),
        Craft::Knives => blade(sheet, shape, accent),
        Craft::Paper => book(sheet, shape, accent),
        Craft::Soap => soap(sheet, shape, accent),
        Craft::Ceramics => vase(sheet, shape, accent),
    }
}

fn bay(sheet: &mut Layer) {
    sheet.fill(&oval(500.0, 560.0, 210.0, 210.0), OCHRE);
    sheet.fill(&rect(0.0, 600.0, 1000.0, 400.0), LAGOON);
    for (y, half) in [(680.0, 190.0), (760.0, 130.0), (840.0, 80.0)] {
        sheet.stroke(&line((500.0 - half, y), (500.0 + half, y)), OCHRE.light(0.2), 26.0);
    }
}

fn hills(sheet: &mut Layer) {
    sheet.fill(&oval(680.0, 320.0, 130.0, 130.0), MILK);
    sheet.fill(&poly(&[(-40.0, 1000.0), (360.0, 380.0), (800.0, 1000.0)]), CLAY);
    sheet.fill(&poly(&[(360.0, 380.0), (800.0, 1000.0), (420.0, 1000.0)]), CLAY.dark(0.25));
    sheet.fill(&poly(&[(420.0, 1000.0), (760.0, 560.0), (1080.0, 1000.0)]), WINE);
}

fn sprig(sheet: &mut Layer, tone: Tone) {
    sheet.stroke(&smooth(&[(500.0, 900.0), (480.0, 600.0), (520.0, 180.0)], false), tone, 26.0);
    let pairs = [(770.0, 300.0), (600.0, 270.0), (430.0, 220.0)];
    for (y, long) in pairs {
        for side in [-1.0_f32, 1.0] {
            let (whole, half, _) = leaf((496.0, y), (496.0 + side * long, y - 190.0), 0.42, 0.08 * side);
            sheet.fill(&whole, tone);
            sheet.wash(&half, tone.dark(0.3), 0.35);
        }
    }
    let (whole, ..) = leaf((516.0, 300.0), (530.0, 90.0), 0.5, 0.0);
    sheet.fill(&whole, tone);
}

fn boat(sheet: &mut Layer) {
    sheet.fill(&poly(&[(500.0, 140.0), (500.0, 640.0), (210.0, 640.0)]), MILK);
    sheet.fill(&poly(&[(540.0, 220.0), (540.0, 640.0), (780.0, 640.0)]), OCHRE);
    sheet.fill(&smooth(&[(150.0, 690.0), (850.0, 690.0), (720.0, 840.0), (280.0, 840.0)], true), ROSSO);
    sheet.fill(&rect(0.0, 830.0, 1000.0, 170.0), LAPIS.dark(0.35));
}

fn cat(sheet: &mut Layer, coat: Tone) {
    sheet.fill(&poly(&[(250.0, 480.0), (270.0, 150.0), (480.0, 330.0)]), coat);
    sheet.fill(&poly(&[(750.0, 480.0), (730.0, 150.0), (520.0, 330.0)]), coat);
    sheet.fill(&oval(500.0, 560.0, 300.0, 270.0), coat);
    sheet.fill(&poly(&[(300.0, 320.0), (310.0, 230.0), (380.0, 300.0)]), CLAY.light(0.3));
    sheet.fill(&poly(&[(700.0, 320.0), (690.0, 230.0), (620.0, 300.0)]), CLAY.light(0.3));
    let eye = if coat == NIGHT { OCHRE.light(0.2) } else { LAGOON };
    for x in [390.0, 610.0] {
        sheet.fill(&oval(x, 520.0, 56.0, 60.0), eye);
        sheet.fill(&oval(x, 520.0, 18.0, 52.0), INK);
    }
    sheet.fill(&poly(&[(462.0, 622.0), (538.0, 622.0), (500.0, 668.0)]), CLAY.light(0.2));
    let line_of = if coat == NIGHT { STONE } else { WALNUT };
    sheet.stroke(
        &smooth(&[(410.0, 716.0), (460.0, 736.0), (500.0, 690.0), (540.0, 736.0), (590.0, 716.0)], false),
        line_of,
        16.0,
    );
}

fn fish(sheet: &mut Layer) {
    sheet.fill(&poly(&[(700.0, 500.0), (920.0, 320.0), (880.0, 500.0), (920.0, 680.0)]), ROSSO);
    sheet.fill(&smooth(&[(90.0, 500.0), (380.0, 310.0), (740.0, 500.0), (380.0, 690.0)], true), ROSSO);
    sheet.fill(
        &smooth(&[(380.0, 690.0), (740.0, 500.0), (560.0, 470.0), (240.0, 560.0)], true),
        ROSSO.dark(0.2),
    );
    for x in [420.0_f32, 510.0, 600.0] {
        sheet.stroke(&smooth(&[(x, 410.0), (x + 46.0, 500.0), (x, 590.0)], false), MILK, 18.0);
    }
    sheet.fill(&oval(260.0, 460.0, 38.0, 38.0), MILK);
    sheet.fill(&oval(260.0, 460.0, 18.0, 18.0), INK);
}

fn flower(sheet: &mut Layer, petal: Tone, middle: Tone) {
    for nth in 0..7_u8 {
        sheet.turned(500.0, 500.0, f32::from(nth) * 360.0 / 7.0, |sheet| {
            sheet.fill(&oval(0.0, -240.0, 120.0, 190.0), petal);
            sheet.wash(&oval(34.0, -240.0, 70.0, 170.0), petal.dark(0.25), 0.3);
        });
    }
    sheet.fill(&oval(500.0, 500.0, 130.0, 130.0), middle);
    sheet.wash(&oval(530.0, 520.0, 90.0, 90.0), middle.dark(0.3), 0.4);
}

fn bird(sheet: &mut Layer) {
    sheet.fill(&poly(&[(140.0, 760.0), (420.0, 560.0), (400.0, 720.0)]), MILK.dark(0.1));
    sheet.fill(
        &smooth(
            &[(300.0, 640.0), (420.0, 420.0), (640.0, 330.0), (780.0, 420.0), (700.0, 640.0), (500.0, 760.0)],
            true,
        ),
        MILK,
    );
    sheet.fill(&smooth(&[(360.0, 640.0), (520.0, 460.0), (620.0, 560.0), (500.0, 700.0)], true), OCHRE);
    sheet.fill(&poly(&[(770.0, 390.0), (890.0, 430.0), (770.0, 460.0)]), OCHRE.light(0.1));
    sheet.fill(&oval(700.0, 420.0, 26.0, 26.0), INK);
    for x in [520.0, 590.0] {
        sheet.stroke(&line((x, 740.0), (x, 860.0)), NIGHT, 20.0);
    }
}

fn moon(sheet: &mut Layer) {
    sheet.fill(&oval(470.0, 460.0, 280.0, 280.0), CREAM);
    sheet.fill(&oval(590.0, 390.0, 250.0, 250.0), NIGHT);
    for (x, y, r) in [
        (700.0, 260.0, 24.0),
        (790.0, 430.0, 16.0),
        (640.0, 460.0, 14.0),
        (250.0, 820.0, 16.0),
        (720.0, 760.0, 20.0),
    ] {
        sheet.fill(&oval(x, y, r, r), OCHRE.light(0.3));
    }
}

fn mug(sheet: &mut Layer, body: Tone, band: Tone) {
    sheet.stroke(&oval(720.0, 560.0, 120.0, 140.0), body.dark(0.1), 62.0);
    sheet.fill(&rounded(250.0, 320.0, 440.0, 480.0, 70.0), body);
    sheet.fill(&rect(250.0, 640.0, 440.0, 70.0), band);
    sheet.wash(&rounded(560.0, 320.0, 130.0, 480.0, 60.0), body.dark(0.35), 0.3);
    sheet.fill(&oval(470.0, 330.0, 220.0, 60.0), body.dark(0.3));
    sheet.stroke(&oval(470.0, 330.0, 220.0, 60.0), band, 26.0);
}

fn cloth(sheet: &mut Layer, ground: Tone, thread: Tone) {
    let cut = rounded(240.0, 200.0, 520.0, 560.0, 24.0);
    sheet.weave(&cut, |x, y| {
        let (across, down) = ((x - 240.0) / 65.0, (y - 200.0) / 70.0);
        let step = (across.fract() - 0.5).abs() + (down.fract() - 0.5).abs();
        if step < 0.34 {
            thread
        } else if down.fract() < 0.12 {
            ground.dark(0.3)
        } else {
            ground
        }
    });
    for nth in 0..9_u8 {
        let x = 264.0 + f32::from(nth) * 59.0;
        sheet.stroke(&line((x, 770.0), (x, 850.0)), ground, 18.0);
    }
}

fn pot(sheet: &mut Layer, body: Tone, accent: Tone) {
    sheet.stroke(
        &smooth(&[(300.0, 470.0), (150.0, 480.0), (170.0, 640.0), (310.0, 660.0)], false),
        body.dark(0.1),
        50.0,
    );
    sheet.fill(&poly(&[(680.0, 620.0), (850.0, 410.0), (900.0, 430.0), (740.0, 720.0)]), body);
    sheet.fill(&oval(500.0, 580.0, 260.0, 220.0), body);
    sheet.wash(
        &smooth(&[(600.0, 380.0), (760.0, 560.0), (640.0, 780.0), (560.0, 796.0), (690.0, 580.0)], true),
        body.dark(0.4),
        0.3,
    );
    sheet.fill(&oval(500.0, 390.0, 160.0, 46.0), accent);
    sheet.fill(&oval(500.0, 320.0, 46.0, 46.0), accent);
}

fn print(sheet: &mut Layer, paper: Tone, ink: Tone) {
    sheet.fill(&rect(230.0, 160.0, 540.0, 680.0), paper);
    sheet.fill(&oval(580.0, 360.0, 100.0, 100.0), ink);
    sheet.fill(&poly(&[(270.0, 740.0), (450.0, 440.0), (600.0, 740.0)]), ink.dark(0.3));
    sheet.fill(&poly(&[(470.0, 740.0), (610.0, 540.0), (730.0, 740.0)]), ink.dark(0.55));
}

fn lamp(sheet: &mut Layer, body: Tone, glow: Tone) {
    sheet.wash(&oval(500.0, 400.0, 330.0, 330.0), glow, 0.3);
    sheet.fill(&poly(&[(380.0, 190.0), (620.0, 190.0), (760.0, 520.0), (240.0, 520.0)]), glow);
    sheet.wash(
        &poly(&[(540.0, 190.0), (620.0, 190.0), (760.0, 520.0), (590.0, 520.0)]),
        body.dark(0.4),
        0.22,
    );
    sheet.fill(&rect(474.0, 520.0, 52.0, 230.0), body);
    sheet.fill(&rounded(320.0, 740.0, 360.0, 80.0, 40.0), body);
}

fn basket(sheet: &mut Layer, cane: Tone, band: Tone) {
    sheet.stroke(
        &smooth(&[(290.0, 470.0), (360.0, 210.0), (640.0, 210.0), (710.0, 470.0)], false),
        cane,
        46.0,
    );
    let body = poly(&[(210.0, 450.0), (790.0, 450.0), (710.0, 830.0), (290.0, 830.0)]);
    sheet.weave(&body, |x, y| {
        let (across, down) = ((x / 72.0).floor() as i32, (y / 62.0).floor() as i32);
        if (across + down).rem_euclid(2) == 0 { cane } else { cane.dark(0.28) }
    });
    sheet.fill(&rounded(190.0, 430.0, 620.0, 70.0, 30.0), band);
}

fn blade(sheet: &mut Layer, steel: Tone, grip: Tone) {
    sheet.turned(500.0, 500.0, -38.0, |sheet| {
        sheet.fill(
            &smooth(
                &[(-380.0, 30.0), (-300.0, -110.0), (60.0, -120.0), (70.0, 110.0), (-220.0, 110.0)],
                true,
            ),
            steel,
        );
        sheet.wash(
            &poly(&[(-350.0, 60.0), (60.0, 60.0), (60.0, 108.0), (-230.0, 108.0)]),
            steel.dark(0.4),
            0.4,
        );
        sheet.fill(&rounded(60.0, -80.0, 330.0, 140.0, 60.0), grip);
        for x in [140.0, 240.0] {
            sheet.fill(&oval(x, -10.0, 22.0, 22.0), steel);
        }
    });
}

fn book(sheet: &mut Layer, cover: Tone, band: Tone) {
    sheet.fill(&rounded(250.0, 180.0, 500.0, 640.0, 34.0), cover.dark(0.3));
    sheet.fill(&rounded(270.0, 180.0, 480.0, 620.0, 30.0), cover);
    sheet.fill(&rect(330.0, 180.0, 26.0, 620.0), cover.dark(0.3));
    sheet.fill(&rect(640.0, 180.0, 46.0, 640.0), band);
    sheet.fill(&rounded(420.0, 330.0, 160.0, 110.0, 14.0), band);
}

fn soap(sheet: &mut Layer, bar: Tone, stamp: Tone) {
    for (x, y, r) in [(680.0, 270.0, 84.0), (560.0, 200.0, 50.0), (780.0, 390.0, 42.0)] {
        sheet.wash(&oval(x, y, r, r), bar, 0.55);
        sheet.stroke(&oval(x, y, r, r), bar, 12.0);
    }
    sheet.fill(&rounded(180.0, 480.0, 600.0, 330.0, 110.0), bar.dark(0.2));
    sheet.fill(&rounded(180.0, 440.0, 600.0, 310.0, 110.0), bar);
    sheet.stroke(&rounded(270.0, 510.0, 420.0, 170.0, 80.0), stamp, 26.0);
    let (whole, ..) = leaf((390.0, 640.0), (580.0, 550.0), 0.5, 0.0);
    sheet.fill(&whole, stamp);
}

fn vase(sheet: &mut Layer, clay: Tone, glaze: Tone) {
    let body = [
        (420.0, 190.0),
        (580.0, 190.0),
        (560.0, 330.0),
        (730.0, 560.0),
        (640.0, 820.0),
        (360.0, 820.0),
        (270.0, 560.0),
        (440.0, 330.0),
    ];
    sheet.fill(&smooth(&body, true), clay);
    let drip = [
        (430.0, 180.0),
        (570.0, 180.0),
        (556.0, 330.0),
        (700.0, 500.0),
        (610.0, 560.0),
        (520.0, 500.0),
        (430.0, 590.0),
        (300.0, 520.0),
        (444.0, 330.0),
    ];
    sheet.fill(&smooth(&drip, true), glaze);
    sheet.wash(
        &smooth(&[(580.0, 340.0), (720.0, 560.0), (630.0, 810.0), (560.0, 816.0), (650.0, 560.0)], true),
        INK,
        0.16,
    );
}
