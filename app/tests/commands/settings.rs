//! Settings as an operator meets them.

use crate::shell::Shell;

#[test]
fn settings_come_from_flags_the_environment_and_the_file_and_say_so() {
    let shell = Shell::open("settings");
    std::fs::write(shell.folder().join("rialto.toml"), "workers = 3\ndrain_seconds = 4\nlog = 'warn'\n")
        .unwrap();
    let environment =
        [("RIALTO_DRAIN_SECONDS", "5"), ("RIALTO_LOG", "error"), ("RIALTO_GATEWAY_KEY", "sk_sandbox_x")];
    let said = shell.run_with(&["config", "--log", "debug"], &environment);
    assert_eq!(said.code, Some(0), "{}", said.err);
    for expected in [
        "workers = 3\n  from rialto.toml; default 16; RIALTO_WORKERS\n",
        "drain_seconds = 5\n  from environment; default 25;",
        "log = debug\n  from flag; default info;",
        "gateway_key = (set, not shown)\n  from environment;",
        "data = data\n  from default; default data;",
    ] {
        assert!(said.out.contains(expected), "{expected} is not in {}", said.out);
    }
}

#[test]
fn a_setting_that_cannot_be_meant_stops_every_command() {
    let shell = Shell::open("mistakes");
    let said = shell.run(&["config", "--workers", "none"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("the setting `workers` (flag) is `none`, which is not a whole number"),
        "{}",
        said.err
    );
    std::fs::write(shell.folder().join("rialto.toml"), "worker = 3\n").unwrap();
    let said = shell.run(&["serve"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("rialto.toml sets `worker`, which is no setting"), "{}", said.err);
    assert_eq!(
        shell.run(&["config", "--config", "missing.toml"]).code,
        Some(1),
        "a file that is named must be there"
    );
}

#[test]
fn the_operators_page_lists_every_setting() {
    let page = include_str!("../../../docs/operations.md");
    let table = app::config::document();
    assert!(page.contains(&table), "docs/operations.md must hold this table as it is:\n{table}");
}
