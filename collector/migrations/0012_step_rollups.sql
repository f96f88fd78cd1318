-- What runs count in the report of their content's steps: by company (empty for none and for what needs none) and per block of
-- 28 days, like `rollup_companies`. `counter` is as long as a tour may be, so that an index could not hold it; `key` is the
-- beginning of its SHA-256. `visits` of runs is null only where the content has no steps.
create table rollup_steps (
    workspace text not null,
    environment text not null,
    content text not null,
    split text not null,
    value text not null,
    block bigint not null,
    version bigint not null,
    company text not null,
    key text not null,
    counter text not null,
    count bigint not null,
    primary key (workspace, environment, content, split, value, block, version, company, key)
) /*sqlite: without rowid */;

-- Targets that were not there are read from the runs: there are few, or they are to be mended.
create index runs_with_missing on runs (workspace, environment, content, day) where instr(visits, '"missing":') > 0;

-- What a migration leaves to the collector, which does it before it serves anybody.
create table past (
    what text not null primary key
);
insert into past (what) values ('steps');
