-- What happened and what is known of people. Both databases run this file; each also reads what stands in comments that
-- begin with its name (`pg:`, `sqlite:`).
-- Ids are text, times UTC milliseconds; every key starts with the workspace.

create table secrets (
    name text primary key,
    value text not null
);

-- Append-only. `subject` is `u:` and the user id or `a:` and the anonymous id; null for anonymous answers.
-- `at` is the client's time, corrected; `body` the event's body as JSON.
create table events (
    workspace text not null,
    id text not null,
    environment text not null,
    at bigint not null,
    received_at bigint not null,
    subject text,
    anonymous_id text,
    company text,
    source text not null,
    kind text not null,
    name text,
    content text,
    version bigint,
    run text,
    url text,
    locale text,
    device text,
    body text not null,
    primary key (workspace, id)
) /*pg: partition by range (id) */;
create index events_of_subject on events (workspace, environment, subject, id);
create index events_of_content on events (workspace, environment, content, id) where content is not null;

-- Everybody who was heard of. `bucket` is what sampling and holdout are drawn by; `crossed_at`: when an anonymous visitor
-- turned out to be this user, whose bucket is another. `effort_*`: the newest answer to a customer effort question and
-- whether it was low (0 or 1), for the gate before recommendation questions.
create table people (
    workspace text not null,
    environment text not null,
    subject text not null,
    bucket text not null,
    crossed_at bigint,
    company text,
    first_seen bigint not null,
    last_seen bigint not null,
    effort_at bigint not null default 0,
    effort_low bigint not null default 0,
    primary key (workspace, environment, subject)
) /*sqlite: without rowid */;

create table companies (
    workspace text not null,
    environment text not null,
    company text not null,
    first_seen bigint not null,
    last_seen bigint not null,
    primary key (workspace, environment, company)
) /*sqlite: without rowid */;

-- Which user an anonymous id turned out to be; the first one stays.
create table aliases (
    workspace text not null,
    environment text not null,
    anonymous_id text not null,
    user_id text not null,
    at bigint not null,
    primary key (workspace, environment, anonymous_id)
) /*sqlite: without rowid */;
create index aliases_of_user on aliases (workspace, environment, user_id);

-- Traits, last writer by event time per name. `subject` is as in `events`, or `c:` and the company id; `value` is JSON, null when taken away.
create table traits (
    workspace text not null,
    environment text not null,
    subject text not null,
    name text not null,
    value text,
    at bigint not null,
    event text not null,
    primary key (workspace, environment, subject, name)
) /*sqlite: without rowid */;

-- What is remembered of one person and content: the mark and the newest run, as JSON.
create table marks (
    workspace text not null,
    environment text not null,
    subject text not null,
    content text not null,
    mark text not null,
    primary key (workspace, environment, subject, content)
) /*sqlite: without rowid */;

-- The right to display: one per person, for a short time.
create table claims (
    workspace text not null,
    environment text not null,
    subject text not null,
    content text not null,
    run text not null,
    at bigint not null,
    primary key (workspace, environment, subject)
) /*sqlite: without rowid */;

-- What could not be accepted, with the reason; kept for a while for whoever debugs the page.
create table quarantine (
    workspace text not null,
    environment text not null,
    id text not null,
    received_at bigint not null,
    source text not null,
    reason text not null,
    detail text not null,
    raw text not null,
    primary key (workspace, environment, id)
);
create index quarantine_by_age on quarantine (received_at);

-- The engine's files of this and earlier releases, so that pages opened before an upgrade still find theirs.
create table assets (
    name text primary key,
    stored_at bigint not null,
    plain /*pg: bytea */ not null,
    br /*pg: bytea */,
    gzip /*pg: bytea */
);
