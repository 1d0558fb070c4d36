//! What the blend is held against on sets that are known by name: what the design asks, and what was
//! published for the same split.

use recsys::metrics::Quality;

/// Recall@20 and NDCG@20.
type Pair = (f64, f64);

struct Known {
    set: &'static str,
    must: Pair,
    aim: Pair,
    published: &'static [(&'static str, Pair)],
}

/// The bars and the tables of the design; published by BARS, SELFRec and the papers named.
const KNOWN: [Known; 4] = [
    Known {
        set: "gowalla",
        must: (0.180, 0.150),
        aim: (0.1862, 0.158),
        published: &[
            ("EASE", (0.1765, 0.1467)),
            ("LightGCN", (0.1820, 0.1547)),
            ("Turbo-CF", (0.1835, 0.1531)),
            ("GF-CF", (0.1849, 0.1518)),
            ("UltraGCN", (0.1862, 0.1580)),
            ("SimpleX", (0.1872, 0.1557)),
        ],
    },
    Known {
        set: "yelp2018",
        must: (0.0665, 0.0547),
        aim: (0.0697, 0.0571),
        published: &[
            ("LightGCN", (0.0653, 0.0532)),
            ("EASE", (0.0657, 0.0552)),
            ("UltraGCN", (0.0683, 0.0561)),
            ("Turbo-CF", (0.0693, 0.0574)),
            ("GF-CF", (0.0697, 0.0571)),
            ("SimpleX", (0.0701, 0.0575)),
            ("XSimGCL", (0.0723, 0.0604)),
        ],
    },
    Known {
        set: "lastfm",
        must: (0.280, 0.285),
        aim: (0.2832, 0.287),
        published: &[("dual EASE", (0.2832, 0.2871))],
    },
    Known {
        set: "ciao",
        must: (0.0618, 0.0500),
        aim: (0.0628, 0.0524),
        published: &[("SocialLGN", (0.0618, 0.0486)), ("dual EASE", (0.0628, 0.0524))],
    },
];

/// Says how a blend stands; `None` for a set that is not known.
pub fn standing(set: &str, found: Quality) -> Option<String> {
    let known = KNOWN.iter().find(|known| known.set == set)?;
    let against = |name: &str, bar: Pair| {
        let short = |found: f64, bar: f64| {
            if found >= bar { String::new() } else { format!(", short by {:.4}", bar - found) }
        };
        let (recall, gain) = (short(found.recall, bar.0), short(found.ndcg, bar.1));
        format!("{name} {:.4}{recall} / {:.4}{gain}", bar.0, bar.1)
    };
    let bars = [against("must", known.must), against("aim", known.aim)];
    let published = known.published.iter().map(|&(method, bar)| against(method, bar));
    let lines: Vec<String> = bars.into_iter().chain(published).collect();
    Some(format!("{set}: blend {:.4} / {:.4}; {}", found.recall, found.ndcg, lines.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blend_is_told_where_it_falls_short_and_by_how_much() {
        let told = standing("lastfm", Quality { recall: 0.2832, ndcg: 0.2850 }).unwrap();
        assert!(told.contains("must 0.2800 / 0.2850;"), "{told}");
        assert!(told.contains("aim 0.2832 / 0.2870, short by 0.0020;"), "{told}");
        assert_eq!(standing("mine", Quality { recall: 0.5, ndcg: 0.5 }), None);
    }
}
