-- What the portal itself asks has the limit and the ladder that an act would have given it; each rung finds its reader; and a
-- pause has an end.

-- 1. Tasks asked by the database -------------------------------------------------------------------------------------------
-- The limit that runs on a task of this code: the copy of the domain's TaskRules, rewritten at every start.
create table if not exists task_limits (code text primary key, clock text not null);

-- When a limit that starts at this instant ends, by the settings and the calendar in force: ClockEngine once more, for whoever
-- cannot call it.
create or replace function limit_ends(wanted text, began timestamptz) returns timestamptz language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare s clock_settings; today date := (began at time zone 'Asia/Bangkok')::date; last date;
begin
    select * into s from clock_settings v where v.code = wanted and v.valid_from <= today and (v.valid_until is null or today <= v.valid_until)
        order by v.valid_from desc limit 1;
    if not found then raise exception 'The limit % has no value on %', wanted, today; end if;
    if s.unit = 'Hours' then return began + make_interval(hours => s.amount); end if;
    if s.unit = 'CalendarDays' then last := today + s.amount;
    else
        select d::date into last from generate_series(today + 1, today + s.amount * 2 + 90, interval '1 day') d
            where extract(isodow from d) < 6 and not exists (select 1 from holidays h where h.day = d::date and h.removed_at is null)
            order by d offset s.amount - 1 limit 1;
    end if;
    return (last + 1)::timestamp at time zone 'Asia/Bangkok';
end $$;
revoke execute on function limit_ends(text, timestamptz) from public;

-- As Case.Ask does: a day that was named stays, any other is computed and follows its limit.
create or replace function ask_by_portal(wanted uuid, place text, task_code text, subject text, unit uuid, wanted_role text, due timestamptz, moment timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare task uuid := gen_random_uuid(); runs text := (select l.clock from task_limits l where l.code = task_code);
begin
    insert into tasks (id, case_id, code, about, to_unit_id, to_role, due_at, given_at, clock, due_by)
        values (task, wanted, task_code, subject, unit, wanted_role, case when due is null and runs is not null then limit_ends(runs, moment) else due end, moment, runs,
            case when due is null then runs end);
    insert into notices (id, case_id, code, path, to_unit_id, to_role, at, parameters)
        values (gen_random_uuid(), wanted, 'TaskGiven', place || '/tasks/' || task, unit, wanted_role, moment, jsonb_build_object('task', task_code));
end $$;

-- Each office once while it is at it, also where nobody who acts sees its task (Case.OpenChildProtection).
create or replace function on_protection_task() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin
    update cases c set protection_asked_of = (select coalesce(array_agg(distinct t.to_unit_id), '{}') from tasks t
        where t.case_id = new.case_id and t.code = 'ProtectChild' and t.done_at is null and t.to_unit_id is not null) where c.id = new.case_id;
    return null;
end $$;
revoke execute on function on_protection_task() from public;
create or replace trigger protection_is_asked_once after insert or update of done_at, to_unit_id on tasks
    for each row when (new.code = 'ProtectChild') execute function on_protection_task();

create or replace function protect_child(wanted uuid, moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; place text;
begin
    select * into subject from cases where id = wanted;
    if subject.age_group = 'Adult' then return; end if;
    place := '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number);
    if not subject.province_office_id = any (subject.protection_asked_of) then
        perform ask_by_portal(wanted, place, 'ProtectChild', null, subject.province_office_id, 'ProvinceCaseworker', null, moment);
    end if;
    if subject.dcy_unit_id is not null and not subject.dcy_unit_id = any (subject.protection_asked_of) then
        perform ask_by_portal(wanted, place, 'ProtectChild', null, subject.dcy_unit_id, 'DcyOfficer', null, moment);
    end if;
end $$;

-- 2. The rungs -------------------------------------------------------------------------------------------------------------
-- Of a task about a referral the sender is the referral's.
create or replace function reached_rungs(moment timestamptz, at_most int)
returns table (case_id uuid, referral_id uuid, task_id uuid, number text, clock text, started timestamptz, due timestamptz, owner_unit uuid, province_office uuid,
    sender_unit uuid, receiver_unit uuid, percent int, told text, role text)
language sql stable security definer set search_path = public, pg_temp
as $$
    with reached as materialized (select * from running_clocks r where r.next_rung_at <= moment order by r.next_rung_at limit at_most)
    select k.case_id, k.referral_id, k.task_id, coalesce(r.number, c.nrm_number, c.first_contact_number)::text, k.clock, k.started, k.due, c.owner_unit_id, c.province_office_id,
        coalesce(r.from_unit_id, a.from_unit_id), coalesce(r.receiver_unit_id, t.to_unit_id, m.unit_id), l.percent, l.told::text, l.role::text
    from reached k join cases c on c.id = k.case_id left join referrals r on r.id = k.referral_id left join tasks t on t.id = k.task_id left join memberships m on m.id = t.to_membership_id
        left join referrals a on a.case_id = k.case_id and a.number = t.about
        join clock_rungs l on l.code = k.clock and l.ended_at is null and rung_at(k.started, k.due, l.percent) <= moment
    where not exists (select 1 from escalations e where e.subject_id = k.subject_id and e.clock = l.code
        and e.started_at = k.started and e.percent = l.percent and e.told = l.told and e.role is not distinct from l.role)
    order by k.next_rung_at, k.subject_id, k.clock
$$;

-- 3. Pauses ----------------------------------------------------------------------------------------------------------------
-- A limit runs on, or its stage was left: nobody is asked to resume it any more.
create or replace function on_pause_ended() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare answered jsonb;
begin
    with closed as (
        update tasks t set done_at = new.paused_until, done_by_user_id = new.resumed_by_user_id, answered_by = 'clock.resumed'
        where t.case_id = new.case_id and t.code = 'ResumeClock' and t.about = new.clock and t.done_at is null and t.given_at <= new.paused_from returning t.id)
    select jsonb_agg(jsonb_build_object('table', 'tasks', 'row', id, 'state', 'Modified', 'columns', array['done_at'])) into answered from closed;
    if answered is not null then perform audit_write('case:' || new.case_id, new.case_id, 'change', 'task answered', answered); end if;
    return null;
end $$;
revoke execute on function on_pause_ended() from public;
create or replace trigger tasks_end_with_the_pause after update of paused_until on clock_pauses
    for each row when (new.paused_until is not null and old.paused_until is null) execute function on_pause_ended();

-- 4. What each office answered to a flag of s.41 -----------------------------------------------------------------------------
grant update (inquiry_outcome, prosecutor_outcome) on non_punishments to nrm_app;
