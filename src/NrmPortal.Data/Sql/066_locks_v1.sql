-- Second lock of Case.MakeReturnPlan: whoever may not read the goals of health of the last version writes none that is without them.
create or replace function health_is_seen(wanted uuid, before int) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    return (may_read_section('Health') and exists (select 1 from case_section_access a where a.case_id = wanted and a.section = 'Health'
            and a.scope = any (app_scopes()) and (a.until is null or a.until > app_now())))
        or not exists (select 1 from return_goals g where is_health_area(g.area)
            and g.plan_id = (select p.id from return_plans p where p.case_id = wanted and p.version < before order by p.version desc limit 1));
end $$;
revoke execute on function health_is_seen(uuid, int) from public;
grant execute on function health_is_seen(uuid, int) to nrm_app;
create policy health_is_seen on return_plans as restrictive for insert with check (health_is_seen(case_id, version));

-- Second lock of Case.RecordCharge (else as 058): nobody is charged anew who was struck out or put right.
create or replace function check_charge() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- What stands in a police case that has ended is put right in it; nothing is put into one, nor into one that never was.
    if not exists (select 1 from police_cases p where p.id = new.police_case_id and p.case_id = new.case_id and (app_user() is null or p.ended_at is null
            or (p.ended <> 'WronglyRecorded' and p.id = (select c.police_case_id from charges c where c.id = new.corrects_id))))
        or (new.suspect_id is not null and not legal_entry_stands('Suspect', new.suspect_id, new.case_id)
            and not exists (select 1 from charges c where c.id = new.corrects_id and c.case_id = new.case_id and c.suspect_id = new.suspect_id))
        or (new.corrects_id is not null and not legal_entry_stands('Charge', new.corrects_id, new.case_id))
    then raise exception 'The charge is of another case, of a police case that has ended, against somebody struck out, or in the place of one that does not stand' using errcode = 'check_violation'; end if;
    return new;
end $$;
