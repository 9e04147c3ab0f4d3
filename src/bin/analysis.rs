//! The worker's program: the analysis and the page's jobs. Loaded by the page itself where no worker starts.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        console_error_panic_hook::set_once();
        if let Some(scope) = crossread::worker::scope() {
            crossread::worker::serve(scope);
        }
    }
}

/// Answers the page that has loaded this program itself.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn answer(message: Vec<u8>) -> Vec<u8> {
    crossread::worker::answer(message).await
}
