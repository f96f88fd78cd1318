-- Measurements of lift, as they were fixed when a version was published: what is measured must not move afterwards, so a
-- row is never changed but for `ended_at`. Not in the content's version: that does not say when and where it was published,
-- and the goal it names can be rewritten; `goal` (JSON) is the definition then. `until_at` is the last assignment that
-- counts; `ended_at`: something else was published before everybody had their days.
create table measurements (
    workspace text not null,
    environment text not null,
    content text not null,
    number bigint not null,
    version bigint not null,
    goal text not null,
    holdout bigint not null,
    started_at bigint not null,
    until_at bigint not null,
    ended_at bigint,
    started_by text not null,
    primary key (workspace, environment, content, number)
) /*sqlite: without rowid */;

-- Reports by company look for its people.
create index people_of_company on people (workspace, environment, company) where company is not null;
