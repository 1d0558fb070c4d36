//! More things that somebody had before: telephone, clock, camera, flask, case, table fan.

use crate::goods::enamel::bar;
use crate::layer::Layer;
use crate::lines::{line, oval, poly, rect, rounded, smooth};
use crate::tone::*;
use crate::turned::Turned;

/// The lacquer of a finish.
pub(crate) fn lacquer(finish: &str) -> Tone {
    match finish {
        "red" => ROSSO,
        "black" => Tone(44, 46, 50),
        "ivory" => CREAM,
        "blue" => LAPIS.mix(SKY, 0.25),
        "brown" => WOOD.dark(0.15),
        _ => LAGOON.light(0.06),
    }
}

pub(crate) fn phone(on: &mut Layer, tone: Tone) {
    // The cord first: it lies behind.
    let mut coil = Vec::new();
    for nth in 0..40_u8 {
        let n = f32::from(nth);
        coil.push((
            260.0 + n * 4.0 + 13.0 * (n * 1.6).cos(),
            -40.0 - 0.06 * n * (40.0 - n) + 15.0 * (n * 1.6).sin(),
        ));
    }
    on.stroke(&smooth(&coil, false), tone.dark(0.3), 9.0);
    on.apart(|on| {
        let body = [
            (-190.0, -270.0),
            (190.0, -270.0),
            (262.0, -120.0),
            (300.0, -20.0),
            (290.0, 0.0),
            (-290.0, 0.0),
            (-300.0, -20.0),
            (-262.0, -120.0),
        ];
        on.fill(&smooth(&body, true), tone);
        on.stain(&rect(-320.0, -26.0, 640.0, 40.0), tone.dark(0.3), 1.0);
        on.shade(|x, y| 1.08 - 0.2 * ((x + 290.0) / 580.0) - 0.1 * ((y + 270.0) / 270.0));
    });
    on.at(0.0, -128.0, 1.0, |on| {
        on.through(tiny_skia::Transform::from_scale(1.0, 0.86), |on| {
            on.fill(&oval(5.0, 8.0, 128.0, 128.0), tone.dark(0.4));
            on.fill(&oval(0.0, 0.0, 124.0, 124.0), MILK);
            on.apart(|on| {
                on.fill(&oval(0.0, 0.0, 118.0, 118.0), if tone == CREAM { WALNUT } else { tone.light(0.16) });
                for nth in 0..10_u8 {
                    let angle = (f32::from(nth) * 29.0 - 60.0).to_radians();
                    on.cut(&oval(86.0 * angle.cos(), 86.0 * angle.sin(), 21.0, 21.0));
                }
                on.shade(|x, y| 1.05 - 0.0009 * x - 0.0006 * y);
            });
            on.fill(&oval(0.0, 0.0, 48.0, 48.0), MILK);
            on.stroke(&oval(0.0, 0.0, 48.0, 48.0), BRASS, 5.0);
            on.fill(&rect(-22.0, -5.0, 44.0, 4.0), INK);
            on.fill(&rect(-16.0, 7.0, 32.0, 3.0), INK);
            bar(on, &[(62.0, 100.0), (92.0, 112.0), (112.0, 96.0)], STONE, 10.0);
        });
    });
    for x in [-120.0, 120.0] {
        on.fill(&rounded(x - 26.0, -316.0, 52.0, 56.0, 12.0), tone.dark(0.16));
    }
    on.apart(|on| {
        let receiver = [
            (-300.0, -300.0),
            (-320.0, -370.0),
            (-250.0, -412.0),
            (-170.0, -386.0),
            (0.0, -372.0),
            (170.0, -386.0),
            (250.0, -412.0),
            (320.0, -370.0),
            (300.0, -300.0),
            (216.0, -296.0),
            (180.0, -330.0),
            (0.0, -318.0),
            (-180.0, -330.0),
            (-216.0, -296.0),
        ];
        on.fill(&smooth(&receiver, true), tone);
        on.shade(|x, y| 1.1 - 0.12 * ((x + 320.0) / 640.0) - 0.24 * ((y + 412.0) / 116.0));
    });
    on.wash(
        &smooth(&[(-230.0, -392.0), (-150.0, -374.0), (0.0, -360.0), (0.0, -352.0), (-150.0, -364.0)], true),
        MILK,
        0.5,
    );
}

pub(crate) fn clock(on: &mut Layer, tone: Tone) {
    for side in [-1.0, 1.0] {
        bar(on, &[(110.0 * side, -60.0), (160.0 * side, 0.0)], BRASS, 24.0);
        on.at(104.0 * side, -404.0, 1.0, |on| {
            on.turned(0.0, 0.0, 24.0 * side, |on| {
                on.apart(|on| {
                    on.fill(&oval(0.0, 0.0, 82.0, 74.0), BRASS);
                    on.cut(&rect(-100.0, 10.0, 200.0, 100.0));
                    on.shade(|x, y| 1.16 - 0.26 * ((x + 82.0) / 164.0) + 0.0006 * y);
                });
                on.fill(&rounded(-86.0, 4.0, 172.0, 13.0, 6.0), BRASS.dark(0.25));
            });
        });
    }
    bar(on, &[(-56.0, -440.0), (0.0, -500.0), (56.0, -440.0)], BRASS, 15.0);
    on.apart(|on| {
        on.fill(&oval(0.0, -206.0, 214.0, 206.0), tone);
        on.shade(|x, y| crate::turned::round_light(x / 260.0) - 0.0004 * (y + 206.0));
    });
    on.apart(|on| {
        on.fill(&oval(0.0, -206.0, 176.0, 170.0), MILK.light(0.1));
        on.stroke(&oval(0.0, -206.0, 176.0, 170.0), BRASS.dark(0.1), 9.0);
        on.shade(|x, y| 1.0 + 0.00022 * x + 0.0001 * (y + 206.0));
    });
    for nth in 0..12_u8 {
        let (sin, cos) = (f32::from(nth) * 30.0_f32).to_radians().sin_cos();
        let (near, wide) = if nth % 3 == 0 { (124.0, 11.0) } else { (136.0, 6.0) };
        on.stroke(&line((near * sin, -206.0 - near * cos), (152.0 * sin, -206.0 - 150.0 * cos)), INK, wide);
    }
    on.stroke(&line((0.0, -206.0), (-58.0, -262.0)), INK, 14.0);
    on.stroke(&line((0.0, -206.0), (54.0, -310.0)), INK, 10.0);
    on.stroke(&line((-14.0, -180.0), (40.0, -280.0)), ROSSO, 4.0);
    on.fill(&oval(0.0, -206.0, 13.0, 13.0), BRASS);
    on.wash(
        &smooth(&[(-120.0, -300.0), (-60.0, -350.0), (-30.0, -352.0), (-110.0, -270.0)], true),
        MILK.light(0.6),
        0.5,
    );
}

pub(crate) fn camera(on: &mut Layer, tone: Tone) {
    bar(on, &[(-300.0, -250.0), (-400.0, -120.0), (-330.0, 20.0), (-180.0, 44.0)], WALNUT, 22.0);
    on.apart(|on| {
        on.fill(&rounded(-310.0, -330.0, 620.0, 330.0, 30.0), STONE.light(0.2));
        on.stain(&rect(-320.0, -246.0, 640.0, 176.0), tone, 1.0);
        let mut grain = crate::seed::Seed::of("grain");
        for _ in 0..420 {
            let (x, y) = (grain.between(-310.0, 310.0), grain.between(-244.0, -72.0));
            on.stain(&oval(x, y, 3.0, 2.4), tone.light(0.16), 0.5);
        }
        on.shade(|x, y| 1.06 - 0.14 * ((x + 310.0) / 620.0) - 0.06 * ((y + 330.0) / 330.0));
    });
    on.apart(|on| {
        on.fill(
            &poly(&[(-120.0, -330.0), (-84.0, -404.0), (84.0, -404.0), (120.0, -330.0)]),
            STONE.light(0.1),
        );
        on.fill(&rounded(-54.0, -390.0, 108.0, 52.0, 8.0), NIGHT);
        on.wash(&poly(&[(-40.0, -384.0), (0.0, -384.0), (-24.0, -346.0), (-46.0, -346.0)]), SKY, 0.5);
        on.shade(|x, _| 1.05 - 0.0006 * x);
    });
    for (x, w) in [(-236.0, 46.0), (210.0, 56.0)] {
        on.fill(&rounded(x - w, -366.0, w * 2.0, 40.0, 8.0), STONE.dark(0.12));
        for nth in 0..8_u8 {
            let at = x - w + 6.0 + f32::from(nth) * w / 4.2;
            on.fill(&rect(at, -362.0, 4.0, 32.0), STONE.dark(0.34));
        }
    }
    for (r, fill) in
        [(152.0, STONE.dark(0.1)), (140.0, INK), (112.0, STONE.dark(0.3)), (98.0, NIGHT), (66.0, DEEP)]
    {
        on.apart(|on| {
            on.fill(&oval(0.0, -156.0, r, r), fill);
            on.shade(|x, y| 1.08 - 0.0011 * x - 0.0008 * (y + 156.0));
        });
    }
    on.wash(&oval(-30.0, -186.0, 26.0, 20.0), SKY.light(0.4), 0.8);
    on.wash(&oval(26.0, -128.0, 13.0, 10.0), CLAY.light(0.4), 0.6);
    on.fill(&oval(262.0, -288.0, 17.0, 17.0), ROSSO);
}

pub(crate) fn flask(on: &mut Layer, tone: Tone) {
    let shape = Turned::round(&[
        (128.0, 0.0),
        (138.0, 10.0),
        (140.0, 200.0),
        (138.0, 380.0),
        (108.0, 440.0),
        (80.0, 462.0),
    ]);
    bar(
        on,
        &[(138.0, -360.0), (226.0, -350.0), (236.0, -220.0), (210.0, -120.0), (138.0, -104.0)],
        STONE.dark(0.1),
        22.0,
    );
    on.apart(|on| {
        shape.body(on, tone);
        shape.band(on, 0.0, 34.0, STONE);
        shape.band(on, 392.0, 470.0, STONE);
        shape.band(on, 40.0, 48.0, CREAM);
        shape.band(on, 376.0, 384.0, CREAM);
        // A painted peony, as such flasks had.
        on.at(-24.0, -214.0, 1.7, |on| super::enamel::flower(on, if tone == ROSSO { CREAM } else { ROSSO }));
        shape.light(on, 0.9);
    });
    let cup = Turned::round(&[(86.0, 456.0), (92.0, 470.0), (88.0, 540.0), (70.0, 572.0), (16.0, 580.0)]);
    cup.made(on, STONE.light(0.2), 0.9);
}

pub(crate) fn suitcase(on: &mut Layer, tone: Tone) {
    bar(on, &[(-92.0, -424.0), (-76.0, -476.0), (76.0, -476.0), (92.0, -424.0)], WALNUT, 26.0);
    on.apart(|on| {
        on.fill(&rounded(-360.0, -424.0, 720.0, 424.0, 40.0), tone);
        on.stain(&rect(-370.0, -214.0, 740.0, 7.0), tone.dark(0.4), 1.0);
        for x in [-230.0, 190.0] {
            on.stain(&rect(x, -430.0, 44.0, 440.0), WALNUT, 1.0);
            for nth in 0..13_u8 {
                on.stain(&rect(x + 5.0, -416.0 + f32::from(nth) * 33.0, 3.0, 17.0), STRAW, 0.8);
                on.stain(&rect(x + 36.0, -416.0 + f32::from(nth) * 33.0, 3.0, 17.0), STRAW, 0.8);
            }
        }
        for (x, y) in [(-360.0, -424.0), (360.0, -424.0), (-360.0, 0.0), (360.0, 0.0)] {
            on.stain(&oval(x, y, 84.0, 84.0), WALNUT.light(0.06), 1.0);
            on.etch(&oval(x, y, 74.0, 74.0), STRAW, 3.0);
        }
        // Where it has been.
        on.at(-60.0, -310.0, 1.0, |on| {
            on.turned(0.0, 0.0, -9.0, |on| {
                on.stain(&rounded(-74.0, -46.0, 148.0, 92.0, 8.0), CREAM, 1.0);
                on.stain(&rect(-62.0, 0.0, 124.0, 34.0), LAGOON, 1.0);
                on.stain(&oval(18.0, -6.0, 19.0, 19.0), ROSSO, 1.0);
            });
        });
        on.stain(&oval(88.0, -108.0, 56.0, 56.0), OCHRE, 1.0);
        on.stain(&poly(&[(52.0, -88.0), (88.0, -142.0), (124.0, -88.0)]), NIGHT, 1.0);
        on.shade(|x, y| 1.06 - 0.17 * ((x + 360.0) / 720.0) - 0.08 * ((y + 424.0) / 424.0));
    });
    for x in [-208.0, 212.0] {
        on.fill(&rounded(x - 30.0, -246.0, 60.0, 66.0, 8.0), BRASS);
        on.fill(&rounded(x - 24.0, -240.0, 48.0, 20.0, 6.0), BRASS.light(0.4));
        on.fill(&oval(x, -200.0, 7.0, 9.0), WALNUT);
    }
}

pub(crate) fn table_fan(on: &mut Layer, tone: Tone) {
    let foot = Turned::round(&[(190.0, 0.0), (186.0, 18.0), (120.0, 50.0), (46.0, 74.0), (34.0, 110.0)]);
    foot.made(on, tone, 0.6);
    let neck = Turned::straight(&[(32.0, 100.0), (28.0, 220.0)]);
    neck.made(on, tone.dark(0.1), 0.3);
    on.fill(&oval(62.0, -22.0, 17.0, 9.0), CREAM);
    on.fill(&oval(-2.0, -30.0, 15.0, 8.0), ROSSO);
    on.at(0.0, -440.0, 1.0, |on| {
        on.stroke(&oval(8.0, 6.0, 262.0, 262.0), STONE.dark(0.3), 9.0);
        for nth in 0..3_u8 {
            on.turned(0.0, 0.0, f32::from(nth) * 120.0 + 14.0, |on| {
                on.apart(|on| {
                    let wing = [
                        (0.0, 0.0),
                        (-96.0, -70.0),
                        (-110.0, -180.0),
                        (-10.0, -226.0),
                        (66.0, -170.0),
                        (34.0, -60.0),
                    ];
                    on.fill(&smooth(&wing, true), tone);
                    on.shade(|x, y| 1.06 + 0.0011 * x + 0.0002 * y);
                });
            });
        }
        for ring in [70.0, 130.0, 190.0, 250.0] {
            on.trace(&oval(0.0, 0.0, ring, ring), STONE.light(0.4), 5.0, 0.95);
        }
        for nth in 0..20_u8 {
            let (sin, cos) = (f32::from(nth) * 18.0_f32).to_radians().sin_cos();
            let bow = [
                (50.0 * cos, 50.0 * sin),
                (160.0 * cos - 14.0 * sin, 160.0 * sin + 14.0 * cos),
                (260.0 * cos, 260.0 * sin),
            ];
            on.trace(&smooth(&bow, false), STONE.light(0.4), 4.0, 0.95);
        }
        on.stroke(&oval(0.0, 0.0, 262.0, 262.0), STONE.light(0.2), 12.0);
        on.apart(|on| {
            on.fill(&oval(0.0, 0.0, 54.0, 54.0), BRASS);
            on.fill(&oval(0.0, 0.0, 38.0, 38.0), tone.dark(0.1));
            on.shade(|x, y| 1.1 - 0.003 * x - 0.002 * y);
        });
    });
}
