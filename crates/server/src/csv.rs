//! Tables for spreadsheets.

/// Says that the text is UTF-8, which spreadsheets don't assume.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A table as CSV (RFC 4180). What viewers wrote is text to a spreadsheet, never a formula.
pub(crate) struct Table(String);

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        let mut table = Self(BYTE_ORDER_MARK.into());
        table.add(head);
        table
    }

    /// Rows that go on a table.
    pub(crate) fn empty() -> Self {
        Self(String::new())
    }

    pub(crate) fn add(&mut self, cells: &[&str]) {
        for (count, cell) in cells.iter().enumerate() {
            if count > 0 {
                self.0.push(',');
            }
            self.0.push('"');
            if is_formula(cell) {
                self.0.push('\'');
            }
            self.0.push_str(&cell.replace('"', "\"\""));
            self.0.push('"');
        }
        self.0.push_str("\r\n");
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// Whether a spreadsheet could take the text for a formula: by its first sign, in the usual width
/// or the wide one, also behind spaces and what nobody sees
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
fn is_formula(cell: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start_matches(unseen).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cell: &str) -> String {
        let mut table = Table::empty();
        table.add(&[cell, "x"]);
        table.finish()
    }

    #[test]
    fn what_is_written_is_text_and_never_a_formula() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =1",
            "\u{200b}=1",
            "\u{feff}=1",
            "＝1",
            "=HYPERLINK(\"http://x\")",
        ] {
            assert!(row(formula).starts_with("\"'"), "{formula:?}: {}", row(formula));
        }
        for text in ["hello", "5.00", "a=b", "'quoted", ""] {
            assert_eq!(row(text), format!("\"{text}\",\"x\"\r\n"));
        }
    }

    #[test]
    fn quotes_and_lines_stay_in_their_cell() {
        assert_eq!(row("a\"b,c\r\nd"), "\"a\"\"b,c\r\nd\",\"x\"\r\n");
    }
}
