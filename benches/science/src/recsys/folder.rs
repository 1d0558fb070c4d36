use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use recsys::Csr;

/// A set of acts in two parts, with ids made dense: files may number people and items as they like.
pub struct Folder {
    /// The folder's own name.
    pub name: String,
    /// What may be learned from.
    pub train: Csr,
    /// What is counted.
    pub test: Csr,
    /// Who names whom as a friend.
    pub social: Option<Csr>,
}

type Pairs = Vec<(u64, u64)>;

impl Folder {
    /// Reads `train.txt`, `test.txt` and, where there is one, `social.txt`.
    pub fn read(dir: &Path) -> Result<Folder, String> {
        let train = pairs(&dir.join("train.txt"))?;
        let test = pairs(&dir.join("test.txt"))?;
        let social = dir.join("social.txt");
        let social = if social.exists() { Some(pairs(&social)?) } else { None };
        let acts = train.iter().chain(&test);
        let friends = social.iter().flatten();
        let people = dense(acts.clone().map(|act| act.0).chain(friends.flat_map(|tie| [tie.0, tie.1])));
        let items = dense(acts.map(|act| act.1));
        let matrix = |pairs: &Pairs, columns: &BTreeMap<u64, u32>| {
            let known: Vec<(u32, u32)> =
                pairs.iter().map(|pair| (people[&pair.0], columns[&pair.1])).collect();
            Csr::from_pairs(people.len(), columns.len(), &known).map_err(|error| error.to_string())
        };
        let name =
            dir.file_name().map_or_else(|| dir.display().to_string(), |name| name.to_string_lossy().into());
        Ok(Folder {
            name,
            train: matrix(&train, &items)?,
            test: matrix(&test, &items)?,
            social: social.map(|social| matrix(&social, &people)).transpose()?,
        })
    }

    /// People with at least one test item.
    pub fn tested(&self) -> Vec<u32> {
        (0..self.test.rows() as u32).filter(|&person| !self.test.row(person as usize).is_empty()).collect()
    }

    /// About `most` of them, evenly spread.
    pub fn some_tested(&self, most: usize) -> Vec<u32> {
        let everybody = self.tested();
        let step = everybody.len().div_ceil(most).max(1);
        everybody.into_iter().step_by(step).collect()
    }
}

/// A number below the count for each id, in the order of ids.
fn dense(ids: impl Iterator<Item = u64>) -> BTreeMap<u64, u32> {
    let mut ids: Vec<u64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().zip(0..).collect()
}

fn pairs(file: &Path) -> Result<Pairs, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut found = Pairs::new();
    for (number, line) in text.lines().enumerate() {
        let ids = line.split_whitespace().map(|word| {
            word.parse::<u64>()
                .map_err(|_| format!("{}, line {}: '{word}' is not an id", file.display(), number + 1))
        });
        let ids: Vec<u64> = ids.collect::<Result<_, _>>()?;
        if let Some((&person, others)) = ids.split_first() {
            found.extend(others.iter().map(|&other| (person, other)));
        }
    }
    Ok(found)
}
