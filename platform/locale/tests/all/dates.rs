//! Days and times of day where the reader is.

use kernel::{Span, Time};

use crate::{all, at, readers, readers_in};

#[test]
fn a_moment_is_read_in_the_readers_zone() {
    let sunday = at("2026-11-22T07:31:00Z");
    let shown = all(&readers(), |reader| reader.moment(sunday));
    assert_eq!(shown, ["Sun 22 Nov, 3:31 pm", "11月22日 周日 15:31", "Lin 22 Nob, 3:31 pm"]);
    let shown = all(&readers_in("America/New_York", "2026-11-24T08:00:00Z"), |reader| reader.moment(sunday));
    assert_eq!(shown, ["Sun 22 Nov, 2:31 am", "11月22日 周日 02:31", "Lin 22 Nob, 2:31 am"]);
}

#[test]
fn midnight_and_noon_are_twelve() {
    for (instant, half_days, whole_day) in [
        ("2026-11-23T16:00:00Z", "12:00 am", "00:00"),
        ("2026-11-23T16:05:00Z", "12:05 am", "00:05"),
        ("2026-11-24T01:09:00Z", "9:09 am", "09:09"),
        ("2026-11-24T04:00:00Z", "12:00 pm", "12:00"),
        ("2026-11-24T15:59:59.999999Z", "11:59 pm", "23:59"),
    ] {
        let shown = all(&readers(), |reader| reader.clock(at(instant)));
        assert_eq!(shown, [half_days, whole_day, half_days]);
    }
}

#[test]
fn a_day_names_its_year_only_when_it_is_not_this_one_where_the_reader_is() {
    let day = at("2026-11-24T03:00:00Z");
    let shown = all(&readers(), |reader| reader.day(day));
    assert_eq!(shown, ["Tue 24 Nov", "11月24日 周二", "Mar 24 Nob"]);
    let shown = all(&readers_in("Asia/Manila", "2027-01-02T00:00:00Z"), |reader| reader.day(day));
    assert_eq!(shown, ["Tue 24 Nov 2026", "2026年11月24日 周二", "Mar 24 Nob 2026"]);
    let shown = all(&readers_in("Asia/Manila", "2027-01-02T00:00:00Z"), |reader| reader.moment(day));
    assert_eq!(
        shown,
        ["Tue 24 Nov 2026, 11:00 am", "2026年11月24日 周二 11:00", "Mar 24 Nob 2026, 11:00 am"]
    );
    // Half past midnight on New Year's Day in Manila is the old year still in Greenwich.
    let turn = at("2026-12-31T16:30:00Z");
    let there = all(&readers_in("Asia/Manila", "2026-12-31T16:31:00Z"), |reader| reader.day(turn));
    assert_eq!(there, ["Fri 1 Jan", "1月1日 周五", "Biy 1 Ene"]);
    let here = all(&readers_in("UTC", "2026-12-31T16:31:00Z"), |reader| reader.day(turn));
    assert_eq!(here, ["Thu 31 Dec", "12月31日 周四", "Huw 31 Dis"]);
    let before = all(&readers_in("Asia/Manila", "2026-12-31T15:59:59Z"), |reader| reader.day(turn));
    assert_eq!(before, ["Fri 1 Jan 2027", "2027年1月1日 周五", "Biy 1 Ene 2027"]);
}

#[test]
fn documents_write_the_month_and_the_year_out() {
    let shown = all(&readers(), |reader| reader.date(at("2026-11-24T03:00:00Z")));
    assert_eq!(shown, ["24 November 2026", "2026年11月24日", "24 Nobyembre 2026"]);
    let shown = all(&readers(), |reader| reader.date(at("2028-02-28T16:00:00Z")));
    assert_eq!(shown, ["29 February 2028", "2028年2月29日", "29 Pebrero 2028"]);
}

#[test]
fn every_month_and_weekday_has_its_name() {
    let names = |year: &str, month: usize| {
        let day = at(&format!("{year}-{month:02}-{month:02}T00:00:00Z"));
        all(&readers_in("UTC", "2026-06-01T00:00:00Z"), |reader| reader.day(day))
    };
    let shown: Vec<[String; 3]> = (1..=12).map(|month| names("2026", month)).collect();
    let expected = [
        ["Thu 1 Jan", "1月1日 周四", "Huw 1 Ene"],
        ["Mon 2 Feb", "2月2日 周一", "Lun 2 Peb"],
        ["Tue 3 Mar", "3月3日 周二", "Mar 3 Mar"],
        ["Sat 4 Apr", "4月4日 周六", "Sab 4 Abr"],
        ["Tue 5 May", "5月5日 周二", "Mar 5 May"],
        ["Sat 6 Jun", "6月6日 周六", "Sab 6 Hun"],
        ["Tue 7 Jul", "7月7日 周二", "Mar 7 Hul"],
        ["Sat 8 Aug", "8月8日 周六", "Sab 8 Ago"],
        ["Wed 9 Sep", "9月9日 周三", "Miy 9 Set"],
        ["Sat 10 Oct", "10月10日 周六", "Sab 10 Okt"],
        ["Wed 11 Nov", "11月11日 周三", "Miy 11 Nob"],
        ["Sat 12 Dec", "12月12日 周六", "Sab 12 Dis"],
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_clock_goes_with_daylight_saving() {
    // New York, 1 November 2026: two o'clock becomes one again. Two instants read alike, an hour apart.
    let fall = readers_in("America/New_York", "2026-11-01T12:00:00Z");
    for instant in ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"] {
        let shown = all(&fall, |reader| reader.moment(at(instant)));
        assert_eq!(shown, ["Sun 1 Nov, 1:30 am", "11月1日 周日 01:30", "Lin 1 Nob, 1:30 am"]);
    }
    // London, 29 March 2026: one o'clock is skipped.
    let spring = readers_in("Europe/London", "2026-03-29T12:00:00Z");
    let around = ["2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z"];
    assert_eq!(around.map(|instant| spring[0].clock(at(instant))), ["12:59 am", "2:00 am"]);
    // Lord Howe moves by half an hour, Kathmandu stands a quarter off.
    let howe = readers_in("Australia/Lord_Howe", "2026-04-04T12:00:00Z");
    let around = ["2026-04-04T14:59:00Z", "2026-04-04T15:00:00Z"];
    assert_eq!(around.map(|instant| howe[0].clock(at(instant))), ["1:59 am", "1:30 am"]);
    let nepal = readers_in("Asia/Kathmandu", "2026-11-24T08:00:00Z");
    assert_eq!(nepal[0].clock(at("2026-11-24T08:00:00Z")), "1:45 pm");
    // Samoa has no 30 December 2011.
    let samoa = readers_in("Pacific/Apia", "2011-12-31T00:00:00Z");
    let around = ["2011-12-30T09:59:00Z", "2011-12-30T10:00:00Z"];
    assert_eq!(around.map(|instant| samoa[0].day(at(instant))), ["Thu 29 Dec", "Sat 31 Dec"]);
}

#[test]
fn a_range_of_days_says_once_what_both_ends_share() {
    for (from, to, expected) in [
        ("2026-11-25", "2026-11-27", ["Wed 25 – Fri 27 Nov", "11月25日至27日", "Miy 25 – Biy 27 Nob"]),
        ("2026-11-27", "2026-11-25", ["Wed 25 – Fri 27 Nov", "11月25日至27日", "Miy 25 – Biy 27 Nob"]),
        ("2026-11-25", "2026-11-25", ["Wed 25 Nov", "11月25日 周三", "Miy 25 Nob"]),
        (
            "2026-11-30",
            "2026-12-02",
            ["Mon 30 Nov – Wed 2 Dec", "11月30日至12月2日", "Lun 30 Nob – Miy 2 Dis"],
        ),
        (
            "2026-12-30",
            "2027-01-04",
            [
                "Wed 30 Dec 2026 – Mon 4 Jan 2027",
                "2026年12月30日至2027年1月4日",
                "Miy 30 Dis 2026 – Lun 4 Ene 2027",
            ],
        ),
        (
            "2027-02-03",
            "2027-02-05",
            ["Wed 3 – Fri 5 Feb 2027", "2027年2月3日至5日", "Miy 3 – Biy 5 Peb 2027"],
        ),
        (
            "2027-02-27",
            "2027-03-01",
            ["Sat 27 Feb – Mon 1 Mar 2027", "2027年2月27日至3月1日", "Sab 27 Peb – Lun 1 Mar 2027"],
        ),
        (
            "2025-11-25",
            "2026-11-25",
            [
                "Tue 25 Nov 2025 – Wed 25 Nov 2026",
                "2025年11月25日至2026年11月25日",
                "Mar 25 Nob 2025 – Miy 25 Nob 2026",
            ],
        ),
    ] {
        let noon = |day: &str| at(&format!("{day}T04:00:00Z"));
        assert_eq!(all(&readers(), |reader| reader.days(noon(from), noon(to))), expected);
    }
    let (late, early) = (at("2026-11-25T15:59:00Z"), at("2026-11-25T16:01:00Z"));
    assert_eq!(readers()[0].days(late, early), "Wed 25 – Thu 26 Nov", "two minutes over midnight in Manila");
}

#[test]
fn how_long_ago_is_said_in_the_largest_whole_unit() {
    let now = at(crate::NOW);
    for (back, english, chinese, filipino) in [
        (Span::seconds(59), "now", "刚刚", "ngayon lang"),
        (Span::minutes(1), "1 minute ago", "1 分钟前", "1 minuto ang nakalipas"),
        (Span::minutes(5), "5 minutes ago", "5 分钟前", "5 minuto ang nakalipas"),
        (Span::minutes(6), "6 minutes ago", "6 分钟前", "6 na minuto ang nakalipas"),
        (Span::minutes(119), "1 hour ago", "1 小时前", "1 oras ang nakalipas"),
        (Span::hours(47), "1 day ago", "1 天前", "1 araw ang nakalipas"),
        (Span::days(29), "29 days ago", "29 天前", "29 na araw ang nakalipas"),
        (Span::days(60), "2 months ago", "2 个月前", "2 buwan ang nakalipas"),
        (Span::days(800), "2 years ago", "2 年前", "2 taon ang nakalipas"),
    ] {
        assert_eq!(all(&readers(), |reader| reader.ago(now - back)), [english, chinese, filipino]);
    }
    for (ahead, english, chinese, filipino) in [
        (Span::ZERO, "now", "刚刚", "ngayon lang"),
        (Span::minutes(1), "in 1 minute", "1 分钟后", "sa 1 minuto"),
        (Span::hours(4), "in 4 hours", "4 小时后", "sa 4 na oras"),
        (Span::days(2), "in 2 days", "2 天后", "sa 2 araw"),
        (Span::days(31), "in 1 month", "1 个月后", "sa 1 buwan"),
        (Span::days(366), "in 1 year", "1 年后", "sa 1 taon"),
    ] {
        assert_eq!(all(&readers(), |reader| reader.ago(now + ahead)), [english, chinese, filipino]);
    }
}

#[test]
fn a_length_is_its_largest_unit_and_the_next() {
    for (span, english, chinese, filipino) in [
        (Span::ZERO, "0 seconds", "0 秒", "0 segundo"),
        (Span::seconds(1), "1 second", "1 秒", "1 segundo"),
        (Span::minutes(15), "15 minutes", "15 分钟", "15 minuto"),
        (Span::seconds(90), "1 minute, 30 seconds", "1 分钟 30 秒", "1 minuto, 30 segundo"),
        (Span::hours(1), "1 hour", "1 小时", "1 oras"),
        (Span::minutes(24 * 60 + 59), "1 day", "1 天", "1 araw"),
        (Span::hours(51), "2 days, 3 hours", "2 天 3 小时", "2 araw, 3 oras"),
        (Span::hours(-51), "2 days, 3 hours", "2 天 3 小时", "2 araw, 3 oras"),
        (Span::days(1_400), "1,400 days", "1,400 天", "1,400 araw"),
    ] {
        assert_eq!(all(&readers(), |reader| reader.span(span)), [english, chinese, filipino]);
    }
}

#[test]
fn the_ends_of_time_are_shown_and_break_nothing() {
    for micros in [i64::MIN, i64::MAX] {
        let end = Time::from_micros(micros);
        for reader in readers() {
            for text in [reader.moment(end), reader.day(end), reader.date(end), reader.clock(end)] {
                assert!(!text.is_empty());
            }
            assert!(!reader.days(end, at(crate::NOW)).is_empty());
            assert!(!reader.ago(end).is_empty());
            assert!(!reader.span(Span::from_micros(micros)).is_empty());
        }
    }
}
