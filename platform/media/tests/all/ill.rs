//! Files that mean no good, made by code: small to send and large to open, two things at once, broken off.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Bits, the highest first, with the zero byte that a JPEG puts behind each 0xff.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        self.held = (self.held << count) | value;
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            let byte = u8::try_from((self.held >> self.count) & 255).unwrap();
            self.bytes.push(byte);
            if byte == 255 {
                self.bytes.push(0);
            }
        }
        self.held &= (1 << self.count) - 1;
    }

    fn end(mut self) -> Vec<u8> {
        self.put(0x7f, 7);
        self.bytes
    }
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], length.as_slice(), content].concat()
}

/// A JPEG of one colour (ITU-T T.81), each colour channel in full: four channels are CMYK as Adobe writes it.
pub struct Flat<'a> {
    pub width: u16,
    pub height: u16,
    pub channels: &'a [u8],
    pub progressive: bool,
    /// Scans beyond the first of a progressive one, each over the whole picture and some bytes long.
    pub more_scans: usize,
}

impl Flat<'_> {
    pub fn jpeg(&self) -> Vec<u8> {
        let count = u8::try_from(self.channels.len()).unwrap();
        let mut file = vec![0xff, 0xd8];
        if count == 4 {
            file.extend(segment(0xee, b"Adobe\0\x64\0\0\0\0\0"));
        }
        file.extend(segment(0xdb, &[[0].as_slice(), &[1; 64]].concat()));
        let [w, h] = [self.width.to_be_bytes(), self.height.to_be_bytes()];
        let mut frame = vec![8, h[0], h[1], w[0], w[1], count];
        (1..=count).for_each(|channel| frame.extend([channel, 0x11, 0]));
        file.extend(segment(if self.progressive { 0xc2 } else { 0xc0 }, &frame));
        // Twelve sizes of a difference in four bits each; one word for "nothing more", in one bit.
        let sizes: Vec<u8> = (0..12).collect();
        let dc = [[0].as_slice(), &[0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &sizes].concat();
        file.extend(segment(0xc4, &dc));
        let ac = [[0x10].as_slice(), &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &[0]].concat();
        file.extend(segment(0xc4, &ac));
        let mut scan = vec![count];
        (1..=count).for_each(|channel| scan.extend([channel, 0]));
        scan.extend(if self.progressive { [0, 0, 0] } else { [0, 63, 0] });
        file.extend(segment(0xda, &scan));
        file.extend(self.blocks());
        for scan in 0..self.more_scans {
            // The longest run of blocks with nothing in them: 15 bits of length behind one word.
            let run =
                [[0x10].as_slice(), &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &[0xe0]].concat();
            file.extend(segment(0xc4, &run));
            let place = u8::try_from(scan % 63 + 1).unwrap();
            file.extend(segment(0xda, &[1, 1, 0, place, place, 0]));
            let blocks = u32::from(self.width).div_ceil(8) * u32::from(self.height).div_ceil(8);
            let mut bits = Bits::default();
            for _ in 0..blocks.div_ceil((1 << 14) + (1 << 14) - 1) {
                bits.put(0, 1);
                bits.put((1 << 14) - 1, 14);
            }
            file.extend(bits.end());
        }
        file.extend([0xff, 0xd9]);
        file
    }

    fn blocks(&self) -> Vec<u8> {
        let mut bits = Bits::default();
        let blocks = u32::from(self.width).div_ceil(8) * u32::from(self.height).div_ceil(8);
        for block in 0..blocks {
            for level in self.channels {
                let difference = if block == 0 { 8 * (i32::from(*level) - 128) } else { 0 };
                let size = 32 - difference.unsigned_abs().leading_zeros();
                bits.put(size, 4);
                let value = if difference < 0 { difference + (1 << size) - 1 } else { difference };
                bits.put(value.unsigned_abs(), size);
                if !self.progressive {
                    bits.put(0, 1);
                }
            }
        }
        bits.end()
    }
}

/// So many equal bytes, packed.
fn packed(byte: u8, count: usize) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    let piece = vec![byte; 1 << 20];
    for at in (0..count).step_by(piece.len()) {
        packer.write_all(&piece[..piece.len().min(count - at)]).unwrap();
    }
    packer.finish().unwrap()
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(content);
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [length.as_slice(), name, content, &sum.sum().to_be_bytes()].concat()
}

/// A PNG of one grey, in a form that names every sample: `depth` bits, `samples` a pixel (PNG 3rd edition, 11.2.1).
pub fn flat_png(width: u32, height: u32, depth: u8, samples: usize, more: &[Vec<u8>]) -> Vec<u8> {
    let kind = [0, 0, 4, 2, 6][samples];
    let row = 1 + width as usize * samples * usize::from(depth) / 8;
    png(width, height, depth, kind, &packed(0, row * height as usize), more)
}

/// A PNG of eight bits and four samples that comes in seven passes of so many bytes together.
pub fn png_in_passes(width: u32, height: u32, bytes: usize) -> Vec<u8> {
    whole_png(width, height, [8, 6, 0, 0, 1], &packed(0, bytes), &[])
}

/// A PNG with this header and these packed rows, whatever they hold.
pub fn png(width: u32, height: u32, depth: u8, kind: u8, rows: &[u8], more: &[Vec<u8>]) -> Vec<u8> {
    whole_png(width, height, [depth, kind, 0, 0, 0], rows, more)
}

fn whole_png(width: u32, height: u32, form: [u8; 5], rows: &[u8], more: &[Vec<u8>]) -> Vec<u8> {
    let head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let head = chunk(b"IHDR", &[head.as_slice(), &form].concat());
    [b"\x89PNG\r\n\x1a\n".as_slice(), &head, &more.concat(), &chunk(b"IDAT", rows), &chunk(b"IEND", &[])]
        .concat()
}

/// A text and a colour profile that are large when they are unpacked.
pub fn swollen_chunks() -> Vec<Vec<u8>> {
    let swollen = packed(b'a', 400 << 20);
    vec![
        chunk(b"iCCP", &[b"p\0\0".as_slice(), &swollen].concat()),
        chunk(b"zTXt", &[b"Comment\0\0".as_slice(), &swollen].concat()),
    ]
}

/// A GIF whose header says so much and whose frame has so few bytes.
pub fn gif(width: u16, height: u16, frame: (u16, u16)) -> Vec<u8> {
    let [w, h] = [width.to_le_bytes(), height.to_le_bytes()];
    let [fw, fh] = [frame.0.to_le_bytes(), frame.1.to_le_bytes()];
    [
        b"GIF89a".as_slice(),
        &[w[0], w[1], h[0], h[1], 0x80, 0, 0, 0, 0, 0, 255, 255, 255],
        &[b',', 0, 0, 0, 0, fw[0], fw[1], fh[0], fh[1], 0],
        &[2, 2, 0x44, 1, 0, b';'],
    ]
    .concat()
}

/// A WebP whose canvas is as large as a canvas can be, around a picture of one pixel.
pub fn webp_canvas(width: u32, height: u32, picture: &[u8]) -> Vec<u8> {
    let side = |length: u32| (length - 1).to_le_bytes()[..3].to_vec();
    let head = [[0; 4].to_vec(), side(width), side(height)].concat();
    let extended = [b"VP8X".as_slice(), &10_u32.to_le_bytes(), &head, &picture[12..]].concat();
    let length = u32::try_from(extended.len() + 4).unwrap().to_le_bytes();
    [b"RIFF".as_slice(), &length, b"WEBP", &extended].concat()
}
