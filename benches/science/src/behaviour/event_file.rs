//! Events in a Parquet file: written once, read on two threads.

use super::generator::Made;
use behaviour::{Activity, Calendar, Event};
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::reader::ColumnReader;
use parquet::data_type::Int32Type;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// As many as DuckDB is given.
const THREADS: usize = 2;
const ROWS_A_GROUP: usize = 500_000;
const ROWS_A_BATCH: usize = 16_384;
const SCHEMA: &str = "message events {
    required int32 user_id (INTEGER(32, false));
    required int32 ts (INTEGER(32, false));
    required int32 ev (INTEGER(8, false));
    required int32 item (INTEGER(32, false));
}";

/// A Parquet file with columns `user_id`, `ts` and `ev`, whole numbers without nulls.
pub struct EventFile {
    path: PathBuf,
    rows: u64,
    groups: usize,
}

impl EventFile {
    /// Looks at a file's footer.
    pub fn open(path: &Path) -> Result<Self, String> {
        let reader = reader(path)?;
        let rows = reader.metadata().file_metadata().num_rows();
        Ok(Self { path: path.to_path_buf(), rows: rows.unsigned_abs(), groups: reader.num_row_groups() })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many events it holds.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Who was active on which local day: each thread builds its part, and the parts are merged.
    pub fn activity(&self, calendar: &Calendar) -> Result<Activity, String> {
        let parts = self.on_threads(|reader, groups| {
            let mut activity = Activity::new();
            let mut cursor = calendar.cursor();
            for group in groups {
                read_group(reader, group, &["user_id", "ts"], |columns| {
                    for (person, at) in columns[0].iter().zip(&columns[1]) {
                        activity.note(*person as u32, cursor.day(*at));
                    }
                })?;
            }
            Ok(activity)
        })?;
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_default();
        parts.for_each(|part| whole.merge(&part));
        Ok(whole)
    }

    /// All events, a part for each row group, in the file's order.
    pub fn events(&self) -> Result<Vec<Vec<Event>>, String> {
        let parts = self.on_threads(|reader, groups| {
            let mut parts = Vec::new();
            for group in groups {
                let mut events = Vec::new();
                read_group(reader, group, &["user_id", "ts", "ev"], |columns| {
                    let rows = columns[0].iter().zip(&columns[1]).zip(&columns[2]);
                    events.extend(rows.map(|((person, at), class)| Event {
                        person: *person as u32,
                        at: *at,
                        class: *class as u8,
                    }));
                })?;
                parts.push((group, events));
            }
            Ok(parts)
        })?;
        let mut parts: Vec<(usize, Vec<Event>)> = parts.into_iter().flatten().collect();
        parts.sort_by_key(|(group, _)| *group);
        Ok(parts.into_iter().map(|(_, events)| events).collect())
    }

    /// Gives every thread its own reader and every `THREADS`-th row group.
    fn on_threads<T: Send>(
        &self,
        work: impl Fn(&SerializedFileReader<File>, std::iter::StepBy<std::ops::Range<usize>>) -> Result<T, String>
        + Sync,
    ) -> Result<Vec<T>, String> {
        let work = &work;
        std::thread::scope(|scope| {
            let start = |thread| {
                let groups = (thread..self.groups.max(thread)).step_by(THREADS);
                scope.spawn(move || work(&reader(&self.path)?, groups))
            };
            let threads: Vec<_> = (0..THREADS).map(start).collect();
            let joined =
                threads.into_iter().map(|thread| thread.join().map_err(|_| "a reader broke off".to_owned()));
            joined.map(Result::flatten).collect()
        })
    }
}

/// Writes events in the given order; the file appears whole or not at all.
pub fn write(path: &Path, events: &[Made]) -> Result<(), String> {
    let unfinished = path.with_extension("unfinished");
    write_rows(&unfinished, events).map_err(|error| format!("{}: {error}", unfinished.display()))?;
    std::fs::rename(&unfinished, path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write_rows(path: &Path, events: &[Made]) -> Result<(), ParquetError> {
    let compression = Compression::ZSTD(ZstdLevel::default());
    let properties = WriterProperties::builder().set_compression(compression).build();
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let mut writer = SerializedFileWriter::new(File::create(path)?, schema, Arc::new(properties))?;
    let columns: [fn(&Made) -> u32; 4] =
        [|made| made.person, |made| made.at, |made| made.class.into(), |made| made.item];
    for rows in events.chunks(ROWS_A_GROUP) {
        let mut group = writer.next_row_group()?;
        for column in columns {
            let values: Vec<i32> = rows.iter().map(|made| column(made).cast_signed()).collect();
            if let Some(mut writer) = group.next_column()? {
                writer.typed::<Int32Type>().write_batch(&values, None, None)?;
                writer.close()?;
            }
        }
        group.close()?;
    }
    writer.close().map(drop)
}

fn reader(path: &Path) -> Result<SerializedFileReader<File>, String> {
    let said = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| said(&error))?;
    SerializedFileReader::new(file).map_err(|error| said(&error))
}

/// Hands over the named columns of a row group, batch by batch and side by side.
fn read_group(
    reader: &SerializedFileReader<File>,
    group: usize,
    names: &[&str],
    mut take: impl FnMut(&[Vec<i64>]),
) -> Result<(), String> {
    let said = |error: ParquetError| error.to_string();
    let group = reader.get_row_group(group).map_err(said)?;
    let schema = group.metadata().schema_descr();
    let place = |name: &&str| {
        let found = (0..schema.num_columns()).find(|place| schema.column(*place).name() == *name);
        found.ok_or_else(|| format!("the file has no column {name}"))
    };
    let open = |name| group.get_column_reader(place(name)?).map_err(said);
    let mut readers: Vec<ColumnReader> = names.iter().map(open).collect::<Result<_, _>>()?;
    let mut columns = vec![Vec::with_capacity(ROWS_A_BATCH); names.len()];
    loop {
        for (reader, values) in readers.iter_mut().zip(&mut columns) {
            values.clear();
            read_batch(reader, values)?;
        }
        let rows = columns.first().map_or(0, Vec::len);
        if columns.iter().any(|column| column.len() != rows) {
            return Err("a column has nulls".to_owned());
        }
        if rows == 0 {
            return Ok(());
        }
        take(&columns);
    }
}

/// Reads up to a batch. Numbers of 32 bits are taken as unsigned: that is how both writers mean them.
fn read_batch(reader: &mut ColumnReader, values: &mut Vec<i64>) -> Result<(), String> {
    let mut levels = Vec::new();
    match reader {
        ColumnReader::Int32ColumnReader(reader) => {
            let mut narrow = Vec::with_capacity(ROWS_A_BATCH);
            reader
                .read_records(ROWS_A_BATCH, Some(&mut levels), None, &mut narrow)
                .map_err(|error| error.to_string())?;
            values.extend(narrow.into_iter().map(|value| i64::from(value.cast_unsigned())));
        }
        ColumnReader::Int64ColumnReader(reader) => {
            reader
                .read_records(ROWS_A_BATCH, Some(&mut levels), None, values)
                .map_err(|error| error.to_string())?;
        }
        _ => return Err("a column is not of whole numbers".to_owned()),
    }
    Ok(())
}
