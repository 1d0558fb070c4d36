//! What tells one history of posts from another: who said what, in which language.

use db::{No, Rx, params, sql};
use domain::{Footprint, Steps, Trail};
use kernel::{Cx, Digest, Time, Uid};

sql! {
    UNTIL = "SELECT id, voice, writer, audience, language, text FROM post
        WHERE id > $1 AND published <= $2
        ORDER BY id LIMIT 1000";
}

pub(crate) const TRAIL: Trail = Trail { name: "posts", follow };

fn follow(rx: &mut Rx, _: &Cx, (until, after): &(Time, Footprint)) -> Result<Steps, No> {
    let rows = rx.all::<(Uid, Uid, Uid, String, String, String)>(&UNTIL, &params![after.id, *until])?;
    let step = |(id, voice, writer, audience, language, text): (Uid, Uid, Uid, String, String, String)| {
        let ids: [&[u8]; 3] = [&id.0, &voice.0, &writer.0];
        let words = [audience.as_bytes(), language.as_bytes(), text.as_bytes()];
        (Footprint { id, ..Footprint::default() }, Digest::of_parts(ids.into_iter().chain(words)))
    };
    Ok(rows.into_iter().map(step).collect())
}
