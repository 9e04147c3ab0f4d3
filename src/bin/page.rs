//! The page's own program: the interface, without the analysis.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        console_error_panic_hook::set_once();
        crossread::page::start();
    }
}
