//! Enamel: blue rims, lagoon and red, in kitchens.

use super::table;
use crate::goods::enamel;
use crate::scene::{Ground, Light, Scene};
use crate::tone::*;

pub(super) fn scene(handle: &str) -> Option<Scene> {
    let mut scene;
    match handle {
        "mug-blue-rim" => {
            scene = Scene::new(table(SKY.light(0.25), STRAW.light(0.3)), Light::Window(360.0));
            scene.stand(640.0, 850.0, 0.86, |on| enamel::mug(on, CREAM, CLAY, false));
            scene.stand(400.0, 960.0, 1.16, |on| enamel::mug(on, MILK, LAPIS, false));
        }
        "tasa-ni-lola" => {
            scene = Scene::new(table(OCHRE.light(0.15), CLAY.light(0.2)), Light::Window(300.0));
            scene.stand(470.0, 940.0, 1.35, |on| enamel::stamped(on, MILK, ROSSO, ROSSO));
        }
        "pot-stock-5l" => {
            scene = Scene::new(table(SAGE.light(0.2), WOOD.light(0.15)), Light::Slats);
            scene.stand(500.0, 960.0, 1.25, |on| enamel::stock_pot(on, LAGOON, DEEP));
        }
        "plate-flat-24" => {
            scene = Scene::new(table(STONE, SAND), Light::Leaves(0.3));
            scene.stand(500.0, 940.0, 1.3, |on| enamel::plates(on, MILK, LAPIS, 5));
        }
        "bowl-deep-18" => {
            scene = Scene::new(Ground::Sweep(CLAY.light(0.25)), Light::Window(300.0));
            scene.stand(500.0, 930.0, 1.4, |on| enamel::bowl(on, MILK, LAGOON, CELADON));
        }
        "kettle-gooseneck" => {
            scene = Scene::new(table(DEEP.light(0.12), STRAW), Light::Window(420.0));
            scene.stand(540.0, 950.0, 1.35, |on| enamel::kettle(on, CREAM, WALNUT));
        }
        "tray-merienda" => {
            scene = Scene::new(Ground::Sweep(SAGE.light(0.3)), Light::Leaves(1.3));
            scene.stand(500.0, 980.0, 1.1, |on| enamel::tray(on, OCHRE, ROSSO));
            scene.stand(360.0, 930.0, 0.62, |on| enamel::mug(on, MILK, ROSSO, false));
            scene.stand(600.0, 985.0, 0.66, |on| enamel::mug(on, MILK, ROSSO, false));
        }
        "ladle-long" => {
            scene = Scene::new(Ground::Wall(CREAM.light(0.2)), Light::Window(240.0));
            scene.lie(350.0, 270.0, 1.1, 40.0, |on| enamel::ladle(on, LAGOON, DEEP));
            scene.lie(650.0, 270.0, 1.1, 40.0, |on| enamel::ladle(on, ROSSO, WINE));
        }
        "colander-star" => {
            scene = Scene::new(Ground::Wall(OCHRE.light(0.1)), Light::Leaves(0.0));
            scene.lie(500.0, 620.0, 1.35, 46.0, |on| enamel::colander(on, MILK, LAGOON));
        }
        "butter-dish" => {
            scene = Scene::new(table(SKY.light(0.35), CREAM), Light::Window(340.0));
            scene.stand(500.0, 920.0, 1.4, |on| enamel::butter_dish(on, OCHRE.light(0.3), LAPIS));
        }
        "lunchbox-two-floors" => {
            scene = Scene::new(table(CLAY.light(0.35), CREAM.light(0.2)), Light::Leaves(2.1));
            scene.stand(500.0, 970.0, 1.45, |on| enamel::lunchbox(on, MILK, SKY, LAPIS));
        }
        "salt-pig" => {
            scene = Scene::new(table(STRAW.light(0.3), WALNUT.light(0.2)), Light::Slats);
            scene.stand(500.0, 950.0, 1.5, |on| enamel::salt_pig(on, LAGOON.light(0.15), DEEP));
        }
        "candle-holder" => {
            scene = Scene::new(table(NIGHT.light(0.06), WALNUT), Light::Open);
            scene.stand(480.0, 960.0, 1.4, |on| enamel::candle_holder(on, LAGOON.light(0.1), OCHRE));
        }
        "house-number" => {
            scene = Scene::new(Ground::Wall(SAND), Light::Leaves(4.0));
            scene.lie(500.0, 600.0, 1.35, 24.0, |on| enamel::house_number(on, LAPIS, MILK));
        }
        "pail-garden" => {
            scene = Scene::new(table(SAGE, CLAY.light(0.1)), Light::Leaves(0.9));
            scene.stand(500.0, 1000.0, 1.45, |on| enamel::pail(on, MILK, LAGOON));
        }
        _ => return None,
    }
    Some(scene)
}
