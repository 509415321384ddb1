//! The answers in a stream of them: one JSON array that does not end for hours.

use serde_json::Value;

/// No honest answer is longer.
const LONGEST: usize = 8 * 1024 * 1024;

/// It is no stream of answers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotOurs;

/// Takes bytes as they come, and gives each answer when it is whole. What stands around them, the
/// array's brackets and commas, may be there or not.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    /// The answer that is not whole yet.
    begun: Vec<u8>,
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Pieces {
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Result<Vec<Value>, NotOurs> {
        let mut whole = Vec::new();
        for &byte in bytes {
            if self.depth == 0 {
                match byte {
                    b'{' => {}
                    b'[' | b']' | b',' => continue,
                    space if space.is_ascii_whitespace() => continue,
                    _ => return Err(NotOurs),
                }
            }
            self.begun.push(byte);
            if self.begun.len() > LONGEST {
                return Err(NotOurs);
            }
            if self.step(byte) {
                let answer = net::json(&self.begun).map_err(|_| NotOurs)?;
                self.begun.clear();
                whole.push(answer);
            }
        }
        Ok(whole)
    }

    /// True where the answer ends.
    fn step(&mut self, byte: u8) -> bool {
        if self.in_text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_text = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' => self.depth += 1,
            b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth == 0
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn answers_come_out_whole_wherever_the_bytes_are_cut() {
        let answers = [
            json!({"items": [{"text": "}{\"\\ é 🙂 ]"}], "nextPageToken": "a"}),
            json!({}),
            json!({"a": {"b": [1, {"c": "\\"}]}}),
        ];
        let text = serde_json::to_string_pretty(&answers).expect("JSON");
        for size in [1, 2, 3, 7, 1000] {
            let mut pieces = Pieces::default();
            let cut = text.as_bytes().chunks(size);
            let got: Vec<_> = cut.flat_map(|part| pieces.take(part).expect("a stream")).collect();
            assert_eq!(got, answers, "cut every {size} bytes");
        }
    }

    #[test]
    fn an_answer_is_there_before_the_next_one_begins() {
        let mut pieces = Pieces::default();
        assert_eq!(pieces.take(b"[{\"a\":1").expect("a stream"), Vec::<Value>::new());
        assert_eq!(pieces.take(b"}").expect("a stream"), [json!({"a": 1})]);
        assert_eq!(pieces.take(b"\r\n,{\"b\":2}").expect("a stream"), [json!({"b": 2})]);
    }

    #[test]
    fn a_page_is_no_stream() {
        for text in ["<!DOCTYPE html>", "\"{}\"", "{\"a\" 1}"] {
            assert_eq!(Pieces::default().take(text.as_bytes()), Err(NotOurs), "{text}");
        }
    }
}
