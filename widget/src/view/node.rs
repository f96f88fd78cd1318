//! Nodes, written as calls instead of with `html!`.
//!
//! What the macro writes out for each element is several times as much WASM as a few calls, and attributes are a sixth of
//! all views. Every element has the same list of attributes, most of them empty, so comparing two drawings needs no map.
//! Deliberately absent: what is drawn.

use shared::machine::Input;
use std::rc::Rc;
use yew::virtual_dom::{AttrValue, AttributeOrProperty, Attributes, Listener, VList, VNode, VTag, VText};
use yew::{Callback, Html};

macro_rules! attributes {
    ($($name:ident = $text:literal)*) => {
        /// An attribute that some element of ours has.
        #[derive(Clone, Copy)]
        pub(in crate::view) enum Attr { $(#[doc = $text] $name),* }

        const NAMES: &[&str] = &[$($text),*];
    };
}

attributes! {
    Alt = "alt"
    AriaDescribedby = "aria-describedby"
    AriaExpanded = "aria-expanded"
    AriaHidden = "aria-hidden"
    AriaInvalid = "aria-invalid"
    AriaLabel = "aria-label"
    AriaLabelledby = "aria-labelledby"
    AriaModal = "aria-modal"
    AriaRequired = "aria-required"
    Autocomplete = "autocomplete"
    Class = "class"
    Controls = "controls"
    Cx = "cx"
    Cy = "cy"
    D = "d"
    At = "data-at"
    Hole = "data-hole"
    Look = "data-look"
    Over = "data-over"
    Points = "data-points"
    Decoding = "decoding"
    Dir = "dir"
    Height = "height"
    Hidden = "hidden"
    Href = "href"
    Id = "id"
    Lang = "lang"
    Max = "max"
    Maxlength = "maxlength"
    Name = "name"
    Placeholder = "placeholder"
    Playsinline = "playsinline"
    Preload = "preload"
    R = "r"
    Rel = "rel"
    Role = "role"
    Rows = "rows"
    Src = "src"
    Tabindex = "tabindex"
    Target = "target"
    Type = "type"
    Value = "value"
    ViewBox = "viewBox"
    Width = "width"
}

/// An element that is being put together.
pub(super) struct Node(Rc<VTag>);

/// An element.
#[inline(never)]
pub(super) fn node(tag: &'static str) -> Node {
    let mut tag = VTag::new(AttrValue::Static(tag));
    tag.attributes = Attributes::Dynamic { keys: NAMES, values: NAMES.iter().map(|_| None).collect() };
    Node(Rc::new(tag))
}

/// An element of this class.
pub(super) fn classed(tag: &'static str, class: &'static str) -> Node {
    node(tag).set(Attr::Class, class)
}

/// A text.
#[inline(never)]
pub(super) fn text(text: String) -> Html {
    VNode::VText(VText::new(text))
}

/// Several nodes without an element around them.
#[inline(never)]
pub(super) fn list(nodes: Vec<Html>) -> Html {
    VNode::VList(Rc::new(VList::with_children(nodes, None)))
}

/// The node, or nothing at its place.
pub(super) fn maybe(there: bool, node: impl FnOnce() -> Html) -> Html {
    if there { node() } else { Html::default() }
}

impl Node {
    fn tag(&mut self) -> &mut VTag {
        Rc::get_mut(&mut self.0).expect("an element that is being put together has one owner")
    }

    #[inline(never)]
    fn attribute(mut self, name: Attr, value: AttributeOrProperty) -> Self {
        if let Attributes::Dynamic { values, .. } = &mut self.tag().attributes
            && let Some(place) = values.get_mut(name as usize)
        {
            *place = Some(value);
        }
        self
    }

    /// With an attribute.
    #[inline(never)]
    pub(super) fn set(self, name: Attr, value: &'static str) -> Self {
        self.attribute(name, AttributeOrProperty::Static(value))
    }

    /// With an attribute whose value is worked out.
    #[inline(never)]
    pub(super) fn put(self, name: Attr, value: String) -> Self {
        self.attribute(name, AttributeOrProperty::Attribute(value.into()))
    }

    /// With an attribute, where there is a value for it.
    pub(super) fn put_some(self, name: Attr, value: Option<String>) -> Self {
        if let Some(value) = value { self.put(name, value) } else { self }
    }

    /// With an attribute, if so.
    #[inline(never)]
    pub(super) fn set_if(self, there: bool, name: Attr, value: &'static str) -> Self {
        if there { self.set(name, value) } else { self }
    }

    /// Told apart from its neighbours and from what was at its place before.
    pub(super) fn key(mut self, key: String) -> Self {
        self.tag().key = Some(key.into());
        self
    }

    /// A field with this text in it.
    pub(super) fn value(mut self, value: String) -> Self {
        self.tag().set_value(AttrValue::from(value));
        self
    }

    /// A box or button that is checked or not.
    pub(super) fn checked(mut self, checked: bool) -> Self {
        self.tag().set_checked(checked);
        self
    }

    /// With this after everything else in it.
    #[inline(never)]
    pub(super) fn with(mut self, child: Html) -> Self {
        self.tag().add_child(child);
        self
    }

    /// With this text after everything else in it.
    pub(super) fn say(self, said: String) -> Self {
        self.with(text(said))
    }

    #[inline(never)]
    fn listen(mut self, listener: Rc<dyn Listener>) -> Self {
        self.tag().add_listener(listener);
        self
    }

    /// Hears clicks.
    pub(super) fn click(self, heard: Callback<yew::MouseEvent>) -> Self {
        self.listen(Rc::new(yew::html::onclick::Wrapper::new(heard)))
    }

    /// Hears that another point or option was chosen.
    pub(super) fn change(self, heard: Callback<yew::Event>) -> Self {
        self.listen(Rc::new(yew::html::onchange::Wrapper::new(heard)))
    }

    /// Sends the text of a field as it is typed.
    pub(super) fn typed(self, send: &Callback<Input>) -> Self {
        let send = send.clone();
        let heard = Callback::from(move |event: yew::InputEvent| send.emit(Input::Type(crate::page::typed(&event))));
        self.listen(Rc::new(yew::html::oninput::Wrapper::new(heard)))
    }

    /// The finished element.
    pub(super) fn done(self) -> Html {
        VNode::VTag(self.0)
    }
}
