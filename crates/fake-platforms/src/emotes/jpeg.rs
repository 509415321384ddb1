//! The smallest JPEG that has a colour: every block is its mean and nothing else.

/// The coefficients' one quantum; the mean of a block, eightfold in the transform, is itself again.
const QUANTUM: u8 = 8;

/// A JPEG of one colour.
pub(super) fn plain(width: u16, height: u16, [red, green, blue]: [u8; 3]) -> Vec<u8> {
    let mut file = vec![0xff, 0xd8];
    let mut quanta = vec![0];
    quanta.extend([QUANTUM; 64]);
    segment(&mut file, 0xdb, &quanta);
    let ([high, wide], [tall, small]) = (width.to_be_bytes(), height.to_be_bytes());
    let frame = [8, tall, small, high, wide, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
    segment(&mut file, 0xc0, &frame);
    // Means: twelve categories, each a code of four bits.
    let means = [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    segment(&mut file, 0xc4, &[means.as_slice(), &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]].concat());
    // The rest: only "nothing more", a code of one bit.
    let rest = [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    segment(&mut file, 0xc4, &rest);
    segment(&mut file, 0xda, &[3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
    let [red, green, blue] = [red, green, blue].map(f32::from);
    let means = [
        0.299 * red + 0.587 * green + 0.114 * blue - 128.0,
        -0.168_736 * red - 0.331_264 * green + 0.5 * blue,
        0.5 * red - 0.418_688 * green - 0.081_312 * blue,
    ];
    let mut bits = Bits::default();
    let blocks = u32::from(width.div_ceil(8)) * u32::from(height.div_ceil(8));
    for block in 0..blocks {
        for mean in means {
            // Each mean is told as its difference from the last block's.
            bits.mean(if block == 0 { whole(mean) } else { 0 });
        }
    }
    file.extend(bits.end());
    file.extend([0xff, 0xd9]);
    file
}

#[expect(clippy::cast_possible_truncation, reason = "between -128 and 127")]
fn whole(mean: f32) -> i32 {
    mean.round() as i32
}

fn segment(file: &mut Vec<u8>, marker: u8, content: &[u8]) {
    file.extend([0xff, marker]);
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    file.extend(length.to_be_bytes());
    file.extend(content);
}

/// The entropy-coded part.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    pending: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, value: u32, count: u32) {
        for shift in (0..count).rev() {
            self.pending = (self.pending << 1) | ((value >> shift) & 1);
            self.count += 1;
            if self.count == 8 {
                let byte = u8::try_from(self.pending & 0xff).unwrap_or_default();
                self.bytes.push(byte);
                if byte == 0xff {
                    self.bytes.push(0);
                }
                (self.pending, self.count) = (0, 0);
            }
        }
    }

    fn mean(&mut self, difference: i32) {
        let size = u32::BITS - difference.unsigned_abs().leading_zeros();
        self.push(size, 4);
        let ones = (1_u32 << size) - 1;
        let amount = difference.unsigned_abs();
        self.push(if difference < 0 { ones - amount } else { amount }, size);
        // Nothing more in this block.
        self.push(0, 1);
    }

    fn end(mut self) -> Vec<u8> {
        while self.count != 0 {
            self.push(1, 1);
        }
        self.bytes
    }
}
