//! The other face: the tea stall as somebody with a browser meets it.

use std::sync::Arc;

use kernel::Scope;
use locale::{Library, Texts};
use maud::html;
use web::page::{Crumb, Intent, Keepsake, PageHouse, PageSettings, Slots};
use web::{Access, Answer, Form, Lines, PageRoute, Reply, SeeOther, Settings, Sheet, Visitor};

use crate::client::{Reply as Got, ask};
use crate::stall::{NewTea, Stall, add, count};

const STALL: Texts = Texts {
    domain: "stall",
    en: "stall-teas = Teas\nrefusal-no_tea = At least one gram of it.\n",
    zh_hans: "stall-teas = 茶\nrefusal-no_tea = 至少要一克。\n",
    fil: "stall-teas = Mga tsaa\nrefusal-no_tea = Kahit isang gramo man lang.\n",
};

/// The stall's pages.
pub fn table() -> Vec<PageRoute> {
    vec![
        PageRoute::get("/teas", Access::Public, shelf),
        PageRoute::post("/teas", Access::Public, put_on_shelf),
        PageRoute::get("/back-room", Access::SignedIn(Scope::AccountRead), shelf),
        PageRoute::get("/cup", Access::Public, take_a_cup),
    ]
}

async fn shelf(visitor: Visitor) -> Answer<Reply> {
    drawn(&visitor, None).await
}

async fn drawn(visitor: &Visitor, no: Option<String>) -> Answer<Reply> {
    let draw = |visitor: &Visitor, teas: i64| {
        let intent: Intent = visitor.intent();
        let form = html! {
            h1 { (visitor.t("stall-teas")) } p #count { (teas) }
            @if let Some(no) = no { p #no { (no) } }
            form method="post" action="/teas" { (intent) input name="name"; input name="grams"; }
        };
        Sheet::new(visitor.t("stall-teas"), form)
    };
    visitor.show((), count, draw).await
}

async fn put_on_shelf(visitor: Visitor, Form(once, tea): Form<NewTea>) -> Answer<Reply> {
    let done: Answer<i64> = once.make(tea, |tx, cx, tea| add(tx, cx, tea).map(|_| 1)).await;
    match done {
        Ok(_) => Ok(SeeOther::to("/teas").saying("said-saved").into()),
        Err(problem) if problem.is_for_the_form() => {
            let page = drawn(&visitor, Some(visitor.words_of(&problem))).await?;
            Ok(page.status(problem.status()))
        }
        Err(problem) => Err(problem),
    }
}

async fn take_a_cup(_: Visitor) -> Answer<SeeOther> {
    let keepsake = Keepsake { id: "cup_1".into(), secret: kernel::Secret::from_text("s") };
    Ok(SeeOther::to("//evil.example").with(Crumb::Keepsake(keepsake)))
}

async fn open() -> Stall {
    let library = Arc::new(Library::of(&[web::TEXTS, STALL]).unwrap());
    let pages = PageHouse::new(PageSettings::default(), library, Slots::default(), false);
    Stall::with(Settings { pages: Some(Arc::new(pages)), ..Settings::default() }, Lines::default()).await
}

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const OURS: (&str, &str) = ("Sec-Fetch-Site", "same-origin");

async fn get(stall: &Stall, path: &str, headers: &[(&str, &str)]) -> Got {
    ask(stall.address, &format!("GET {path}"), headers, "").await
}
async fn post(stall: &Stall, path: &str, headers: &[(&str, &str)], body: &str) -> Got {
    ask(stall.address, &format!("POST {path}"), headers, body).await
}

#[tokio::test]
async fn a_page_is_in_the_readers_language_and_lets_nothing_else_run() {
    let stall = open().await;
    for (accepts, title, tag) in
        [("", "Teas", "en"), ("zh-CN,zh;q=0.9", "茶", "zh-Hans"), ("tl;q=0.8,fr;q=0.2", "Mga tsaa", "fil")]
    {
        let got = get(&stall, "/teas", &[("Accept-Language", accepts)]).await;
        assert_eq!(got.status, 200, "{got:?}");
        assert!(got.text().contains(&format!("<h1>{title}</h1>")), "{}", got.text());
        assert!(got.text().contains(&format!("lang=\"{tag}\"")), "{}", got.text());
        let policy = got.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(got.header("cache-control"), Some("private, no-cache"));
    }
    let chosen = get(&stall, "/teas", &[("Accept-Language", "zh"), ("Cookie", "rialto-language=fil")]).await;
    assert!(chosen.text().contains("<h1>Mga tsaa</h1>"), "the person's choice comes first");
    let fetched = get(&stall, "/teas", &[("Accept-Language", "en"), ("X-Facebook-Locale", "zh_CN")]).await;
    assert!(fetched.text().contains("<h1>茶</h1>"), "who fetches cards for others says for whom");
}

#[tokio::test]
async fn a_form_counts_once_and_one_from_elsewhere_never() {
    let stall = open().await;
    let body = "once=0123456789abcdef0123&name=Oolong&grams=5";
    for (headers, status) in [
        (vec![FORM], 403),
        (vec![FORM, ("Sec-Fetch-Site", "cross-site")], 403),
        (vec![FORM, ("Origin", "https://evil.example")], 403),
        (vec![OURS], 415),
        (vec![FORM, OURS], 303),
        (vec![FORM, OURS], 303),
    ] {
        let got = post(&stall, "/teas", &headers, body).await;
        assert_eq!(got.status, status, "{headers:?} {got:?}");
    }
    assert_eq!(stall.teas().await, 1, "twice is once, and from elsewhere never");
    let unmarked = post(&stall, "/teas", &[FORM, OURS], "name=Oolong&grams=5").await;
    assert_eq!(unmarked.status, 422);
    assert_eq!(stall.teas().await, 1);
}

#[tokio::test]
async fn what_was_refused_is_said_in_the_readers_language_and_what_was_done_is_said_once() {
    let stall = open().await;
    let chinese = ("Cookie", "rialto-language=zh-Hans");
    let refused =
        post(&stall, "/teas", &[FORM, OURS, chinese], "once=0123456789abcdef0124&name=x&grams=0").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("<p id=\"no\">至少要一克。</p>"), "{}", refused.text());
    assert_eq!(stall.teas().await, 0);
    let done = post(&stall, "/teas", &[FORM, OURS], "once=0123456789abcdef0125&name=x&grams=1").await;
    let cookie = done.header("set-cookie").unwrap();
    assert!(
        cookie.starts_with("rialto-said=said-saved; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
    let next = get(&stall, "/teas", &[("Cookie", "rialto-said=said-saved")]).await;
    assert!(next.text().contains("<div>Saved.</div>"), "{}", next.text());
    assert!(next.header("set-cookie").unwrap().starts_with("rialto-said=; Path=/; Max-Age=0"));
    let planted = get(&stall, "/teas", &[("Cookie", "rialto-said=frame-demo")]).await;
    assert!(!planted.text().contains("demonstration"), "only what begins with said- is said");
}

#[tokio::test]
async fn somebody_who_must_sign_in_is_led_there_and_back_and_nobody_is_led_elsewhere() {
    let stall = open().await;
    let got = get(&stall, "/back-room?shelf=2", &[]).await;
    assert_eq!((got.status, got.header("location")), (303, Some("/sign-in?next=%2Fback-room%3Fshelf%3D2")));
    let ended = get(&stall, "/back-room", &[("Cookie", "rialto-session=ended")]).await;
    assert_eq!(ended.status, 303);
    let away = get(&stall, "/cup", &[]).await;
    assert_eq!((away.status, away.header("location")), (303, Some("/")));
    assert!(away.header("set-cookie").unwrap().starts_with("rialto-guest=cup_1.s; Path=/; "));
    let chosen =
        post(&stall, "/look", &[FORM, OURS], "theme=dark&size=usual&next=https://evil.example").await;
    assert_eq!((chosen.status, chosen.header("location")), (303, Some("/")));
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_a_page_for_people_and_a_problem_for_programs() {
    let stall = open().await;
    let page = get(&stall, "/nowhere", &[("Accept-Language", "fil")]).await;
    assert_eq!((page.status, page.header("content-type")), (404, Some("text/html; charset=utf-8")));
    assert!(page.text().contains("<h1>Walang laman dito</h1>"), "{}", page.text());
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(get(&stall, "/api/v1/nowhere", &[]).await.problem(), "404 no_such_route");
    assert_eq!(get(&stall, "/api/nowhere", &[]).await.problem(), "404 no_such_route");
}
