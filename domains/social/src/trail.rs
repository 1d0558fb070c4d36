//! What tells one history of posts from another: who said what, in which language, what others said and gave to it, and
//! what is kept.

use db::{No, Rx, params, row, sql};
use domain::{Footprint, Steps, Trail};
use kernel::{Cx, Digest, Time, Uid};

sql! {
    POSTS = "SELECT id, voice, writer, audience, language, text FROM post
        WHERE id > $1 AND published <= $2
        ORDER BY id LIMIT 1000";
    COMMENTS = "SELECT id, about, writer, answers, language, text FROM comment
        WHERE id > $1 AND written <= $2
        ORDER BY id LIMIT 1000";
    /// All that was given to some things, so that a thing is a place to go on from.
    REACTIONS = "SELECT r.about, r.who, r.kind FROM reaction r
        WHERE r.since <= $2 AND r.about IN
            (SELECT DISTINCT s.about FROM reaction s WHERE s.about > $1 AND s.since <= $2 ORDER BY s.about LIMIT 200)
        ORDER BY r.about, r.who, r.kind";
    /// All that some people keep.
    SAVES = "SELECT s.owner, s.thing, s.collection, s.price FROM saved s
        WHERE s.since <= $2 AND s.owner IN
            (SELECT DISTINCT o.owner FROM saved o WHERE o.owner > $1 AND o.since <= $2 ORDER BY o.owner LIMIT 200)
        ORDER BY s.owner, s.thing";
}

pub(crate) const TRAILS: &[Trail] = &[
    Trail { name: "posts", follow: posts },
    Trail { name: "comments", follow: comments },
    Trail { name: "reactions", follow: reactions },
    Trail { name: "things kept", follow: saves },
];

fn posts(rx: &mut Rx, _: &Cx, (until, after): &(Time, Footprint)) -> Result<Steps, No> {
    let rows = rx.all::<(Uid, Uid, Uid, String, String, String)>(&POSTS, &params![after.id, *until])?;
    let of = |(id, voice, writer, audience, language, text): (Uid, Uid, Uid, String, String, String)| {
        step(id, &[&id.0, &voice.0, &writer.0, audience.as_bytes(), language.as_bytes(), text.as_bytes()])
    };
    Ok(rows.into_iter().map(of).collect())
}

struct Comment {
    id: Uid,
    about: Uid,
    writer: Uid,
    answers: Option<Uid>,
    language: String,
    text: String,
}
row!(Comment { id, about, writer, answers, language, text });

fn comments(rx: &mut Rx, _: &Cx, (until, after): &(Time, Footprint)) -> Result<Steps, No> {
    let rows: Vec<Comment> = rx.all(&COMMENTS, &params![after.id, *until])?;
    let of = |Comment { id, about, writer, answers, language, text }: Comment| {
        let answers = answers.unwrap_or_default();
        step(id, &[&id.0, &about.0, &writer.0, &answers.0, language.as_bytes(), text.as_bytes()])
    };
    Ok(rows.into_iter().map(of).collect())
}

fn reactions(rx: &mut Rx, _: &Cx, (until, after): &(Time, Footprint)) -> Result<Steps, No> {
    let rows: Vec<(Uid, Uid, String)> = rx.all(&REACTIONS, &params![after.id, *until])?;
    let of = |(about, who, kind): (Uid, Uid, String)| step(about, &[&about.0, &who.0, kind.as_bytes()]);
    Ok(rows.into_iter().map(of).collect())
}

fn saves(rx: &mut Rx, _: &Cx, (until, after): &(Time, Footprint)) -> Result<Steps, No> {
    let rows: Vec<(Uid, Uid, Option<Uid>, Option<i64>)> = rx.all(&SAVES, &params![after.id, *until])?;
    let of = |(owner, thing, collection, price): (Uid, Uid, Option<Uid>, Option<i64>)| {
        let (collection, price) = (collection.unwrap_or_default(), price.unwrap_or_default().to_be_bytes());
        step(owner, &[&owner.0, &thing.0, &collection.0, &price])
    };
    Ok(rows.into_iter().map(of).collect())
}

fn step(place: Uid, says: &[&[u8]]) -> (Footprint, Digest) {
    (Footprint { id: place, ..Footprint::default() }, Digest::of_parts(says.iter().copied()))
}
