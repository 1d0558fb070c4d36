//! A QR code as an SVG: dark on light in every theme, with the quiet edge that readers need (ISO/IEC 18004, 6.3.8).

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Fields of light around the code.
const QUIET: usize = 4;
/// Pixels across, where a page shows it.
const ACROSS: u32 = 232;

/// The code of a text, or nothing where the text is too long for any.
pub(super) fn drawn(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return Markup::default() };
    let side = code.width() + 2 * QUIET;
    html! {
        svg width=(ACROSS) height=(ACROSS) viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label)
            shape-rendering="crispEdges" {
            path fill="#fff" d={ "M0 0h" (side) "v" (side) "H0z" } {}
            path fill="#000" d=(fields(&code)) {}
        }
    }
}

/// The dark fields, row by row; those beside each other are drawn in one.
fn fields(code: &QrCode) -> String {
    let (across, colours) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (row, line) in colours.chunks(across).enumerate() {
        let mut at = 0;
        while at < across {
            let run = line[at..].iter().take_while(|colour| **colour == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", at + QUIET, row + QUIET); // a String takes all
            }
            at += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_its_quiet_edge() {
        let text = drawn("https://market.example/s/0a1b2c3d4e", "QR").into_string();
        // 29 fields and four at each edge; the corner's first row is seven dark fields long.
        assert!(text.contains("viewBox=\"0 0 37 37\"") && text.contains("d=\"M4 4h7v1h-7z"), "{text}");
        assert_eq!(text.matches("<path").count(), 2);
        assert!(text.contains("M26 4h7v1h-7z") && text.contains("M4 26h7v1h-7z"), "{text}");
        assert_eq!(drawn(&"x".repeat(4_000), "QR").into_string(), "");
    }
}
