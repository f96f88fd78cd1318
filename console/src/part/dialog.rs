//! A question that must be answered first: the browser's own modal dialog, so that focus and Escape behave.
//!
//! Deliberately absent: dialogs for things that can be undone.

use crate::app::use_lang;
use crate::text::general as g;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// What is asked.
    pub title: AttrValue,
    /// What the button that goes ahead says.
    pub action: AttrValue,
    /// Whether going ahead takes something away.
    #[prop_or_default]
    pub harmful: bool,
    /// Goes ahead.
    pub on_confirm: Callback<()>,
    /// Leaves everything as it is.
    pub on_cancel: Callback<()>,
    /// What follows from it.
    #[prop_or_default]
    pub children: Html,
}

/// Asks; rendered only while it is open.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let lang = use_lang();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
            }
            // Closed, not only taken away, so that the focus goes back to where it was.
            move || dialog.iter().for_each(HtmlDialogElement::close)
        });
    }
    let oncancel = props.on_cancel.reform(|event: Event| event.prevent_default());
    let confirm = props.on_confirm.reform(|_: MouseEvent| ());
    let cancel = props.on_cancel.reform(|_: MouseEvent| ());
    let tone = if props.harmful { "danger" } else { "primary" };
    html! {
        <dialog ref={node} {oncancel} aria-labelledby="dialog-title" class="dialog">
            <h2 id="dialog-title">{ &props.title }</h2>
            { props.children.clone() }
            <div class="actions end">
                <button type="button" class="quiet" onclick={cancel}>{ lang.say(g::CANCEL) }</button>
                <button type="button" class={tone} onclick={confirm}>{ &props.action }</button>
            </div>
        </dialog>
    }
}
