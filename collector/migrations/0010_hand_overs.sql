-- Hand-overs: runs that asked a person at the vendor to take over, and what wants a person at all.

-- `at`: since when somebody is wanted, for lists; before, when a member began. `changed_by` is empty where a hand-over opened
-- it and no member has done anything yet; it counts as low, so that recommendation questions wait while it is open.
alter table follow_ups add column at bigint not null default 0;
update follow_ups set at = changed_at;
create index follow_ups_by_status on follow_ups (workspace, environment, status, at, run);

-- One row per run, by whatever handed it over first: `reason` is `step`, `high_effort`, `dismissed` or `not_attained`. The first
-- three follow from the run and are recounted with it. `subject` is the user that a visitor turned out to be; `owner` what the
-- company's trait said then.
create table hand_overs (
    workspace text not null,
    environment text not null,
    run text not null,
    content text not null,
    version bigint not null,
    reason text not null,
    step text,
    subject text not null,
    company text,
    owner text not null,
    at bigint not null,
    primary key (workspace, environment, run)
) /*sqlite: without rowid */;
create index hand_overs_of_subject on hand_overs (workspace, environment, subject);

-- Runs displayed whose goal has days left, of content that hands over when they pass without the goal. Looked at once they have
-- passed, and then gone.
create table hand_over_waits (
    workspace text not null,
    environment text not null,
    run text not null,
    subject text not null,
    goal text not null,
    until_at bigint not null,
    primary key (workspace, environment, run)
) /*sqlite: without rowid */;
create index hand_over_waits_by_time on hand_over_waits (until_at);
create index hand_over_waits_of_subject on hand_over_waits (workspace, environment, subject);
