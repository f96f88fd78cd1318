-- Reports: one row per run and per answer, and the counts that pages are drawn from without reading those rows.
-- Everything here follows from `events`; `waymark verify` recounts it.

/*pg: create function instr(text, text) returns integer language sql immutable strict parallel safe as 'select strpos($1, $2)'; */

-- One row per run. Outcomes are times, null while it has not come to that. `at` is the time of the display, or of the
-- first thing known until the display is; `day` its UTC day. `origin` names the event that who, where and version come
-- from. `traits` (JSON) and `tags` hold the reportable traits and the segments as they were known at the display.
-- `touched` counts answers ever given, `answered` those that count. `reached` has a 0 or 1 for each step of the funnel, in
-- the order of `rollup_funnel`, so that readers need not know which step implies which.
create table runs (
    workspace text not null,
    environment text not null,
    run text not null,
    content text not null,
    version bigint not null,
    mode text not null,
    origin text not null,
    at bigint not null,
    day bigint not null,
    first_at bigint not null,
    subject text,
    company text,
    locale text,
    traits text not null,
    tags text not null,
    due_at bigint,
    displayed_at bigint,
    started_at bigint,
    completed_at bigint,
    withheld_at bigint,
    ignored_at bigint,
    dismissed_at bigint,
    dismissed_how text,
    touched bigint not null,
    answered bigint not null,
    reached text not null,
    changed_at bigint not null,
    primary key (workspace, environment, run)
);
-- Holds all that filters and funnels look at, so that they never go to the rows. On PostgreSQL without the tags: what its indexes
-- hold of one row has an upper limit, which many traits and segments exceed.
create index runs_of_content on runs (workspace, environment, content, day, version, locale, /*sqlite: tags, */ answered, reached, run);
create index runs_with_answers on runs (workspace, environment, content, changed_at, run) where answered > 0;
create index runs_of_subject on runs (workspace, environment, subject) where subject is not null;

-- The answer that counts, per run and question: the highest (revision, event). `bucket` is what is counted of it and
-- null, like `answer` (JSON), when it was withdrawn. Content, version, day and company repeat those of the run.
create table answers (
    workspace text not null,
    environment text not null,
    run text not null,
    question text not null,
    revision bigint not null,
    event text not null,
    at bigint not null,
    bucket text,
    answer text,
    content text not null,
    version bigint not null,
    day bigint not null,
    company text,
    primary key (workspace, environment, run, question)
);
create index answers_of_content on answers (workspace, environment, content, day, question, version, company, bucket, run)
    where bucket is not null;

-- Counts per UTC day. `split` is empty for everybody, `t:` and a reportable trait (with its value), or `l` (locale).
create table rollup_funnel (
    workspace text not null,
    environment text not null,
    content text not null,
    split text not null,
    value text not null,
    version bigint not null,
    day bigint not null,
    due bigint not null,
    displayed bigint not null,
    started bigint not null,
    answered bigint not null,
    completed bigint not null,
    dismissed bigint not null,
    ignored bigint not null,
    withheld bigint not null,
    primary key (workspace, environment, content, split, value, version, day)
) /*sqlite: without rowid */;

create table rollup_answers (
    workspace text not null,
    environment text not null,
    content text not null,
    split text not null,
    value text not null,
    version bigint not null,
    day bigint not null,
    question text not null,
    bucket text not null,
    count bigint not null,
    primary key (workspace, environment, content, split, value, version, day, question, bucket)
) /*sqlite: without rowid */;

-- The same by company and per block of 28 days, so that intervals can allow for colleagues resembling each other.
create table rollup_companies (
    workspace text not null,
    environment text not null,
    content text not null,
    split text not null,
    value text not null,
    block bigint not null,
    version bigint not null,
    question text not null,
    company text not null,
    bucket text not null,
    count bigint not null,
    primary key (workspace, environment, content, split, value, block, version, question, company, bucket)
) /*sqlite: without rowid */;
