//! Pictures that a file names by address, fetched when the operator asks for it.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;

use catalog::exchange::Format;
use catalog::imports::Pictures;
use catalog::listings::{ListingView, Search};
use catalog::{PublicUrl, ShopKey};
use db::Db;
use egress::{Egress, Resolve, Waiting};
use kernel::{Actor, Limit};
use media::{Address, Files, Media};
use testkit::Folder;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use web::Paging;

use crate::rig::benches;

/// Two by one, red and blue.
const PICTURE: &[u8] =
    b"GIF89a\x02\0\x01\0\x80\0\0\xff\0\0\0\0\xff,\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0a\0;";

/// Every name leads to this machine, but for those inside.
struct Names;

impl Resolve for Names {
    fn resolve<'a>(&'a self, name: &'a str) -> Waiting<'a, io::Result<Vec<IpAddr>>> {
        let inside = name.starts_with("inside");
        Box::pin(async move { Ok(vec![IpAddr::from(if inside { [10, 0, 0, 1] } else { [127, 0, 0, 1] })]) })
    }
}

/// A server of pictures; `/page` is none.
async fn pictures() -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                let Ok(byte) = stream.read_u8().await else { break };
                request.push(byte);
            }
            let body = if request.starts_with(b"GET /page") { b"<html>".as_slice() } else { PICTURE };
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(&[head.as_bytes(), body].concat()).await; // whoever asked may have gone
        }
    });
    address
}

fn file(port: u16) -> String {
    format!(
        "Handle,Title,Image Src,Image Position,Image Alt Text,Variant Price,Status\n\
         cup,Cup,http://pictures.example:{port}/cup.gif,1,A cup,250.00,active\n\
         cup,,http://pictures.example:{port}/page,2,,,\n\
         plate,Plate,http://pictures.example:{port}/cup.gif,1,,300.00,active\n\
         plate,,http://inside.example:{port}/x,2,,,\n"
    )
}

async fn export(db: &Db, to: &Path) -> String {
    let (url, key): (_, ShopKey) = (PublicUrl("https://market.example".into()), "file".parse().unwrap());
    catalog::export_file(db, &Actor::Operator, &key, Format::Shopify, &url, to).await.unwrap();
    std::fs::read_to_string(to).unwrap()
}

async fn products(db: &Db) -> Vec<ListingView> {
    let paging = Paging { limit: Limit::DEFAULT, after: None };
    let all = Search::everything(paging);
    let mut views = Vec::new();
    for card in db.read(&Actor::Anyone, all, catalog::listings::search).await.unwrap().data {
        views.push(db.read(&Actor::Anyone, card.id, catalog::listings::product).await.unwrap());
    }
    views.sort_by(|one, other| one.handle.cmp(&other.handle));
    views
}

fn refused(pictures: &Pictures) -> Vec<(&str, &str)> {
    pictures.refused.iter().map(|(handle, _, why)| (handle.as_str(), why.code())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_file_names_is_fetched_from_outside_alone_and_the_file_is_written_again_as_it_was() {
    let folder = Folder::new("fetched");
    let server = pictures().await;
    let path = folder.path().join("file.csv");
    std::fs::write(&path, file(server.port())).unwrap();
    for bench in benches() {
        let db = &bench.db;
        let import = async |shop| {
            catalog::import_file(db, &Actor::Operator, &path, shop, |_| {}).await.unwrap().report.listings
        };
        assert_eq!(import(None).await, 2);
        let before = export(db, &folder.path().join("before.csv")).await;
        let media = Media::new(Files::memory(), 1, Address::default());
        let egress = Egress::with_resolver(Names).allowing(server);
        let fetch =
            async || catalog::fetch_pictures(db, &Actor::Operator, "file", &media, &egress).await.unwrap();
        let fetched = fetch().await;
        assert_eq!(fetched.fetched, 2, "{}: {:?}", bench.engine, fetched.refused);
        assert_eq!(refused(&fetched), [("cup", "picture_text"), ("plate", "fetch_inside")]);
        let views = products(db).await;
        let [cup, plate] = &views[..] else { panic!("{views:?}") };
        let own =
            |view: &ListingView| view.images.iter().map(|image| image.picture.is_some()).collect::<Vec<_>>();
        assert_eq!((own(cup), own(plate)), (vec![true, false], vec![true, false]));
        assert!(cup.images[0].url.starts_with("/media/") && cup.images[1].url.ends_with("/page"));
        assert_eq!(cup.images[0].alt.as_deref(), Some("A cup"));
        let same = (&cup.images[0].picture, &plate.images[0].picture);
        assert_eq!(same.0.as_ref().unwrap().shown, same.1.as_ref().unwrap().shown, "kept once");
        // Written again, and taken again: the addresses it came from name the pictures.
        assert_eq!(export(db, &folder.path().join("after.csv")).await, before);
        assert_eq!(import(Some("file")).await, 2);
        assert_eq!(products(db).await, views);
        let again = fetch().await;
        assert_eq!((again.fetched, refused(&again)), (0, refused(&fetched)), "only what is left is tried");
        let swept = media::sweep(db, &media.files).await.unwrap();
        assert_eq!(swept.pictures, 0);
    }
}
