//! What people show beside their names: a head and shoulders cut out of paper, or something they like. Flat, because most
//! of the time it is 28 points wide; warm at the larger size, because somebody looks at it there.

use crate::layer::Layer;
use crate::lines::{At, Outline, line, oval, poly, rect, rounded, smooth};
use crate::motifs;
use crate::seed::Seed;
use crate::tone::*;

/// Different heads.
const HEADS: usize = 60;
/// Of a thousand people so many show something, and of those so many their head.
const SHOW: usize = 640;
const SHOW_A_HEAD: usize = 780;

/// Which picture stands beside the name of whoever has this handle; many people show none.
pub(crate) fn of(handle: &str) -> Option<String> {
    let mut seed = Seed::of(handle);
    let is_shown = seed.below(1_000) < SHOW;
    let is_a_head = seed.below(1_000) < SHOW_A_HEAD;
    let name = if is_a_head {
        format!("head-{}", seed.below(HEADS))
    } else {
        format!("likes-{}", seed.below(motifs::LIKED))
    };
    is_shown.then_some(name)
}

/// Paints it onto the upper square of a sheet.
pub(crate) fn paint(sheet: &mut Layer, nth: usize) {
    Head::of(nth).paint(sheet);
}

#[derive(Clone, Copy, PartialEq)]
enum Hair {
    Short,
    Swept,
    Bob,
    Long,
    Bun,
    Curls,
    Braids,
    Hat,
    Scarf,
}

#[derive(Clone, Copy, PartialEq)]
enum Cloth {
    Plain,
    Stripes,
    Collar,
    Woven,
}

struct Head {
    ground: Tone,
    skin: Tone,
    hair: Tone,
    cloth: Tone,
    accent: Tone,
    style: Hair,
    pattern: Cloth,
    wears_glasses: bool,
    has_earrings: bool,
    is_smiling: bool,
}

impl Head {
    fn of(nth: usize) -> Self {
        const STYLES: [Hair; 9] = [
            Hair::Short,
            Hair::Long,
            Hair::Bun,
            Hair::Swept,
            Hair::Curls,
            Hair::Bob,
            Hair::Hat,
            Hair::Braids,
            Hair::Scarf,
        ];
        const PATTERNS: [Cloth; 4] = [Cloth::Plain, Cloth::Collar, Cloth::Stripes, Cloth::Woven];
        let mut seed = Seed::nth(0x6865_6164, nth as u64);
        let skins = [
            Tone(246, 214, 180),
            Tone(234, 190, 150),
            Tone(214, 164, 120),
            Tone(186, 132, 92),
            Tone(146, 98, 68),
        ];
        let hairs = [INK, WALNUT.dark(0.35), NIGHT, WALNUT, INK.light(0.1), STONE, Tone(128, 74, 44)];
        let grounds = [
            SKY,
            OCHRE,
            SAGE,
            CLAY.light(0.25),
            LAGOON.light(0.35),
            CREAM,
            CELADON,
            ROSSO.light(0.45),
            LAPIS.light(0.5),
        ];
        let ground = seed.one(&grounds).unwrap_or(SKY);
        let cloths: Vec<Tone> = [LAGOON, ROSSO, LAPIS, MILK, NIGHT, OCHRE, MOSS, WINE, CLAY]
            .into_iter()
            .filter(|tone| tone.far(ground) > 110.0)
            .collect();
        let cloth = seed.one(&cloths).unwrap_or(NIGHT);
        Self {
            ground,
            skin: seed.one(&skins).unwrap_or(SAND),
            hair: seed.one(&hairs).unwrap_or(INK),
            cloth,
            accent: if cloth.far(MILK) > 160.0 { MILK } else { ROSSO },
            // Each style in turn, so that few heads in a row are alike.
            style: STYLES[nth % STYLES.len()],
            pattern: PATTERNS[(nth / 2) % PATTERNS.len()],
            wears_glasses: seed.below(4) == 0,
            has_earrings: seed.below(3) == 0,
            is_smiling: seed.below(3) > 0,
        }
    }

    fn paint(&self, sheet: &mut Layer) {
        sheet.fill(&rect(0.0, 0.0, 1000.0, 1000.0), self.ground);
        sheet.fill(&oval(640.0, 380.0, 470.0, 470.0), self.ground.light(0.28));
        self.behind(sheet);
        self.shoulders(sheet);
        self.face(sheet);
        self.before(sheet);
    }

    /// Hair that falls behind the neck.
    fn behind(&self, sheet: &mut Layer) {
        let dark = self.hair.dark(0.12);
        match self.style {
            Hair::Long => sheet.fill(&fall(830.0, 285.0), dark),
            Hair::Bob => sheet.fill(&fall(640.0, 270.0), dark),
            Hair::Braids => {
                for x in [270.0_f32, 730.0] {
                    for knot in 0..4_u8 {
                        let y = 600.0 + f32::from(knot) * 86.0;
                        sheet.fill(&oval(x, y, 58.0 - f32::from(knot) * 5.0, 60.0), dark);
                    }
                }
            }
            Hair::Bun => sheet.fill(&oval(520.0, 130.0, 118.0, 108.0), dark),
            Hair::Curls => {
                for (x, y, r) in [
                    (280.0, 430.0, 120.0),
                    (270.0, 570.0, 100.0),
                    (720.0, 430.0, 120.0),
                    (730.0, 570.0, 100.0),
                ] {
                    sheet.fill(&oval(x, y, r, r), dark);
                }
            }
            Hair::Scarf => sheet.fill(&fall(600.0, 255.0), self.accent.dark(0.12)),
            Hair::Short | Hair::Swept | Hair::Hat => {}
        }
    }

    fn shoulders(&self, sheet: &mut Layer) {
        let body = smooth(
            &[
                (60.0, 1080.0),
                (120.0, 900.0),
                (300.0, 800.0),
                (420.0, 770.0),
                (580.0, 770.0),
                (700.0, 800.0),
                (880.0, 900.0),
                (940.0, 1080.0),
            ],
            true,
        );
        match self.pattern {
            Cloth::Woven => {
                let (cloth, accent) = (self.cloth, self.accent);
                sheet.weave(&body, |x, y| {
                    let (across, down) = ((x / 34.0).floor() as i32, (y / 34.0).floor() as i32);
                    match (across.rem_euclid(5), down.rem_euclid(4)) {
                        (0, _) => accent.mix(cloth, 0.35),
                        (_, 0) => cloth.dark(0.22),
                        _ => cloth,
                    }
                });
            }
            Cloth::Stripes => {
                let (cloth, accent) = (self.cloth, self.accent);
                sheet.weave(&body, |_, y| if (y / 38.0).floor() as i32 % 2 == 0 { cloth } else { accent });
            }
            Cloth::Plain | Cloth::Collar => sheet.fill(&body, self.cloth),
        }
        // The neck, and what its shadow leaves of it.
        sheet.fill(&rounded(420.0, 600.0, 160.0, 240.0, 70.0), self.skin.dark(0.12));
        if self.pattern == Cloth::Collar {
            for side in [-1.0_f32, 1.0] {
                let flap: [At; 4] = [
                    (500.0, 870.0),
                    (500.0 + side * 95.0, 765.0),
                    (500.0 + side * 190.0, 830.0),
                    (500.0 + side * 90.0, 930.0),
                ];
                sheet.fill(&poly(&flap), self.accent);
            }
        }
    }

    fn face(&self, sheet: &mut Layer) {
        for x in [318.0, 682.0] {
            sheet.fill(&oval(x, 490.0, 38.0, 54.0), self.skin.dark(0.08));
            if self.has_earrings {
                sheet.fill(&oval(x, 562.0, 20.0, 20.0), BRASS);
            }
        }
        sheet.fill(&egg(), self.skin);
        // Light comes from the left, as in all pictures of this market.
        let shade = [
            (560.0, 250.0),
            (690.0, 330.0),
            (694.0, 520.0),
            (620.0, 680.0),
            (520.0, 724.0),
            (640.0, 560.0),
            (630.0, 380.0),
        ];
        sheet.wash(&smooth(&shade, true), self.skin.dark(0.2), 0.45);
        for x in [412.0, 588.0] {
            sheet.wash(&oval(x, 566.0, 44.0, 30.0), ROSSO.light(0.2), 0.28);
        }
        let ink = INK.mix(self.skin, 0.12);
        for x in [426.0, 574.0] {
            sheet.fill(&oval(x, 478.0, 19.0, 23.0), ink);
            let brow = [(x - 46.0, 420.0), (x, 402.0), (x + 46.0, 418.0)];
            sheet.stroke(&smooth(&brow, false), self.hair.mix(INK, 0.4), 15.0);
        }
        let nose = [(500.0, 486.0), (484.0, 556.0), (512.0, 566.0)];
        sheet.trace(&smooth(&nose, false), self.skin.dark(0.42), 12.0, 0.9);
        let deep = if self.is_smiling { 652.0 } else { 634.0 };
        let mouth = [(438.0, 618.0), (500.0, deep), (562.0, 618.0)];
        sheet.stroke(&smooth(&mouth, false), WINE.mix(self.skin, 0.15), 17.0);
        if self.wears_glasses {
            for x in [420.0, 580.0] {
                sheet.wash(&oval(x, 480.0, 70.0, 64.0), MILK, 0.22);
                sheet.stroke(&oval(x, 480.0, 70.0, 64.0), NIGHT, 13.0);
            }
            sheet.stroke(&line((488.0, 470.0), (512.0, 470.0)), NIGHT, 13.0);
        }
    }

    /// Hair, or what is worn on it, over the forehead.
    fn before(&self, sheet: &mut Layer) {
        let hair = self.hair;
        match self.style {
            Hair::Short => sheet.fill(&cap(360.0, 330.0, 372.0), hair),
            Hair::Swept => {
                let swept = [
                    (308.0, 470.0),
                    (296.0, 330.0),
                    (380.0, 206.0),
                    (560.0, 176.0),
                    (690.0, 260.0),
                    (704.0, 460.0),
                    (660.0, 390.0),
                    (560.0, 330.0),
                    (430.0, 372.0),
                    (350.0, 350.0),
                ];
                sheet.fill(&smooth(&swept, true), hair);
            }
            Hair::Bob | Hair::Long | Hair::Braids => {
                sheet.fill(&cap(520.0, 300.0, 520.0), hair);
                sheet.trace(
                    &smooth(&[(500.0, 196.0), (470.0, 240.0), (440.0, 330.0)], false),
                    hair.light(0.2),
                    9.0,
                    0.7,
                );
            }
            Hair::Bun => sheet.fill(&cap(400.0, 312.0, 400.0), hair),
            Hair::Curls => {
                let curls = [
                    (330.0, 350.0),
                    (380.0, 250.0),
                    (480.0, 205.0),
                    (590.0, 225.0),
                    (665.0, 300.0),
                    (690.0, 390.0),
                    (430.0, 300.0),
                    (545.0, 300.0),
                ];
                for (x, y) in curls {
                    sheet.fill(&oval(x, y, 84.0, 80.0), hair);
                }
            }
            Hair::Hat => {
                sheet.fill(&cap(420.0, 340.0, 420.0), hair);
                // A farmer's hat of straw.
                let hat = [(120.0, 356.0), (500.0, 96.0), (880.0, 356.0), (500.0, 320.0)];
                sheet.fill(&poly(&hat), STRAW);
                sheet.wash(&poly(&[(500.0, 96.0), (880.0, 356.0), (500.0, 320.0)]), STRAW.dark(0.3), 0.6);
                sheet.fill(
                    &smooth(&[(300.0, 318.0), (500.0, 280.0), (700.0, 318.0), (500.0, 326.0)], true),
                    self.cloth,
                );
            }
            Hair::Scarf => {
                sheet.fill(&cap(430.0, 322.0, 430.0), self.accent);
                for (x, y) in [(400.0, 280.0), (500.0, 232.0), (600.0, 280.0), (470.0, 302.0), (556.0, 312.0)]
                {
                    sheet.fill(&oval(x, y, 16.0, 16.0), self.cloth);
                }
            }
        }
    }
}

fn egg() -> Outline {
    let points = [
        (500.0, 226.0),
        (636.0, 282.0),
        (686.0, 440.0),
        (650.0, 600.0),
        (560.0, 708.0),
        (440.0, 708.0),
        (350.0, 600.0),
        (314.0, 440.0),
        (364.0, 282.0),
    ];
    smooth(&points, true)
}

/// Hair over the head: how far it comes down at the left, on the forehead and at the right.
fn cap(left: f32, forehead: f32, right: f32) -> Outline {
    let points = [
        (304.0, left + 70.0),
        (290.0, 340.0),
        (370.0, 210.0),
        (500.0, 176.0),
        (630.0, 210.0),
        (710.0, 340.0),
        (696.0, right + 70.0),
        (650.0, 400.0),
        (580.0, forehead + 6.0),
        (500.0, forehead),
        (420.0, forehead + 6.0),
        (350.0, 400.0),
    ];
    smooth(&points, true)
}

/// What falls behind the head as low and as wide as this.
fn fall(low: f32, wide: f32) -> Outline {
    let points = [
        (500.0, 180.0),
        (500.0 + wide * 0.8, 270.0),
        (500.0 + wide, 480.0),
        (500.0 + wide * 0.92, low),
        (500.0, low - 40.0),
        (500.0 - wide * 0.92, low),
        (500.0 - wide, 480.0),
        (500.0 - wide * 0.8, 270.0),
    ];
    smooth(&points, true)
}
