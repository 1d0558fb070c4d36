//! Where pictures are put in: by picker, camera or drag.

use maud::{Markup, Render, html};

use super::{Icon, Picture, Text, icon};

/// A field for files. The whole tile is the field, so a drop on it is the browser's own.
#[derive(Clone, Debug, Default)]
pub struct Upload<'a> {
    /// The name they are sent under; also makes its id, `f-NAME`.
    pub name: Text<'a>,
    /// "Add pictures".
    pub label: Text<'a>,
    /// What is taken: "JPEG, PNG or WebP, up to 12 MB each".
    pub hint: Text<'a>,
    /// The same for the browser: `image/jpeg,image/png,image/webp`.
    pub accept: Text<'a>,
    /// Whether several at once.
    pub several: bool,
    /// Whether a phone opens its camera first.
    pub camera: bool,
    /// The largest file, in bytes; the server looks again.
    pub largest: u64,
    /// What is said to a larger one.
    pub too_large: Text<'a>,
    /// What is there already.
    pub pictures: Vec<Picture<'a>>,
    /// What is wrong with what was sent.
    pub error: Option<Text<'a>>,
}

impl Render for Upload<'_> {
    fn render(&self) -> Markup {
        let (shown, wrong) = (format!("f-{}-shown", self.name), format!("f-{}-wrong", self.name));
        let hint = format!("f-{}-hint", self.name);
        html! {
            div.field data-upload=(shown) data-max=(self.largest) {
                label.upload {
                    (icon(if self.camera { Icon::Camera } else { Icon::UploadSimple }))
                    b { (self.label) }
                    small id=(hint) { (self.hint) }
                    input type="file" id={ "f-" (self.name) } name=(self.name) accept=(self.accept) multiple[self.several]
                        capture=[self.camera.then_some("environment")] aria-invalid=[self.error.as_ref().map(|_| "true")]
                        aria-label=(self.label) aria-describedby={ (hint) " " (wrong) };
                }
                p.wrong id=(wrong) role="alert" hidden[self.error.is_none()] {
                    (self.error.as_ref().unwrap_or(&self.too_large))
                }
                div.previews id=(shown) { @for picture in &self.pictures { (picture) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn the_tile_is_the_field_and_says_what_it_takes() {
        let upload = Upload {
            name: "pictures".into(),
            label: HOSTILE.into(),
            hint: "JPEG or PNG".into(),
            accept: "image/jpeg,image/png".into(),
            several: true,
            camera: true,
            largest: 12_000_000,
            too_large: "This picture is larger than 12 MB.".into(),
            ..Upload::default()
        };
        holds(
            &of(&upload),
            &[
                "data-upload=\"f-pictures-shown\" data-max=\"12000000\"",
                "type=\"file\" id=\"f-pictures\" name=\"pictures\" accept=\"image/jpeg,image/png\" multiple capture=\"environment\"",
                "role=\"alert\" hidden>This picture is larger than 12 MB.</p>",
            ],
        );
        let error = Some("This is not a picture.".into());
        holds(
            &of(&Upload { error, ..upload }),
            &["role=\"alert\">This is not a picture.</p>", "aria-invalid=\"true\""],
        );
    }
}
