//! Weaving: warm grounds, and daylight.

use super::table;
use crate::goods::cloth;
use crate::goods::pattern::{abaca, banig, buri, eyes, mountains, raya, river, sunrise, watching};
use crate::goods::{enamel, plants};
use crate::scene::{Ground, Light, Scene};
use crate::tone::*;

pub(super) fn scene(handle: &str) -> Option<Scene> {
    upright(handle).or_else(|| flat(handle))
}

/// What stands or hangs.
fn upright(handle: &str) -> Option<Scene> {
    Some(match handle {
        "malong-sunrise" => {
            let mut scene = Scene::new(Ground::Wall(CREAM.light(0.3)), Light::Window(300.0));
            scene.lie(500.0, 190.0, 1.0, 30.0, |on| {
                cloth::hung(on, 540.0, 840.0, 4.0, sunrise, None);
                cloth::rod(on, 370.0);
            });
            scene
        }
        "scarf-raya" => {
            let mut scene = Scene::new(Ground::Wall(CLAY.light(0.3)), Light::Leaves(1.0));
            scene.lie(500.0, 200.0, 1.0, 26.0, |on| {
                on.at(96.0, 0.0, 1.0, |on| cloth::hung(on, 190.0, 640.0, 1.4, raya, Some(CREAM)));
                on.at(-84.0, 0.0, 1.0, |on| cloth::hung(on, 210.0, 780.0, 1.4, raya, Some(CREAM)));
                cloth::rod(on, 290.0);
            });
            scene
        }
        "bag-bayong" => {
            let mut scene = Scene::new(table(SKY.light(0.2), CLAY.light(0.15)), Light::Leaves(0.4));
            scene.stand(490.0, 1010.0, 1.28, cloth::bayong);
            scene
        }
        "hammock-cotton" => {
            let mut scene = Scene::new(Ground::Wall(SAGE.light(0.12)), Light::Leaves(2.4));
            scene.lie(500.0, 590.0, 1.2, 70.0, cloth::hammock);
            scene
        }
        "pillow-eye" => {
            let mut scene = Scene::new(table(STRAW.light(0.42), WOOD.light(0.2)), Light::Window(420.0));
            scene.stand(500.0, 990.0, 1.3, |on| cloth::pillow(on, eyes));
            scene
        }
        "strap-guitar" => {
            let mut scene = Scene::new(Ground::Wall(SAND.light(0.35)), Light::Window(420.0));
            scene.lie(500.0, 190.0, 1.14, 26.0, |on| cloth::strap(on, [WINE, OCHRE, LAGOON]));
            scene
        }
        "blanket-mountain" => {
            let mut scene = Scene::new(table(OCHRE.light(0.25), WOOD.light(0.1)), Light::Window(380.0));
            scene.stand(500.0, 980.0, 1.16, |on| cloth::folded(on, &[river, mountains, mountains], 350.0));
            scene
        }
        "hat-buri" => {
            let mut scene = Scene::new(table(SKY, SAND.light(0.25)), Light::Window(330.0));
            scene.stand(490.0, 930.0, 1.22, cloth::hat);
            scene
        }
        _ => return None,
    })
}

/// What lies and is seen from above.
fn flat(handle: &str) -> Option<Scene> {
    Some(match handle {
        "banig-folded" => {
            let mut scene = Scene::new(Ground::Above(SAGE.light(0.1)), Light::Slats);
            scene.lie(500.0, 620.0, 1.0, 7.0, |on| {
                on.turned(0.0, 0.0, -7.0, |on| cloth::laid(on, (378.0, 500.0), banig, None));
            });
            // Folded back over itself.
            scene.lie(500.0, 620.0, 1.0, 22.0, |on| {
                on.turned(0.0, 0.0, -7.0, |on| {
                    on.at(0.0, 322.0, 1.0, |on| cloth::laid(on, (382.0, 176.0), buri, None));
                });
            });
            scene
        }
        "runner-table" => {
            let mut scene = Scene::new(Ground::Above(WOOD.light(0.05)), Light::Window(260.0));
            scene.lie(500.0, 620.0, 1.0, 5.0, |on| {
                on.turned(0.0, 0.0, 12.0, |on| cloth::laid(on, (195.0, 560.0), watching, Some(OCHRE)));
            });
            scene.lie(470.0, 700.0, 0.62, 42.0, |on| enamel::from_above(on, MILK, LAPIS));
            scene.lie(545.0, 390.0, 1.0, 30.0, |on| {
                plants::fruit(on, -50.0, 0.0, 52.0, OCHRE);
                plants::fruit(on, 52.0, 34.0, 52.0, AMBER);
            });
            scene
        }
        "placemat-abaca" => {
            let mut scene = Scene::new(Ground::Above(LAGOON.light(0.12)), Light::Window(300.0));
            scene.lie(500.0, 590.0, 1.0, 8.0, |on| {
                for turn in [-16.0, -8.0, 0.0_f32] {
                    on.turned(turn * 3.0, turn * 2.0, turn * 0.7 - 6.0, |on| {
                        cloth::laid(on, (390.0, 275.0), abaca, None)
                    });
                }
            });
            scene.lie(510.0, 600.0, 0.82, 34.0, |on| enamel::from_above(on, CREAM, CLAY));
            scene
        }
        "cord-bundle" => {
            let mut scene = Scene::new(Ground::Above(STONE.light(0.3)), Light::Window(280.0));
            scene.lie(500.0, 620.0, 1.12, 20.0, cloth::cords);
            scene
        }
        "loom-card" => {
            let mut scene = Scene::new(Ground::Above(CLAY.light(0.12)), Light::Open);
            scene.lie(500.0, 620.0, 1.12, 11.0, cloth::cards);
            scene
        }
        "coaster-six" => {
            let mut scene = Scene::new(Ground::Above(CREAM.light(0.2)), Light::Leaves(3.1));
            let kinds = [eyes, river, sunrise, mountains, raya, watching];
            for (nth, pattern) in kinds.into_iter().enumerate() {
                let (column, row) = (nth as f32 % 2.0, (nth / 2) as f32);
                let turn = [3.0, -4.0, -2.0, 5.0, 2.0, -3.0][nth];
                scene.lie(320.0 + column * 350.0, 290.0 + row * 335.0, 1.0, 8.0, move |on| {
                    on.turned(0.0, 0.0, turn, |on| {
                        cloth::laid(on, (136.0, 136.0), pattern, Some(CREAM.dark(0.12)))
                    });
                });
            }
            scene
        }
        "belt-band" => {
            let mut scene = Scene::new(Ground::Above(OCHRE.light(0.12)), Light::Leaves(5.0));
            scene.lie(490.0, 560.0, 1.1, 16.0, |on| cloth::belt(on, [LAPIS, MILK, ROSSO]));
            scene
        }
        _ => return None,
    })
}
