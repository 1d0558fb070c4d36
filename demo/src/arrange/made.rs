//! What the grammar makes: a form in a finish, in a room that suits its colour, sometimes with company.

use crate::goods::pattern::{self, Pattern};
use crate::goods::{blades, ceramics, cloth, enamel, plants, pots, sewn, soap, stationery};
use crate::layer::Layer;
use crate::lines::leaf;
use crate::scene::{Ground, Light, Scene};
use crate::seed::Seed;
use crate::tone::*;

use super::{rural, table};

/// A still life without its room, and the colour that has to stand out against it.
pub(super) type Made = Option<(Scene, Tone)>;

/// `enamel.mug.white-blue`: craft, form, finish.
pub(crate) fn scene(name: &str) -> Option<Scene> {
    let mut parts = name.splitn(3, '.');
    let (craft, form, finish) = (parts.next()?, parts.next()?, parts.next()?);
    let (mut scene, main) = match craft {
        "enamel" => enamelled(form, finish),
        "weaving" => woven(form, finish),
        "knives" => forged(form, finish),
        "paper" => papers(form, finish),
        "soap" => soaps(form, finish),
        "ceramics" => fired(form, finish),
        _ => rural::made(craft, form, finish),
    }?;
    company(&mut scene, name, main);
    Some(scene.roomed(name, main))
}

pub(super) fn stands() -> Scene {
    Scene::new(table(STONE, SAND), Light::Open)
}

pub(super) fn hangs() -> Scene {
    Scene::new(Ground::Wall(STONE), Light::Open)
}

pub(super) fn lies() -> Scene {
    Scene::new(Ground::Above(SAND), Light::Open)
}

/// One thing that stands in the middle.
pub(super) fn alone(y: f32, scale: f32, main: Tone, draw: impl Fn(&mut Layer) + 'static) -> Made {
    let mut scene = stands();
    scene.stand(500.0, y, scale, draw);
    Some((scene, main))
}

/// Something small beside it, where there is room.
fn company(scene: &mut Scene, name: &str, main: Tone) {
    let mut seed = Seed::of(&format!("{name} company"));
    let tones = [MILK, CREAM, SAGE, CLAY.light(0.3), SKY, OCHRE.light(0.3), STONE];
    let tone = seed.one(&tones).unwrap_or(CREAM);
    let tone = if tone.far(main) < 70.0 { LAGOON.light(0.2) } else { tone };
    let right = seed.share() < 0.5;
    let x = if right { seed.between(790.0, 840.0) } else { seed.between(160.0, 210.0) };
    match (scene.ground, seed.below(6)) {
        (Ground::Table { .. }, 0 | 1) => {
            let x = if right { 720.0 } else { 280.0 };
            scene.lie(x, 1090.0, 1.15, 5.0, move |on| ceramics::cloth(on, tone));
        }
        (Ground::Table { .. }, 2) => {
            let fruit = seed.one(&[OCHRE, AMBER, MOSS.light(0.2)]).unwrap_or(OCHRE);
            scene.stand(x, 1080.0, 1.0, move |on| {
                plants::fruit(on, -10.0, -42.0, 44.0, fruit);
                plants::fruit(on, 62.0, -34.0, 36.0, fruit.light(0.2));
            });
        }
        (Ground::Table { .. }, 3) | (Ground::Above(_), 0..=2) => {
            let y = if matches!(scene.ground, Ground::Above(_)) { 1060.0 } else { 1096.0 };
            let turn = if right { 200.0 } else { -20.0 };
            scene.lie(x, y, 1.0, 10.0, move |on| on.turned(0.0, 0.0, turn, twig));
        }
        _ => {}
    }
}

/// A twig with a few leaves.
fn twig(on: &mut Layer) {
    on.stroke(
        &crate::lines::smooth(&[(-110.0, 20.0), (0.0, 0.0), (120.0, -30.0)], false),
        MOSS.dark(0.2),
        6.0,
    );
    for (x, y, dx, dy) in [
        (-60.0, 10.0, -20.0, -80.0),
        (-30.0, 6.0, 40.0, 76.0),
        (10.0, -2.0, 20.0, -84.0),
        (40.0, -8.0, 66.0, 60.0),
        (80.0, -18.0, 60.0, -66.0),
        (116.0, -28.0, 84.0, 14.0),
    ] {
        let (whole, dark, _) = leaf((x, y), (x + dx, y + dy), 0.46, 0.06);
        on.fill(&whole, LEAF.light(0.08));
        on.fill(&dark, LEAF.dark(0.12));
    }
}

fn coats(finish: &str) -> (Tone, Tone) {
    match finish {
        "white-red" => (MILK, ROSSO),
        "white-green" => (MILK, LAGOON),
        "cream-brown" => (CREAM, WALNUT),
        "green" => (LAGOON, DEEP),
        "red" => (ROSSO, WINE),
        "blue" => (LAPIS.dark(0.3), NIGHT),
        "mint" => (CELADON, LAGOON),
        "yellow" => (OCHRE.light(0.35), LAPIS),
        "sky" => (SKY, MILK),
        _ => (MILK, LAPIS),
    }
}

fn enamelled(form: &str, finish: &str) -> Made {
    let (body, rim) = coats(finish);
    match form {
        "mug" => {
            let mut scene = stands();
            if finish.len().is_multiple_of(2) {
                scene.stand(660.0, 850.0, 0.86, move |on| enamel::mug(on, body, rim, false));
                scene.stand(400.0, 970.0, 1.2, move |on| enamel::mug(on, body, rim, false));
            } else {
                scene.stand(470.0, 950.0, 1.45, move |on| enamel::mug(on, body, rim, false));
            }
            Some((scene, body))
        }
        "flower-mug" => alone(940.0, 1.38, body, move |on| enamel::stamped(on, body, rim, rim)),
        "stock-pot" => alone(960.0, 1.28, body, move |on| enamel::stock_pot(on, body, rim)),
        "plates" => alone(950.0, 1.3, body, move |on| enamel::plates(on, body, rim, 4)),
        "bowl" => {
            let mut scene = stands();
            scene.stand(620.0, 840.0, 0.9, move |on| enamel::bowl(on, body, rim, body.dark(0.04)));
            scene.stand(420.0, 980.0, 1.25, move |on| enamel::bowl(on, body, rim, body.dark(0.04)));
            Some((scene, body))
        }
        "kettle" => alone(950.0, 1.38, body, move |on| enamel::kettle(on, body, WALNUT)),
        "tray" => {
            let mut scene = stands();
            scene.stand(500.0, 980.0, 1.12, move |on| enamel::tray(on, body, rim));
            scene.stand(380.0, 930.0, 0.8, |on| enamel::bowl(on, MILK, CLAY, MILK));
            scene.stand(640.0, 950.0, 1.0, |on| {
                plants::fruit(on, 0.0, -56.0, 56.0, OCHRE);
                plants::fruit(on, 70.0, -20.0, 50.0, AMBER);
            });
            Some((scene, body))
        }
        "ladle" => {
            let mut scene = hangs();
            for (x, y) in [(330.0, 250.0), (520.0, 290.0), (710.0, 230.0)] {
                scene.lie(x, y, 1.08, 40.0, move |on| enamel::ladle(on, body, rim));
            }
            Some((scene, body))
        }
        "colander" => {
            let mut scene = hangs();
            scene.lie(500.0, 620.0, 1.38, 46.0, move |on| enamel::colander(on, body, rim));
            Some((scene, body))
        }
        "butter-dish" => alone(930.0, 1.42, body, move |on| enamel::butter_dish(on, body, rim)),
        "lunchbox" => alone(970.0, 1.45, body, move |on| enamel::lunchbox(on, body, body.mix(rim, 0.3), rim)),
        "salt-pig" => alone(950.0, 1.5, body, move |on| enamel::salt_pig(on, body, rim)),
        "candle-holder" => alone(960.0, 1.45, body, move |on| enamel::candle_holder(on, body, rim)),
        "pail" => alone(1010.0, 1.45, body, move |on| enamel::pail(on, body, rim)),
        "saucepan" => {
            let mut scene = stands();
            scene.stand(420.0, 950.0, 1.4, move |on| pots::saucepan(on, body, rim));
            Some((scene, body))
        }
        "coffee-pot" => alone(980.0, 1.45, body, move |on| pots::coffee_pot(on, body, rim)),
        "canister" => alone(960.0, 1.3, body, move |on| pots::canister(on, body, rim)),
        _ => None,
    }
}

/// The pattern of a finish, and the colour that is most of it.
fn cloths(finish: &str) -> (Pattern, Tone) {
    match finish {
        "river" => (pattern::river, LAGOON),
        "raya" => (pattern::raya, CREAM),
        "eyes" => (pattern::eyes, WINE),
        "watching" => (pattern::watching, ROSSO),
        "mountains" => (pattern::mountains, NIGHT),
        "check" => (pattern::check, SKY.dark(0.2)),
        "ikat" => (pattern::ikat, LAPIS.dark(0.3)),
        "moss" => (pattern::moss, MOSS),
        "clay" => (pattern::clay, CLAY),
        _ => (pattern::sunrise, ROSSO),
    }
}

fn bands(finish: &str) -> [Tone; 3] {
    match finish {
        "raya" => [LAPIS, MILK, ROSSO],
        "moss" => [MOSS, CREAM, DEEP],
        _ => [WINE, OCHRE, LAGOON],
    }
}

fn woven(form: &str, finish: &str) -> Made {
    let (pattern, main) = cloths(finish);
    let tones = bands(finish);
    let mut scene = match form {
        "blanket" | "pillow" => stands(),
        "throw" | "scarf" | "strap" | "tote" => hangs(),
        _ => lies(),
    };
    match form {
        "blanket" => {
            scene.stand(500.0, 980.0, 1.2, move |on| cloth::folded(on, &[pattern, pattern, pattern], 340.0));
        }
        "throw" => scene.lie(500.0, 190.0, 1.0, 30.0, move |on| {
            cloth::hung(on, 560.0, 840.0, 4.0, pattern, Some(CREAM));
            cloth::rod(on, 380.0);
        }),
        "scarf" => scene.lie(500.0, 190.0, 1.0, 26.0, move |on| {
            on.at(100.0, 0.0, 1.0, |on| cloth::hung(on, 200.0, 650.0, 1.4, pattern, Some(CREAM)));
            on.at(-90.0, 0.0, 1.0, |on| cloth::hung(on, 220.0, 800.0, 1.4, pattern, Some(CREAM)));
            cloth::rod(on, 300.0);
        }),
        "runner" => {
            scene.lie(500.0, 620.0, 1.0, 5.0, move |on| {
                on.turned(0.0, 0.0, -10.0, |on| cloth::laid(on, (200.0, 560.0), pattern, Some(CREAM)));
            });
            scene.lie(540.0, 560.0, 0.6, 42.0, |on| enamel::from_above(on, MILK, CLAY));
        }
        "pillow" => scene.stand(500.0, 990.0, 1.3, move |on| cloth::pillow(on, pattern)),
        "coasters" => {
            for nth in 0..6_u8 {
                let (column, row) = (f32::from(nth % 2), f32::from(nth / 2));
                let turn = [3.0, -4.0, -2.0, 5.0, 2.0, -3.0][usize::from(nth)];
                scene.lie(320.0 + column * 350.0, 290.0 + row * 335.0, 1.0, 8.0, move |on| {
                    on.turned(0.0, 0.0, turn, |on| {
                        cloth::laid(on, (140.0, 140.0), pattern, Some(CREAM.dark(0.12)));
                    });
                });
            }
        }
        "strap" => scene.lie(500.0, 190.0, 1.14, 26.0, move |on| cloth::strap(on, tones)),
        "belt" => scene.lie(490.0, 560.0, 1.1, 16.0, move |on| cloth::belt(on, tones)),
        "rug" => scene.lie(500.0, 620.0, 1.0, 7.0, move |on| {
            on.turned(0.0, 0.0, 6.0, |on| cloth::laid(on, (340.0, 490.0), pattern, Some(MILK)));
        }),
        "tote" => scene.lie(500.0, 200.0, 1.0, 34.0, move |on| sewn::tote(on, pattern, CREAM.dark(0.05))),
        "napkins" => scene.lie(500.0, 620.0, 1.1, 12.0, move |on| sewn::napkins(on, pattern)),
        _ => return None,
    }
    Some((scene, if matches!(form, "strap" | "belt") { tones[0] } else { main }))
}

fn forged(form: &str, finish: &str) -> Made {
    let wood = blades::wood(finish);
    let draw = match form {
        "chef" => blades::chef,
        "cleaver" => blades::cleaver,
        "bolo" => blades::bolo,
        "paring" => blades::paring,
        "nakiri" => blades::nakiri,
        "sickle" => blades::sickle,
        "shears" => blades::shears,
        "whetstone" => blades::whetstone,
        _ => return None,
    };
    let mut scene = lies();
    let board = if finish == "light" { WALNUT.light(0.14) } else { STRAW.mix(WOOD, 0.35) };
    let is_kitchen = matches!(form, "chef" | "cleaver" | "paring" | "nakiri");
    if is_kitchen {
        scene.lie(500.0, 640.0, 1.0, 26.0, move |on| {
            on.turned(0.0, 0.0, -14.0, |on| blades::board(on, (430.0, 300.0), board));
        });
        let greens = |on: &mut Layer| {
            for (to, bend) in [((-150.0, -60.0), 0.1), ((-120.0, 40.0), -0.1), ((-170.0, 0.0), 0.05)] {
                let (whole, dark, _) = leaf((0.0, 0.0), to, 0.4, bend);
                on.fill(&whole, LEAF);
                on.fill(&dark, LEAF.dark(0.16));
            }
        };
        scene.lie(760.0, 800.0, 1.0, 12.0, greens);
        scene.lie(720.0, 450.0, 1.0, 30.0, |on| {
            plants::fruit(on, 0.0, 0.0, 48.0, MOSS.light(0.2));
            plants::fruit(on, 80.0, 40.0, 42.0, OCHRE);
        });
    }
    let (turn, scale) = if is_kitchen { (-18.0, 1.06) } else { (-28.0, 1.12) };
    let (x, y) = if is_kitchen { (510.0, 650.0) } else { (520.0, 620.0) };
    scene.lie(x, y, scale, 12.0, move |on| on.turned(0.0, 0.0, turn, |on| draw(on, wood)));
    Some((scene, if is_kitchen { board } else { wood }))
}

fn papers(form: &str, finish: &str) -> Made {
    let tone = stationery::dye(finish);
    let mut scene = match form {
        "lantern" | "box" => stands(),
        "fan" => hangs(),
        _ => lies(),
    };
    match form {
        "notebook" => scene.lie(500.0, 620.0, 1.08, 16.0, move |on| stationery::notebook(on, tone)),
        "sheets" => scene.lie(500.0, 620.0, 1.0, 10.0, move |on| stationery::sheets(on, tone)),
        "letters" => scene.lie(500.0, 620.0, 1.05, 8.0, move |on| stationery::letters(on, tone)),
        "lantern" => scene.stand(500.0, 1000.0, 1.2, move |on| stationery::lantern(on, tone)),
        "box" => scene.stand(470.0, 960.0, 1.1, move |on| stationery::paper_box(on, tone)),
        "fan" => scene.lie(500.0, 860.0, 0.86, 20.0, move |on| stationery::fan(on, tone)),
        "wrap" => scene.lie(500.0, 620.0, 1.08, 30.0, move |on| stationery::rolls(on, tone)),
        _ => return None,
    }
    Some((scene, tone))
}

fn soaps(form: &str, finish: &str) -> Made {
    let scent = soap::Scent::of(finish);
    let draw = match form {
        "bars" => soap::bars,
        "dish" => soap::dish,
        "slices" => soap::slices,
        "bottle" => soap::bottle,
        "candle" => soap::candle,
        "salts" => soap::salts,
        _ => return None,
    };
    let scale = match form {
        "slices" => 1.15,
        "bottle" => 1.35,
        _ => 1.5,
    };
    let main = if form == "bottle" { Tone(120, 66, 30) } else { scent.bar };
    let mut scene = stands();
    let x = if form == "slices" { 430.0 } else { 490.0 };
    scene.stand(x, 970.0, scale, move |on| draw(on, scent));
    Some((scene, main))
}

fn fired(form: &str, finish: &str) -> Made {
    let glaze = ceramics::Glaze::of(finish);
    let main = glaze.body;
    match form {
        "cup" => {
            let mut scene = stands();
            scene.stand(660.0, 860.0, 1.0, move |on| ceramics::cup(on, glaze));
            scene.stand(400.0, 980.0, 1.3, move |on| ceramics::cup(on, glaze));
            Some((scene, main))
        }
        "bowl" => alone(950.0, 1.35, main, move |on| ceramics::bowl(on, glaze)),
        "plates" => alone(960.0, 1.24, main, move |on| ceramics::plates(on, glaze, 3)),
        "vase" => alone(1050.0, 1.12, main, move |on| ceramics::vase(on, glaze)),
        "bottle-vase" => {
            let mut scene = stands();
            scene.stand(560.0, 1000.0, 1.3, move |on| ceramics::bottle(on, glaze));
            scene.stand(290.0, 1050.0, 0.8, move |on| ceramics::cup(on, glaze));
            Some((scene, main))
        }
        "teapot" => alone(960.0, 1.4, main, move |on| ceramics::teapot(on, glaze)),
        "jug" => alone(1000.0, 1.5, main, move |on| ceramics::jug(on, glaze)),
        "jar" => alone(970.0, 1.42, main, move |on| ceramics::jar(on, glaze)),
        "planter" => {
            let mut scene = stands();
            scene.stand(500.0, 1030.0, 1.2, move |on| {
                ceramics::planter(on, glaze);
                on.at(0.0, -232.0, 0.9, crate::goods::greens::pilea);
            });
            Some((scene, main))
        }
        _ => None,
    }
}
