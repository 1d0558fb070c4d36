//! `rialto import` and `rialto export`: product files from and to the disk.

use std::path::Path;
use std::process::ExitCode;

use catalog::exchange::Format;
use catalog::{PublicUrl, ShopKey};
use clap::{Arg, ArgAction, ArgMatches, Command};
use db::Db;
use egress::Egress;
use kernel::Actor;

use super::{Failure, keep};
use crate::{Config, wiring};

pub(super) fn import_grammar(file: Arg) -> Command {
    Command::new("import")
        .about("Take a product file into a shop; one is opened where none is named. Refused while a market has the SQLite folder.")
        .arg(file)
        .arg(Arg::new("shop").long("shop").value_name("HANDLE").help("The shop that takes it."))
        .arg(
            Arg::new("fetch-images")
                .long("fetch-images")
                .action(ArgAction::SetTrue)
                .help("Also fetch the pictures that the shop's listings name by address, and show them from here."),
        )
}

pub(super) fn export_grammar(file: Arg) -> Command {
    let formats = [Format::Shopify, Format::WooCommerce, Format::Google].map(Format::word);
    Command::new("export")
        .about("Write a shop's listings into a file, beside a running market.")
        .arg(file)
        .arg(Arg::new("shop").long("shop").value_name("HANDLE").required(true).help("Whose listings."))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(formats)
                .default_value(Format::Shopify.word())
                .help("How they are written."),
        )
}

/// Exits 0 when the file was understood, whatever lines of it were refused: each is printed with its reason.
pub(super) fn import(config: &Config, file: &Path, typed: &ArgMatches) -> Result<ExitCode, Failure> {
    let db = keep::open(config).map_err(|why| {
        format!("{why}; stop the market first, or send the file to it: POST /api/v1/shops/{{shop}}/imports")
    })?;
    let shop = typed.get_one::<String>("shop").map(String::as_str);
    let runtime = super::runtime()?;
    let imported = runtime.block_on(catalog::import_file(&db, &Actor::Operator, file, shop, |_| ()));
    let imported = match imported {
        Ok(imported) => imported,
        Err(why) => {
            db.close();
            return Err(why.into());
        }
    };
    let opened = if imported.opened { " (opened for it)" } else { "" };
    println!("shop: {}{opened}", imported.shop.handle);
    println!("{}", imported.report);
    let fetched = if typed.get_flag("fetch-images") {
        runtime.block_on(fetch(config, &db, &imported.shop.handle))
    } else {
        Ok(())
    };
    db.close();
    fetched.map(|()| ExitCode::SUCCESS)
}

/// Fetches what the shop's listings name by address; what cannot be fetched is said and stays an address.
async fn fetch(config: &Config, db: &Db, shop: &str) -> Result<(), Failure> {
    let media = wiring::media(config, &config.url_at(config.listen))?;
    let egress = Egress::new();
    let pictures = catalog::fetch_pictures(db, &Actor::Operator, shop, &media, &egress).await?;
    println!("pictures: {} fetched, {} not", pictures.fetched, pictures.refused.len());
    for (handle, address, why) in &pictures.refused {
        println!("  {handle}: {address}: {why} ({})", why.code());
    }
    Ok(())
}

pub(super) fn export(config: &Config, file: &Path, typed: &ArgMatches) -> Result<ExitCode, Failure> {
    let shop: ShopKey =
        typed.get_one::<String>("shop").map_or("", String::as_str).parse().map_err(db::No::from)?;
    let word = typed.get_one::<String>("format").map_or("", String::as_str);
    let formats = [Format::Shopify, Format::WooCommerce, Format::Google];
    let format = formats.into_iter().find(|format| format.word() == word).unwrap_or(Format::Shopify);
    let db = keep::look(config, config.store())?;
    let url = PublicUrl(config.url_at(config.listen));
    let exported = catalog::export_file(&db, &Actor::Operator, &shop, format, &url, file);
    let listings = super::runtime()?.block_on(exported)?;
    db.close();
    println!("{listings} listings to {}", file.display());
    Ok(ExitCode::SUCCESS)
}
