//! How the widget looks, with the contrast of the derived colours checked as one types.
//!
//! Deliberately absent: the arithmetic; that is `shared::theme`, which the widget draws by.

use super::environment::RoomProps;
use super::{SaveBar, use_settings};
use crate::app::{use_desk, use_lang};
use crate::part::advice::AdviceList;
use crate::part::field::{Choice, Field};
use crate::part::number::NumberField;
use crate::text::{Lang, Words, general as g, settings as s};
use shared::content::{Position, Scheme};
use shared::theme::{Colour, DARK_SURFACE, EDGE_CONTRAST, LIGHT_SURFACE, TEXT_CONTRAST, contrast, derive};
use yew::prelude::*;

/// The room.
#[component]
pub fn Look(props: &RoomProps) -> Html {
    let lang = use_lang();
    let disabled = !use_desk().may_own();
    let draft = use_settings(&props.environment);
    let theme = draft.settings.theme.clone();
    let accent = Colour::from_hex(&theme.accent);
    let put_accent = draft.with(|settings, text: String| settings.theme.accent = text.trim().to_lowercase());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to 0 to 32")]
    let put_radius = draft.with(|settings, n: f64| settings.theme.radius = n as u8);
    let error = accent.is_none().then(|| AttrValue::from(lang.say(s::ACCENT_WRONG)));
    html! {
        <section class="panel">
            <p class="hint">{ lang.say(s::LOOK_LEAD) }</p>
            <div class="colour-row">
                <Field kind="color" bare=true label={lang.say(s::ACCENT)} value={accent.map_or_else(|| "#000000".to_owned(), Colour::to_hex)}
                    onchange={put_accent.clone()} {disabled} />
                <Field label={lang.say(s::ACCENT)} value={theme.accent.clone()} onchange={put_accent} {error} class="narrow" {disabled} />
            </div>
            if let Some(accent) = accent { { contrasts(lang, accent) } }
            if !draft.changed && !props.environment.advice.is_empty() { <AdviceList list={props.environment.advice.clone()} /> }
            <NumberField label={lang.say(s::RADIUS)} value={f64::from(theme.radius)} max=32.0 onchange={put_radius} {disabled} />
            <Field label={lang.say(s::FONT)} value={theme.font.clone()} {disabled}
                onchange={draft.with(|settings, text| settings.theme.font = text)} class="narrow-text" />
            <div class="row">
                <Choice label={lang.say(s::POSITION)} value={position_name(theme.position)} options={positions(lang)} {disabled}
                    onchange={draft.with(|settings, name: String| settings.theme.position = position_of(&name))} />
                <Choice label={lang.say(s::WIDGET_SCHEME)} value={scheme_name(theme.scheme)} options={schemes(lang)} {disabled}
                    onchange={draft.with(|settings, name: String| settings.theme.scheme = scheme_of(&name))} />
            </div>
            <SaveBar {draft} />
        </section>
    }
}

/// The derived colours on both surfaces, drawn and measured.
fn contrasts(lang: Lang, accent: Colour) -> Html {
    html! {
        <div class="pair">
            { surface(lang, s::ON_LIGHT, accent, LIGHT_SURFACE) }
            { surface(lang, s::ON_DARK, accent, DARK_SURFACE) }
        </div>
    }
}

fn surface(lang: Lang, title: Words, accent: Colour, ground: Colour) -> Html {
    let palette = derive(accent, ground);
    let lines = [
        (s::CONTRAST_BUTTON, contrast(palette.fill, palette.on), TEXT_CONTRAST),
        (s::CONTRAST_EDGE, contrast(palette.edge, ground), EDGE_CONTRAST),
        (s::CONTRAST_TEXT, contrast(palette.text, ground), TEXT_CONTRAST),
    ];
    let line = |(words, value, least): (Words, f64, f64)| {
        let (class, sign) = if value >= least { ("good", "✓") } else { ("bad", "!") };
        let said = lang.fill(s::CONTRAST_LINE, &[&lang.say(words), &lang.decimal(value, 1), &lang.decimal(least, 1)]);
        html! { <li class={classes!("contrast", class)}><span aria-hidden="true">{ sign }</span>{ " " }{ said }</li> }
    };
    html! {
        <div class="look-sample">
            <h2>{ lang.say(title) }</h2>
            <svg viewBox="0 0 280 88" role="img" aria-label={lang.say(title)}>
                <rect width="280" height="88" rx="12" fill={ground.to_hex()} stroke="currentColor" stroke-opacity="0.2" />
                <rect x="20" y="24" width="128" height="40" rx="8" fill={palette.fill.to_hex()} stroke={palette.edge.to_hex()} />
                <text x="84" y="49" text-anchor="middle" font-size="14" font-weight="600" fill={palette.on.to_hex()}>{ lang.say(s::SAMPLE_BUTTON) }</text>
                <text x="172" y="49" font-size="14" font-weight="600" fill={palette.text.to_hex()}>{ lang.say(s::SAMPLE_WORDS) }</text>
            </svg>
            <ul>{ for lines.map(line) }</ul>
        </div>
    }
}

fn positions(lang: Lang) -> Vec<(AttrValue, AttrValue)> {
    let all = [
        ("bottom_end", s::POSITION_BOTTOM_END),
        ("bottom_start", s::POSITION_BOTTOM_START),
        ("center", s::POSITION_CENTER),
    ];
    all.iter().map(|(name, words)| ((*name).into(), lang.say(*words).into())).collect()
}

fn position_name(position: Position) -> &'static str {
    match position {
        Position::BottomEnd => "bottom_end",
        Position::BottomStart => "bottom_start",
        Position::Center => "center",
    }
}

fn position_of(name: &str) -> Position {
    match name {
        "bottom_start" => Position::BottomStart,
        "center" => Position::Center,
        _ => Position::BottomEnd,
    }
}

fn schemes(lang: Lang) -> Vec<(AttrValue, AttrValue)> {
    let all = [("auto", g::SCHEME_AUTO), ("light", g::SCHEME_LIGHT), ("dark", g::SCHEME_DARK)];
    all.iter().map(|(name, words)| ((*name).into(), lang.say(*words).into())).collect()
}

fn scheme_name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Auto => "auto",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    }
}

fn scheme_of(name: &str) -> Scheme {
    match name {
        "light" => Scheme::Light,
        "dark" => Scheme::Dark,
        _ => Scheme::Auto,
    }
}
