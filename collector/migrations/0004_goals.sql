-- Goals as they are attained. All of it follows from `events` and the definition in `goals`; `waymark verify` recounts it.

-- How far the events from before a goal was defined (or its definition changed) have been looked through: the id of the last
-- one, empty before the first, null when all have. What comes in meanwhile is counted as it comes.
alter table goals add column counted_to text default '';

-- One row per event that is the sign of a goal. `holder` is who comes closer to it: the person (`u:`, `a:`) or the company
-- (`c:`); `subject` is the person who did it. `value` is the quantity, 0 where the goal has none.
create table goal_signs (
    workspace text not null,
    environment text not null,
    goal text not null,
    event text not null,
    holder text not null,
    subject text,
    at bigint not null,
    value double precision not null,
    primary key (workspace, environment, goal, event)
) /*sqlite: without rowid */;
create index goal_signs_of_holder on goal_signs (workspace, environment, goal, holder, at, event);
create index goal_signs_of_subject on goal_signs (workspace, environment, subject) where subject is not null;

-- Who attained which goal when: the time of the sign with which count and quantity were first both enough; null on the way.
create table attainments (
    workspace text not null,
    environment text not null,
    goal text not null,
    holder text not null,
    at bigint,
    primary key (workspace, environment, goal, holder)
) /*sqlite: without rowid */;
create index attainments_of_holder on attainments (workspace, environment, holder);
create index attainments_by_time on attainments (workspace, environment, goal, at) where at is not null;
