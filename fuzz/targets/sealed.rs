#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tienbo_core::outside::sealed(bytes));
