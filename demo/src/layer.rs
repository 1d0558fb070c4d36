//! A sheet to paint on, in units of a picture that is 1,000 wide and 1,250 high, whatever it has in pixels.

use tiny_skia::{FillRule, LineCap, LineJoin, Mask, Paint, Path, Pixmap, Stroke, Transform};

use crate::lines::{At, Outline};
use crate::tone::{Tone, byte};

pub(crate) const WIDE: f32 = 1000.0;
pub(crate) const HIGH: f32 = 1250.0;

pub(crate) struct Layer {
    pub pixels: Pixmap,
    frame: Transform,
}

impl Layer {
    /// Nothing is painted yet. None where there is no room for so many pixels.
    pub fn new(width: u32) -> Option<Self> {
        let scale = width as f32 / WIDE;
        let pixels = Pixmap::new(width, (HIGH * scale).round() as u32)?;
        Some(Self { pixels, frame: Transform::from_scale(scale, scale) })
    }

    /// Paints in coordinates of its own: they begin at this point and are so much larger.
    pub fn at(&mut self, x: f32, y: f32, scale: f32, draw: impl FnOnce(&mut Self)) {
        self.through(Transform::from_row(scale, 0.0, 0.0, scale, x, y), draw);
    }

    /// The same turned by so many degrees.
    pub fn turned(&mut self, x: f32, y: f32, degrees: f32, draw: impl FnOnce(&mut Self)) {
        self.through(Transform::from_rotate(degrees).post_translate(x, y), draw);
    }

    /// The same through any bending that keeps lines straight.
    pub fn through(&mut self, frame: Transform, draw: impl FnOnce(&mut Self)) {
        let before = self.frame;
        self.frame = before.pre_concat(frame);
        draw(self);
        self.frame = before;
    }

    pub fn fill(&mut self, outline: &Outline, tone: Tone) {
        self.wash(outline, tone, 1.0);
    }

    /// Lets some of what lies below be seen.
    pub fn wash(&mut self, outline: &Outline, tone: Tone, alpha: f32) {
        let Some(path) = outline else { return };
        self.pixels.fill_path(path, &paint(tone, alpha), FillRule::Winding, self.frame, None);
    }

    /// Only where something is painted already.
    pub fn stain(&mut self, outline: &Outline, tone: Tone, alpha: f32) {
        let Some(path) = outline else { return };
        let paint = Paint { blend_mode: tiny_skia::BlendMode::SourceAtop, ..paint(tone, alpha) };
        self.pixels.fill_path(path, &paint, FillRule::Winding, self.frame, None);
    }

    pub fn stroke(&mut self, outline: &Outline, tone: Tone, width: f32) {
        self.trace(outline, tone, width, 1.0);
    }

    pub fn trace(&mut self, outline: &Outline, tone: Tone, width: f32, alpha: f32) {
        let Some(path) = outline else { return };
        let stroke =
            Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.pixels.stroke_path(path, &paint(tone, alpha), &stroke, self.frame, None);
    }

    /// A line only where something is painted already.
    pub fn etch(&mut self, outline: &Outline, tone: Tone, width: f32) {
        let Some(path) = outline else { return };
        let paint = Paint { blend_mode: tiny_skia::BlendMode::SourceAtop, ..paint(tone, 1.0) };
        let stroke = Stroke { width, line_cap: LineCap::Round, ..Stroke::default() };
        self.pixels.stroke_path(path, &paint, &stroke, self.frame, None);
    }

    /// Takes away what is painted within.
    pub fn cut(&mut self, outline: &Outline) {
        let Some(path) = outline else { return };
        let paint = Paint { blend_mode: tiny_skia::BlendMode::DestinationOut, ..paint(Tone(0, 0, 0), 1.0) };
        self.pixels.fill_path(path, &paint, FillRule::Winding, self.frame, None);
    }

    /// Colours every point within by a rule: cloth, cane, print.
    pub fn weave(&mut self, outline: &Outline, rule: impl Fn(f32, f32) -> Tone) {
        let (Some(path), Some(back)) = (outline, self.frame.invert()) else { return };
        let (width, height) = (self.pixels.width(), self.pixels.height());
        let Some(mut mask) = Mask::new(width, height) else { return };
        mask.fill_path(path, FillRule::Winding, true, self.frame);
        let Some(bounds) = bounds(path, self.frame, width, height) else { return };
        let pixels = self.pixels.data_mut();
        for y in bounds.1..bounds.3 {
            for x in bounds.0..bounds.2 {
                let nth = (y * width + x) as usize;
                let cover = f32::from(mask.data()[nth]) / 255.0;
                if cover == 0.0 {
                    continue;
                }
                let mut sum = [0.0_f32; 3];
                for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                    let (u, v) = seen(back, x as f32 + dx, y as f32 + dy);
                    let Tone(red, green, blue) = rule(u, v);
                    sum[0] += f32::from(red);
                    sum[1] += f32::from(green);
                    sum[2] += f32::from(blue);
                }
                let pixel = &mut pixels[nth * 4..nth * 4 + 4];
                for (old, new) in pixel.iter_mut().zip([sum[0], sum[1], sum[2], 1020.0]) {
                    *old = byte(f32::from(*old) * (1.0 - cover) + new / 4.0 * cover);
                }
            }
        }
    }

    /// Light on all that is painted: 1 leaves it, less is in shadow, more is lit.
    pub fn shade(&mut self, light: impl Fn(f32, f32) -> f32) {
        let Some(back) = self.frame.invert() else { return };
        let width = self.pixels.width();
        for (nth, pixel) in self.pixels.data_mut().chunks_exact_mut(4).enumerate() {
            if pixel[3] == 0 {
                continue;
            }
            let nth = nth as u32;
            let (x, y) = seen(back, (nth % width) as f32 + 0.5, (nth / width) as f32 + 0.5);
            lit(pixel, light(x, y));
        }
    }

    /// Puts another sheet of the same size over this one. Most of a sheet is bare: that costs nothing.
    pub fn lay(&mut self, over: &Self) {
        let above = over.pixels.data().chunks_exact(4);
        for (below, above) in self.pixels.data_mut().chunks_exact_mut(4).zip(above) {
            match above[3] {
                0 => {}
                255 => below.copy_from_slice(above),
                alpha => {
                    let rest = 255 - u16::from(alpha);
                    for (below, above) in below.iter_mut().zip(above) {
                        let kept = (u16::from(*below) * rest + 127) / 255;
                        *below = u8::try_from(kept + u16::from(*above)).unwrap_or(255);
                    }
                }
            }
        }
    }

    /// Paints on a sheet of its own, so that light falls on that alone, and lays it over this one.
    pub fn apart(&mut self, draw: impl FnOnce(&mut Self)) {
        let Some(pixels) = Pixmap::new(self.pixels.width(), self.pixels.height()) else { return };
        let mut sheet = Self { pixels, frame: self.frame };
        draw(&mut sheet);
        self.lay(&sheet);
    }
}

/// One pixel under so much light. Shadows are cool, light is warm.
pub(crate) fn lit(pixel: &mut [u8], light: f32) {
    let alpha = f32::from(pixel[3]);
    let tint = if light < 1.0 { [0.96, 1.0, 0.86] } else { [1.0, 0.94, 0.8] };
    for (channel, tint) in pixel.iter_mut().zip(tint) {
        let value = f32::from(*channel);
        let moved = if light < 1.0 {
            value * (1.0 - (1.0 - light) * tint)
        } else {
            value + (alpha - value) * (light - 1.0) * tint
        };
        *channel = byte(moved.min(alpha));
    }
}

fn paint(tone: Tone, alpha: f32) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(tone.alpha(alpha));
    paint
}

fn seen(back: Transform, x: f32, y: f32) -> At {
    (back.sx * x + back.kx * y + back.tx, back.ky * x + back.sy * y + back.ty)
}

fn bounds(path: &Path, frame: Transform, width: u32, height: u32) -> Option<(u32, u32, u32, u32)> {
    let bounds = path.bounds().transform(frame)?;
    let low = |value: f32| value.floor().max(0.0) as u32;
    let high = |value: f32, most: u32| (value.ceil().max(0.0) as u32).min(most);
    Some((low(bounds.left()), low(bounds.top()), high(bounds.right(), width), high(bounds.bottom(), height)))
}
