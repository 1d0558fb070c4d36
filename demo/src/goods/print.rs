//! Prints in two colours and black: ten subjects, cut as a linocut is, in flat shapes.

use crate::layer::Layer;
use crate::lines::{leaf, line, oval, poly, rect, rounded, smooth};
use crate::seed::Seed;
use crate::tone::*;

/// Paper and the inks in the order in which they are printed.
#[derive(Clone, Copy)]
pub(crate) struct Inks {
    pub paper: Tone,
    pub pale: Tone,
    pub middle: Tone,
    pub deep: Tone,
    /// The smallest block.
    pub spot: Tone,
}

impl Inks {
    pub fn of(finish: &str) -> Self {
        match finish {
            "dusk" => Self {
                paper: MILK.dark(0.03),
                pale: OCHRE.mix(CLAY, 0.35),
                middle: LAPIS.mix(NIGHT, 0.3),
                deep: NIGHT,
                spot: CREAM,
            },
            "green" => Self {
                paper: MILK,
                pale: CELADON,
                middle: LAGOON.light(0.12),
                deep: DEEP,
                spot: ROSSO.light(0.1),
            },
            "ink" => {
                Self { paper: MILK, pale: STONE.light(0.2), middle: INK.light(0.32), deep: INK, spot: ROSSO }
            }
            _ => {
                Self { paper: MILK, pale: SKY.light(0.2), middle: ROSSO, deep: LAPIS.dark(0.3), spot: OCHRE }
            }
        }
    }
}

/// What is cut into the block.
pub(crate) fn sheet(on: &mut Layer, subject: &str, inks: Inks) {
    on.apart(|on| {
        on.fill(&rounded(-285.0, -385.0, 570.0, 770.0, 3.0), inks.paper);
        on.apart(|on| {
            on.fill(&rect(-236.0, -336.0, 472.0, 610.0), inks.pale);
            match subject {
                "carp" => carp(on, inks),
                "harbour" => harbour(on, inks),
                "window-cat" => window_cat(on, inks),
                "mangoes" => mangoes(on, inks),
                "rain" => rain(on, inks),
                "moon" => moon(on, inks),
                "heron" => heron(on, inks),
                "houses" => houses(on, inks),
                "waves" => waves(on, inks),
                _ => ridges(on, inks),
            }
        });
        // A pencilled title and number, and the seal.
        on.trace(&line((-230.0, 322.0), (-130.0, 318.0)), INK, 3.0, 0.6);
        on.trace(&line((120.0, 320.0), (170.0, 322.0)), INK, 3.0, 0.6);
        on.stain(&rounded(196.0, 300.0, 36.0, 36.0, 4.0), ROSSO, 1.0);
        on.shade(|x, y| 1.03 - 0.05 * (x / 285.0) - 0.03 * (y / 385.0));
    });
}

fn ridges(on: &mut Layer, inks: Inks) {
    on.stain(&oval(96.0, -196.0, 66.0, 66.0), inks.spot, 1.0);
    let tones = [
        inks.pale.mix(inks.middle, 0.4),
        inks.middle.light(0.15),
        inks.middle,
        inks.deep.mix(inks.middle, 0.4),
        inks.deep,
    ];
    for (nth, tone) in tones.into_iter().enumerate() {
        let n = nth as f32;
        let mut points = vec![(-240.0, 280.0)];
        for step in 0..=8_u8 {
            let x = -240.0 + f32::from(step) * 60.0;
            let rise = 52.0 * (x * 0.013 + n * 1.9).sin() + 34.0 * (x * 0.031 + n * 4.1).sin();
            points.push((x, -86.0 + n * 78.0 - rise));
        }
        points.push((240.0, 280.0));
        on.stain(&poly(&points), tone, 1.0);
    }
    for x in [-170.0, -140.0, 130.0, 158.0, 190.0] {
        on.stain(&poly(&[(x, 150.0), (x + 15.0, 226.0), (x - 15.0, 226.0)]), inks.deep.dark(0.3), 1.0);
    }
}

fn carp(on: &mut Layer, inks: Inks) {
    for ring in 0..4_u8 {
        let r = 40.0 + f32::from(ring) * 28.0;
        for (x, y) in [(-170.0, 250.0), (10.0, 262.0), (180.0, 246.0), (-190.0, -300.0)] {
            on.etch(&oval(x, y, r, r * 0.55), inks.deep, 7.0);
        }
    }
    on.apart(|on| {
        on.at(0.0, -30.0, 0.86, |on| {
            on.turned(0.0, 0.0, -24.0, |on| {
                super::paper::fish(on, (inks.middle, 0.14), inks.paper);
                for row in 0..5_u8 {
                    for column in 0..8_u8 {
                        let x = -96.0 + f32::from(column) * 30.0 + f32::from(row % 2) * 15.0;
                        let y = -66.0 + f32::from(row) * 27.0;
                        on.etch(
                            &smooth(&[(x, y - 13.0), (x + 13.0, y), (x, y + 13.0)], false),
                            inks.spot,
                            5.0,
                        );
                    }
                }
                on.stain(&oval(-168.0, -8.0, 22.0, 22.0), inks.paper, 1.0);
                on.stain(&oval(-170.0, -8.0, 11.0, 11.0), inks.deep, 1.0);
            });
        });
    });
}

fn harbour(on: &mut Layer, inks: Inks) {
    on.stain(&oval(-120.0, -70.0, 78.0, 78.0), inks.spot, 1.0);
    on.stain(
        &poly(&[
            (-240.0, -20.0),
            (-90.0, -90.0),
            (20.0, -30.0),
            (240.0, -110.0),
            (240.0, 30.0),
            (-240.0, 30.0),
        ]),
        inks.pale.mix(inks.middle, 0.45),
        1.0,
    );
    on.stain(&rect(-240.0, 24.0, 480.0, 260.0), inks.middle, 1.0);
    for (x, y, w) in [
        (-210.0, 60.0, 120.0),
        (40.0, 54.0, 150.0),
        (-90.0, 96.0, 130.0),
        (90.0, 130.0, 120.0),
        (-200.0, 220.0, 150.0),
        (20.0, 246.0, 180.0),
    ] {
        on.stain(&rounded(x, y, w, 8.0, 4.0), inks.pale, 0.9);
    }
    // The ferry: two decks and a funnel.
    on.stain(&poly(&[(-160.0, 120.0), (190.0, 120.0), (158.0, 186.0), (-128.0, 186.0)]), inks.deep, 1.0);
    on.stain(&rect(-126.0, 66.0, 270.0, 54.0), inks.paper, 1.0);
    on.stain(&rect(-86.0, 18.0, 180.0, 48.0), inks.paper, 1.0);
    on.stain(&rect(20.0, -40.0, 46.0, 58.0), inks.spot, 1.0);
    on.stain(&rect(20.0, -26.0, 46.0, 14.0), inks.deep, 1.0);
    for nth in 0..7_u8 {
        on.stain(&rounded(-112.0 + f32::from(nth) * 36.0, 82.0, 20.0, 22.0, 4.0), inks.deep, 1.0);
    }
    for nth in 0..4_u8 {
        on.stain(&rounded(-70.0 + f32::from(nth) * 40.0, 32.0, 22.0, 20.0, 4.0), inks.deep, 1.0);
    }
    let smoke = [(44.0, -44.0), (60.0, -96.0), (120.0, -120.0), (190.0, -104.0)];
    on.etch(&smooth(&smoke, false), inks.paper, 22.0);
}

fn window_cat(on: &mut Layer, inks: Inks) {
    on.stain(&rect(-240.0, -340.0, 480.0, 620.0), inks.middle, 1.0);
    on.stain(&rounded(-170.0, -290.0, 340.0, 430.0, 6.0), inks.pale, 1.0);
    on.stain(&oval(90.0, -200.0, 46.0, 46.0), inks.spot, 1.0);
    on.stain(
        &smooth(
            &[(-170.0, 30.0), (-80.0, -50.0), (20.0, 0.0), (170.0, -70.0), (170.0, 140.0), (-170.0, 140.0)],
            true,
        ),
        inks.middle.light(0.35),
        1.0,
    );
    on.etch(&rect(-170.0, -290.0, 340.0, 430.0), inks.paper, 20.0);
    on.etch(&line((0.0, -290.0), (0.0, 140.0)), inks.paper, 13.0);
    on.etch(&line((-170.0, -90.0), (170.0, -90.0)), inks.paper, 13.0);
    on.stain(&rect(-206.0, 140.0, 412.0, 30.0), inks.paper, 1.0);
    let cat = [
        (-20.0, 142.0),
        (-34.0, 70.0),
        (-10.0, 0.0),
        (6.0, -52.0),
        (-6.0, -96.0),
        (4.0, -138.0),
        (30.0, -116.0),
        (60.0, -116.0),
        (84.0, -138.0),
        (94.0, -94.0),
        (82.0, -50.0),
        (104.0, 10.0),
        (126.0, 80.0),
        (120.0, 142.0),
    ];
    on.stain(&smooth(&cat, true), inks.deep, 1.0);
    on.etch(
        &smooth(&[(116.0, 120.0), (180.0, 150.0), (168.0, 226.0), (128.0, 240.0)], false),
        inks.deep,
        24.0,
    );
    for x in [26.0, 64.0] {
        on.stain(&oval(x, -84.0, 8.0, 10.0), inks.spot, 1.0);
    }
    for nth in 0..5_u8 {
        on.stain(&rect(-240.0, 190.0 + f32::from(nth) * 22.0, 480.0, 6.0), inks.deep, 0.35);
    }
}

fn mangoes(on: &mut Layer, inks: Inks) {
    for nth in 0..9_u8 {
        on.stain(&rect(-240.0, -340.0 + f32::from(nth) * 70.0, 480.0, 24.0), inks.pale.light(0.35), 1.0);
    }
    on.stain(&oval(0.0, 130.0, 216.0, 66.0), inks.deep, 1.0);
    on.stain(&oval(0.0, 118.0, 208.0, 58.0), inks.paper, 1.0);
    for (x, y, turn, tone) in
        [(-86.0, 20.0, -30.0, inks.spot), (92.0, 30.0, 26.0, inks.spot), (6.0, -50.0, 4.0, inks.middle)]
    {
        on.turned(x, y, turn, |on| {
            let fruit = [
                (0.0, -142.0),
                (78.0, -84.0),
                (90.0, 14.0),
                (34.0, 92.0),
                (-46.0, 86.0),
                (-92.0, 8.0),
                (-70.0, -90.0),
            ];
            on.stain(&smooth(&fruit, true), tone, 1.0);
            let side =
                [(20.0, -130.0), (78.0, -80.0), (88.0, 14.0), (34.0, 90.0), (50.0, 0.0), (40.0, -80.0)];
            on.stain(&smooth(&side, true), inks.middle.mix(tone, 0.35), 1.0);
            on.stain(&oval(-38.0, -50.0, 14.0, 30.0), inks.paper, 0.8);
            on.etch(&line((0.0, -140.0), (6.0, -172.0)), inks.deep, 9.0);
        });
    }
    for (to, bend) in [((-130.0, -250.0), 0.1), ((140.0, -260.0), -0.1), ((20.0, -310.0), 0.05)] {
        on.stain(&leaf((8.0, -210.0), to, 0.34, bend).0, inks.deep, 1.0);
    }
}

fn rain(on: &mut Layer, inks: Inks) {
    on.stain(&rect(-240.0, 60.0, 480.0, 220.0), inks.middle, 1.0);
    for (x, w, tone) in [(-236.0, 150.0, inks.spot), (-70.0, 150.0, inks.paper), (96.0, 150.0, inks.spot)] {
        on.stain(&poly(&[(x, -20.0), (x + w, -20.0), (x + w + 20.0, 46.0), (x - 20.0, 46.0)]), tone, 1.0);
        for nth in 0..4_u8 {
            let at = x - 6.0 + f32::from(nth) * (w + 12.0) / 4.0;
            on.stain(
                &poly(&[(at, -20.0), (at + 18.0, -20.0), (at + 16.0, 46.0), (at - 4.0, 46.0)]),
                inks.deep,
                1.0,
            );
        }
        on.stain(&rect(x + 6.0, 46.0, 8.0, 90.0), inks.deep, 1.0);
        on.stain(&rect(x + w - 14.0, 46.0, 8.0, 90.0), inks.deep, 1.0);
        on.stain(&rect(x, 104.0, w, 40.0), inks.deep, 1.0);
        for nth in 0..5_u8 {
            on.stain(&oval(x + 18.0 + f32::from(nth) * 28.0, 100.0, 13.0, 12.0), inks.paper, 1.0);
        }
    }
    // One umbrella goes by.
    on.stain(
        &smooth(
            &[(-110.0, 170.0), (-84.0, 104.0), (-10.0, 78.0), (64.0, 104.0), (90.0, 170.0), (-10.0, 156.0)],
            true,
        ),
        inks.deep,
        1.0,
    );
    on.stain(&poly(&[(-40.0, 168.0), (24.0, 168.0), (40.0, 270.0), (-52.0, 270.0)]), inks.paper, 1.0);
    let mut seed = Seed::of("rain");
    for _ in 0..70 {
        let (x, y) = (seed.between(-240.0, 260.0), seed.between(-340.0, 240.0));
        on.etch(&line((x, y), (x - 12.0, y + seed.between(26.0, 60.0))), inks.paper, 4.0);
    }
}

fn moon(on: &mut Layer, inks: Inks) {
    on.stain(&rect(-240.0, -340.0, 480.0, 400.0), inks.deep, 1.0);
    on.stain(&oval(40.0, -150.0, 100.0, 100.0), inks.spot, 1.0);
    on.stain(
        &poly(&[
            (-240.0, -10.0),
            (-120.0, -70.0),
            (0.0, -10.0),
            (120.0, -60.0),
            (240.0, 0.0),
            (240.0, 60.0),
            (-240.0, 60.0),
        ]),
        inks.middle,
        1.0,
    );
    for row in 0..7_u8 {
        let n = f32::from(row);
        let y = 40.0 + n * n * 5.4;
        let bow = 16.0 + n * 5.0;
        let strip = [
            (-250.0, y),
            (-80.0, y - bow),
            (90.0, y + bow * 0.3),
            (250.0, y - bow * 0.6),
            (250.0, 300.0),
            (-250.0, 300.0),
        ];
        on.stain(&smooth(&strip, true), if row % 2 == 0 { inks.pale } else { inks.middle }, 1.0);
        on.stain(&rounded(-30.0 + n * 4.0, y + 6.0, 90.0 - n * 6.0, 5.0, 2.0), inks.spot, 0.8);
    }
    let mut seed = Seed::of("stars");
    for _ in 0..22 {
        on.stain(&oval(seed.between(-230.0, 230.0), seed.between(-330.0, -60.0), 3.2, 3.2), inks.paper, 0.9);
    }
    for x in [-180.0, -150.0] {
        on.etch(&smooth(&[(x, 90.0), (x + 10.0, 0.0), (x + 30.0, -60.0)], false), inks.deep, 9.0);
        for nth in 0..6_u8 {
            let angle = f32::from(nth) * 1.05;
            let to = (x + 30.0 + 74.0 * angle.cos(), -56.0 + 46.0 * angle.sin());
            on.stain(&leaf((x + 30.0, -60.0), to, 0.28, 0.1).0, inks.deep, 1.0);
        }
    }
}

fn heron(on: &mut Layer, inks: Inks) {
    on.stain(&oval(-90.0, -180.0, 84.0, 84.0), inks.spot, 1.0);
    on.stain(&rect(-240.0, 120.0, 480.0, 170.0), inks.middle, 1.0);
    for (x, y, r) in [(-30.0, 190.0, 110.0), (-30.0, 190.0, 76.0), (120.0, 240.0, 90.0)] {
        on.etch(&oval(x, y, r, r * 0.2), inks.pale, 6.0);
    }
    on.etch(&line((-20.0, 30.0), (-26.0, 200.0)), inks.deep, 9.0);
    on.etch(&smooth(&[(14.0, 30.0), (40.0, 100.0), (10.0, 196.0)], false), inks.deep, 9.0);
    let body = [(-70.0, -20.0), (20.0, -70.0), (110.0, -10.0), (190.0, 80.0), (90.0, 62.0), (-10.0, 60.0)];
    on.stain(&smooth(&body, true), inks.paper, 1.0);
    on.stain(&smooth(&[(10.0, -10.0), (110.0, 0.0), (196.0, 84.0), (80.0, 50.0)], true), inks.deep, 1.0);
    let neck = [(-40.0, 0.0), (-110.0, -60.0), (-60.0, -130.0), (-96.0, -196.0), (-30.0, -222.0)];
    on.etch(&smooth(&neck, false), inks.paper, 30.0);
    on.stain(
        &smooth(&[(-64.0, -240.0), (-10.0, -246.0), (20.0, -222.0), (-24.0, -204.0)], true),
        inks.paper,
        1.0,
    );
    on.stain(&poly(&[(10.0, -234.0), (130.0, -212.0), (10.0, -214.0)]), inks.spot, 1.0);
    on.etch(&line((-40.0, -240.0), (-110.0, -262.0)), inks.deep, 8.0);
    on.stain(&oval(-8.0, -228.0, 6.0, 6.0), inks.deep, 1.0);
    for nth in 0..9_u8 {
        let x = 96.0 + f32::from(nth) * 17.0;
        let top = -120.0 - 70.0 * (f32::from(nth) * 1.7).sin();
        on.etch(&smooth(&[(x, 280.0), (x + 6.0, 60.0), (x + 22.0, top)], false), inks.deep, 7.0);
    }
    for x in [-210.0, -186.0, -160.0] {
        on.etch(&smooth(&[(x, 280.0), (x - 4.0, 100.0), (x - 16.0, -20.0 + x * 0.3)], false), inks.deep, 7.0);
    }
}

fn houses(on: &mut Layer, inks: Inks) {
    on.stain(&rect(-240.0, 190.0, 480.0, 100.0), inks.deep, 1.0);
    let row = [
        (-236.0, 110.0, 300.0, inks.middle),
        (-122.0, 130.0, 380.0, inks.paper),
        (12.0, 104.0, 270.0, inks.spot),
        (120.0, 116.0, 344.0, inks.middle),
    ];
    for (x, w, h, tone) in row {
        let top = 200.0 - h;
        on.stain(&rect(x, top, w, h), tone, 1.0);
        on.stain(&poly(&[(x - 10.0, top), (x + w / 2.0, top - 62.0), (x + w + 10.0, top)]), inks.deep, 1.0);
        let shutters = if tone == inks.paper { inks.middle } else { inks.paper };
        for floor in 0..3_u8 {
            for column in 0..2_u8 {
                let (wx, wy) =
                    (x + 16.0 + f32::from(column) * (w / 2.0 - 4.0), top + 24.0 + f32::from(floor) * 72.0);
                if wy > 120.0 {
                    continue;
                }
                on.stain(&rect(wx, wy, 32.0, 44.0), shutters, 1.0);
                for slat in 0..4_u8 {
                    on.stain(&rect(wx, wy + 4.0 + f32::from(slat) * 11.0, 32.0, 4.0), inks.deep, 0.7);
                }
            }
        }
        on.stain(&rounded(x + w / 2.0 - 19.0, 130.0, 38.0, 80.0, 18.0), inks.deep, 1.0);
    }
    on.etch(&smooth(&[(-240.0, -190.0), (0.0, -140.0), (240.0, -200.0)], false), inks.deep, 4.0);
    for (x, y) in [(-60.0, -154.0), (-30.0, -150.0), (70.0, -152.0)] {
        on.stain(&oval(x, y - 10.0, 10.0, 12.0), inks.deep, 1.0);
    }
}

fn waves(on: &mut Layer, inks: Inks) {
    on.stain(&oval(110.0, -220.0, 60.0, 60.0), inks.spot, 1.0);
    for row in 0..6_u8 {
        let n = f32::from(row);
        let y = -120.0 + n * 70.0;
        let mut crest = vec![(-250.0, 300.0), (-250.0, y)];
        for step in 0..=20_u8 {
            let x = -250.0 + f32::from(step) * 25.0;
            crest.push((x, y - 30.0 * (x * 0.03 + n * 1.3).sin() - 13.0 * (x * 0.07 + n).sin()));
        }
        crest.push((250.0, 300.0));
        let tone = [inks.pale.mix(inks.middle, 0.4), inks.middle, inks.deep][usize::from(row % 3)];
        on.stain(&poly(&crest), tone, 1.0);
        let lip: Vec<_> = crest[2..crest.len() - 1].to_vec();
        on.etch(&smooth(&lip, false), inks.paper, 9.0);
    }
    // A small boat with outriggers.
    on.stain(
        &smooth(&[(-110.0, -46.0), (0.0, -18.0), (110.0, -50.0), (60.0, 4.0), (-60.0, 4.0)], true),
        inks.deep.dark(0.2),
        1.0,
    );
    on.stain(&poly(&[(-4.0, -40.0), (-4.0, -200.0), (88.0, -52.0)]), inks.paper, 1.0);
    on.stain(&poly(&[(-14.0, -46.0), (-14.0, -170.0), (-80.0, -56.0)]), inks.spot, 1.0);
}
