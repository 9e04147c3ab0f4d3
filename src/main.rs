//! The command line. The page and its worker are programs of their own: `src/bin`.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    crossread::cli::main()
}

/// There is no command line in a browser; tests of the package build every program for it all the same.
#[cfg(target_arch = "wasm32")]
fn main() {}
