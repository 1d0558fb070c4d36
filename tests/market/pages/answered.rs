//! Who is told of comments, answers and reactions: grouped, in three languages, taken back with what was taken back, and
//! never to who may not see what it is about.

use db::{No, Rx, params, sql};
use kernel::{Actor, Cx, Span};
use market_tests::{Browser, Market, Member};
use serde_json::{Value, json};

use super::inbox::{bell, texts, told};
use crate::cast::{open_shop, text};

sql! {
    ABOUT = "SELECT COUNT(*) FROM notice WHERE thing = $1";
    CAUSES = "SELECT (SELECT COUNT(*) FROM notice_by) + (SELECT COUNT(*) FROM notice_cause)";
}

/// Rows of anybody's inbox about a thing, and what is kept of who caused any.
fn rows(market: &Market, thing: &str) -> (i64, i64) {
    let reading = |rx: &mut Rx, _: &Cx, thing: &String| -> Result<(i64, i64), No> {
        Ok((rx.one(&ABOUT, &params![thing])?, rx.one(&CAUSES, &[])?))
    };
    market.block_on(market.db.read(&Actor::Engine, thing.to_owned(), reading)).unwrap()
}

fn posts(who: &Member, more: Value) -> String {
    let mut post = json!({ "text": "The kiln is open.", "language": "en" });
    post.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    text(&who.post("/posts", post).is(201), "/id")
}

/// Says something under a post, a minute later than what was before; an answer where there is something to answer.
fn says(market: &Market, who: &Member, post: &str, answers: Option<&str>) -> String {
    market.pass(Span::minutes(1));
    let mut said = json!({ "text": "How hot?", "language": "en" });
    if let Some(comment) = answers {
        said["answers"] = json!(comment);
    }
    let comment = text(&who.post(&format!("/posts/{post}/comments"), said).is(201), "/id");
    told(market);
    comment
}

fn likes(market: &Market, who: &Member, post: &str, kind: &str) {
    market.pass(Span::minutes(1));
    who.put(&format!("/posts/{post}/reactions/{kind}"), Value::Null).is(200);
    told(market);
}

fn takes_back(market: &Market, who: &Member, post: &str, kind: &str) {
    who.delete(&format!("/posts/{post}/reactions/{kind}")).is(200);
    told(market);
}

fn removes(market: &Market, who: &Member, comment: &str) {
    who.post(&format!("/comments/{comment}/removal"), json!({})).is(200);
    told(market);
}

/// What a phone's tab says after its name.
fn tab(browser: &mut Browser) -> String {
    let page = browser.open("/me");
    let (_, mark) = page.html.split_once("<span id=\"inbox-new\">").unwrap();
    mark.split_once("</a>").unwrap().0.to_owned()
}

#[test]
fn likes_are_one_notice_that_names_two_and_counts_the_others_until_they_are_taken_back() {
    for market in Market::both() {
        let [ana, ben, cyd, dan, eva] = ["ana", "ben", "cyd", "dan", "eva"].map(|name| market.sign_up(name));
        let post = posts(&ana, json!({}));
        likes(&market, &ana, &post, "like");
        assert_eq!(texts(&ana.client()), Vec::<String>::new(), "what she did herself she knows");
        likes(&market, &ben, &post, "like");
        likes(&market, &ben, &post, "love");
        assert_eq!(texts(&ana.client()), ["ben liked your post."], "{}", market.engine);
        let mut sees = market.signed_in("ana", "en");
        let one = "<span class=\"count num mob\" aria-hidden=\"true\">1</span><span class=\"vh\">, 1 new notice</span></span>";
        assert_eq!(tab(&mut sees), one);
        likes(&market, &cyd, &post, "helpful");
        assert_eq!(texts(&ana.client()), ["cyd and ben liked your post."]);
        likes(&market, &dan, &post, "like");
        assert_eq!(texts(&ana.client()), ["dan, cyd and 1 other liked your post."]);
        likes(&market, &eva, &post, "laugh");
        for (language, words) in [
            ("en", "eva, dan and 2 others liked your post."),
            ("zh-Hans", "eva、dan 和另外 2 人赞了你的帖子。"),
            ("fil", "Nagustuhan nina eva, dan at 2 pa ang post mo."),
        ] {
            let mut sees = market.signed_in("ana", language);
            let page = sees.open("/inbox").main();
            assert!(page.contains(words) && page.contains("The kiln is open."), "{words} is not in {page}");
        }
        // who caused it last stands beside it, with the initial of who shows no picture
        let drawn = market.signed_in("ana", "en").open("/inbox").html.clone();
        assert!(drawn.contains(" z2\" aria-hidden=\"true\" translate=\"no\">E</span>"), "{drawn}");
        // who is muted is named no more, nor counted
        ana.put(&format!("/mutes/{}", dan.id), Value::Null).is(204);
        told(&market);
        assert_eq!(texts(&ana.client()), ["eva, cyd and 1 other liked your post."]);
        takes_back(&market, &eva, &post, "laugh");
        takes_back(&market, &ben, &post, "like");
        assert_eq!(texts(&ana.client()), ["cyd and ben liked your post."], "ben loves it still");
        takes_back(&market, &ben, &post, "love");
        assert_eq!(texts(&ana.client()), ["cyd liked your post."]);
        takes_back(&market, &cyd, &post, "helpful");
        assert_eq!(texts(&ana.client()), Vec::<String>::new());
        assert_eq!((tab(&mut sees).as_str(), bell(&mut sees).as_str()), ("</span>", "Inbox, nothing new"));
        assert_eq!(rows(&market, &post), (0, 0), "nothing is kept of what was taken back");
    }
}

#[test]
fn who_wrote_a_post_hears_of_comments_and_who_is_answered_of_answers_until_they_are_removed() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let [ana, ben, cyd] = ["ana", "ben", "cyd"].map(|name| market.sign_up(name));
        let post = posts(&ana, json!({}));
        let first = says(&market, &ben, &post, None);
        says(&market, &ana, &post, Some(&first));
        assert_eq!(texts(&ana.client()), ["ben commented on your post."], "{}", market.engine);
        assert_eq!(texts(&ben.client()), ["ana answered your comment."]);
        let second = says(&market, &cyd, &post, Some(&first));
        assert_eq!(texts(&ana.client()), ["cyd and ben commented on your post."]);
        assert_eq!(texts(&ben.client()), ["cyd and ana answered your comment."]);
        let mut sees = market.signed_in("ben", "en");
        let page = sees.open("/inbox").main();
        assert!(page.contains("Because you wrote what was answered.") && page.contains("The kiln is open."));
        let there = sees.press("cyd and ana answered your comment.");
        assert_eq!(there.path(), format!("/posts/{post}/comments"));

        removes(&market, &ben, &first);
        assert_eq!(texts(&ana.client()), ["cyd commented on your post."], "{}", market.engine);
        removes(&market, &cyd, &second);
        assert_eq!(texts(&ana.client()), Vec::<String>::new());
        assert_eq!(texts(&ben.client()), ["ana answered your comment."]);

        // an answer to who wrote the post is told once, as an answer
        let third = says(&market, &ana, &post, None);
        says(&market, &cyd, &post, Some(&third));
        assert_eq!(texts(&ana.client()), ["cyd answered your comment."]);
        // a shop hears of its posts as a shop
        let shown = posts(&shop.keeper, json!({ "shop": shop.id }));
        says(&market, &ben, &shown, None);
        likes(&market, &cyd, &shown, "like");
        let heard = texts(&shop.keeper.client());
        assert_eq!(heard[..2], ["cyd liked what your shop shows.", "ben commented on what your shop shows."]);
    }
}

#[test]
fn what_is_told_of_a_circles_post_reaches_nobody_who_does_not_see_it_not_by_a_byte() {
    for market in Market::both() {
        let [ana, ben, cyd, eva] = ["ana", "ben", "cyd", "evangeline"].map(|name| market.sign_up(name));
        let circle = text(&ana.post("/circles", json!({ "name": "Family" })).is(201), "/id");
        for member in [&ben, &eva] {
            ana.put(&format!("/circles/{circle}/members/{}", member.id), Value::Null).is(204);
        }
        let told_to = json!({ "text": "Lolo is coming home", "audience": "circle", "circle": circle });
        let post = posts(&ana, told_to);
        let first = says(&market, &ben, &post, None);
        says(&market, &eva, &post, Some(&first));
        assert_eq!(texts(&ben.client()), ["evangeline answered your comment."], "{}", market.engine);
        assert_eq!(texts(&ana.client()), ["evangeline and ben commented on your post."]);
        let silent = |who: &str| {
            let member = market.sign_in(who);
            let list = member.get("/notices").is(200).to_string();
            let page = market.signed_in(who, "en").open("/inbox").html.clone();
            for secret in ["Lolo", "evangeline", post.as_str(), first.as_str()] {
                assert!(
                    !page.contains(secret) && !list.contains(secret),
                    "{who}, {}: {secret}",
                    market.engine
                );
            }
        };
        assert!(market.signed_in("ben", "en").open("/inbox").html.contains("Lolo"));
        silent("cyd");
        // ben is in the circle no more: what he was told goes, and what comes is not told him
        ana.delete(&format!("/circles/{circle}/members/{}", ben.id)).is(204);
        silent("ben");
        told(&market);
        silent("ben");
        says(&market, &eva, &post, Some(&first));
        silent("ben");
        assert_eq!(bell(&mut market.signed_in("ben", "en")), "Inbox, nothing new");
        assert_eq!(rows(&market, &post).0, 1, "ana's own");
        // whom she blocks is named no more
        ana.put(&format!("/blocks/{}", eva.id), Value::Null).is(204);
        told(&market);
        assert_eq!(texts(&ana.client()), ["ben commented on your post."], "{}", market.engine);
        cyd.put(&format!("/follows/{}", ana.id), Value::Null).is(204);
        ana.delete(&format!("/posts/{post}")).is(204);
        told(&market);
        assert_eq!(texts(&ana.client()), ["cyd follows you."]);
        assert_eq!(rows(&market, &post).0, 0, "a post that is removed leaves no notice");
    }
}
