-- Checklists. What is observed of an item is a goal of its own, counted like every other; here is what people did by hand.

-- The checklist that a goal belongs to; null for those that members define.
alter table goals add column content text;

-- The last thing done by hand about an item, by event time. `holder` is whose list it is: the person (`u:`, `a:`) or the company
-- (`c:`); `subject` the person who did it. `state`: open, done, dropped.
create table items (
    workspace text not null,
    environment text not null,
    content text not null,
    holder text not null,
    item text not null,
    state text not null,
    subject text not null,
    at bigint not null,
    event text not null,
    primary key (workspace, environment, content, holder, item)
) /*sqlite: without rowid */;
create index items_of_holder on items (workspace, environment, holder);
create index items_of_subject on items (workspace, environment, subject);
