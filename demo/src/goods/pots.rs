//! More enamelled steel: saucepan, coffee pot, canister.

use crate::goods::enamel::{bar, knob};
use crate::layer::Layer;
use crate::lines::{oval, rounded, smooth};
use crate::tone::*;
use crate::turned::Turned;

pub(crate) fn saucepan(on: &mut Layer, body: Tone, rim: Tone) {
    on.turned(150.0, -172.0, -9.0, |on| {
        on.apart(|on| {
            on.fill(&rounded(0.0, -20.0, 330.0, 40.0, 20.0), body.dark(0.08));
            on.cut(&oval(296.0, 0.0, 13.0, 9.0));
            on.shade(|_, y| 1.1 - 0.3 * ((y + 20.0) / 40.0));
        });
    });
    let shape = Turned::round(&[(150.0, 0.0), (166.0, 12.0), (172.0, 110.0), (178.0, 208.0)]);
    on.apart(|on| {
        shape.body(on, body);
        shape.band(on, 196.0, 208.0, rim);
        shape.light(on, 0.9);
    });
    shape.mouth(on, rim, 10.0, MILK.dark(0.02), Some((70.0, MILK.light(0.3))));
    let lip = [(-170.0, -214.0), (-206.0, -222.0), (-168.0, -190.0)];
    on.fill(&smooth(&lip, true), body);
}

pub(crate) fn coffee_pot(on: &mut Layer, body: Tone, rim: Tone) {
    let spout = [(-110.0, -110.0), (-190.0, -170.0), (-206.0, -260.0), (-246.0, -310.0)];
    on.stroke(&smooth(&spout[..3], false), body.dark(0.1), 40.0);
    on.stroke(&smooth(&spout, false), body.dark(0.06), 27.0);
    bar(on, &[(96.0, -330.0), (210.0, -330.0), (236.0, -220.0), (196.0, -100.0), (136.0, -80.0)], rim, 25.0);
    let shape = Turned::round(&[(138.0, 0.0), (150.0, 12.0), (142.0, 120.0), (112.0, 280.0), (100.0, 360.0)]);
    on.apart(|on| {
        shape.body(on, body);
        shape.band(on, 346.0, 360.0, rim);
        shape.band(on, 8.0, 18.0, rim);
        shape.light(on, 1.0);
    });
    let lid = Turned::round(&[(104.0, 360.0), (102.0, 372.0), (70.0, 402.0), (14.0, 414.0)]);
    lid.made(on, body, 0.5);
    knob(on, -412.0, rim, 0.9);
}

pub(crate) fn canister(on: &mut Layer, body: Tone, rim: Tone) {
    for (x, scale, shift) in [(170.0, 0.78, -24.0), (-90.0, 1.0, 0.0)] {
        on.at(x, shift, scale, |on| {
            let shape = Turned::round(&[(142.0, 0.0), (150.0, 8.0), (150.0, 150.0), (150.0, 300.0)]);
            on.apart(|on| {
                shape.body(on, body);
                shape.band(on, 282.0, 300.0, rim);
                shape.band(on, 6.0, 16.0, rim);
                on.stain(&rounded(-84.0, -196.0, 140.0, 74.0, 10.0), MILK, 1.0);
                on.etch(&rounded(-84.0, -196.0, 140.0, 74.0, 10.0), rim, 6.0);
                on.stain(&rounded(-56.0, -164.0, 84.0, 8.0, 4.0), rim, 0.8);
                shape.light(on, 0.9);
            });
            let lid = Turned::round(&[(156.0, 298.0), (156.0, 326.0), (120.0, 350.0), (14.0, 360.0)]);
            lid.made(on, rim, 0.5);
            knob(on, -358.0, WOOD, 0.9);
        });
    }
}
