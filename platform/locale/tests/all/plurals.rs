//! Plurals are CLDR's, number by number.

use locale::Library;

use crate::{all, readers_of, texts};

fn library() -> Library {
    Library::of(&[texts(
        "lines = { $n ->\n    [one] one: { $n }\n   *[other] other: { $n }\n}\n",
        "lines = { $n ->\n   *[other] 其他: { $n }\n}\n",
        "lines = { $n ->\n    [one] one: { $n }\n   *[other] other: { $n }\n}\n",
    )])
    .unwrap()
}

#[test]
fn one_is_one_in_english_many_numbers_in_filipino_and_none_in_chinese() {
    let readers = readers_of(library(), "Asia/Manila", crate::NOW);
    // CLDR, fil cardinal one: v = 0 and i = 1, 2, 3, or v = 0 and i % 10 is none of 4, 6, 9.
    let filipino_others = [4, 6, 9, 14, 16, 19, 24, 26, 29];
    for n in 0..=30_i64 {
        let [english, chinese, filipino] = all(&readers, |reader| reader.say("lines", &[("n", n.into())]));
        let expect = |one: bool| format!("{}: {n}", if one { "one" } else { "other" });
        assert_eq!(english, expect(n == 1));
        assert_eq!(chinese, format!("其他: {n}"));
        assert_eq!(filipino, expect(!filipino_others.contains(&n)));
    }
    let large = all(&readers, |reader| reader.say("lines", &[("n", 1_234_i64.into())]));
    assert_eq!(large, ["other: 1,234", "其他: 1,234", "other: 1,234"]);
    let largest = all(&readers, |reader| reader.say("lines", &[("n", i64::MAX.into())]));
    let digits = "9,223,372,036,854,775,807";
    assert_eq!(largest, [format!("other: {digits}"), format!("其他: {digits}"), format!("other: {digits}")]);
}
