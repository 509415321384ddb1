//! What Ko-fi tells by calling us: a form with one field, `data`, which is JSON
//! (<https://ko-fi.com/manage/webhooks>). The verification token in it says that it is Ko-fi.

use chat::Message;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use subtle::ConstantTimeEq;

use crate::Provider;
use crate::donation::{Donation, amount, text};

/// The longest call that is read.
pub const LONGEST: usize = 64 * 1024;

/// Why a call is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is no form with JSON in `data`.
    #[error("this is not what Ko-fi sends")]
    Malformed,
    /// Its token is another one.
    #[error("the verification token is another one")]
    WrongToken,
}

/// The message in a call, if the call is Ko-fi's; `None` if nothing was paid with it.
pub fn message(
    form: &[u8],
    token: &SecretString,
    now: Timestamp,
) -> Result<Option<Message>, Refusal> {
    let mut fields = url::form_urlencoded::parse(form);
    let (_, data) = fields.find(|(name, _)| name == "data").ok_or(Refusal::Malformed)?;
    let data: Value = net::json(data.as_bytes()).map_err(|_| Refusal::Malformed)?;
    // Before anything else of it is looked at.
    let told = data.get("verification_token").and_then(Value::as_str).unwrap_or_default();
    if !bool::from(told.as_bytes().ct_eq(token.expose_secret().as_bytes())) {
        return Err(Refusal::WrongToken);
    }
    Ok(donation(&data, now).map(Donation::into_message))
}

fn donation(data: &Value, now: Timestamp) -> Option<Donation> {
    let is = |field: &str| data.get(field).and_then(Value::as_bool);
    let did = match text(data, "type").unwrap_or_default().as_str() {
        "Donation" => "donated",
        "Subscription" => "supports the channel",
        "Commission" => "commissioned something",
        "Shop Order" => "bought something",
        _ => "paid",
    };
    let said = text(data, "message").filter(|_| {
        // What its author wants to be private is not for a screen.
        is("is_public") != Some(false)
    });
    let (transaction, call) = (text(data, "kofi_transaction_id"), text(data, "message_id"));
    let is_test = transaction.as_deref() == Some(TEST_TRANSACTION);
    // What is paid is paid once, however often it is told. All tests are of one transaction.
    let id = if is_test { call.or(transaction) } else { transaction.or(call) };
    Some(Donation {
        provider: Provider::Kofi,
        id: id?,
        from: text(data, "from_name").unwrap_or_default(),
        text: said.unwrap_or_default(),
        amount: amount(data)?,
        at: text(data, "timestamp").and_then(|at| at.parse().ok()).unwrap_or(now),
        did,
        is_test,
    })
}

/// The transaction of Ko-fi's test button.
const TEST_TRANSACTION: &str = "00000000-1111-2222-3333-444444444444";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn call(data: &Value) -> Vec<u8> {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("data", &data.to_string());
        form.finish().into_bytes()
    }

    fn told() -> Value {
        json!({
            "verification_token": "hunter2", "message_id": "m-1",
            "timestamp": "2026-11-22T18:00:00Z", "type": "Donation", "is_public": true,
            "from_name": "Jo Example", "message": "Good luck & have fun!", "amount": "3.00",
            "url": "https://ko-fi.com/Home/CoffeeShop?txid=1", "email": "jo@example.com",
            "currency": "USD", "is_subscription_payment": false,
            "kofi_transaction_id": "9a-1",
        })
    }

    fn read(data: &Value) -> Result<Option<Message>, Refusal> {
        message(&call(data), &"hunter2".into(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_payment_is_a_message_without_what_is_private() {
        let message = read(&told()).unwrap().expect("a donation");
        assert_eq!(message.text(), "Good luck & have fun!");
        assert_eq!(message.amount.as_ref().unwrap().text, "$3.00");
        let kept = serde_json::to_string(&message).unwrap();
        assert!(!kept.contains("jo@example.com") && !kept.contains("hunter2"), "{kept}");
        let mut private = told();
        private["is_public"] = json!(false);
        assert_eq!(read(&private).unwrap().expect("a donation").text(), "");
    }

    #[test]
    fn a_payment_that_is_told_again_under_another_name_is_the_same_and_each_test_is_one() {
        let id = |transaction: &str, call: &str| {
            let mut data = told();
            (data["kofi_transaction_id"], data["message_id"]) = (json!(transaction), json!(call));
            read(&data).unwrap().expect("a donation").id
        };
        assert_eq!(id("9a-1", "m-1"), id("9a-1", "m-2"));
        assert_ne!(id("9a-1", "m-1"), id("9a-2", "m-1"));
        assert_ne!(id(TEST_TRANSACTION, "m-1"), id(TEST_TRANSACTION, "m-2"));
        assert_eq!(id("", "m-1"), id("", "m-1"));
    }

    #[test]
    fn an_amount_that_can_t_be_read_is_kept_as_it_is_written() {
        let amount = |number: Value, currency: Value| {
            let mut data = told();
            (data["amount"], data["currency"]) = (number, currency);
            let amount = read(&data).unwrap()?.amount.expect("it was paid");
            assert_eq!((amount.micros, amount.currency), (None, None));
            Some(amount.text)
        };
        assert_eq!(amount(json!("1,000.00"), json!("USD")).as_deref(), Some("1,000.00 USD"));
        assert_eq!(amount(json!(5), json!("dollars")).as_deref(), Some("5 dollars"));
        assert_eq!(amount(json!("5.00"), json!("")).as_deref(), Some("5.00"));
        assert_eq!(amount(json!("9".repeat(99)), json!("")), Some("9".repeat(32)));
        for nothing in [json!("0.00"), json!("-3.00"), json!(""), json!(null)] {
            assert_eq!(amount(nothing, json!("USD")), None);
        }
    }

    #[test]
    fn who_does_not_know_the_token_is_refused() {
        for token in
            [json!("hunter"), json!("hunter22"), json!(""), json!(null), json!(["hunter2"])]
        {
            let mut data = told();
            data["verification_token"] = token;
            assert_eq!(read(&data), Err(Refusal::WrongToken));
        }
        for form in ["", "data=", "data=x", "other=1", "data=%7B"] {
            let read = message(form.as_bytes(), &"hunter2".into(), Timestamp::UNIX_EPOCH);
            assert_eq!(read, Err(Refusal::Malformed), "{form:?}");
        }
    }

    proptest! {
        #[test]
        fn no_call_does_harm(form in proptest::collection::vec(any::<u8>(), 0..256)) {
            prop_assert!(message(&form, &"hunter2".into(), Timestamp::UNIX_EPOCH).is_err());
        }
    }
}
