//! The page. What can be tested without a browser stands first: the state and its actions, the words, and the
//! way from spans to marks. Then the parts that need one: the app, its effects, and the components.
//!
//! - [`state`]: plain-data state, actions, one reducer with undo.
//! - [`numbers`]: which topic has which of the eight colours.
//! - [`marks`], [`markup`], [`notes`], [`model`]: what the reader sees of an article.
//! - [`pen`]: writes elements past the virtual DOM. [`search`]: keyword in context. [`gutter`]: where the speakers' labels hang.
//! - [`strings`]: every word of the page.
//! - `client`: asks the worker. `desk`: gives out jobs. `workers`: starts what answers. `browser`: clipboard, history, measures.
//!   `kept`: the browser's database. `keeping`: what stays in it, what a visit begins with. `slices`: long work in short tasks.
//!   `rehearsal`: what is drawn before the page is shown. `effects`, `keys`: what the app
//!   listens to. `reading`, `together`: links, labels, articles beside each other. `app`, `components`: Yew.

pub mod confidence;
pub mod example;
pub mod gutter;
pub mod marks;
pub mod markup;
pub mod model;
pub mod notes;
pub mod numbers;
#[cfg(test)]
mod palette;
pub mod pen;
pub mod search;
pub mod shared;
pub mod state;
pub mod strings;
pub mod table;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
mod download;
#[cfg(target_arch = "wasm32")]
mod effects;
#[cfg(target_arch = "wasm32")]
mod keeping;
#[cfg(target_arch = "wasm32")]
mod kept;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod loading;
#[cfg(target_arch = "wasm32")]
mod reading;
#[cfg(target_arch = "wasm32")]
mod rehearsal;
#[cfg(target_arch = "wasm32")]
mod selected;
#[cfg(target_arch = "wasm32")]
mod slices;
#[cfg(target_arch = "wasm32")]
mod together;

#[cfg(target_arch = "wasm32")]
mod workers;

#[cfg(target_arch = "wasm32")]
pub use app::start;
#[cfg(target_arch = "wasm32")]
pub use workers::set_alone;
