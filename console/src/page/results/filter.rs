//! The filter as a sentence: who, which language, which time, which version; each part can be changed in place.
//!
//! Deliberately absent: filters by answer; that would condition the result on itself.

use crate::app::use_lang;
use crate::browser;
use crate::part::field::{Choice, Field};
use crate::text::{Lang, locale_name, report as r};
use shared::api::report::{FilterChoices, ReportFilter};
use shared::time::Timestamp;
use yew::prelude::*;

/// Times offered, days up to and including today.
const LAST_DAYS: [i64; 4] = [7, 30, 90, 365];

#[derive(Properties, PartialEq)]
pub struct FiltersProps {
    /// Values that filters can take.
    pub choices: FilterChoices,
    /// The filter.
    pub filter: ReportFilter,
    /// The changed filter.
    pub onchange: Callback<ReportFilter>,
}

/// The traits of a filter, name and value.
fn read_traits(text: Option<&str>) -> Vec<(String, String)> {
    let decode = |part: &str| js_sys::decode_uri_component(part).map_or_else(|_| part.to_owned(), String::from);
    text.unwrap_or_default()
        .split(',')
        .filter_map(|pair| pair.split_once(':'))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

fn write_traits(traits: &[(String, String)]) -> Option<String> {
    let encode = crate::api::encode;
    let pairs: Vec<String> = traits.iter().map(|(name, value)| format!("{}:{}", encode(name), encode(value))).collect();
    (!pairs.is_empty()).then(|| pairs.join(","))
}

fn time_name(filter: &ReportFilter, today: i64) -> String {
    match (filter.from_day, filter.to_day) {
        (None, None) => "all".to_owned(),
        (Some(from), None) => {
            let last = LAST_DAYS.into_iter().find(|days| from == today - days + 1);
            last.map_or_else(|| "dates".to_owned(), |days| days.to_string())
        }
        _ => "dates".to_owned(),
    }
}

/// The time in words.
fn time_words(lang: Lang, filter: &ReportFilter, today: i64) -> String {
    match (time_name(filter, today).as_str(), filter.from_day, filter.to_day) {
        ("all", _, _) => lang.say(r::ALL_TIME).to_owned(),
        ("dates", Some(from), Some(to)) => lang.fill(r::BETWEEN, &[&lang.full_day(from), &lang.full_day(to)]),
        ("dates", Some(from), None) => lang.fill(r::SINCE, &[&lang.full_day(from)]),
        ("dates", None, Some(to)) => lang.fill(r::UNTIL, &[&lang.full_day(to)]),
        (days, _, _) => lang.fill(r::LAST_DAYS, &[&days]),
    }
}

/// The whole filter as one sentence.
pub fn sentence(lang: Lang, filter: &ReportFilter, today: i64) -> String {
    let mut who: Vec<String> = filter.segment.iter().cloned().collect();
    let traits = read_traits(filter.traits.as_deref());
    who.extend(traits.iter().map(|(name, value)| lang.fill(r::TRAIT_PAIR, &[name, value])));
    let who = if who.is_empty() { lang.say(r::ANYBODY).to_owned() } else { who.join(lang.comma()) };
    let locale = filter.locale.as_deref().map_or_else(|| lang.say(r::ANY_LANGUAGE).to_owned(), locale_name);
    let version =
        filter.version.map_or_else(|| lang.say(r::ANY_VERSION).to_owned(), |n| lang.fill(r::ONE_VERSION, &[&n]));
    lang.fill(r::FILTER_SENTENCE, &[&who, &locale, &time_words(lang, filter, today), &version])
}

/// The sentence whose parts can be changed.
#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    let lang = use_lang();
    let today = browser::now().day();
    let with_dates = use_state_eq(|| false);
    let filter = &props.filter;
    let edit = |change: fn(&mut ReportFilter, String)| {
        let filter = filter.clone();
        props.onchange.reform(move |text: String| {
            let mut filter = filter.clone();
            change(&mut filter, text);
            filter
        })
    };
    let time = if *with_dates { "dates".to_owned() } else { time_name(filter, today) };
    let choose_time = {
        let (with_dates, put) = (with_dates.setter(), edit(|filter, name| set_time(filter, &name)));
        Callback::from(move |name: String| {
            with_dates.set(name == "dates");
            put.emit(name);
        })
    };
    html! {
        <section class="filters" aria-label={lang.say(r::FILTER)}>
            <p class="print-only">{ sentence(lang, filter, today) }</p>
            <div class="filter-sentence no-print">
                { segment_part(lang, props, edit(|filter, text| filter.segment = (!text.is_empty()).then_some(text))) }
                { trait_parts(lang, props) }
                { locale_part(lang, props, edit(|filter, text| filter.locale = (!text.is_empty()).then_some(text))) }
                <Choice label={lang.say(r::FILTER_TIME)} value={time.clone()} options={times(lang)} onchange={choose_time} />
                { version_part(lang, props, edit(|filter, text| filter.version = text.parse().ok())) }
            </div>
            if time == "dates" {
                <div class="row no-print">
                    <Field kind="date" label={lang.say(r::DATE_FROM)} value={write_day(filter.from_day)}
                        onchange={edit(|filter, text| filter.from_day = read_day(&text))} />
                    <Field kind="date" label={lang.say(r::DATE_TO)} value={write_day(filter.to_day)}
                        onchange={edit(|filter, text| filter.to_day = read_day(&text))} />
                </div>
            }
            <p class="visually-hidden" aria-live="polite">{ sentence(lang, filter, today) }</p>
        </section>
    }
}

fn set_time(filter: &mut ReportFilter, name: &str) {
    let today = browser::now().day();
    match name.parse::<i64>() {
        Ok(days) => (filter.from_day, filter.to_day) = (Some(today - days + 1), None),
        Err(_) if name == "all" => (filter.from_day, filter.to_day) = (None, None),
        Err(_) => {}
    }
}

fn times(lang: Lang) -> Vec<(AttrValue, AttrValue)> {
    let last = LAST_DAYS.iter().map(|days| (days.to_string().into(), lang.fill(r::LAST_DAYS, &[days]).into()));
    let all = [("all".into(), lang.say(r::ALL_TIME).into()), ("dates".into(), lang.say(r::BETWEEN_DATES).into())];
    last.chain(all).collect()
}

/// A UTC day as a `date` field writes it.
fn write_day(day: Option<i64>) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 stay below 2^53")]
    let iso = |day: i64| {
        let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(Timestamp::of_day(day).0 as f64));
        String::from(date.to_iso_string()).chars().take(10).collect()
    };
    day.map(iso).unwrap_or_default()
}

fn read_day(text: &str) -> Option<i64> {
    let ms = js_sys::Date::parse(text);
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
    (!text.is_empty() && ms.is_finite()).then(|| Timestamp(ms as i64).day())
}

fn segment_part(lang: Lang, props: &FiltersProps, put: Callback<String>) -> Html {
    if props.choices.segments.is_empty() && props.filter.segment.is_none() {
        return Html::default();
    }
    let value = props.filter.segment.clone().unwrap_or_default();
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), lang.say(r::ANYBODY).into())];
    options.extend(props.choices.segments.iter().map(|key| (key.clone().into(), key.clone().into())));
    html! { <Choice label={lang.say(r::FILTER_WHO)} {value} {options} onchange={put} /> }
}

fn locale_part(lang: Lang, props: &FiltersProps, put: Callback<String>) -> Html {
    let value = props.filter.locale.clone().unwrap_or_default();
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), lang.say(r::ANY_LANGUAGE).into())];
    options.extend(props.choices.locales.iter().map(|tag| (tag.clone().into(), locale_name(tag).into())));
    html! { <Choice label={lang.say(r::FILTER_LOCALE)} {value} {options} onchange={put} /> }
}

fn version_part(lang: Lang, props: &FiltersProps, put: Callback<String>) -> Html {
    let value = props.filter.version.map(|version| version.to_string()).unwrap_or_default();
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), lang.say(r::ANY_VERSION).into())];
    options
        .extend(props.choices.versions.iter().map(|n| (n.to_string().into(), lang.fill(r::ONE_VERSION, &[n]).into())));
    html! { <Choice label={lang.say(r::FILTER_VERSION)} {value} {options} onchange={put} /> }
}

/// The traits filtered by, each with its value, and one more to add.
fn trait_parts(lang: Lang, props: &FiltersProps) -> Html {
    let traits = read_traits(props.filter.traits.as_deref());
    let put = {
        let filter = props.filter.clone();
        props.onchange.reform(move |traits: Vec<(String, String)>| ReportFilter {
            traits: write_traits(&traits),
            ..filter.clone()
        })
    };
    let change = |place: usize| {
        let traits = traits.clone();
        put.reform(move |value: String| {
            let mut traits = traits.clone();
            traits[place].1 = value;
            traits
        })
    };
    let remove = |place: usize| {
        let traits = traits.clone();
        put.reform(move |_: MouseEvent| {
            let mut traits = traits.clone();
            traits.remove(place);
            traits
        })
    };
    let known = props.choices.traits.clone();
    let add = {
        let (traits, known) = (traits.clone(), known.clone());
        put.reform(move |name: String| {
            let first = known.get(&name).and_then(|values| values.first()).cloned();
            traits.iter().cloned().chain(first.map(|value| (name, value))).collect()
        })
    };
    let free = known.keys().filter(|name| !traits.iter().any(|(taken, _)| taken == *name));
    let mut names: Vec<(AttrValue, AttrValue)> = vec![("".into(), lang.say(r::ADD_TRAIT).into())];
    names.extend(free.map(|name| (name.clone().into(), name.clone().into())));
    html! {
        <>
            for (place, (name, value)) in traits.iter().enumerate() {
                <span class="filter-trait" key={name.clone()}>
                    <Choice label={lang.fill(r::TRAIT_LABEL, &[name])} value={value.clone()} options={values_of(&known, name, value)} onchange={change(place)} />
                    <button type="button" class="quiet icon" aria-label={lang.fill(r::TRAIT_REMOVE, &[name])} onclick={remove(place)}>{ "×" }</button>
                </span>
            }
            if names.len() > 1 { <Choice bare=true label={lang.say(r::ADD_TRAIT)} value="" options={names} onchange={add} /> }
        </>
    }
}

fn values_of(
    known: &std::collections::BTreeMap<String, Vec<String>>,
    name: &str,
    now: &str,
) -> Vec<(AttrValue, AttrValue)> {
    let mut values = known.get(name).cloned().unwrap_or_default();
    if !values.iter().any(|value| value == now) {
        values.push(now.to_owned());
    }
    values.into_iter().map(|value| (value.clone().into(), value.into())).collect()
}
