//! Chance that is always the same for the same name.

/// A row of numbers that a name decides (SplitMix64 over FNV-1a).
#[derive(Clone, Debug)]
pub(crate) struct Seed(u64);

impl Seed {
    pub fn of(name: &str) -> Self {
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to 1.
    pub fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u32 << 24) as f32
    }

    /// Between two numbers.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.share()
    }

    /// One of some; the first where there is one.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        let many = u64::try_from(of.len()).ok().filter(|many| *many > 0)?;
        of.get(usize::try_from(self.next() % many).ok()?).copied()
    }
}
