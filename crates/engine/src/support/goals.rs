//! How far a goal is. Whole numbers alone: millionths of the currency.

use chat::money::{decimal, micros, rounded};
use store::Total;

use super::{GoalView, Rate, SupportGoal};

/// Millionths in one.
const UNIT: i128 = 1_000_000;

/// The goal, by what was paid since it began. What is in another currency counts by the streamer's
/// rate, and not at all where there is none.
pub(super) fn view(goal: &SupportGoal, totals: &[Total], rates: &[Rate]) -> GoalView {
    let read = |number: &str| i128::from(micros(number).unwrap_or_default());
    let paid: i128 = totals
        .iter()
        .filter_map(|total| {
            let from = total.currency.as_deref()?;
            if from == goal.currency {
                return Some(total.micros);
            }
            let rate = rates.iter().find(|rate| rate.from == from && rate.to == goal.currency)?;
            let product = total.micros.checked_mul(read(&rate.rate))?;
            Some(rounded(product / UNIT, &goal.currency))
        })
        .sum();
    let (value, wanted) = (paid + read(&goal.start), read(&goal.amount).max(1));
    let permille = value.max(0).saturating_mul(1_000) / wanted;
    GoalView {
        title: goal.title.clone(),
        value: decimal(value, &goal.currency),
        amount: decimal(wanted, &goal.currency),
        currency: goal.currency.clone(),
        permille: u32::try_from(permille).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(currency: Option<&str>, micros: i128) -> Total {
        Total { currency: currency.map(str::to_owned), charity: false, micros, count: 1, unread: 0 }
    }

    fn goal(start: &str) -> SupportGoal {
        SupportGoal {
            title: "A new microphone".into(),
            amount: "200".into(),
            currency: "EUR".into(),
            since: None,
            start: start.into(),
        }
    }

    #[test]
    fn what_a_rate_makes_of_an_amount_has_no_parts_that_nobody_pays() {
        let rates = [Rate { from: "USD".into(), to: "EUR".into(), rate: "0.917".into() }];
        let goal = view(&goal("0"), &[total(Some("USD"), 8_550_000)], &rates);
        assert_eq!(goal.value, "7.84");
    }

    #[test]
    fn only_what_the_streamer_set_a_rate_for_counts() {
        let totals = [
            total(Some("EUR"), 50_000_000),
            total(Some("USD"), 10_000_000),
            total(Some("BITS"), 1_000_000_000),
            total(Some("JPY"), 999_000_000),
            total(None, 0),
        ];
        let rate = |from: &str, rate: &str| Rate {
            from: from.into(),
            to: "EUR".into(),
            rate: rate.into(),
        };
        let view_of = |rates: &[Rate]| view(&goal("10"), &totals, rates);
        assert_eq!(view_of(&[]).value, "60.00");
        assert_eq!(view_of(&[]).permille, 300);
        let other_way = Rate { from: "EUR".into(), to: "USD".into(), rate: "1.1".into() };
        assert_eq!(view_of(&[other_way]).value, "60.00", "a rate is of one direction");
        let rates = [rate("USD", "0.91"), rate("BITS", "0.0092")];
        assert_eq!(view_of(&rates).value, "78.30");
    }

    #[test]
    fn sums_stay_exact_and_more_than_wanted_is_more() {
        let cents: Vec<Total> = (0..10).map(|_| total(Some("EUR"), 100_000)).collect();
        assert_eq!(view(&goal("0"), &cents, &[]).value, "1.00");
        let view = view(&goal("0"), &[total(Some("EUR"), 500 * UNIT)], &[]);
        assert_eq!((view.permille, view.amount.as_str()), (2_500, "200.00"));
    }
}
