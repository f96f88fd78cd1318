-- Steps of runs, for reports. They follow from `events` like everything of a run, and are recounted with it.

-- By step (JSON): when it was first displayed, and the last time its target did not appear in time, with the selector and the
-- page. Null where nothing of a step is known, as for surveys.
alter table runs add column visits text;
