//! `rialto serve`, from its first word to its last.

use kernel::clock::Stopwatch;

use crate::shell::Shell;

#[test]
fn a_market_that_is_told_to_stop_exits_with_0_and_leaves_one_whole_file() {
    for signal in ["TERM", "INT"] {
        let shell = Shell::open("stop");
        let mut market = shell.serve();
        assert_eq!((market.get("/readyz"), market.get("/api/docs")), (200, 200));
        assert_eq!(market.end(signal).code(), Some(0), "{signal}");
        assert!(shell.folder().join("data/market.db").exists());
        assert!(!shell.folder().join("data/market.db-wal").exists(), "the log was folded into the file");
    }
}

#[test]
fn a_market_that_was_killed_is_ready_again_within_five_seconds_and_verifies() {
    let shell = Shell::open("kill");
    let mut market = shell.serve();
    assert_eq!(market.end("KILL").code(), None);
    let watch = Stopwatch::start();
    let mut market = shell.serve();
    assert!(watch.elapsed().as_secs() < 5, "it took {:?}", watch.elapsed());
    assert_eq!(shell.run(&["verify"]).code, Some(0));
    assert_eq!(market.end("TERM").code(), Some(0));
}

#[test]
fn an_address_that_is_taken_is_said_and_nothing_stays_behind() {
    let (one, other) = (Shell::open("one"), Shell::open("other"));
    let market = one.serve();
    let address = market.url.replace("http://localhost", "127.0.0.1");
    let said = other.run(&["serve", "--listen", &address]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains(&format!("cannot listen on {address}")), "{}", said.err);
    assert!(!other.folder().join("data").exists(), "no folder for a market that never was");
}

#[test]
fn a_command_that_is_not_one_exits_with_2_and_says_which_there_are() {
    let said = Shell::open("words").run(&["wander"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("unrecognized subcommand 'wander'"), "{}", said.err);
    let help = Shell::open("help").run(&["--help"]);
    assert_eq!(help.code, Some(0));
    for command in [
        "serve", "demo", "import", "export", "sandbox", "migrate", "verify", "backup", "restore", "admin",
        "simulate", "config",
    ] {
        assert!(help.out.contains(command), "{command} is not in {}", help.out);
    }
}
