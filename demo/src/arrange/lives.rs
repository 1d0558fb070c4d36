//! What posts show: where things are made, where they live, and what a day looks like.

use super::table;
use crate::goods::baskets::{self, Cane};
use crate::goods::blades;
use crate::goods::ceramics::{self, Glaze};
use crate::goods::pattern;
use crate::goods::places::{self, View};
use crate::goods::print::{self, Inks};
use crate::goods::{cloth, enamel, greens, kept, paper, plants, pots, sewn, soap, stationery, tea, vintage};
use crate::layer::Layer;
use crate::scene::{Ground, Light, Scene};
use crate::tone::*;

/// `bench.tea.0`, `home.tea.0`, `day.walk.1`: the kind, of what, and which one.
pub(super) fn scene(name: &str) -> Option<Scene> {
    let mut parts = name.splitn(3, '.');
    match (parts.next()?, parts.next()?, parts.next()?) {
        ("bench", craft, _) => bench(craft),
        ("home", craft, _) => home(craft),
        ("day", kind, nth) => day(kind, nth).or_else(|| season(kind)),
        _ => None,
    }
}

/// A wall of shelves before which things are made.
fn shelved(wall: Tone, top: Tone, light: Light) -> Scene {
    let mut scene = Scene::new(Ground::Table { wall, table: top, at: 880.0 }, light);
    scene.lie(500.0, 500.0, 1.0, 26.0, |on| places::shelf(on, 410.0));
    scene
}

/// Several of the same on a shelf.
fn row(scene: &mut Scene, y: f32, scale: f32, draw: impl Fn(&mut Layer, usize) + Copy + 'static) {
    for nth in 0..4_usize {
        let x = 190.0 + 206.0 * nth as f32;
        scene.lie(x, y, scale, 30.0, move |on| draw(on, nth));
    }
}

fn bench(craft: &str) -> Option<Scene> {
    let mut scene;
    match craft {
        "enamel" => {
            scene = shelved(SKY.light(0.2), WOOD.light(0.2), Light::Window(300.0));
            row(&mut scene, 500.0, 0.62, |on, nth| {
                let (body, rim) = [(MILK, LAPIS), (CREAM, CLAY), (MILK, ROSSO), (CELADON, LAGOON)][nth % 4];
                enamel::mug(on, body, rim, false);
            });
            scene.stand(330.0, 1090.0, 0.95, |on| enamel::plates(on, MILK, LAPIS, 5));
            scene.stand(720.0, 1080.0, 0.9, |on| pots::coffee_pot(on, LAGOON, DEEP));
        }
        "weaving" => {
            scene = shelved(CREAM.light(0.2), WOOD.light(0.1), Light::Leaves(1.2));
            scene.lie(500.0, 500.0, 0.5, 30.0, |on| {
                on.at(-330.0, 0.0, 1.0, |on| {
                    cloth::folded(on, &[pattern::river, pattern::check, pattern::moss], 260.0)
                });
                on.at(330.0, 0.0, 1.0, |on| cloth::folded(on, &[pattern::clay, pattern::sunrise], 260.0));
            });
            scene.lie(500.0, 1020.0, 0.62, 20.0, |on| on.turned(0.0, 0.0, 84.0, cloth::cords));
        }
        "tea" => {
            scene = shelved(CELADON, WALNUT.light(0.12), Light::Window(380.0));
            row(&mut scene, 500.0, 0.6, |on, nth| {
                let tin = [LAGOON, WINE, MILK, OCHRE][nth % 4];
                tea::caddy(on, tin, if nth == 2 { LAGOON } else { CREAM }, tin);
            });
            scene.lie(500.0, 1060.0, 0.78, 12.0, |on| {
                on.through(tiny_skia::Transform::from_scale(1.3, 0.5), |on| {
                    baskets::winnowing(on, Cane::of("plain"), false)
                });
            });
            scene.stand(500.0, 1080.0, 1.2, |on| tea::dish(on, MILK, [MOSS, LEAF, SAGE], tea::Leaf::Twists));
        }
        "prints" => {
            scene = Scene::new(Ground::Wall(STONE.light(0.2)), Light::Window(300.0));
            for (nth, (x, y, subject, finish)) in [
                (270.0, 360.0, "houses", "dawn"),
                (720.0, 360.0, "heron", "green"),
                (270.0, 860.0, "waves", "ink"),
                (720.0, 860.0, "mangoes", "dawn"),
            ]
            .into_iter()
            .enumerate()
            {
                let turn = [1.2_f32, -0.8, -1.0, 0.9][nth];
                scene.lie(x, y, 0.58, 14.0, move |on| {
                    on.turned(0.0, 0.0, turn, |on| print::sheet(on, subject, Inks::of(finish)))
                });
            }
        }
        "plants" => {
            scene = shelved(SAGE.light(0.2), CLAY.light(0.1), Light::Leaves(0.6));
            row(&mut scene, 500.0, 0.46, |on, nth| match nth % 4 {
                0 => greens::potted(on, "clay", greens::rosette),
                1 => greens::potted(on, "white", greens::pilea),
                2 => greens::potted(on, "ochre", greens::round_cactus),
                _ => greens::potted(on, "lagoon", greens::aloe),
            });
            scene.stand(300.0, 1110.0, 0.9, plants::pots);
            scene.stand(730.0, 1110.0, 0.8, plants::soil);
        }
        _ => return bench_too(craft),
    }
    Some(scene)
}

/// The rest of them.
fn bench_too(craft: &str) -> Option<Scene> {
    let mut scene;
    match craft {
        "vintage" => {
            scene = shelved(OCHRE.light(0.2), WALNUT.light(0.1), Light::Slats);
            row(&mut scene, 500.0, 0.44, |on, nth| match nth % 4 {
                0 => kept::clock(on, LAGOON),
                1 => kept::camera(on, Tone(44, 46, 50)),
                2 => kept::flask(on, ROSSO),
                _ => kept::clock(on, ROSSO),
            });
            scene.stand(500.0, 1120.0, 1.0, |on| vintage::radio(on, CREAM.dark(0.1)));
        }
        "baskets" => {
            scene = shelved(SKY.light(0.25), STRAW.light(0.2), Light::Leaves(2.0));
            row(&mut scene, 500.0, 0.42, |on, nth| {
                let cane = Cane::of(["plain", "red", "dark", "green"][nth % 4]);
                if nth % 2 == 0 { baskets::lidded(on, cane) } else { baskets::planter(on, cane) }
            });
            scene.stand(330.0, 1120.0, 0.9, |on| baskets::fruit_basket(on, Cane::of("plain")));
            scene.stand(740.0, 1100.0, 0.7, |on| baskets::hat(on, Cane::of("green")));
        }
        "knives" => {
            scene = Scene::new(Ground::Above(WALNUT.light(0.18)), Light::Window(260.0));
            for (nth, draw) in
                [blades::chef, blades::bolo, blades::nakiri, blades::paring].into_iter().enumerate()
            {
                let wood = blades::wood(["dark", "red", "light", "dark"][nth]);
                scene.lie(520.0, 260.0 + 210.0 * nth as f32, 0.9, 12.0, move |on| {
                    on.turned(0.0, 0.0, -6.0, |on| draw(on, wood))
                });
            }
            scene.lie(500.0, 1080.0, 0.7, 26.0, |on| blades::whetstone(on, STRAW.mix(WOOD, 0.4)));
        }
        "paper" => {
            scene = Scene::new(Ground::Above(WOOD.light(0.12)), Light::Window(240.0));
            scene.lie(420.0, 560.0, 0.86, 10.0, |on| stationery::sheets(on, CREAM.light(0.2)));
            scene.lie(790.0, 920.0, 0.62, 16.0, |on| stationery::notebook(on, stationery::dye("indigo")));
            scene.lie(170.0, 1080.0, 0.9, 20.0, |on| on.turned(0.0, 0.0, 58.0, paper::brush));
        }
        "soap" => {
            scene = shelved(CLAY.light(0.34), CREAM, Light::Window(340.0));
            row(&mut scene, 500.0, 0.46, |on, nth| {
                let scent = soap::Scent::of(["coconut", "calamansi", "charcoal", "rose"][nth % 4]);
                soap::bars(on, scent);
            });
            scene.stand(430.0, 1110.0, 0.95, |on| soap::slices(on, soap::Scent::of("lemongrass")));
        }
        "ceramics" => {
            scene = shelved(STONE.light(0.2), WOOD.light(0.1), Light::Window(420.0));
            row(&mut scene, 500.0, 0.52, |on, nth| match nth % 4 {
                0 => ceramics::vase(on, Glaze::of("celadon")),
                1 => ceramics::jar(on, Glaze::of("ash")),
                2 => ceramics::jug(on, Glaze::of("cobalt")),
                _ => ceramics::bottle(on, Glaze::of("tenmoku")),
            });
            scene.stand(320.0, 1100.0, 0.86, |on| ceramics::bowl(on, Glaze::of("straw")));
            scene.stand(720.0, 1100.0, 0.9, |on| ceramics::cup(on, Glaze::of("ash")));
        }
        _ => return None,
    }
    Some(scene)
}

fn home(craft: &str) -> Option<Scene> {
    let mut scene;
    match craft {
        "enamel" => {
            scene = laid_table(SAGE.light(0.1), Light::Leaves(2.2));
            scene.lie(400.0, 560.0, 0.95, 20.0, |on| enamel::from_above(on, MILK, LAPIS));
            scene.lie(400.0, 560.0, 0.9, 30.0, places::buns);
            scene.lie(760.0, 400.0, 0.95, 40.0, |on| places::cup_above(on, MILK, Tone(92, 56, 36)));
        }
        "weaving" => {
            scene = Scene::new(table(SAND.light(0.2), WOOD.light(0.15)), Light::Window(280.0));
            scene.ground = Ground::Table { wall: SAND.light(0.2), table: WOOD.light(0.15), at: 880.0 };
            scene.stand(420.0, 1110.0, 0.92, |on| vintage::chair(on, WALNUT));
            scene.stand(420.0, 880.0, 0.62, |on| cloth::pillow(on, pattern::ikat));
        }
        "tea" => {
            scene = laid_table(WALNUT.light(0.2), Light::Window(260.0));
            scene.lie(330.0, 480.0, 0.85, 30.0, |on| places::cup_above(on, CELADON, OCHRE));
            scene.lie(700.0, 640.0, 0.85, 30.0, |on| places::cup_above(on, CELADON, OCHRE));
            scene.lie(380.0, 900.0, 0.72, 14.0, |on| enamel::from_above(on, CELADON.light(0.2), CELADON));
            scene.lie(380.0, 900.0, 0.66, 24.0, places::buns);
        }
        "prints" => {
            scene = Scene::new(Ground::Table { wall: CELADON, table: WOOD, at: 930.0 }, Light::Window(360.0));
            scene.lie(500.0, 460.0, 0.9, 12.0, |on| {
                on.fill(&crate::lines::rect(-310.0, -410.0, 620.0, 820.0), WALNUT);
                print::sheet(on, "moon", Inks::of("dusk"));
            });
            scene.stand(250.0, 1090.0, 0.62, |on| ceramics::vase(on, Glaze::of("white")));
            scene.stand(740.0, 1100.0, 0.72, |on| stationery::paper_box(on, stationery::dye("red")));
        }
        "plants" => {
            scene = Scene::new(Ground::Wall(CREAM), Light::Open);
            scene.lie(500.0, 520.0, 1.0, 10.0, |on| places::window(on, View::Clear, MILK));
            scene.stand(300.0, 960.0, 0.62, |on| greens::potted(on, "clay", greens::snake));
            scene.stand(560.0, 960.0, 0.6, |on| greens::potted(on, "white", greens::pilea));
            scene.stand(760.0, 960.0, 0.56, |on| greens::potted(on, "ochre", greens::aloe));
        }
        _ => return home_too(craft),
    }
    Some(scene)
}

/// The rest of them.
fn home_too(craft: &str) -> Option<Scene> {
    let mut scene;
    match craft {
        "vintage" => {
            scene =
                Scene::new(Ground::Table { wall: LAGOON.light(0.2), table: WALNUT, at: 860.0 }, Light::Slats);
            scene.stand(330.0, 1060.0, 0.86, |on| vintage::capiz(on, BRASS));
            scene.stand(700.0, 1080.0, 0.72, |on| kept::phone(on, CREAM));
        }
        "baskets" => {
            scene = Scene::new(
                Ground::Table { wall: CLAY.light(0.3), table: SAND, at: 860.0 },
                Light::Window(340.0),
            );
            scene.stand(340.0, 1080.0, 0.95, |on| baskets::market_bag(on, Cane::of("red")));
            scene.stand(730.0, 1060.0, 0.8, |on| {
                baskets::planter(on, Cane::of("plain"));
                on.at(0.0, -226.0, 0.94, greens::palm);
            });
        }
        "knives" => {
            scene = laid_table(SAGE, Light::Window(280.0));
            scene.lie(500.0, 620.0, 1.0, 26.0, |on| {
                on.turned(0.0, 0.0, 8.0, |on| blades::board(on, (420.0, 320.0), STRAW.mix(WOOD, 0.3)))
            });
            scene.lie(470.0, 760.0, 0.9, 30.0, |on| {
                on.turned(0.0, 0.0, 4.0, |on| blades::cleaver(on, blades::wood("dark")))
            });
            scene.lie(420.0, 480.0, 1.1, 30.0, |on| {
                for (nth, x) in [-120.0, -30.0, 60.0, 150.0].into_iter().enumerate() {
                    plants::fruit(on, x, 20.0 * (nth % 2) as f32, 44.0, [MOSS.light(0.2), OCHRE][nth % 2]);
                }
            });
        }
        "paper" => {
            scene = laid_table(CLAY.light(0.25), Light::Leaves(4.0));
            scene.lie(420.0, 560.0, 0.9, 10.0, |on| stationery::letters(on, stationery::dye("natural")));
            scene.lie(800.0, 340.0, 0.85, 40.0, |on| places::cup_above(on, CREAM, Tone(92, 56, 36)));
            scene.lie(840.0, 860.0, 1.0, 18.0, |on| on.turned(0.0, 0.0, 24.0, paper::brush));
        }
        "soap" => {
            scene = Scene::new(table(CELADON, MILK.dark(0.06)), Light::Window(320.0));
            scene.stand(340.0, 950.0, 1.0, |on| soap::bottle(on, soap::Scent::of("lemongrass")));
            scene.stand(680.0, 1040.0, 0.86, |on| soap::dish(on, soap::Scent::of("rose")));
            scene.stand(760.0, 860.0, 0.6, |on| greens::potted(on, "white", greens::aloe));
        }
        "ceramics" => {
            scene = laid_table(WOOD.light(0.08), Light::Window(250.0));
            scene.lie(390.0, 600.0, 1.0, 20.0, |on| enamel::from_above(on, Tone(226, 214, 190), WOOD));
            scene.lie(390.0, 600.0, 0.66, 36.0, |on| enamel::from_above(on, CELADON, CELADON.dark(0.2)));
            scene.lie(780.0, 420.0, 0.85, 40.0, |on| {
                places::cup_above(on, Tone(226, 214, 190), MOSS.light(0.2))
            });
            scene.lie(800.0, 860.0, 1.0, 14.0, sewn_napkin);
        }
        _ => return None,
    }
    Some(scene)
}

/// A table from above, with a cloth across it.
fn laid_table(tone: Tone, light: Light) -> Scene {
    let mut scene = Scene::new(Ground::Above(tone), light);
    scene.lie(480.0, 640.0, 1.0, 5.0, |on| {
        on.turned(0.0, 0.0, 8.0, |on| cloth::laid(on, (230.0, 700.0), pattern::raya, Some(CREAM)));
    });
    scene
}

fn sewn_napkin(on: &mut Layer) {
    on.at(0.0, 0.0, 0.42, |on| sewn::napkins(on, pattern::moss));
}

fn whole(draw: impl Fn(&mut Layer) + 'static) -> Option<Scene> {
    let mut scene = Scene::new(Ground::Above(SAND), Light::Open);
    scene.lie(0.0, 0.0, 1.0, 0.0, draw);
    Some(scene)
}

fn day(kind: &str, nth: &str) -> Option<Scene> {
    let is_first = nth == "1";
    let mut scene;
    match kind {
        "morning" => {
            let (top, light) = if is_first {
                (OCHRE.light(0.25), Light::Window(260.0))
            } else {
                (SKY.light(0.1), Light::Leaves(0.9))
            };
            scene = Scene::new(Ground::Above(top), light);
            scene.lie(380.0, 500.0, 0.95, 18.0, |on| enamel::from_above(on, MILK, CLAY));
            scene.lie(380.0, 500.0, 0.9, 28.0, places::buns);
            scene.lie(740.0, 760.0, 1.1, 40.0, move |on| {
                places::cup_above(on, if is_first { CELADON } else { ROSSO.light(0.1) }, Tone(92, 56, 36));
            });
            if is_first {
                scene.lie(330.0, 980.0, 1.0, 20.0, |on| {
                    plants::fruit(on, -50.0, 0.0, 54.0, OCHRE);
                    plants::fruit(on, 54.0, 30.0, 50.0, MOSS.light(0.2));
                });
            } else {
                scene.lie(300.0, 980.0, 0.5, 12.0, |on| stationery::letters(on, stationery::dye("indigo")));
            }
        }
        "kitchen" => {
            scene = shelved(
                if is_first { SAGE.light(0.2) } else { CLAY.light(0.3) },
                WOOD.light(0.15),
                Light::Window(320.0),
            );
            row(&mut scene, 500.0, 0.52, move |on, nth| match (nth + usize::from(!is_first)) % 4 {
                0 => enamel::bowl(on, MILK, LAGOON, MILK),
                1 => pots::canister(on, CREAM, WALNUT),
                2 => ceramics::jug(on, Glaze::of("white")),
                _ => enamel::mug(on, MILK, ROSSO, false),
            });
            if is_first {
                scene.stand(400.0, 1100.0, 1.05, |on| enamel::stock_pot(on, ROSSO, WINE));
            } else {
                scene.stand(420.0, 1100.0, 1.0, |on| pots::saucepan(on, LAGOON, DEEP));
            }
            scene.stand(790.0, 1110.0, 0.8, |on| plants::fruit(on, 0.0, -60.0, 62.0, OCHRE));
        }
        "walk" if is_first => return whole(|on| places::street(on, false)),
        "walk" => return whole(places::sea),
        "night" if is_first => {
            scene =
                Scene::new(Ground::Table { wall: NIGHT.light(0.08), table: WALNUT, at: 880.0 }, Light::Open);
            scene.lie(620.0, 430.0, 0.78, 10.0, |on| places::window(on, View::Night, WALNUT.light(0.1)));
            scene.stand(300.0, 1080.0, 0.86, |on| vintage::capiz(on, BRASS));
        }
        "night" => return whole(|on| places::street(on, true)),
        "market" => return whole(move |on| places::market(on, !is_first)),
        _ => return day_at_home(kind, is_first),
    }
    Some(scene)
}

fn day_at_home(kind: &str, is_first: bool) -> Option<Scene> {
    let mut scene;
    match kind {
        "window" => {
            let view = if is_first { View::Clear } else { View::Rain };
            scene = Scene::new(Ground::Wall(if is_first { OCHRE.light(0.35) } else { CELADON }), Light::Open);
            scene.lie(500.0, 540.0, 1.0, 10.0, move |on| places::window(on, view, MILK));
            scene.stand(320.0, 980.0, 0.56, |on| greens::potted(on, "clay", greens::orchid));
            scene.stand(720.0, 980.0, 0.6, |on| ceramics::cup(on, Glaze::of("celadon")));
        }
        "work" => {
            scene = Scene::new(
                Ground::Table { wall: SKY.light(0.2), table: WOOD, at: 800.0 },
                Light::Window(360.0),
            );
            if is_first {
                scene.stand(520.0, 1060.0, 0.92, |on| vintage::typewriter(on, LAGOON.light(0.16)));
                scene.stand(170.0, 1100.0, 0.56, |on| enamel::mug(on, MILK, LAPIS, false));
            } else {
                scene.stand(350.0, 980.0, 0.62, |on| stationery::lantern(on, CREAM));
                scene.stand(690.0, 1080.0, 0.8, |on| stationery::paper_box(on, stationery::dye("indigo")));
            }
        }
        "sunday" => {
            let wall = if is_first { CREAM.light(0.2) } else { SAGE };
            scene = Scene::new(
                Ground::Table { wall, table: WOOD.light(0.1), at: 900.0 },
                Light::Leaves(if is_first { 1.8 } else { 3.4 }),
            );
            if is_first {
                scene.stand(360.0, 1110.0, 0.84, |on| vintage::chair(on, WALNUT));
                scene.stand(770.0, 1090.0, 0.74, |on| greens::potted(on, "lagoon", greens::palm));
            } else {
                scene.lie(500.0, 470.0, 1.0, 60.0, cloth::hammock);
                scene.stand(780.0, 1110.0, 0.7, |on| vintage::radio(on, ROSSO));
            }
        }
        _ => return None,
    }
    Some(scene)
}

fn season(kind: &str) -> Option<Scene> {
    let mut scene;
    match kind {
        "rain" => {
            scene = Scene::new(Ground::Wall(SAGE.light(0.1)), Light::Open);
            scene.lie(500.0, 540.0, 1.0, 10.0, |on| places::window(on, View::Rain, MILK));
            scene.stand(290.0, 980.0, 0.56, |on| greens::potted(on, "white", greens::palm));
            scene.stand(540.0, 980.0, 0.52, |on| greens::potted(on, "clay", greens::pilea));
            scene.stand(760.0, 980.0, 0.5, |on| greens::potted(on, "ochre", greens::snake));
        }
        "christmas" => {
            scene = Scene::new(Ground::Wall(DEEP.light(0.1)), Light::Open);
            scene.lie(500.0, 560.0, 1.35, 50.0, |on| places::parol(on, 1.0));
        }
        "mid-autumn" => {
            scene =
                Scene::new(Ground::Table { wall: NIGHT.light(0.1), table: WALNUT, at: 900.0 }, Light::Open);
            scene.lie(300.0, 360.0, 0.9, 40.0, |on| places::paper_moon(on, ROSSO, 1.0));
            scene.lie(700.0, 300.0, 1.1, 40.0, |on| places::paper_moon(on, OCHRE, 1.0));
            scene.stand(500.0, 1090.0, 0.9, |on| tea::gaiwan(on, tea::PORCELAIN, LAPIS));
            scene.stand(820.0, 1110.0, 0.7, |on| tea::cup(on, MILK, LAPIS, AMBER));
        }
        "eleven" => {
            scene = Scene::new(Ground::Above(SAND), Light::Window(300.0));
            for (x, y, turn, finish) in
                [(310.0, 400.0, -9.0, "red"), (680.0, 520.0, 8.0, "natural"), (420.0, 880.0, 4.0, "indigo")]
            {
                scene.lie(x, y, 1.0, 60.0, move |on| {
                    on.turned(0.0, 0.0, turn, |on| parcel(on, stationery::dye(finish)))
                });
            }
        }
        "payday" => {
            scene = Scene::new(
                Ground::Table { wall: OCHRE.light(0.2), table: CREAM, at: 860.0 },
                Light::Window(340.0),
            );
            scene.stand(360.0, 1080.0, 0.96, |on| baskets::market_bag(on, Cane::of("green")));
            scene.stand(760.0, 1060.0, 0.9, |on| baskets::fruit_basket(on, Cane::of("plain")));
        }
        "new-year" => {
            scene = Scene::new(Ground::Wall(ROSSO.dark(0.1)), Light::Leaves(2.0));
            scene.lie(330.0, 560.0, 0.78, 14.0, |on| print::sheet(on, "carp", Inks::of("dawn")));
            scene.lie(750.0, 420.0, 0.9, 40.0, |on| places::paper_moon(on, OCHRE, 1.0));
        }
        "heat" => {
            scene = Scene::new(
                Ground::Table { wall: SKY.light(0.2), table: SAND.light(0.2), at: 860.0 },
                Light::Window(300.0),
            );
            scene.stand(370.0, 1080.0, 0.98, |on| kept::table_fan(on, LAGOON.light(0.1)));
            scene.stand(760.0, 1090.0, 0.9, |on| vintage::glass(on, ROSSO, Some(AMBER)));
        }
        _ => return None,
    }
    Some(scene)
}

/// Wrapped and tied, seen from above.
fn parcel(on: &mut Layer, tone: Tone) {
    on.apart(|on| {
        on.fill(&crate::lines::rounded(-190.0, -150.0, 380.0, 300.0, 8.0), tone);
        on.etch(&crate::lines::line((-190.0, -60.0), (190.0, -60.0)), tone.dark(0.2), 4.0);
        on.shade(|x, y| 1.05 - 0.0003 * x - 0.0003 * y);
    });
    enamel::bar(on, &[(-40.0, -152.0), (-36.0, 0.0), (-40.0, 152.0)], STRAW, 11.0);
    enamel::bar(on, &[(-192.0, 20.0), (0.0, 24.0), (192.0, 20.0)], STRAW, 11.0);
    enamel::bar(
        on,
        &[
            (-38.0, 22.0),
            (-110.0, -40.0),
            (-130.0, 10.0),
            (-38.0, 22.0),
            (50.0, -50.0),
            (70.0, 0.0),
            (-38.0, 22.0),
        ],
        STRAW,
        10.0,
    );
}
