//! The command line.

fn main() -> std::process::ExitCode {
    zoneplan::cli::main()
}
