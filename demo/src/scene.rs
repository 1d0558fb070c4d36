//! A still life: a ground, a light from the left, and things that throw shadows.

use crate::layer::{HIGH, Layer, WIDE, lit};
use crate::lines::{poly, rect};
use crate::seed::Seed;
use crate::tone::*;

/// What things stand before or lie on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Ground {
    /// A table before a wall, and where they meet.
    Table { wall: Tone, table: Tone, at: f32 },
    /// Paper that bends from table to wall without an edge.
    Sweep(Tone),
    /// Seen from above.
    Above(Tone),
    /// Hung on a wall.
    Wall(Tone),
}

/// What stands between the sun and the scene.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Light {
    Open,
    /// Panes, and where their light begins.
    Window(f32),
    /// A blind of wooden slats.
    Slats,
    /// Leaves of a tree.
    Leaves(f32),
}

/// Walls, and tables that go with them.
fn rooms() -> [(Tone, Tone); 12] {
    [
        (SKY.light(0.25), STRAW.light(0.3)),
        (OCHRE.light(0.15), CLAY.light(0.2)),
        (SAGE.light(0.2), WOOD.light(0.15)),
        (STONE, SAND),
        (CLAY.light(0.28), CREAM),
        (DEEP.light(0.12), STRAW),
        (LAGOON.light(0.16), SAND),
        (CELADON, STRAW.light(0.25)),
        (STRAW.light(0.38), WALNUT.light(0.12)),
        (CREAM.light(0.2), CLAY.light(0.12)),
        (LAPIS.light(0.42), STONE.light(0.2)),
        (STONE.light(0.3), SAGE.dark(0.08)),
    ]
}

/// How a thing throws its shadow.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Cast {
    /// Stands upright where it is put.
    Stands,
    /// Lies so high above the ground, or hangs so far before the wall.
    Lies(f32),
}

pub(crate) struct Thing {
    pub x: f32,
    pub y: f32,
    pub scale: f32,
    pub cast: Cast,
    pub draw: Box<dyn Fn(&mut Layer)>,
}

pub(crate) struct Scene {
    pub ground: Ground,
    pub light: Light,
    pub things: Vec<Thing>,
}

impl Scene {
    pub fn new(ground: Ground, light: Light) -> Self {
        Self { ground, light, things: Vec::new() }
    }

    /// Stands something here, so large.
    pub fn stand(&mut self, x: f32, y: f32, scale: f32, draw: impl Fn(&mut Layer) + 'static) {
        self.things.push(Thing { x, y, scale, cast: Cast::Stands, draw: Box::new(draw) });
    }

    /// Lays something here, so high.
    pub fn lie(&mut self, x: f32, y: f32, scale: f32, height: f32, draw: impl Fn(&mut Layer) + 'static) {
        self.things.push(Thing { x, y, scale, cast: Cast::Lies(height), draw: Box::new(draw) });
    }

    /// In a room that a name decides, and that this colour stands out from.
    pub fn roomed(self, name: &str, main: Tone) -> Self {
        let behind = |room: &(Tone, Tone)| match self.ground {
            Ground::Above(_) => room.1.far(main),
            _ => room.0.far(main),
        };
        let mut fitting: Vec<(Tone, Tone)> = rooms().into_iter().filter(|room| behind(room) > 84.0).collect();
        if fitting.is_empty() {
            fitting.extend(rooms());
        }
        self.within(name, &fitting)
    }

    /// The same things elsewhere and at another hour, as a name decides it.
    pub fn moved(self, name: &str) -> Self {
        self.within(name, &rooms())
    }

    fn within(mut self, name: &str, rooms: &[(Tone, Tone)]) -> Self {
        let mut seed = Seed::of(name);
        let (wall, table) = seed.one(rooms).unwrap_or((STONE, SAND));
        self.ground = match self.ground {
            Ground::Table { at, .. } => Ground::Table { wall, table, at },
            Ground::Sweep(_) => Ground::Sweep(wall),
            Ground::Above(_) => Ground::Above(table),
            Ground::Wall(_) => Ground::Wall(wall),
        };
        let (left, turn) = (seed.between(240.0, 470.0), seed.between(0.0, 6.0));
        let lights = [Light::Window(left), Light::Leaves(turn), Light::Slats, Light::Open];
        self.light = seed.one(&lights).unwrap_or(Light::Open);
        let (aside, down) = (seed.between(-26.0, 26.0), seed.between(-14.0, 22.0));
        for thing in &mut self.things {
            thing.x += aside;
            thing.y += down;
        }
        self
    }

    /// All of it in pixels. None where there is no room for them.
    pub fn painted(&self, width: u32) -> Option<Layer> {
        let mut canvas = Layer::new(width)?;
        self.paint_ground(&mut canvas);
        let mut shade = Veil::over(&canvas);
        let mut sheets = Vec::with_capacity(self.things.len());
        for thing in &self.things {
            let mut sheet = Layer::new(width)?;
            sheet.at(thing.x, thing.y, thing.scale, |sheet| (thing.draw)(sheet));
            shade.add(&self.shadow(&Veil::of(&sheet), thing));
            sheets.push(sheet);
        }
        let sun = self.sun(&canvas);
        let far = (canvas.pixels.width() as f32, canvas.pixels.height() as f32);
        let width = canvas.pixels.width();
        for (nth, pixel) in canvas.pixels.data_mut().chunks_exact_mut(4).enumerate() {
            let nth = nth as u32;
            let (x, y) = ((nth % width) as f32, (nth / width) as f32);
            // Light falls off to the right and below, a little.
            let slope = 1.05 - 0.075 * (x / far.0) - 0.05 * (y / far.1);
            let sunny = slope + sun.seen(x, y);
            lit(pixel, sunny * (1.0 - shade.seen(x, y)));
        }
        for sheet in &sheets {
            canvas.lay(sheet);
        }
        Some(canvas)
    }

    fn paint_ground(&self, canvas: &mut Layer) {
        let all = rect(-10.0, -10.0, WIDE + 20.0, HIGH + 20.0);
        match self.ground {
            Ground::Table { wall, table, at } => {
                canvas.fill(&all, wall);
                canvas.fill(&rect(-10.0, at, WIDE + 20.0, HIGH), table);
                canvas.wash(&rect(-10.0, at, WIDE + 20.0, 5.0), table.light(0.5), 0.8);
                canvas.shade(|_, y| {
                    if y < at { 1.0 - 0.05 * (y / at) } else { 1.03 - 0.09 * (y - at) / (HIGH - at) }
                });
            }
            Ground::Sweep(tone) => {
                canvas.fill(&all, tone);
                // The bend is a little darker than what it joins.
                canvas.shade(|_, y| {
                    let bend = ((y - 700.0) / 190.0).powi(2);
                    let fall = if y > 760.0 { 0.05 } else { 0.0 };
                    1.0 - 0.07 * (-bend).exp() + fall * ((y - 760.0) / 300.0).min(1.0)
                });
            }
            Ground::Above(tone) | Ground::Wall(tone) => canvas.fill(&all, tone),
        }
    }

    fn shadow(&self, of: &Veil, thing: &Thing) -> Veil {
        let near = of.blurred(1);
        let far = of.blurred(6);
        let (foot, meet) = (thing.y, if let Ground::Table { at, .. } = self.ground { at } else { f32::MIN });
        let mut shadow = Veil::like(of);
        shadow.paint(|x, y| match thing.cast {
            Cast::Stands => {
                const SIDE: f32 = 0.82;
                const BACK: f32 = 0.3;
                let on_wall = (meet - y).max(0.0);
                let ground_y = y.max(meet);
                let along = (foot - ground_y) / BACK;
                let height = along + on_wall;
                let (u, v) = (x - along * SIDE, foot - height);
                let soft = (height.max(0.0) / 520.0).min(1.0);
                let cast = near.at(u, v) * (1.0 - soft) + far.at(u, v) * soft;
                let touch = far.at(x, foot - (foot - y) / 0.16) * 0.5;
                let touch = if (foot - y).abs() < 60.0 { touch } else { 0.0 };
                (cast * (0.40 - 0.17 * soft)).max(touch * 0.55)
            }
            Cast::Lies(height) => {
                let soft = (height / 80.0).min(1.0);
                let (u, v) = (x - height * 0.9, y - height * 0.62);
                let cast = near.at(u, v) * (1.0 - soft) + far.at(u, v) * soft;
                let touch = far.at(x - 6.0, y - 5.0) * 0.16;
                (cast * 0.36).max(touch)
            }
        });
        shadow
    }

    /// How much brighter or darker the ground is where the light is cut into shapes.
    fn sun(&self, canvas: &Layer) -> Veil {
        let mut sun = Veil::over(canvas);
        let panes = |sun: &mut Veil, left: f32| {
            let lean = |x: f32, y: f32| (x + y * 0.34, y + (x - left) * -0.12);
            let Some(mut sheet) = sun.sheet() else { return };
            for row in 0..3_u8 {
                for column in 0..2_u8 {
                    let (x, y) = (left + f32::from(column) * 196.0, 40.0 + f32::from(row) * 236.0);
                    let corners = [(x, y), (x + 176.0, y), (x + 176.0, y + 214.0), (x, y + 214.0)];
                    sheet.fill(&poly(&corners.map(|(x, y)| lean(x, y))), Tone(255, 255, 255));
                }
            }
            sun.take(&sheet, 2);
            sun.map(|share| share * 0.17 - 0.055);
        };
        match self.light {
            Light::Open => {}
            Light::Window(left) => panes(&mut sun, left),
            Light::Slats => {
                sun.paint(|x, y| {
                    let wave = ((y + x * 0.42) / 92.0).fract();
                    let edge = |at: f32| ((wave - at) / 0.06).clamp(0.0, 1.0);
                    edge(0.12) * (1.0 - edge(0.66)) * 0.12 - 0.055
                });
                sun = sun.blurred(1);
            }
            Light::Leaves(turn) => {
                let Some(mut sheet) = sun.sheet() else { return sun };
                for nth in 0..26_u8 {
                    let nth = f32::from(nth);
                    let (angle, far) = (nth * 2.4 + turn, 60.0 + nth * 26.0);
                    let (x, y) = (760.0 + far * angle.cos(), 210.0 + far * 0.8 * angle.sin());
                    let tip = (x + 120.0 * (angle * 1.7).cos(), y + 120.0 * (angle * 1.7).sin());
                    let (whole, ..) = crate::lines::leaf((x, y), tip, 0.52, 0.08);
                    sheet.fill(&whole, Tone(255, 255, 255));
                }
                sun.take(&sheet, 3);
                sun.map(|share| 0.05 - share * 0.15);
            }
        }
        sun
    }
}

/// A value for every few pixels: shadows and light need no more.
struct Veil {
    width: usize,
    height: usize,
    /// Units of the picture across one of its points.
    unit: f32,
    values: Vec<f32>,
}

const COARSE: u32 = 4;

impl Veil {
    fn over(layer: &Layer) -> Self {
        let width = layer.pixels.width().div_ceil(COARSE) as usize;
        let height = layer.pixels.height().div_ceil(COARSE) as usize;
        let unit = WIDE / layer.pixels.width() as f32 * COARSE as f32;
        Self { width, height, unit, values: vec![0.0; width * height] }
    }

    fn like(other: &Self) -> Self {
        Self { values: vec![0.0; other.values.len()], ..*other }
    }

    /// Where the sheet is painted.
    fn of(layer: &Layer) -> Self {
        let mut veil = Self::over(layer);
        let width = layer.pixels.width() as usize;
        let coarse = COARSE as usize;
        for (nth, pixel) in layer.pixels.data().chunks_exact(4).enumerate() {
            let (x, y) = (nth % width / coarse, nth / width / coarse);
            veil.values[y * veil.width + x] += f32::from(pixel[3]) / 255.0 / (coarse * coarse) as f32;
        }
        veil
    }

    /// A small sheet to paint a shape on, in the picture's own units.
    fn sheet(&self) -> Option<Layer> {
        Layer::new(self.width as u32)
    }

    fn take(&mut self, sheet: &Layer, blur: usize) {
        let width = sheet.pixels.width() as usize;
        for (nth, pixel) in sheet.pixels.data().chunks_exact(4).enumerate() {
            let (x, y) = (nth % width, nth / width);
            if x < self.width && y < self.height {
                self.values[y * self.width + x] = f32::from(pixel[3]) / 255.0;
            }
        }
        *self = self.blurred(blur);
    }

    fn map(&mut self, rule: impl Fn(f32) -> f32) {
        self.values.iter_mut().for_each(|value| *value = rule(*value));
    }

    fn paint(&mut self, rule: impl Fn(f32, f32) -> f32) {
        let (width, unit) = (self.width, self.unit);
        for (nth, value) in self.values.iter_mut().enumerate() {
            *value = rule((nth % width) as f32 * unit, (nth / width) as f32 * unit);
        }
    }

    /// Two shadows on one place are one, a little darker.
    fn add(&mut self, other: &Self) {
        for (value, more) in self.values.iter_mut().zip(&other.values) {
            *value = 1.0 - (1.0 - *value) * (1.0 - more);
            *value = value.min(0.5);
        }
    }

    /// By a box three times, which is round enough.
    fn blurred(&self, radius: usize) -> Self {
        let mut blurred = Self { values: self.values.clone(), ..*self };
        for _ in 0..3 {
            blurred.box_blur(radius, 1, self.width, self.width, self.height);
            blurred.box_blur(radius, self.width, self.height, 1, self.width);
        }
        blurred
    }

    fn box_blur(&mut self, radius: usize, step: usize, length: usize, next: usize, lines: usize) {
        let mut before = vec![0.0; length];
        for line in 0..lines {
            let start = line * next;
            for (nth, value) in before.iter_mut().enumerate() {
                *value = self.values[start + nth * step];
            }
            let window = (2 * radius + 1) as f32;
            let edge = |nth: isize| before[nth.clamp(0, length as isize - 1) as usize];
            let mut sum: f32 = (-(radius as isize)..=radius as isize).map(edge).sum();
            for nth in 0..length {
                self.values[start + nth * step] = sum / window;
                sum += edge((nth + radius + 1) as isize) - edge(nth as isize - radius as isize);
            }
        }
    }

    /// At a point of the picture; nothing outside.
    fn at(&self, x: f32, y: f32) -> f32 {
        self.between(x / self.unit, y / self.unit)
    }

    /// At a pixel.
    fn seen(&self, x: f32, y: f32) -> f32 {
        let coarse = COARSE as f32;
        let inside = |value: f32, most: usize| value.clamp(0.0, most as f32 - 1.01);
        self.between(inside(x / coarse - 0.375, self.width), inside(y / coarse - 0.375, self.height))
    }

    fn between(&self, x: f32, y: f32) -> f32 {
        if x < 0.0 || y < 0.0 || x >= self.width as f32 - 1.0 || y >= self.height as f32 - 1.0 {
            return 0.0;
        }
        let (left, top) = (x as usize, y as usize);
        let (across, down) = (x.fract(), y.fract());
        let value = |x: usize, y: usize| self.values[y * self.width + x];
        let upper = value(left, top) * (1.0 - across) + value(left + 1, top) * across;
        let lower = value(left, top + 1) * (1.0 - across) + value(left + 1, top + 1) * across;
        upper * (1.0 - down) + lower * down
    }
}
