//! Ways to bring articles in that are not on the page itself: the bookmarklet, the phone's share sheet, files.

use yew::prelude::*;

use crate::page::{loading, strings};

#[component]
pub fn MoreWays() -> Html {
    // Pressed here it would do nothing: it is there to be dragged to the bookmarks.
    let hold = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <details class="ways">
            <summary>{ strings::MORE_WAYS }</summary>
            <ul>
                <li>
                    { strings::BOOKMARKLET_BEFORE }
                    <a href={loading::bookmarklet()} draggable="true" onclick={hold}>{ strings::BOOKMARKLET_NAME }</a>
                    { strings::BOOKMARKLET_AFTER }
                </li>
                <li>{ strings::WAY_FILES }</li>
                <li>{ strings::WAY_SHARE }</li>
            </ul>
        </details>
    }
}
