//! Colours, and the few families of them that a picture is made of.

use tiny_skia::Color;

/// A colour: red, green and blue, 0 to 255.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Tone(pub u8, pub u8, pub u8);

impl Tone {
    /// So much of the other, 0 to 1.
    pub fn mix(self, other: Self, share: f32) -> Self {
        let mix = |one: u8, two: u8| byte(f32::from(one) + (f32::from(two) - f32::from(one)) * share);
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// How unlike another: 0 is the same, 441 black beside white.
    pub fn far(self, other: Self) -> f32 {
        let apart = |one: u8, two: u8| (f32::from(one) - f32::from(two)).powi(2);
        (apart(self.0, other.0) + apart(self.1, other.1) + apart(self.2, other.2)).sqrt()
    }

    pub fn light(self, share: f32) -> Self {
        self.mix(WARM_LIGHT, share)
    }

    pub fn dark(self, share: f32) -> Self {
        self.mix(COOL_DARK, share)
    }

    pub fn alpha(self, alpha: f32) -> Color {
        Color::from_rgba8(self.0, self.1, self.2, byte(alpha * 255.0))
    }
}

/// Rounded, and kept within a byte.
pub(crate) fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

const WARM_LIGHT: Tone = Tone(255, 246, 226);
const COOL_DARK: Tone = Tone(24, 34, 48);

pub(crate) const MILK: Tone = Tone(247, 242, 230);
pub(crate) const CREAM: Tone = Tone(238, 222, 190);
pub(crate) const SAND: Tone = Tone(222, 200, 162);
pub(crate) const STRAW: Tone = Tone(214, 178, 112);
pub(crate) const OCHRE: Tone = Tone(226, 172, 72);
pub(crate) const AMBER: Tone = Tone(205, 124, 42);
pub(crate) const CLAY: Tone = Tone(190, 104, 68);
pub(crate) const ROSSO: Tone = Tone(180, 58, 44);
pub(crate) const WINE: Tone = Tone(104, 36, 44);
pub(crate) const WOOD: Tone = Tone(168, 112, 68);
pub(crate) const WALNUT: Tone = Tone(104, 66, 44);
pub(crate) const LEAF: Tone = Tone(78, 122, 70);
pub(crate) const MOSS: Tone = Tone(112, 128, 62);
pub(crate) const SAGE: Tone = Tone(168, 184, 158);
pub(crate) const CELADON: Tone = Tone(186, 208, 190);
pub(crate) const LAGOON: Tone = Tone(20, 98, 92);
pub(crate) const DEEP: Tone = Tone(16, 62, 66);
pub(crate) const SKY: Tone = Tone(150, 186, 202);
pub(crate) const LAPIS: Tone = Tone(40, 82, 158);
pub(crate) const NIGHT: Tone = Tone(30, 46, 56);
pub(crate) const INK: Tone = Tone(32, 36, 40);
pub(crate) const STONE: Tone = Tone(206, 200, 188);
pub(crate) const BRASS: Tone = Tone(200, 156, 74);
