//! Plants, and things from before: green, sand and dusk.

use super::table;
use crate::goods::{paper, plants, vintage};
use crate::scene::{Ground, Light, Scene};
use crate::tone::*;

pub(super) fn scene(handle: &str) -> Option<Scene> {
    grown(handle).or_else(|| kept(handle))
}

/// Plants, and what they need.
fn grown(handle: &str) -> Option<Scene> {
    Some(match handle {
        "monstera-cutting" => {
            let mut scene = Scene::new(table(CLAY.light(0.3), CREAM), Light::Window(460.0));
            scene.stand(470.0, 1030.0, 0.98, plants::monstera);
            scene
        }
        "pothos-hanging" => {
            let mut scene = Scene::new(Ground::Wall(SAND.light(0.3)), Light::Window(480.0));
            scene.lie(500.0, 60.0, 1.0, 70.0, plants::pothos);
            scene
        }
        "sampaguita" => {
            let mut scene = Scene::new(table(OCHRE.light(0.2), CLAY.light(0.25)), Light::Window(330.0));
            scene.stand(500.0, 1050.0, 1.2, |on| plants::sampaguita(on, CLAY));
            scene
        }
        "calamansi-tree" => {
            let mut scene = Scene::new(table(SKY.light(0.3), STRAW.light(0.2)), Light::Leaves(0.1));
            scene.stand(480.0, 1060.0, 1.08, |on| plants::calamansi(on, LAGOON.light(0.08)));
            scene.lie(770.0, 1060.0, 1.0, 22.0, |on| {
                plants::fruit(on, 0.0, 0.0, 36.0, OCHRE);
                plants::fruit(on, 70.0, 26.0, 34.0, MOSS.light(0.2));
            });
            scene
        }
        "fern-birdsnest" => {
            let mut scene = Scene::new(table(LAGOON.light(0.3), SAND), Light::Window(300.0));
            scene.stand(500.0, 1060.0, 1.04, |on| plants::fern(on, OCHRE));
            scene
        }
        "pot-terracotta" => {
            let mut scene = Scene::new(table(SAGE.light(0.2), SAND), Light::Leaves(1.4));
            scene.stand(500.0, 950.0, 1.22, plants::pots);
            scene
        }
        "soil-mix" => {
            let mut scene = Scene::new(table(CELADON, WOOD.light(0.1)), Light::Window(360.0));
            scene.stand(430.0, 950.0, 1.22, plants::soil);
            scene.stand(750.0, 1050.0, 0.98, plants::soil_heap);
            scene
        }
        _ => return None,
    })
}

/// Things that somebody had before.
fn kept(handle: &str) -> Option<Scene> {
    Some(match handle {
        "fan-rattan" => {
            let mut scene = Scene::new(Ground::Wall(LAGOON.light(0.25)), Light::Leaves(2.7));
            scene.lie(520.0, 1010.0, 1.2, 24.0, |on| on.turned(0.0, 0.0, 5.0, vintage::fan));
            scene
        }
        "radio-transistor" => {
            let mut scene = Scene::new(table(OCHRE.light(0.1), WALNUT.light(0.12)), Light::Window(250.0));
            scene.stand(480.0, 960.0, 1.2, |on| vintage::radio(on, LAGOON));
            scene
        }
        "glass-soda-six" => {
            let mut scene = Scene::new(table(CLAY.light(0.42), SAND.light(0.3)), Light::Window(330.0));
            let places = [
                (280.0, 850.0, 1.0),
                (500.0, 840.0, 1.0),
                (720.0, 850.0, 1.0),
                (230.0, 1010.0, 1.14),
                (490.0, 1020.0, 1.14),
                (750.0, 1010.0, 1.14),
            ];
            let prints = [ROSSO, LAGOON, OCHRE, LAPIS, ROSSO, LAGOON];
            for (nth, ((x, y, scale), print)) in places.into_iter().zip(prints).enumerate() {
                let drink = (nth == 4).then_some(AMBER);
                scene.stand(x, y, scale, move |on| vintage::glass(on, print, drink));
            }
            scene
        }
        "typewriter-ribbon" => {
            let mut scene = Scene::new(table(STRAW.light(0.4), WOOD), Light::Slats);
            scene.stand(500.0, 990.0, 1.12, |on| vintage::typewriter(on, LAGOON.light(0.16)));
            scene
        }
        "postcards-manila" => {
            let mut scene = Scene::new(Ground::Above(WOOD.light(0.18)), Light::Window(240.0));
            scene.lie(500.0, 610.0, 1.08, 7.0, paper::postcards);
            scene
        }
        "lamp-capiz" => {
            let mut scene = Scene::new(table(NIGHT.light(0.12), WALNUT), Light::Open);
            scene.stand(490.0, 1000.0, 1.36, |on| vintage::capiz(on, BRASS));
            scene
        }
        "chair-solihiya" => {
            let mut scene = Scene::new(
                Ground::Table { wall: SAGE.light(0.12), table: SAND.light(0.1), at: 860.0 },
                Light::Window(420.0),
            );
            scene.stand(480.0, 1090.0, 1.08, |on| vintage::chair(on, WALNUT));
            scene
        }
        "books-komiks" => {
            let mut scene = Scene::new(Ground::Above(SKY.light(0.1)), Light::Leaves(4.2));
            scene.lie(500.0, 620.0, 0.98, 24.0, paper::komiks);
            scene
        }
        _ => return None,
    })
}
