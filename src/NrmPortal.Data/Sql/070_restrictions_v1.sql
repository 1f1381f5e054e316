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

create or replace function on_custody_over() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin
    update movement_restrictions r set lifted_at = case when new.custody_due_at is null then greatest(least(app_now(), r.ends_at), r.starts_at) else greatest(new.custody_due_at, r.starts_at) end
        where r.case_id = new.id and r.basis = 'CustodyS29' and r.lifted_at is null
            and (new.custody_due_at is null and r.ends_at > app_now() or new.custody_due_at < r.ends_at and new.custody_due_at <= app_now());
    -- Custody that will end earlier shortens what rests on it.
    update movement_restrictions r set ends_at = new.custody_due_at
        where r.case_id = new.id and r.basis = 'CustodyS29' and r.lifted_at is null and r.ends_at > new.custody_due_at and new.custody_due_at > r.starts_at;
    return null;
end $$;
revoke execute on function on_custody_over() from public;
create or replace trigger restrictions_end_with_custody after update of custody_due_at on cases
    for each row when (new.custody_due_at is distinct from old.custody_due_at) execute function on_custody_over();
