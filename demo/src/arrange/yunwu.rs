//! Tea and prints: celadon, ink and paper.

use super::table;
use crate::goods::paper;
use crate::goods::tea::{self, Leaf};
use crate::scene::{Ground, Light, Scene};
use crate::tone::*;

pub(super) const GREEN: [Tone; 3] = [MOSS, LEAF, SAGE];
pub(super) const BLACK: [Tone; 3] = [Tone(70, 44, 34), Tone(96, 60, 40), AMBER];
pub(super) const WHITE: [Tone; 3] = [SAGE, CELADON, Tone(150, 150, 112)];
pub(super) const ROCK: [Tone; 3] = [Tone(58, 50, 44), Tone(80, 66, 54), Tone(46, 42, 42)];
pub(super) const PALE: Tone = Tone(206, 196, 110);
pub(super) const RED: Tone = Tone(178, 84, 34);

/// A tin, a dish of its leaf, and a cup of it.
pub(super) fn tea_scene(
    ground: Ground,
    light: Light,
    tin: [Tone; 3],
    glaze: Tone,
    leaf: [Tone; 3],
    kind: Leaf,
    tea: Tone,
) -> Scene {
    let mut scene = Scene::new(ground, light);
    scene.stand(370.0, 880.0, 1.36, move |on| tea::caddy(on, tin[0], tin[1], tin[2]));
    scene.stand(760.0, 890.0, 0.86, move |on| tea::cup(on, glaze, glaze, tea));
    scene.stand(600.0, 1040.0, 1.16, move |on| tea::dish(on, glaze, leaf, kind));
    scene
}

pub(super) fn scene(handle: &str) -> Option<Scene> {
    leaves(handle).or_else(|| wares(handle))
}

/// Tea itself.
fn leaves(handle: &str) -> Option<Scene> {
    Some(match handle {
        "mao-jian-spring" => tea_scene(
            table(CELADON, STRAW.light(0.25)),
            Light::Leaves(0.2),
            [LAGOON, CREAM, LAGOON],
            MILK,
            GREEN,
            Leaf::Needles,
            PALE,
        ),
        "yunwu-lu" => tea_scene(
            table(SKY.light(0.3), STONE),
            Light::Window(420.0),
            [MILK, LAGOON, MILK],
            CELADON,
            [LEAF, MOSS, LEAF.dark(0.1)],
            Leaf::Twists,
            PALE,
        ),
        "dian-hong" => tea_scene(
            table(CLAY.light(0.2), WALNUT.light(0.1)),
            Light::Window(360.0),
            [WINE, OCHRE, WINE],
            MILK,
            BLACK,
            Leaf::Twists,
            RED,
        ),
        "white-peony" => tea_scene(
            table(STONE.light(0.3), CREAM),
            Light::Leaves(2.0),
            [SAGE, MILK, LEAF],
            MILK,
            WHITE,
            Leaf::Buds,
            Tone(224, 206, 140),
        ),
        "jasmine-pearls" => {
            let tin = [MILK, CELADON, LAGOON];
            let mut scene = tea_scene(
                table(LAGOON.light(0.16), SAND),
                Light::Window(400.0),
                tin,
                MILK,
                [SAGE, MOSS, CELADON],
                Leaf::Pearls,
                Tone(220, 208, 130),
            );
            for (x, y, size) in [(300.0, 1010.0, 1.0), (236.0, 1070.0, 0.8), (370.0, 1090.0, 1.1)] {
                scene.lie(x, y, 1.0, 8.0, move |on| tea::jasmine(on, size));
            }
            scene
        }
        "cake-2019" => {
            let mut scene = Scene::new(table(WALNUT.light(0.22), STRAW), Light::Slats);
            scene.stand(500.0, 970.0, 1.36, tea::cake);
            scene
        }
        "oolong-rock" => {
            let mut scene = Scene::new(table(STRAW.light(0.35), INK.light(0.2)), Light::Window(380.0));
            scene.stand(390.0, 900.0, 1.12, |on| tea::teapot(on, CLAY.dark(0.18)));
            scene.stand(800.0, 900.0, 0.72, |on| tea::cup(on, CLAY.dark(0.1), CLAY.dark(0.1), AMBER));
            scene.stand(640.0, 1060.0, 1.05, |on| tea::dish(on, INK.light(0.2), ROCK, Leaf::Twists));
            scene
        }
        _ => return None,
    })
}

/// What it is drunk from, and paper.
fn wares(handle: &str) -> Option<Scene> {
    Some(match handle {
        "gaiwan-plain" => {
            let mut scene = Scene::new(table(SAGE, WALNUT), Light::Window(340.0));
            scene.stand(500.0, 960.0, 1.62, |on| tea::gaiwan(on, tea::PORCELAIN, LAPIS));
            scene
        }
        "cups-four" => {
            let mut scene = Scene::new(Ground::Sweep(SKY.light(0.15)), Light::Leaves(1.7));
            for (x, y, scale) in
                [(380.0, 800.0, 1.12), (660.0, 820.0, 1.16), (300.0, 1010.0, 1.3), (640.0, 1040.0, 1.36)]
            {
                scene.stand(x, y, scale, |on| tea::cup(on, MILK, LAPIS, Tone(206, 160, 70)));
            }
            scene
        }
        "pitcher-glass" => {
            let mut scene = Scene::new(table(OCHRE.light(0.35), SAND), Light::Window(260.0));
            scene.stand(430.0, 950.0, 1.62, |on| tea::pitcher(on, AMBER));
            scene.stand(790.0, 990.0, 0.92, |on| tea::cup(on, MILK, MILK, AMBER));
            scene
        }
        "tray-bamboo" => {
            let mut scene = Scene::new(Ground::Sweep(CELADON), Light::Slats);
            scene.stand(490.0, 900.0, 1.02, tea::tray);
            scene.stand(350.0, 880.0, 0.74, |on| tea::teapot(on, CLAY.dark(0.12)));
            scene.stand(620.0, 850.0, 0.66, |on| tea::cup(on, MILK, MILK, AMBER));
            scene.stand(720.0, 930.0, 0.7, |on| tea::cup(on, MILK, MILK, AMBER));
            scene
        }
        "print-mountain" => print(Ground::Wall(STONE.light(0.25)), Light::Leaves(0.8), paper::mountain),
        "print-carp" => print(Ground::Wall(LAGOON.light(0.2)), Light::Window(420.0), paper::carp),
        "paper-xuan" => {
            let mut scene = Scene::new(Ground::Above(WALNUT.light(0.16)), Light::Window(240.0));
            scene.lie(470.0, 590.0, 1.12, 12.0, paper::xuan);
            scene.lie(790.0, 960.0, 1.0, 26.0, paper::inkstone);
            scene.lie(300.0, 960.0, 1.0, 20.0, |on| on.turned(0.0, 0.0, 64.0, paper::brush));
            scene
        }
        _ => return None,
    })
}

pub(super) fn print(
    ground: Ground,
    light: Light,
    sheet: impl Fn(&mut crate::layer::Layer) + 'static,
) -> Scene {
    let mut scene = Scene::new(ground, light);
    scene.lie(500.0, 610.0, 1.2, 15.0, sheet);
    for x in [390.0, 610.0] {
        scene.lie(x, 150.0, 1.0, 18.0, |on| {
            on.fill(&crate::lines::rounded(-17.0, -26.0, 34.0, 62.0, 5.0), STRAW);
            on.fill(&crate::lines::rounded(-17.0, -26.0, 11.0, 62.0, 4.0), STRAW.light(0.45));
            on.fill(&crate::lines::rounded(-17.0, -6.0, 34.0, 7.0, 2.0), WALNUT);
        });
    }
    scene
}
