//! The launcher and what it opens: checklists, the resource centre, an article.
//!
//! Deliberately absent: steps and questions; what is started here is displayed in their cards.

use super::card::{Body, button, description, drawing, heading, line, pressed};
use super::node::{Attr, Node, classed, list, maybe, node};
use super::{Frame, Stage, step};
use crate::desk::{At, Desk, List};
use crate::locale::fill;
use shared::content::checklist::Action;
use shared::content::{Article, Centre, Checklist};
use shared::event::ItemState;
use shared::machine::Input;
use shared::machine::checklist::{self, Standing};
use shared::machine::desk::{Deed, Guidance};
use shared::text::direction;
use yew::Html;

/// Everything that lies behind the launcher.
pub(super) fn draw(desk: &Desk, frame: &Frame<'_>) -> Html {
    let stage = frame.stage;
    if desk.at == At::Folded {
        return launcher(desk, stage)
            .set(Attr::At, frame.corner)
            .put(Attr::Lang, frame.locale.to_owned())
            .set(Attr::Dir, direction(frame.locale).attribute())
            .done();
    }
    let inside = match (desk.at, desk.open_list()) {
        (_, Some(index)) => open_list(&desk.lists[index], desk, stage),
        (At::Article, _) => {
            desk.article.as_ref().map_or_else(|| heading("…".to_owned()), |article| read(article, stage))
        }
        _ => home(desk, stage),
    };
    let back = maybe(desk.at != desk.front() && desk.has_home(), || {
        button("plain", stage.words.back().to_owned(), stage.on(Input::Back))
    });
    let footer = classed("div", "ways-out").with(back).with(footer(desk, stage)).done();
    frame.card(frame.corner, Body { progress: Html::default(), inside: list(vec![inside, footer]) })
}

/// The button that opens it: says what is behind it, and how far the only list has come.
fn launcher(desk: &Desk, stage: &Stage<'_>) -> Node {
    let mut here = desk.lists.iter().filter(|list| list.here);
    let said = match (desk.centre(), here.next()) {
        (Some(centre), _) => stage.say(&centre.title),
        (None, Some(list)) => list.checklist().map(|checklist| stage.say(&checklist.title)).unwrap_or_default(),
        (None, None) => String::new(),
    };
    let mut launcher = pressed(stage.on(Input::Open)).set(Attr::Class, "launcher").say(said);
    for list in desk.lists.iter().filter(|list| list.here) {
        launcher = launcher.with(count(list, stage));
    }
    launcher
}

/// How far a list has come, in short and for those who hear it.
fn count(list: &List, stage: &Stage<'_>) -> Html {
    let Some(checklist) = list.checklist() else { return Html::default() };
    let (done, of) = list.state.count(checklist);
    let (done, of) = (done.to_string(), of.to_string());
    let short = node("span").set(Attr::AriaHidden, "true").say(fill("{} / {}", &[&done, &of]));
    let long = classed("span", "unseen").say(fill(stage.words.done_of(), &[&done, &of]));
    classed("span", "count").with(short.done()).with(long.done()).done()
}

fn home(desk: &Desk, stage: &Stage<'_>) -> Html {
    let mut parts = Vec::new();
    let centre = desk.centre();
    parts.push(heading(centre.map_or(stage.words.guidance().to_owned(), |centre| stage.say(&centre.title))));
    if centre.is_some_and(|centre| centre.search) {
        let field = classed("input", "field")
            .set(Attr::Type, "search")
            .set(Attr::AriaLabel, stage.words.search())
            .set(Attr::Placeholder, stage.words.search())
            .value(desk.query.clone())
            .typed(stage.send);
        parts.push(field.done());
    }
    if let Some(found) = &desk.found {
        let rows = found.iter().map(|hit| {
            let excerpt = classed("span", "hint").say(hit.excerpt.clone()).done();
            entry(hit.title.clone(), Deed::Go(Action::Article(hit.key.clone())), excerpt, stage)
        });
        let said = if found.is_empty() { stage.words.nothing_found() } else { "" };
        parts.push(classed("p", "hint").set(Attr::Role, "status").say(said.to_owned()).done());
        parts.push(group(rows.collect()));
        return list(parts);
    }
    let lists = desk.lists.iter().enumerate().filter(|(_, list)| list.here).filter_map(|(index, list)| {
        Some(entry(stage.say(&list.checklist()?.title), Deed::List(index), count(list, stage), stage))
    });
    parts.push(group(lists.collect()));
    if let Some(centre) = centre {
        sections(centre, stage, &mut parts);
    }
    list(parts)
}

fn sections(centre: &Centre, stage: &Stage<'_>, parts: &mut Vec<Html>) {
    for section in &centre.sections {
        parts.push(node("h3").say(stage.say(&section.title)).done());
        let rows = section
            .entries
            .iter()
            .map(|each| entry(stage.say(&each.label), Deed::Go(each.to.clone()), Html::default(), stage));
        parts.push(group(rows.collect()));
    }
    if let Some(contact) = &centre.contact {
        let url = contact.url.clone();
        let action = if contact.new_tab { Action::NewTab(url) } else { Action::Url(url) };
        let button = button("quiet", stage.say(&contact.label), stage.on(Input::Desk(Deed::Go(action))));
        parts.push(classed("div", "buttons").with(button).done());
    }
}

fn group(rows: Vec<Html>) -> Html {
    classed("div", "options").with(list(rows)).done()
}

fn entry(said: String, deed: Deed, beside: Html, stage: &Stage<'_>) -> Html {
    pressed(stage.on(Input::Desk(deed))).set(Attr::Class, "option").say(said).with(beside).done()
}

fn read(article: &Article, stage: &Stage<'_>) -> Html {
    let media = article.media.as_ref().map_or_else(Html::default, |media| step::show(media, stage));
    list(vec![
        heading(stage.say_or(&article.title, stage.words.nothing_found())),
        media,
        description(&article.text, stage).done(),
    ])
}

fn open_list(open: &List, desk: &Desk, stage: &Stage<'_>) -> Html {
    let Some(checklist) = open.checklist() else { return Html::default() };
    let (done, of) = open.state.count(checklist);
    let said = fill(stage.words.done_of(), &[&done.to_string(), &of.to_string()]);
    let progress = classed("progress", "progress")
        .put(Attr::Value, done.to_string())
        .put(Attr::Max, of.to_string())
        .put(Attr::AriaLabel, said.clone());
    let text = if open.state.completed && done == of {
        classed("p", "done").set(Attr::Role, "status").say(stage.say_or(&checklist.done, stage.words.all_done())).done()
    } else {
        description(&checklist.text, stage).done()
    };
    let unfolded = desk.unfolded.or(open.state.next(checklist));
    let rows = (0..checklist.items.len()).filter_map(|index| {
        Some(item(open.state.standing(checklist, index)?, index, unfolded == Some(index), checklist, stage))
    });
    let items = classed("ul", "items").with(list(rows.collect()));
    let said = classed("p", "hint").set(Attr::Role, "status").say(said);
    list(vec![progress.done(), heading(stage.say(&checklist.title)), said.done(), text, items.done()])
}

fn item(standing: Standing<'_>, index: usize, unfolded: bool, checklist: &Checklist, stage: &Stage<'_>) -> Html {
    let Standing { item, state, waits, by } = standing;
    let (look, sign) = match state {
        ItemState::Done => ("done", "M3 8.5l3.5 3.5L13 5"),
        ItemState::Dropped => ("dropped", "M4 8h8"),
        ItemState::Open if waits => ("waits", ""),
        ItemState::Open => ("open", ""),
    };
    let mark = classed("span", "mark").with(drawing("0 0 16 16").set(Attr::AriaHidden, "true").with(line(sign)).done());
    let spoken = match state {
        ItemState::Done => stage.words.is_done(),
        ItemState::Dropped => stage.words.is_dropped(),
        ItemState::Open => "",
    };
    let head = pressed(stage.on(Input::Desk(Deed::Unfold(index))))
        .set(Attr::Class, "item")
        .set(Attr::AriaExpanded, if unfolded { "true" } else { "false" })
        .with(mark.done())
        .with(node("span").say(stage.say(&item.title)).done())
        .with(classed("span", "unseen").say(spoken.to_owned()).done());
    let by = maybe(!by.is_empty(), || classed("p", "hint").say(fill(stage.words.done_by(), &[by])).done());
    let inside = maybe(unfolded, || {
        let text = description(&item.text, stage).done();
        classed("div", "inside")
            .with(text)
            .with(after(standing, checklist, stage))
            .with(buttons(standing, index, stage))
            .done()
    });
    node("li").set(Attr::Look, look).with(head.done()).with(by).with(inside).done()
}

/// What has to be done before.
fn after(standing: Standing<'_>, checklist: &Checklist, stage: &Stage<'_>) -> Html {
    maybe(standing.waits && standing.state == ItemState::Open, || {
        let first = |item: &&shared::content::checklist::Item| standing.item.after.contains(&item.key);
        let mut named = String::new();
        for item in checklist.items.iter().filter(first) {
            named += if named.is_empty() { "" } else { ", " };
            named += &stage.say(&item.title);
        }
        classed("p", "hint").say(fill(stage.words.first(), &[&named])).done()
    })
}

fn buttons(standing: Standing<'_>, index: usize, stage: &Stage<'_>) -> Html {
    let Standing { item, state, waits, .. } = standing;
    let act = |input: checklist::Input| stage.on(Input::Desk(Deed::Do(input)));
    let (open, done) = (state == ItemState::Open, state == ItemState::Done);
    let drop = if open { stage.words.drop() } else { stage.words.take_up() };
    let tick = if open { stage.words.mark_done() } else { stage.words.undo() };
    let can_tick = item.by_hand && !item.from_start && (done || open && !waits);
    classed("div", "buttons")
        .with(maybe(!done, || button("plain", drop.to_owned(), act(checklist::Input::Drop(index)))))
        .with(maybe(can_tick, || button("quiet", tick.to_owned(), act(checklist::Input::Tick(index)))))
        .with(item.action.as_ref().filter(|_| open && !waits).map_or_else(Html::default, |action| {
            button("main", stage.words.begin().to_owned(), stage.on(Input::Desk(Deed::Go(action.clone()))))
        }))
        .done()
}

/// What can be decided about all of it: the list is not wanted, printing, how much guidance comes by itself.
fn footer(desk: &Desk, stage: &Stage<'_>) -> Html {
    if let Some(index) = desk.open_list() {
        let page = desk.lists[index].due.progress.as_ref().map_or("", |progress| &progress.page);
        let print = || {
            let print = Deed::Go(Action::NewTab(page.to_owned()));
            button("plain", stage.words.print().to_owned(), stage.on(Input::Desk(print)))
        };
        let refuse = Input::Desk(Deed::Do(checklist::Input::Refuse));
        return list(vec![
            maybe(!page.is_empty(), print),
            button("plain", stage.words.refuse_list().to_owned(), stage.on(refuse)),
        ]);
    }
    maybe(desk.at == At::Home, || {
        let levels = Guidance::ALL.into_iter().zip(stage.words.levels().split('\n')).map(|(level, said)| {
            let input = node("input")
                .set(Attr::Type, "radio")
                .set(Attr::Name, "guidance")
                .checked(level == desk.guidance)
                .change(stage.on(Input::Desk(Deed::Guidance(level))));
            node("label").with(input.done()).say(said.to_owned()).done()
        });
        let legend = node("legend").say(stage.words.guidance().to_owned()).done();
        classed("fieldset", "levels").with(legend).with(list(levels.collect())).done()
    })
}
