//! `--quick`, `--rounds N`, `--postgres URL`.

/// How much to measure, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// A look instead of a measurement: fewer and shorter rounds.
    pub quick: bool,
    /// Rounds of each pair.
    pub rounds: usize,
    /// A server to use instead of one of the bench's own.
    pub postgres: Option<String>,
}

impl Options {
    /// Reads what was typed.
    ///
    /// # Errors
    /// A word that is none of them, in words for who typed it.
    pub fn read(words: &[String]) -> Result<Self, String> {
        let mut options = Self { quick: false, rounds: 0, postgres: None };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
            match word.as_str() {
                "--quick" => options.quick = true,
                "--rounds" => {
                    let rounds = value()?.parse().ok().filter(|rounds| (1..=101).contains(rounds));
                    options.rounds = rounds.ok_or("--rounds is a number from 1 to 101")?;
                }
                "--postgres" => options.postgres = Some(value()?.clone()),
                _ => {
                    return Err(format!(
                        "{word} is not known; there are --quick, --rounds N, --postgres URL"
                    ));
                }
            }
        }
        if options.rounds == 0 {
            options.rounds = if options.quick { 3 } else { 7 };
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<Options, String> {
        Options::read(&words.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn seven_rounds_unless_somebody_says_otherwise() {
        assert_eq!(read(""), Ok(Options { quick: false, rounds: 7, postgres: None }));
        assert_eq!(read("--quick").map(|options| options.rounds), Ok(3));
        let typed = read("--rounds 5 --quick --postgres postgres://x").unwrap();
        assert_eq!(typed, Options { quick: true, rounds: 5, postgres: Some("postgres://x".into()) });
        assert_eq!(read("--rounds 0"), Err("--rounds is a number from 1 to 101".into()));
        assert_eq!(read("--rounds"), Err("--rounds needs a value".into()));
        assert!(read("--fast").unwrap_err().starts_with("--fast is not known"));
    }
}
