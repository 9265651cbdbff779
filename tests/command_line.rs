//! The command line's sessions: each file in `command_line/` is commands and what they print.

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .default_bin_name("tienbo")
        .case("../../tests/command_line/*.trycmd");
}
