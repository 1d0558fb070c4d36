//! Me: what waits for somebody, and the way to everything that is theirs.

use db::{No, Rx};
use kernel::{Cx, Time};
use maud::{Markup, Render as _, html};
use web::page::Asked;
use web::parts::{Act, Button, Face, Folio, Icon, Scene, Size, icon};
use web::{Answer, Reply, Sheet, Visitor, parts};

use crate::account::profile::{self, Profile};
use crate::leaving::ask::is_leaving;

/// Floors above put what waits for somebody here: an order to confirm, a parcel to send.
const WAITING: &str = "me.waiting";
/// And their rooms: the studio, the operator's desk.
const ROOMS: &str = "me.rooms";

struct Found {
    profile: Profile,
    /// Until when leaving can be taken back.
    leaving: Option<Time>,
    waiting: Vec<Markup>,
    rooms: Vec<Markup>,
}

fn look(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Found, No> {
    let profile = profile::me(rx, cx, &())?;
    Ok(Found {
        leaving: is_leaving(rx, cx, profile.id())?,
        profile,
        waiting: asked.fill(rx, cx, WAITING)?,
        rooms: asked.fill(rx, cx, ROOMS)?,
    })
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    if visitor.account().is_none() {
        return visitor.plain(stranger(&visitor)).await;
    }
    visitor.show(visitor.asked(), look, |visitor, found| drawn(visitor, &found)).await
}

fn stranger(visitor: &Visitor) -> Sheet {
    let empty = parts::Empty {
        scene: Scene::Gap,
        title: visitor.t("me-nobody").into(),
        whole_page: true,
        text: visitor.t("me-nobody-why").into(),
        action: Some(Button::go(visitor.t("door-sign-up"), Act::to("/sign-up?next=%2Fme"))),
        example: None,
    };
    let main = html! {
        (empty.render())
        p .c { a .link href="/sign-in?next=%2Fme" { (visitor.t("door-sign-in")) } " · " a .link href="/settings/language?next=%2Fme" { (visitor.t("me-language")) } }
    };
    Sheet::new(visitor.t("me-title"), main).tab("/me")
}

fn drawn(visitor: &Visitor, found: &Found) -> Sheet {
    let reader = visitor.reader();
    let profile = &found.profile;
    let since = reader.say("me-since", &[("day", reader.date(profile.created_at()).as_str().into())]);
    let face = Face {
        name: profile.name().into(),
        hue: hue(profile),
        size: Size::Huge,
        picture: picture(visitor, profile),
    };
    let waiting: Vec<&Markup> = found.waiting.iter().filter(|markup| !markup.0.is_empty()).collect();
    let main = html! {
        div .stack.g6 {
            header .row.g4 {
                (face)
                div .grow {
                    h1 translate="no" { (profile.name()) }
                    p .sm.mut { span translate="no" { "@" (profile.handle()) } " · " (since) }
                }
                a .icon href="/settings" aria-label=(visitor.t("settings-title")) { (icon(Icon::GearSix)) }
            }
            section aria-labelledby="waiting" {
                (Folio { id: Some("waiting".into()), ..Folio::new(visitor.t("me-waiting")) })
                @if let Some(due) = found.leaving { (leaving(visitor, due)) }
                @if waiting.is_empty() && found.leaving.is_none() && profile.recovery_codes_left() > 0 { p .mut { (visitor.t("me-nothing")) } }
                @for markup in waiting { (markup) }
                @if profile.recovery_codes_left() == 0 {
                    ul { li .task {
                        div { p { b { (visitor.t("me-codes")) } } p { (visitor.t("me-codes-why")) } }
                        (Button::plain(visitor.t("me-codes-go"), Act::to("/settings/security#codes")).small())
                    } }
                }
            }
            nav aria-labelledby="rooms" {
                (Folio { id: Some("rooms".into()), ..Folio::new(visitor.t("me-rooms")) })
                ul .links {
                    li { a href="/orders" { (icon(Icon::Package)) span { (visitor.t("me-orders")) } } }
                    @for room in &found.rooms { (room) }
                    li { a href="/settings" { (icon(Icon::GearSix)) span { (visitor.t("settings-title")) } } }
                    li { a href="/settings/language" { (icon(Icon::Translate)) span { (visitor.t("me-language")) } } }
                    li { a href="/privacy" { (icon(Icon::ShieldCheck)) span { (visitor.t("privacy-title")) } } }
                    li { a href="/welcome" { (icon(Icon::Bridge)) span { (visitor.t("welcome-title")) } } }
                }
            }
            form method="post" action="/sign-out" { (Button::plain(visitor.t("door-sign-out"), Act::Send)) }
        }
    };
    Sheet::new(visitor.t("me-title"), main).tab("/me")
}

/// That somebody is on their way out, and the way to take it back.
fn leaving(visitor: &Visitor, due: Time) -> Markup {
    let day = visitor.reader().day(due);
    html! {
        ul { li .task {
            div {
                p { b { (visitor.t("leave-state")) } }
                p { (visitor.reader().say("leave-cooling", &[("day", day.as_str().into())])) }
            }
            (Button::plain(visitor.t("leave-look"), Act::to(super::leaving::PATH)).small())
        } }
    }
}

/// Where the page finds the owner's picture.
fn picture(visitor: &Visitor, profile: &Profile) -> Option<parts::Text<'static>> {
    Some(media::on_pages(visitor).face(profile.face(), Size::Huge)?.into())
}

/// One of eight colours, always the same for one account.
fn hue(profile: &Profile) -> u8 {
    profile.id().uid().0[15] % 8
}
