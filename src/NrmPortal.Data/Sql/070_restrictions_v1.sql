-- A restriction of movement ends with the stay it was written for, and one that rests on custody with the custody: nobody is kept in
-- on a ground that is gone. Lifted by nobody: by the portal.
create or replace function on_stay_over() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin
    update movement_restrictions r set lifted_at = greatest(new.ended_at, r.starts_at) where r.placement_id = new.id and r.lifted_at is null and r.ends_at > new.ended_at;
    return null;
end $$;
revoke execute on function on_stay_over() from public;
create or replace trigger restrictions_end_with_the_stay after insert or update of ended_at on placements
    for each row when (new.ended_at is not null) execute function on_stay_over();

-- Judged at commit by the rows of custody themselves: another office may hold the person still, and what the case says meanwhile is
-- put right by then (keep_custody).
create or replace function on_custody_over() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare due timestamptz := (select k.due from stay_custody(new.id) k limit 1);
begin
    update movement_restrictions r set lifted_at = greatest(least(coalesce(due, app_now()), r.ends_at), r.starts_at)
        where r.case_id = new.id and r.basis = 'CustodyS29' and r.lifted_at is null and r.ends_at > app_now() and (due is null or due <= app_now());
    -- Custody that will end earlier shortens what rests on it.
    update movement_restrictions r set ends_at = due
        where r.case_id = new.id and r.basis = 'CustodyS29' and r.lifted_at is null and due > app_now() and r.ends_at > due and due > r.starts_at;
    return null;
end $$;
revoke execute on function on_custody_over() from public;
create constraint trigger restrictions_end_with_custody after update of custody_due_at on cases deferrable initially deferred
    for each row when (new.custody_due_at is distinct from old.custody_due_at) execute function on_custody_over();
