//! Arrows point down: the manifests against the list of floors in ARCHITECTURE.md, both ways.

use std::collections::BTreeMap;

use super::{none, root};

/// Each crate's floor, counted from the top.
fn floors() -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let list = text.split("```floors\n").nth(1).unwrap().split("```").next().unwrap();
    let named = list
        .lines()
        .enumerate()
        .flat_map(|(floor, line)| line.split('·').map(move |name| (name.trim().to_owned(), floor)));
    let mut floors = BTreeMap::new();
    for (name, floor) in named {
        assert_eq!(floors.insert(name.clone(), floor), None, "{name} is on two floors");
    }
    floors
}

/// Each crate of the workspace with the crates of ours that it imports when it is built for use. What only its
/// tests import may stand anywhere.
fn manifests() -> Vec<(String, Vec<String>)> {
    let mut manifests = Vec::new();
    for folder in ["", "benches", "domains", "platform", "science"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path().join("Cargo.toml");
            if let Ok(text) = std::fs::read_to_string(path) {
                manifests.push(imports(&text));
            }
        }
    }
    manifests
}

fn imports(manifest: &str) -> (String, Vec<String>) {
    let table: toml::Table = manifest.parse().unwrap();
    let name = table["package"]["name"].as_str().unwrap().to_owned();
    let of = |section: &str| {
        let section = table.get(section).and_then(toml::Value::as_table);
        section.into_iter().flat_map(|table| table.keys().cloned()).collect::<Vec<_>>()
    };
    (name, [of("dependencies"), of("build-dependencies")].concat())
}

#[test]
fn arrows_point_down() {
    let floors = floors();
    let mut findings = Vec::new();
    for (name, imports) in manifests() {
        let Some(floor) = floors.get(&name) else {
            findings.push(format!("{name} stands on no floor of ARCHITECTURE.md"));
            continue;
        };
        for import in imports {
            if floors.get(&import).is_some_and(|below| below <= floor) {
                findings.push(format!("{name} imports {import}, which is not below it"));
            }
        }
    }
    none(findings);
}

#[test]
fn every_floor_is_lived_on() {
    let crates: Vec<String> = manifests().into_iter().map(|(name, _)| name).collect();
    let empty = floors().into_keys().filter(|name| !crates.contains(name));
    none(empty.map(|name| format!("{name} stands in ARCHITECTURE.md and nowhere else")).collect());
}

#[test]
fn an_arrow_up_would_be_seen() {
    let (name, imports) = imports("[package]\nname = \"kernel\"\n[dependencies]\ndb.workspace = true\n");
    let floors = floors();
    assert_eq!((name.as_str(), imports), ("kernel", vec!["db".to_owned()]));
    assert!(floors["db"] < floors["kernel"], "and db stands above kernel");
}
