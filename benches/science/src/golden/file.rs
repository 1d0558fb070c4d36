//! A golden file, and what came of checking it.

use super::table::Table;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// One golden file, read. Missing parts are JSON null, so a check never fails on absence by itself.
pub struct GoldenFile {
    path: PathBuf,
    kind: String,
    json: Value,
}

impl GoldenFile {
    /// Reads and parses a file; Python's `NaN` and `Infinity` are understood (as null and `"inf"`).
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let json = serde_json::from_str(&without_python_numbers(&text)).map_err(|error| error.to_string())?;
        Ok(Self::of(path, json))
    }

    /// A file of this name and content; CSVs are looked for as if it lay there.
    pub fn of(path: &Path, json: Value) -> Self {
        let kind = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Self { path: path.to_path_buf(), kind, json }
    }

    /// The file's name without `.json`; a check compares its beginning with the kinds that it knows.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// What the reference library was asked.
    pub fn inputs(&self) -> &Value {
        &self.json["inputs"]
    }

    /// What it answered.
    pub fn expected(&self) -> &Value {
        &self.json["expected"]
    }

    /// The exact call, as text.
    pub fn call(&self) -> &str {
        self.json["call"].as_str().unwrap_or_default()
    }

    /// The tolerance that the file states under the first of `names` it has; `None` if it has none of them.
    /// A tolerance that is one bare number answers every name, and `"exact"` answers 0.
    pub fn stated(&self, names: &[&str]) -> Option<f64> {
        let tolerance = &self.json["tolerance"];
        let bare = amount(tolerance);
        bare.or_else(|| names.iter().find_map(|name| amount(&tolerance[*name])))
    }

    /// A relative tolerance by its names, then by the general `rel`, then `fallback`.
    pub fn relative(&self, names: &[&str], fallback: f64) -> Allowed {
        Allowed::Relative(self.stated(names).or_else(|| self.stated(&["rel"])).unwrap_or(fallback))
    }

    /// An absolute tolerance by its names, then by the general `abs`, then `fallback`.
    pub fn absolute(&self, names: &[&str], fallback: f64) -> Allowed {
        Allowed::Absolute(self.stated(names).or_else(|| self.stated(&["abs"])).unwrap_or(fallback))
    }

    /// A CSV that the file names: beside it, or in a `data/retention` above it or of this repository.
    pub fn table(&self, name: &str) -> Result<Table, String> {
        let found = self.places(name).into_iter().find(|place| place.is_file());
        Table::read(&found.ok_or_else(|| format!("{name} is neither beside the file nor in data/retention"))?)
    }

    fn places(&self, name: &str) -> Vec<PathBuf> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let bare = Path::new(name).file_name().map(PathBuf::from).unwrap_or_default();
        let mut places = vec![folder.join(&bare), folder.join(name)];
        for above in folder.ancestors() {
            places.push(above.join(name));
            places.push(above.join("retention").join(&bare));
            places.push(above.join("data/retention").join(&bare));
        }
        places.extend(shared().into_iter().map(|shared| shared.join("data/retention").join(&bare)));
        places
    }
}

/// The shared folder: `RIALTO_SHARED`, or `shared` beside the repository. `None` if neither is there.
pub fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("RIALTO_SHARED").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// A JSON value as a number: a number, a numeric string (`"inf"` too), or a truth value as 1 or 0.
pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        Value::Bool(truth) => Some(f64::from(u8::from(*truth))),
        _ => None,
    }
}

/// As [`number`], for a tolerance: also the word `exact`.
fn amount(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) if text == "exact" => Some(0.0),
        Value::Bool(true) => Some(0.0),
        other => number(other).filter(|amount| amount.is_finite() && *amount >= 0.0),
    }
}

/// How far a figure may be off.
#[derive(Debug, Clone, Copy)]
pub enum Allowed {
    /// |got − want| at most this.
    Absolute(f64),
    /// |got − want| at most this times |want|.
    Relative(f64),
    /// Either of the two: absolute first, relative second.
    Either(f64, f64),
}

/// One figure's distance from what was expected, in the unit of the tolerance that judged it.
struct Distance {
    error: f64,
    tolerance: f64,
}

impl Distance {
    fn within(&self) -> bool {
        self.error <= self.tolerance
    }

    /// Error in tolerances; a miss of an exact figure is infinitely many.
    fn in_tolerances(&self) -> f64 {
        match (self.within(), self.tolerance > 0.0) {
            (true, false) => 0.0,
            (false, false) => f64::INFINITY,
            (_, true) => self.error / self.tolerance,
        }
    }
}

/// What came of checking one file: how many figures, the worst of them, and what went wrong.
#[derive(Default)]
pub struct Outcome {
    checks: usize,
    worst: Option<Distance>,
    complaints: Vec<String>,
}

impl Outcome {
    /// A file that could not be judged.
    pub fn refused(reason: impl Into<String>) -> Self {
        Self { complaints: vec![reason.into()], ..Self::default() }
    }

    /// Figures compared so far.
    pub fn checks(&self) -> usize {
        self.checks
    }

    /// Whether everything that was compared held and everything was understood.
    pub fn ok(&self) -> bool {
        self.complaints.is_empty()
    }

    /// What went wrong, in the order it was found.
    #[cfg(test)]
    pub fn complaints(&self) -> &[String] {
        &self.complaints
    }

    /// Notes something that could not be compared; the file is then not ok.
    pub fn complain(&mut self, reason: impl Into<String>) {
        self.complaints.push(reason.into());
    }

    /// Compares what must be equal.
    pub fn exact<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, got: T, want: T) {
        let same = got == want;
        let distance = Distance { error: if same { 0.0 } else { 1.0 }, tolerance: 0.0 };
        self.note(distance, || format!("{what}: {got:?}, expected {want:?}"));
    }

    /// Compares a figure. Equal infinities are equal; a NaN is never near anything.
    pub fn near(&mut self, what: &str, got: f64, want: f64, allowed: Allowed) {
        let error = if got == want { 0.0 } else { (got - want).abs() };
        let error = if error.is_nan() { f64::INFINITY } else { error };
        let absolute = |tolerance: f64| Distance { error, tolerance };
        let relative = |tolerance: f64| Distance {
            error: if error == 0.0 { 0.0 } else { error / want.abs().max(f64::MIN_POSITIVE) },
            tolerance,
        };
        let distance = match allowed {
            Allowed::Absolute(tolerance) => absolute(tolerance),
            Allowed::Relative(tolerance) => relative(tolerance),
            Allowed::Either(least, share) if least >= share * want.abs() => absolute(least),
            Allowed::Either(_, share) => relative(share),
        };
        self.note(distance, || format!("{what}: {got}, expected {want}"));
    }

    /// Compares a figure with a JSON value. JSON null means that the reference has no answer: then ours must
    /// only be a number. A value that is no number at all is a complaint.
    pub fn near_json(&mut self, what: &str, got: f64, want: &Value, allowed: Allowed) {
        match number(want) {
            Some(want) => self.near(what, got, want, allowed),
            None if want.is_null() => self.exact(what, got.is_finite(), true),
            None => self.complain(format!("{what}: expected {want}, which is no number")),
        }
    }

    /// Compares what the file says of its own input, where it says it and anything else was compared: an input
    /// that was read right is no answer that is right.
    pub fn given(&mut self, what: &str, got: f64, said: &Value) {
        if let (Some(said), true) = (number(said), self.checks > 0) {
            self.exact(what, got, said);
        }
    }

    /// Adds what another part of the same file showed.
    pub fn join(&mut self, other: Outcome) {
        self.checks += other.checks;
        self.complaints.extend(other.complaints);
        if let Some(distance) = other.worst {
            self.keep_if_worst(distance);
        }
    }

    /// The door's line for this file.
    pub fn line(&self, file: &str) -> String {
        let worst = self.worst.as_ref();
        let mut line = json!({
            "file": file,
            "checks": self.checks,
            "worst_error": worst.map(|worst| worst.error),
            "tolerance": worst.map(|worst| worst.tolerance),
            "ok": self.ok(),
        });
        if !self.ok() {
            line["complaints"] = json!(self.complaints.iter().take(5).collect::<Vec<_>>());
        }
        line.to_string()
    }

    fn note(&mut self, distance: Distance, complaint: impl FnOnce() -> String) {
        self.checks += 1;
        if !distance.within() {
            self.complaints.push(complaint());
        }
        self.keep_if_worst(distance);
    }

    /// Among figures equally far off, one with a tolerance says more than an exact one.
    fn keep_if_worst(&mut self, distance: Distance) {
        let rank = |distance: &Distance| (distance.in_tolerances(), distance.tolerance);
        if self.worst.as_ref().is_none_or(|worst| rank(worst) < rank(&distance)) {
            self.worst = Some(distance);
        }
    }
}

/// Python writes `NaN`, `Infinity` and `-Infinity` into JSON, which has no such numbers.
fn without_python_numbers(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let (mut in_string, mut escaped) = (false, false);
    while let Some(letter) = rest.chars().next() {
        let word = [("-Infinity", "\"-inf\""), ("Infinity", "\"inf\""), ("NaN", "null")]
            .into_iter()
            .find(|(python, _)| !in_string && rest.starts_with(python));
        if let Some((python, json)) = word {
            plain.push_str(json);
            rest = &rest[python.len()..];
            continue;
        }
        in_string ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        plain.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_judged_in_the_unit_of_its_tolerance() {
        let mut outcome = Outcome::default();
        outcome.near("rate", 100.1, 100.0, Allowed::Relative(0.01));
        outcome.near("rate", 0.5, 0.5, Allowed::Absolute(0.01));
        assert_eq!(outcome.checks(), 2);
        assert!(outcome.ok());
        let line: Value = serde_json::from_str(&outcome.line("a.json")).unwrap();
        assert!((line["worst_error"].as_f64().unwrap() - 0.001).abs() < 1e-12);
        assert_eq!(line["tolerance"], 0.01);
        outcome.near("rate", 102.0, 100.0, Allowed::Either(1e-9, 0.01));
        assert!(!outcome.ok());
    }

    #[test]
    fn nothing_is_near_to_not_a_number_and_infinity_is_equal_to_itself() {
        let mut outcome = Outcome::default();
        outcome.near_json("median", f64::INFINITY, &json!("inf"), Allowed::Absolute(0.0));
        outcome.near_json("score", 0.25, &Value::Null, Allowed::Absolute(0.0));
        assert!(outcome.ok());
        outcome.near("median", f64::NAN, 1.0, Allowed::Absolute(1.0));
        assert_eq!(outcome.complaints().len(), 1);
    }

    #[test]
    fn the_numbers_of_python_are_read_and_words_in_strings_are_left() {
        let text = r#"{"a": NaN, "b": [-Infinity, Infinity], "NaN \" NaN": 1}"#;
        let value: Value = serde_json::from_str(&without_python_numbers(text)).unwrap();
        assert_eq!(value, json!({"a": null, "b": ["-inf", "inf"], "NaN \" NaN": 1}));
    }
}
