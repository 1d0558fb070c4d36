//! Backup, restore, verify: beside a running market and without one.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;

use serde_json::json;

use crate::shell::{Serving, Shell};

#[test]
fn a_backup_taken_beside_a_running_market_restores_and_verifies() {
    let (shell, elsewhere) = (Shell::open("keep"), Shell::open("elsewhere"));
    let market = shell.serve();
    let copy = shell.folder().join("copy");
    let said = shell.run(&["backup", copy.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    drop(market);
    let said = elsewhere.run(&["restore", copy.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("ok    log: facts and seals recompute\n"), "{}", said.out);
    assert!(said.out.contains("ok    ledger: balances are their transfers\n"), "{}", said.out);
    let files = fs::read_dir(elsewhere.folder().join("data")).unwrap();
    let names: BTreeSet<_> = files.map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["market.db", "traffic.db"].map(OsString::from).into());
    assert!(elsewhere.run(&["verify"]).out.ends_with("everything recomputes\n"));
    assert_eq!(elsewhere.serve().get("/readyz"), 200);
}

/// The smallest picture: one black pixel.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// Signs somebody up who brings a picture; answers the path of one of its files.
fn brought(market: &Serving) -> String {
    let json = |value: serde_json::Value| value.to_string().into_bytes();
    let password = "mangoes in the rain";
    let account = json!({ "handle": "mia", "password": password, "name": "Mia", "language": "en" });
    market.post("/accounts", None, "application/json", &json(account));
    let credentials = json!({ "handle": "mia", "password": password });
    let session = market.post("/sessions", None, "application/json", &json(credentials));
    let picture = market.post("/media", session["secret"].as_str(), "image/gif", PICTURE);
    let url = picture["jpeg"]["url"].as_str().unwrap();
    format!("/media/{}", url.rsplit('/').next().unwrap())
}

#[test]
fn pictures_are_backed_up_restored_and_missed() {
    let (shell, elsewhere) = (Shell::open("pictures"), Shell::open("shown-again"));
    let market = shell.serve();
    let path = brought(&market);
    assert_eq!(market.get(&path), 200);
    let copy = shell.folder().join("copy");
    let said = shell.run(&["backup", copy.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.ends_with("saved 2 files of pictures beside it\n"), "{}", said.out);
    drop(market);
    let said = elsewhere.run(&["restore", copy.to_str().unwrap()]);
    assert!(said.out.contains("ok    media: every picture's files are there, whole\n"), "{}", said.out);
    let market = elsewhere.serve();
    assert_eq!(market.get(&path), 200);
    let pictures = elsewhere.folder().join("data/media");
    let plate = fs::read_dir(&pictures).unwrap().next().unwrap().unwrap().path();
    fs::remove_dir_all(plate).unwrap();
    let said = elsewhere.run(&["verify"]);
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("WRONG media: every picture's files are there, whole\n"), "{}", said.out);
    // A backup whose pictures are gone is not restored, and leaves nothing.
    fs::remove_dir_all(copy.join("media")).unwrap();
    let third = Shell::open("not-restored");
    assert_eq!(third.run(&["restore", copy.to_str().unwrap()]).code, Some(1));
    assert_eq!(fs::read_dir(third.folder().join("data")).unwrap().count(), 0);
}

#[test]
fn nothing_is_overwritten() {
    let shell = Shell::open("overwrite");
    assert_eq!(shell.run(&["migrate"]).code, Some(0));
    let before = fs::read(shell.folder().join("data/market.db")).unwrap();
    let copy = shell.folder().join("copy");
    assert_eq!(shell.run(&["backup", copy.to_str().unwrap()]).code, Some(0));
    for words in [["backup", copy.to_str().unwrap()], ["restore", copy.to_str().unwrap()]] {
        let said = shell.run(&words);
        assert_eq!(said.code, Some(1), "{words:?}");
        assert!(said.err.contains("is not empty"), "{}", said.err);
    }
    assert_eq!(fs::read(shell.folder().join("data/market.db")).unwrap(), before);
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let (shell, elsewhere) = (Shell::open("damage"), Shell::open("spared"));
    let copy = shell.folder().join("copy");
    assert_eq!(shell.run(&["migrate"]).code, Some(0));
    assert_eq!(shell.run(&["backup", copy.to_str().unwrap()]).code, Some(0));
    let file = copy.join("market.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4_096].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    let said = elsewhere.run(&["restore", copy.to_str().unwrap()]);
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert!(said.err.contains("not restored"), "{}", said.err);
    assert_eq!(fs::read_dir(elsewhere.folder().join("data")).unwrap().count(), 0);
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let shell = Shell::open("in-use");
    let market = shell.serve();
    let said = shell.run(&["migrate"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("another process has this market open for writing"), "{}", said.err);
    let said = shell.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(said.code, Some(1));
    assert_eq!(shell.run(&["verify"]).code, Some(0), "reading goes on beside it");
    assert_eq!(market.get("/readyz"), 200);
}

#[test]
fn a_market_that_is_not_there_cannot_be_verified_and_is_not_made_by_that() {
    let shell = Shell::open("nowhere");
    assert_eq!(shell.run(&["verify"]).code, Some(1));
    assert!(!shell.folder().join("data").exists());
}

#[test]
fn who_asks_by_letter_is_erased_by_the_operator_and_may_take_it_back() {
    let shell = Shell::open("letter");
    shell.run(&["admin", "create", "lina"]);
    let market = shell.serve();
    let new = br#"{"handle":"mia","name":"Mia","language":"en","password":"mangoes in the rain"}"#;
    market.post("/accounts", None, "application/json", new);
    // Beside the running market nothing is changed, and it is said what would be.
    let said = shell.run(&["erase", "@mia", "--dry-run"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.starts_with("mia would be erased on 20"), "{}", said.out);
    for words in [
        "What goes:\n  Name and handle: Blank for everybody.",
        "What stays, and why:\n  Orders and payments: The law wants them for the books.",
        "Nothing was changed.",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let said = shell.run(&["erase", "mia", "--reason", "a letter"]);
    assert!(
        said.code == Some(1) && said.err.contains("PUT or DELETE /api/v1/accounts/{account}/leaving"),
        "{}",
        said.err
    );
    drop(market);

    let letter = ["erase", "mia", "--reason", "a signed letter of 3 December"];
    let said = shell.run(&["erase", "mia"]);
    assert!(said.code == Some(1) && said.err.contains("reason"), "{}", said.err);
    let said = shell.run(&["erase", "lina", "--dry-run"]);
    assert!(said.out.contains("cannot be erased yet") && said.out.contains("last_operator"), "{}", said.out);
    let said = shell.run(&["erase", "nobody", "--reason", "a letter"]);
    assert!(said.code == Some(1) && said.err.contains("account"), "{}", said.err);
    let said = shell.run(&letter);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.starts_with("mia is erased on 20"), "{}", said.out);
    assert_eq!(shell.run(&letter).out, said.out, "again is the same");
    let said = shell.run(&["erase", "mia", "--dry-run"]);
    assert!(said.out.starts_with("mia has asked already and is erased on 20"), "{}", said.out);
    assert_eq!(shell.run(&["erase", "mia", "--take-back"]).out, "mia stays\n");
    let said = shell.run(&["erase", "mia", "--take-back"]);
    assert!(said.code == Some(1) && said.err.contains("missing"), "{}", said.err);
    assert_eq!(shell.run(&["verify"]).code, Some(0));
}

#[test]
fn an_operator_is_made_once_and_may_bring_the_password() {
    let shell = Shell::open("operator");
    let said = shell.run(&["admin", "create", "lina", "--name", "Lina"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.starts_with("acc_") && said.out.contains(" is lina\npassword: "), "{}", said.out);
    let said = shell.run(&["admin", "create", "lina"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("handle_taken"), "{}", said.err);
    let said = shell.run(&["admin", "create", "joey", "--password-stdin"]);
    assert!(said.err.contains("password_short"), "nothing came in: {}", said.err);
}
