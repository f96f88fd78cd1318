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

-- A run that goes on counts as something else with every step: without this most rows would soon say that nobody went that way, and
-- the way of somebody who was erased would stay.
/*sqlite: create trigger rollup_steps_to_zero after update of count on rollup_steps when new.count = 0 begin
    delete from rollup_steps where workspace = new.workspace and environment = new.environment and content = new.content
        and split = new.split and value = new.value and block = new.block and version = new.version and company = new.company
        and key = new.key;
end; */
/*pg: create function rollup_steps_to_zero() returns trigger language plpgsql as $$ begin
    delete from rollup_steps where workspace = new.workspace and environment = new.environment and content = new.content
        and split = new.split and value = new.value and block = new.block and version = new.version and company = new.company
        and key = new.key;
    return null;
end $$;
create trigger rollup_steps_to_zero after update of count on rollup_steps for each row when (new.count = 0)
    execute function rollup_steps_to_zero(); */

-- Targets that were not there are read from the runs: there are few, or they are to be mended.
create index runs_with_missing on runs (workspace, environment, content, day) where instr(visits, '"missing":{"at":') > 0;

-- What a migration cannot fill in SQL; the collector does it before it serves anybody. A row that is put in again has it filled anew.
create table backfills (
    what text not null primary key
);
insert into backfills (what) values ('steps');
