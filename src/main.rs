//! One program, two homes: the command line on the host; the page and its worker in the browser.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    crossread::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    match crossread::worker::scope() {
        Some(scope) => crossread::worker::serve(scope),
        None => crossread::page::start(),
    }
}
