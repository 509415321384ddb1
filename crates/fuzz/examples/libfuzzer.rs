//! libFuzzer with the target that the variable `FUZZ_TARGET` names. `cargo xtask fuzz` starts it.
#![no_main]
#![expect(clippy::panic, reason = "it runs nowhere but in a person's terminal and in CI")]

use std::sync::LazyLock;

use fuzz::{Target, mutate, target};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

static TARGET: LazyLock<&'static Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    target(&name).unwrap_or_else(|| panic!("FUZZ_TARGET names no target: {name:?}"))
});

fuzz_target!(|input: &[u8]| (TARGET.run)(input));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut rng = fastrand::Rng::with_seed(seed.into());
    let made = data.get(..size).and_then(|input| mutate::mutate(TARGET.grammar, input, &mut rng));
    match made.filter(|made| made.len() <= max_size) {
        Some(made) => {
            data[..made.len()].copy_from_slice(&made);
            made.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
});
