//! Tea, prints, plants, baskets and things from before, in their finishes.

use super::made::{Made, alone, hangs, lies, stands};
use super::yunwu;
use crate::goods::baskets::{self, Cane};
use crate::goods::print::{self, Inks};
use crate::goods::tea::{self, Leaf};
use crate::goods::{ceramics, greens, kept, paper, plants, vintage};
use crate::layer::Layer;
use crate::scene::{Ground, Light};
use crate::tone::*;

pub(super) fn made(craft: &str, form: &str, finish: &str) -> Made {
    match craft {
        "tea" => teas(form, finish).or_else(|| teaware(form, finish)),
        "prints" => prints(form, finish),
        "plants" => grown(form, finish),
        "baskets" => plaited(form, finish),
        "vintage" => before(form, finish),
        _ => None,
    }
}

fn teas(form: &str, finish: &str) -> Made {
    let (tin, label) = match finish {
        "red" => (WINE, OCHRE),
        "white" => (MILK, LAGOON),
        "sage" => (SAGE, MILK),
        "ochre" => (OCHRE, MILK),
        _ => (LAGOON, CREAM),
    };
    let stalks = [STRAW, MOSS.light(0.3), OCHRE.dark(0.1)];
    let (leaf, kind, tea) = match form {
        "green-needles" => (yunwu::GREEN, Leaf::Needles, yunwu::PALE),
        "green-twists" => ([LEAF, MOSS, LEAF.dark(0.1)], Leaf::Twists, yunwu::PALE),
        "black-tea" => (yunwu::BLACK, Leaf::Twists, yunwu::RED),
        "white-tea" => (yunwu::WHITE, Leaf::Buds, Tone(224, 206, 140)),
        "jasmine" => ([SAGE, MOSS, CELADON], Leaf::Pearls, Tone(220, 208, 130)),
        "oolong" => (yunwu::ROCK, Leaf::Twists, AMBER),
        "herbs" => (stalks, Leaf::Needles, Tone(214, 190, 96)),
        _ => return None,
    };
    let glaze = if form == "oolong" { CLAY.dark(0.1) } else { MILK };
    let ground = Ground::Table { wall: STONE, table: SAND, at: 720.0 };
    let mut scene = yunwu::tea_scene(ground, Light::Open, [tin, label, tin], glaze, leaf, kind, tea);
    if form == "jasmine" {
        for (x, y, size) in [(250.0, 1020.0, 1.0), (200.0, 1080.0, 0.8), (340.0, 1096.0, 1.1)] {
            scene.lie(x, y, 1.0, 8.0, move |on| tea::jasmine(on, size));
        }
    }
    Some((scene, tin))
}

fn teaware(form: &str, finish: &str) -> Made {
    let white = tea::PORCELAIN;
    let (body, line) = match finish {
        "blue" => (white, LAPIS),
        "celadon" => (CELADON.mix(SAGE, 0.3), CELADON.mix(SAGE, 0.3)),
        "dark" => (CLAY.dark(0.5), CLAY.dark(0.5)),
        "clay" => (CLAY.dark(0.1), CLAY.dark(0.1)),
        _ => (white, white),
    };
    match form {
        "cake" => alone(970.0, 1.36, CREAM, tea::cake),
        "teapot" => {
            let mut scene = stands();
            scene.stand(450.0, 930.0, 1.2, move |on| tea::teapot(on, body));
            scene.stand(790.0, 1020.0, 0.86, move |on| tea::cup(on, body, body, AMBER));
            Some((scene, body))
        }
        "gaiwan" => alone(960.0, 1.6, body, move |on| tea::gaiwan(on, body, line)),
        "cups" => {
            let mut scene = stands();
            for (x, y, scale) in
                [(380.0, 800.0, 1.1), (660.0, 820.0, 1.14), (300.0, 1010.0, 1.3), (640.0, 1040.0, 1.36)]
            {
                scene.stand(x, y, scale, move |on| tea::cup(on, body, line, Tone(206, 160, 70)));
            }
            Some((scene, body))
        }
        "pitcher" => {
            let mut scene = stands();
            scene.stand(430.0, 950.0, 1.62, |on| tea::pitcher(on, OCHRE));
            scene.stand(790.0, 990.0, 0.92, |on| tea::cup(on, MILK, MILK, OCHRE));
            Some((scene, SKY))
        }
        "tea-tray" => {
            let mut scene = stands();
            scene.stand(490.0, 940.0, 1.02, tea::tray);
            scene.stand(360.0, 920.0, 0.7, |on| tea::gaiwan(on, tea::PORCELAIN, LAPIS));
            scene.stand(700.0, 950.0, 0.7, |on| tea::cup(on, MILK, LAPIS, AMBER));
            Some((scene, STRAW))
        }
        _ => None,
    }
}

fn prints(form: &str, finish: &str) -> Made {
    let (subject, inks) = (form.to_owned(), Inks::of(finish));
    let draw = move |on: &mut Layer| print::sheet(on, &subject, inks);
    Some((yunwu::print(Ground::Wall(STONE), Light::Open, draw), MILK))
}

fn grown(form: &str, finish: &str) -> Made {
    let pot = match finish {
        "white" => MILK,
        "lagoon" => LAGOON.light(0.08),
        "ochre" => OCHRE,
        _ => CLAY,
    };
    let (plant, scale): (fn(&mut Layer), f32) = match form {
        "monstera" => return alone(1030.0, 0.98, LEAF, plants::monstera),
        "pothos" => {
            let mut scene = hangs();
            scene.lie(500.0, 60.0, 1.0, 70.0, plants::pothos);
            return Some((scene, LEAF));
        }
        "sampaguita" => return alone(1050.0, 1.2, pot, move |on| plants::sampaguita(on, pot)),
        "calamansi" => return alone(1060.0, 1.08, pot, move |on| plants::calamansi(on, pot)),
        "fern" => {
            let band = if finish == "white" { LAGOON.light(0.2) } else { pot };
            return alone(1060.0, 1.04, LEAF, move |on| plants::fern(on, band));
        }
        "pots" => return alone(950.0, 1.22, CLAY, plants::pots),
        "soil" => {
            let mut scene = stands();
            scene.stand(430.0, 950.0, 1.22, plants::soil);
            scene.stand(750.0, 1050.0, 0.98, plants::soil_heap);
            return Some((scene, SAND));
        }
        "snake" => (greens::snake, 1.1),
        "cactus" => (greens::column, 1.08),
        "round-cactus" => (greens::round_cactus, 1.3),
        "rosette" => (greens::rosette, 1.36),
        "rubber" => (greens::rubber, 0.98),
        "pilea" => (greens::pilea, 1.2),
        "aloe" => (greens::aloe, 1.16),
        "palm" => (greens::palm, 0.98),
        "orchid" => (greens::orchid, 1.04),
        _ => return None,
    };
    let finish = finish.to_owned();
    alone(1060.0, scale, pot, move |on| greens::potted(on, &finish, plant))
}

fn plaited(form: &str, finish: &str) -> Made {
    let cane = Cane::of(finish);
    let main = cane.light;
    match form {
        "market-bag" => alone(1010.0, 1.28, main, move |on| baskets::market_bag(on, cane)),
        "lidded" => alone(960.0, 1.4, main, move |on| baskets::lidded(on, cane)),
        "laundry" => alone(1040.0, 1.3, main, move |on| baskets::laundry(on, cane)),
        "fruit" => alone(980.0, 1.4, main, move |on| baskets::fruit_basket(on, cane)),
        "tray" => {
            let mut scene = if finish == "plain" { lies() } else { hangs() };
            let is_full = finish == "plain";
            scene.lie(500.0, 620.0, 1.2, 20.0, move |on| baskets::winnowing(on, cane, is_full));
            Some((scene, main))
        }
        "lampshade" => {
            let mut scene = hangs();
            scene.lie(500.0, 120.0, 1.16, 60.0, move |on| baskets::lampshade(on, cane));
            Some((scene, main))
        }
        "mat" => {
            let mut scene = lies();
            scene.lie(500.0, 620.0, 1.02, 7.0, move |on| {
                on.turned(0.0, 0.0, -6.0, |on| baskets::mat(on, cane));
            });
            Some((scene, main))
        }
        "hat" => {
            let mut scene = hangs();
            scene.ground = Ground::Table { wall: STONE, table: SAND, at: 720.0 };
            scene.stand(490.0, 940.0, 1.22, move |on| baskets::hat(on, cane));
            Some((scene, main))
        }
        "planter" => alone(1050.0, 1.16, main, move |on| {
            baskets::planter(on, cane);
            on.at(0.0, -226.0, 0.84, greens::rubber);
        }),
        _ => None,
    }
}

fn before(form: &str, finish: &str) -> Made {
    let tone = kept::lacquer(finish);
    match form {
        "radio" => alone(960.0, 1.2, tone, move |on| vintage::radio(on, tone)),
        "typewriter" => alone(990.0, 1.12, tone, move |on| vintage::typewriter(on, tone)),
        "glasses" => {
            let mut scene = stands();
            let places = [
                (300.0, 850.0),
                (510.0, 840.0),
                (720.0, 850.0),
                (250.0, 1020.0),
                (500.0, 1030.0),
                (750.0, 1020.0),
            ];
            for (nth, (x, y)) in places.into_iter().enumerate() {
                let print = [LAGOON, ROSSO][nth % 2];
                let drink = (nth == 3).then_some(ROSSO.light(0.2));
                scene.stand(x, y, if nth > 2 { 1.14 } else { 1.0 }, move |on| {
                    vintage::glass(on, print, drink)
                });
            }
            Some((scene, SKY))
        }
        "capiz-lamp" => {
            let metal = if finish == "wood" { WALNUT.light(0.1) } else { BRASS };
            alone(1000.0, 1.36, CREAM, move |on| vintage::capiz(on, metal))
        }
        "cane-chair" => {
            let wood = if finish == "light" { WOOD.light(0.15) } else { WALNUT };
            let mut scene = stands();
            scene.ground = Ground::Table { wall: STONE, table: SAND, at: 860.0 };
            scene.stand(480.0, 1090.0, 1.08, move |on| vintage::chair(on, wood));
            Some((scene, wood))
        }
        "hand-fan" => {
            let mut scene = hangs();
            scene.lie(520.0, 1010.0, 1.2, 24.0, |on| on.turned(0.0, 0.0, -6.0, vintage::fan));
            Some((scene, STRAW))
        }
        "postcards" => {
            let mut scene = lies();
            scene.lie(500.0, 610.0, 1.08, 7.0, paper::postcards);
            Some((scene, MILK))
        }
        "comics" => {
            let mut scene = lies();
            scene.lie(500.0, 620.0, 0.98, 24.0, paper::komiks);
            Some((scene, ROSSO))
        }
        "phone" => alone(950.0, 1.25, tone, move |on| kept::phone(on, tone)),
        "clock" => alone(960.0, 1.42, tone, move |on| kept::clock(on, tone)),
        "camera" => alone(940.0, 1.2, STONE, move |on| kept::camera(on, tone)),
        "flask" => {
            let mut scene = stands();
            scene.stand(460.0, 1020.0, 1.32, move |on| kept::flask(on, tone));
            scene.stand(760.0, 1060.0, 0.9, |on| ceramics::cup(on, ceramics::Glaze::of("white")));
            Some((scene, tone))
        }
        "suitcase" => alone(980.0, 1.14, tone, move |on| kept::suitcase(on, tone)),
        "table-fan" => alone(1030.0, 1.28, tone, move |on| kept::table_fan(on, tone)),
        _ => None,
    }
}
