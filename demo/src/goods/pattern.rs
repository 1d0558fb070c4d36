//! What is woven, as rules: the colour of a thread wherever one looks.

use crate::tone::*;

/// The colour of a cloth at a point of it, in units of the picture.
pub(crate) type Pattern = fn(f32, f32) -> Tone;

/// Which of the bands a value falls into; they repeat.
fn banded(value: f32, bands: &[(f32, Tone)]) -> Tone {
    let whole: f32 = bands.iter().map(|band| band.0).sum();
    let mut rest = value.rem_euclid(whole);
    for (width, tone) in bands {
        if rest < *width {
            return *tone;
        }
        rest -= width;
    }
    MILK
}

/// Threads: each second one a little darker.
fn thread(tone: Tone, u: f32, v: f32) -> Tone {
    let warp = ((u / 3.2) as i32 + (v / 3.2) as i32).rem_euclid(2);
    tone.dark(if warp == 0 { 0.0 } else { 0.045 })
}

pub(crate) fn sunrise(u: f32, v: f32) -> Tone {
    let tone = banded(
        v,
        &[
            (70.0, ROSSO),
            (14.0, OCHRE),
            (10.0, WINE),
            (40.0, AMBER),
            (10.0, CREAM),
            (54.0, OCHRE),
            (8.0, WINE),
            (26.0, CLAY),
            (12.0, CREAM),
        ],
    );
    thread(tone, u, v)
}

pub(crate) fn river(u: f32, v: f32) -> Tone {
    let bands = [
        (80.0, LAGOON),
        (12.0, CELADON),
        (34.0, DEEP),
        (10.0, OCHRE),
        (60.0, SKY),
        (12.0, LAPIS),
        (30.0, LAGOON),
        (8.0, MILK),
    ];
    thread(banded(v, &bands), u, v)
}

pub(crate) fn raya(u: f32, v: f32) -> Tone {
    let bands = [(34.0, CREAM), (10.0, LAPIS), (8.0, CREAM), (22.0, LAPIS), (8.0, CREAM), (10.0, ROSSO)];
    thread(banded(u, &bands), u, v)
}

fn diamond(u: f32, v: f32, across: f32, tones: [Tone; 4]) -> Tone {
    let (x, y) = ((u / across).rem_euclid(1.0) - 0.5, (v / across).rem_euclid(1.0) - 0.5);
    // Stepped, as thread by thread it must be.
    let far = ((x.abs() + y.abs()) * 14.0).floor() / 14.0;
    let tone = match far {
        far if far < 0.08 => tones[0],
        far if far < 0.2 => tones[1],
        far if far < 0.3 => tones[0],
        far if far < 0.42 => tones[2],
        _ => tones[3],
    };
    thread(tone, u, v)
}

pub(crate) fn eyes(u: f32, v: f32) -> Tone {
    diamond(u, v, 120.0, [OCHRE, ROSSO, CREAM, WINE])
}

pub(crate) fn watching(u: f32, v: f32) -> Tone {
    if u.abs() > 118.0 {
        return thread(banded(u.abs() - 118.0, &[(14.0, OCHRE), (10.0, LAGOON), (40.0, ROSSO)]), u, v);
    }
    diamond(u, v, 118.0, [MILK, LAGOON, OCHRE, ROSSO])
}

pub(crate) fn mountains(u: f32, v: f32) -> Tone {
    let row = (v / 118.0).floor();
    let within = v.rem_euclid(118.0);
    let peak = ((u + row * 47.0) / 94.0).rem_euclid(1.0);
    let height = ((1.0 - (peak * 2.0 - 1.0).abs()) * 9.0).floor() / 9.0 * 84.0;
    let tones = [LAGOON, LAPIS, ROSSO, OCHRE];
    let tone = tones[(row as i32).rem_euclid(4) as usize];
    let tone = if within > 104.0 {
        CREAM
    } else if within > 104.0 - height {
        tone
    } else {
        NIGHT
    };
    thread(tone, u, v)
}

pub(crate) fn abaca(u: f32, v: f32) -> Tone {
    let rib = ((v / 7.0).floor() as i32).rem_euclid(2);
    let bands = [(90.0, SAND), (6.0, WALNUT), (8.0, SAND), (6.0, WALNUT), (24.0, STRAW)];
    banded(u, &bands).dark(if rib == 0 { 0.0 } else { 0.07 })
}

/// Plaited leaf: strips over and under each other.
fn plait(u: f32, v: f32, strip: f32, tones: [Tone; 2]) -> Tone {
    let (column, row) = ((u / strip).floor() as i32, (v / strip).floor() as i32);
    let (x, y) = ((u / strip).rem_euclid(1.0), (v / strip).rem_euclid(1.0));
    let over = (column + row).rem_euclid(2) == 0;
    let (tone, along, aside) = if over { (tones[0], x, y) } else { (tones[1], y, x) };
    let edge = if (0.07..=0.93).contains(&aside) { 0.0 } else { 0.2 };
    let dip = (0.5 - along).abs() * 0.22;
    tone.dark(edge + dip)
}

pub(crate) fn buri(u: f32, v: f32) -> Tone {
    plait(u, v, 26.0, [STRAW, SAND])
}

pub(crate) fn banig(u: f32, v: f32) -> Tone {
    let (column, row) = ((u / 21.0).floor() as i32, (v / 21.0).floor() as i32);
    let (x, y) = (column.rem_euclid(14) - 7, row.rem_euclid(14) - 7);
    let far = x.abs() + y.abs();
    let dyed = match far {
        4 | 5 => ROSSO,
        1 => LAGOON,
        9 => OCHRE,
        _ => STRAW.light(0.15),
    };
    plait(u, v, 21.0, [dyed, SAND.light(0.1)])
}

pub(crate) fn pandan(u: f32, v: f32) -> Tone {
    let row = (v / 30.0).floor() as i32;
    let dyed = match row.rem_euclid(6) {
        2 => ROSSO,
        4 => LAGOON,
        _ => STRAW,
    };
    plait(u, v, 30.0, [dyed, SAND])
}

pub(crate) fn net(u: f32, v: f32) -> Tone {
    let bands = [(26.0, MILK), (14.0, SKY), (26.0, MILK), (14.0, OCHRE), (26.0, MILK), (14.0, ROSSO)];
    thread(banded(u, &bands), u, v)
}

/// The figure of a woven band: along it, and across from -1 to 1.
pub(crate) fn band(along: f32, across: f32, tones: [Tone; 3]) -> Tone {
    let step = (along / 6.0).floor() * 6.0;
    let wave = ((step / 66.0).rem_euclid(1.0) * 2.0 - 1.0).abs();
    let figure = across.abs() - wave;
    if across.abs() > 0.78 {
        tones[2]
    } else if figure.abs() < 0.2 || (wave > 0.82 && across.abs() < 0.16) {
        tones[1]
    } else {
        tones[0]
    }
}

/// Squares of two colours, and of both where they cross.
fn checked(u: f32, v: f32, size: f32, ground: Tone, dyed: Tone) -> Tone {
    let is_dyed = |value: f32| (value / size).rem_euclid(2.0) < 1.0;
    let tone = match (is_dyed(u), is_dyed(v)) {
        (true, true) => dyed,
        (false, false) => ground,
        _ => ground.mix(dyed, 0.5),
    };
    thread(tone, u, v)
}

pub(crate) fn check(u: f32, v: f32) -> Tone {
    checked(u, v, 34.0, MILK.dark(0.03), LAPIS.dark(0.2))
}

pub(crate) fn moss(u: f32, v: f32) -> Tone {
    checked(u, v, 46.0, CREAM, MOSS)
}

/// Waves whose edges bleed, as tied threads do.
pub(crate) fn ikat(u: f32, v: f32) -> Tone {
    let bleed = 7.0 * (u * 0.9).sin() * (u * 0.23).cos();
    let wave = (v + bleed + 30.0 * (u / 36.0).sin()).rem_euclid(96.0);
    let indigo = LAPIS.mix(NIGHT, 0.45);
    let tone = match wave {
        wave if wave < 40.0 => indigo,
        wave if wave < 50.0 => SKY,
        wave if wave < 76.0 => MILK.dark(0.04),
        wave if wave < 84.0 => CLAY,
        _ => SKY.mix(indigo, 0.4),
    };
    thread(tone, u, v)
}

pub(crate) fn clay(u: f32, v: f32) -> Tone {
    let bands = [
        (64.0, CLAY),
        (10.0, CREAM),
        (26.0, SAND),
        (10.0, WALNUT),
        (40.0, CLAY.light(0.3)),
        (14.0, CREAM),
        (8.0, ROSSO),
    ];
    thread(banded(v, &bands), u, v)
}
