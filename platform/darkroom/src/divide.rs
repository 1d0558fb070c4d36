//! Dividing a picture by a whole number while it is opened: blocks of pixels become their mean. A large picture is
//! large for an instant, or, where it comes line by line, never.

use crate::sizes::division;

/// Pixels, row by row.
pub(crate) struct Pixels {
    pub width: u32,
    pub height: u32,
    /// 1 grey, 2 grey with transparency, 3 colours, 4 colours with transparency.
    pub channels: u8,
    pub bytes: Vec<u8>,
}

/// A picture that is being divided.
pub(crate) struct Divided {
    /// By how much each side is divided.
    by: usize,
    width: usize,
    height: usize,
    channels: usize,
    /// Sums of the block row that is being read, channel by channel.
    sums: Vec<u32>,
    /// Rows in them.
    rows: usize,
    bytes: Vec<u8>,
}

impl Divided {
    pub fn new(width: u32, height: u32, channels: u8) -> Self {
        Self::by(division(width, height), width, height, channels)
    }

    fn by(by: u32, width: u32, height: u32, channels: u8) -> Self {
        let (by, width, height, channels) =
            (by as usize, width as usize, height as usize, usize::from(channels));
        let sums = vec![0; width.div_ceil(by) * channels];
        Self { by, width, height, channels, sums, rows: 0, bytes: Vec::new() }
    }

    fn across(&self) -> usize {
        self.width.div_ceil(self.by)
    }

    /// The next line of the picture.
    pub fn row(&mut self, row: &[u8]) {
        if self.by == 1 {
            self.bytes.extend_from_slice(row);
            return;
        }
        self.add(row);
        if self.rows == self.by {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        let at = bytes.len();
        bytes.resize(at + self.across() * self.channels, 0);
        self.settle(&mut bytes[at..]);
        self.bytes = bytes;
    }

    /// All of it, once every line has come.
    pub fn done(mut self) -> Pixels {
        if self.rows > 0 {
            self.end_line();
        }
        self.pixels()
    }

    /// All of it at once: each block row is written where lines were that have been read already.
    pub fn in_place(mut self, mut pixels: Vec<u8>) -> Pixels {
        if self.by > 1 {
            let (stride, length) = (self.width * self.channels, self.across() * self.channels);
            let mut at = 0;
            for line in 0..self.height {
                self.add(&pixels[line * stride..(line + 1) * stride]);
                if self.rows == self.by || line + 1 == self.height {
                    self.settle(&mut pixels[at..at + length]);
                    at += length;
                }
            }
            pixels.truncate(at);
            pixels.shrink_to_fit();
        }
        self.bytes = pixels;
        self.pixels()
    }

    fn pixels(self) -> Pixels {
        let side = |length: usize| u32::try_from(length.div_ceil(self.by)).unwrap_or(u32::MAX);
        let channels = u8::try_from(self.channels).unwrap_or(4);
        Pixels { width: side(self.width), height: side(self.height), channels, bytes: self.bytes }
    }

    /// Adds a line to the sums. Colours weigh as much as they are seen: what is transparent has none.
    fn add(&mut self, row: &[u8]) {
        let channels = self.channels;
        let has_alpha = matches!(channels, 2 | 4);
        for (block, sums) in row.chunks(self.by * channels).zip(self.sums.chunks_exact_mut(channels)) {
            for pixel in block.chunks_exact(channels) {
                if has_alpha {
                    let alpha = u32::from(pixel[channels - 1]);
                    for (sum, colour) in sums.iter_mut().zip(&pixel[..channels - 1]) {
                        *sum += u32::from(*colour) * alpha;
                    }
                    sums[channels - 1] += alpha;
                } else {
                    for (sum, colour) in sums.iter_mut().zip(pixel) {
                        *sum += u32::from(*colour);
                    }
                }
            }
        }
        self.rows += 1;
    }

    /// Turns the sums into means, and begins anew.
    fn settle(&mut self, line: &mut [u8]) {
        let (channels, by) = (self.channels, self.by);
        let rows = u32::try_from(self.rows).unwrap_or(1).max(1);
        let mean = |sum: u32, count: u32| u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(255);
        let blocks = line.chunks_exact_mut(channels).zip(self.sums.chunks_exact_mut(channels));
        for (place, (pixel, sums)) in blocks.enumerate() {
            let columns = by.min(self.width - place * by);
            let count = rows * u32::try_from(columns).unwrap_or(1);
            if matches!(channels, 2 | 4) {
                let alpha = sums[channels - 1];
                for (colour, sum) in pixel[..channels - 1].iter_mut().zip(sums.iter()) {
                    *colour = mean(*sum, alpha);
                }
                pixel[channels - 1] = mean(alpha, count);
            } else {
                for (colour, sum) in pixel.iter_mut().zip(sums.iter()) {
                    *colour = mean(*sum, count);
                }
            }
            sums.fill(0);
        }
        self.rows = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_becomes_its_mean_and_a_broken_block_at_the_edge_its_own() {
        let rows: [&[u8]; 3] = [&[10, 20, 90], &[30, 40, 110], &[7, 9, 200]];
        let mut divided = Divided::by(2, 3, 3, 1);
        rows.iter().for_each(|row| divided.row(row));
        let line_by_line = divided.done();
        let at_once = Divided::by(2, 3, 3, 1).in_place(rows.concat());
        for pixels in [line_by_line, at_once] {
            assert_eq!((pixels.width, pixels.height, pixels.bytes), (2, 2, vec![25, 100, 8, 200]));
        }
    }

    #[test]
    fn what_is_transparent_gives_no_colour() {
        let row = [200, 100, 0, 255, 1, 2, 3, 0];
        assert_eq!(Divided::by(2, 2, 1, 4).in_place(row.to_vec()).bytes, [200, 100, 0, 128]);
        assert_eq!(Divided::by(2, 2, 1, 2).in_place(vec![80, 255, 7, 0]).bytes, [80, 128]);
    }
}
