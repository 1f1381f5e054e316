-- The escalation of limits, climbed by a job that acts as nrm_worker: it reads no case table and calls the functions below.

-- Read by those who were told, like the notice that was written with it.
alter table escalations enable row level security;
create policy see on escalations for select using (heard and (
    (to_unit_id = (select app_unit()) and (role is null or role = (select app_role())))
    or (to_agency = (select app_agency()) and role = (select app_role()))));
grant select on escalations to nrm_app;

-- 1. The limits that run -------------------------------------------------------------------------------------------------
-- One row for each limit that runs on a case, a referral or a task, and the instant of its next rung: a round with nothing
-- due looks at one end of one index. Written by the triggers below, whoever moves a limit. A clock that stands still has no end
-- and no row. Granted to nobody.
create table running_clocks (
    subject_id uuid not null, clock text not null, case_id uuid not null, referral_id uuid, task_id uuid, started timestamptz not null, due timestamptz not null,
    next_rung_at timestamptz, ladder bigint not null, primary key (subject_id, clock));
alter table running_clocks enable row level security;
create index running_clocks_next on running_clocks (next_rung_at) where next_rung_at is not null;
create index running_clocks_by_ladder on running_clocks (ladder);

create or replace function rung_at(began timestamptz, ends timestamptz, percent int) returns timestamptz language sql immutable
as $$ select began + (ends - began) * (percent / 100.0) $$;

-- The first rung that nobody was told of; null: the top is reached.
-- In PL/pgSQL, as all that is asked at each change: a function in SQL that is not inlined is planned anew at every call.
create or replace function next_rung(subject uuid, wanted text, began timestamptz, ends timestamptz) returns timestamptz language plpgsql stable set search_path = public, pg_temp
as $$ begin return (
    select min(rung_at(began, ends, l.percent)) from clock_rungs l where l.code = wanted and l.ended_at is null
        and not exists (select 1 from escalations e where e.subject_id = subject and e.clock = l.code and e.started_at = began
            and e.percent = l.percent and e.told = l.told and e.role is not distinct from l.role)); end $$;

create or replace function run_clock(subject uuid, wanted text, on_case uuid, on_referral uuid, on_task uuid, began timestamptz, ends timestamptz)
returns void language plpgsql security definer set search_path = public, pg_temp
as $$ begin
    insert into running_clocks as r (subject_id, clock, case_id, referral_id, task_id, started, due, next_rung_at, ladder)
        select subject, wanted, on_case, on_referral, on_task, began, ends, next_rung(subject, wanted, began, ends), v.ladder from clock_version v
        on conflict (subject_id, clock) do update set (started, due, next_rung_at, ladder) = (excluded.started, excluded.due, excluded.next_rung_at, excluded.ladder)
        where (r.started, r.due) is distinct from (excluded.started, excluded.due);
end $$;

-- Beside the clock of the stage: the reflection period and custody.
create or replace function clocks_of(c cases) returns table (clock text, started timestamptz, due timestamptz) language sql immutable
as $$
    select k.clock, k.started, k.due from (values
        (c.due_clock::text, c.due_from, c.due_at),
        -- Whoever has been identified reflects no longer: a review counts the time, and alarms nobody with it.
        (case when c.due_clock is distinct from 'ReflectionPeriod' and c.identified_outcome is null then 'ReflectionPeriod' end, c.protected_since, c.reflection_due_at),
        (c.custody_clock::text, c.custody_from, c.custody_due_at)) k (clock, started, due)
    where k.clock is not null and k.started is not null and k.due is not null
$$;

create or replace function on_case_clocks() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    delete from running_clocks r where r.subject_id = new.id and not exists (select 1 from clocks_of(new) k where k.clock = r.clock);
    perform run_clock(new.id, k.clock, new.id, null, null, k.started, k.due) from clocks_of(new) k;
    return null;
end $$;
create or replace function on_referral_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    delete from running_clocks r where r.subject_id = new.id and (r.clock is distinct from new.due_clock or new.due_from is null or new.due_at is null);
    if new.due_clock is not null and new.due_from is not null and new.due_at is not null then
        perform run_clock(new.id, new.due_clock, new.case_id, new.id, null, new.due_from, new.due_at);
    end if;
    return null;
end $$;
create or replace function on_task_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.done_at is not null then delete from running_clocks where subject_id = new.id;
    else perform run_clock(new.id, new.clock, new.case_id, null, new.id, new.given_at, new.due_at); end if;
    return null;
end $$;
create or replace trigger clocks_run after insert or update of due_clock, due_from, due_at, protected_since, reflection_due_at, custody_clock, custody_from, custody_due_at
    on cases for each row execute function on_case_clocks();
create or replace trigger clocks_run after insert or update of due_clock, due_from, due_at on referrals for each row execute function on_referral_clock();
create or replace trigger clocks_run after insert or update of done_at, due_at on tasks
    for each row when (new.clock is not null and new.due_at is not null) execute function on_task_clock();

-- What the triggers keep, made from nothing: for whoever loads cases past them.
create or replace function rebuild_running_clocks() returns void language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    delete from running_clocks;
    perform run_clock(c.id, k.clock, c.id, null, null, k.started, k.due) from cases c cross join lateral clocks_of(c) k;
    perform run_clock(r.id, r.due_clock, r.case_id, r.id, null, r.due_from, r.due_at) from referrals r where r.due_clock is not null and r.due_from is not null and r.due_at is not null;
    perform run_clock(t.id, t.clock, t.case_id, null, t.id, t.given_at, t.due_at) from tasks t where t.clock is not null and t.due_at is not null and t.done_at is null;
end $$;

-- DATIP has changed the ladder: the next rungs follow, a batch at a time, past what somebody works on.
create or replace function follow_ladder(at_most int) returns int language plpgsql security definer set search_path = public, pg_temp
as $$
declare moved int;
begin
    with stale as (select r.subject_id, r.clock from running_clocks r where r.ladder < (select v.ladder from clock_version v) limit at_most for update skip locked)
    update running_clocks r set next_rung_at = next_rung(r.subject_id, r.clock, r.started, r.due), ladder = (select v.ladder from clock_version v)
        from stale s where r.subject_id = s.subject_id and r.clock = s.clock;
    get diagnostics moved = row_count;
    return moved;
end $$;

-- 2. The rungs -----------------------------------------------------------------------------------------------------------
-- The rungs that so many running limits have reached and that nobody was told of.
create or replace function reached_rungs(moment timestamptz, at_most int)
returns table (case_id uuid, referral_id uuid, task_id uuid, number text, clock text, started timestamptz, due timestamptz, owner_unit uuid, province_office uuid,
    sender_unit uuid, receiver_unit uuid, percent int, told text, role text)
language sql stable security definer set search_path = public, pg_temp
as $$
    with reached as materialized (select * from running_clocks r where r.next_rung_at <= moment order by r.next_rung_at limit at_most)
    select k.case_id, k.referral_id, k.task_id, coalesce(r.number, c.nrm_number, c.first_contact_number)::text, k.clock, k.started, k.due, c.owner_unit_id, c.province_office_id,
        r.from_unit_id, coalesce(r.receiver_unit_id, t.to_unit_id, m.unit_id), l.percent, l.told::text, l.role::text
    from reached k join cases c on c.id = k.case_id left join referrals r on r.id = k.referral_id left join tasks t on t.id = k.task_id left join memberships m on m.id = t.to_membership_id
        join clock_rungs l on l.code = k.clock and l.ended_at is null and rung_at(k.started, k.due, l.percent) <= moment
    where not exists (select 1 from escalations e where e.subject_id = k.subject_id and e.clock = l.code
        and e.started_at = k.started and e.percent = l.percent and e.told = l.told and e.role is not distinct from l.role)
    order by k.next_rung_at, k.subject_id, k.clock
$$;

-- One rung, once: the row, and where somebody hears of it the notice, the event in the history and the record. False where
-- another node was first, the limit has stopped, or somebody works on the case at this moment: the next round asks again.
-- Nothing here waits for a lock of a request, so that no request is ever the victim of a job.
create or replace function escalate(wanted uuid, on_case uuid, on_referral uuid, on_task uuid, subject_number text, wanted_path text, wanted_clock text, began timestamptz,
    wanted_percent int, wanted_told text, wanted_role text, all_told text, unit uuid, kind text, is_heard boolean, notice uuid, event uuid, moment timestamptz)
returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; first_here boolean; wanted_subject uuid := coalesce(on_task, on_referral, on_case);
begin
    select * into subject from cases where id = on_case for update skip locked;
    if not found then return false; end if;
    if on_task is not null then
        perform 1 from tasks where id = on_task and done_at is null for update skip locked;
        if not found then return false; end if;
    elsif on_referral is not null then
        perform 1 from referrals where id = on_referral for update skip locked;
        if not found then return false; end if;
    end if;
    -- Whoever moves the limit holds one of the rows above.
    perform 1 from running_clocks r where r.subject_id = wanted_subject and r.clock = wanted_clock and r.started = began;
    if not found then return false; end if;
    first_here := not exists (select 1 from escalations e where e.subject_id = wanted_subject and e.clock = wanted_clock
        and e.started_at = began and e.percent = wanted_percent and e.heard);
    insert into escalations (id, case_id, referral_id, subject_id, clock, started_at, percent, told, role, to_unit_id, to_agency, heard, at)
        values (wanted, on_case, on_referral, wanted_subject, wanted_clock, began, wanted_percent, wanted_told, wanted_role, unit, kind, is_heard, moment)
        on conflict do nothing;
    if not found then return false; end if;
    update running_clocks r set next_rung_at = next_rung(r.subject_id, r.clock, r.started, r.due), ladder = (select v.ladder from clock_version v)
        where r.subject_id = wanted_subject and r.clock = wanted_clock;
    if not is_heard then return true; end if;
    insert into notices (id, case_id, code, path, to_unit_id, to_agency, to_role, at, parameters)
        values (notice, on_case, 'ClockEscalated', wanted_path, unit, kind, wanted_role, moment,
            jsonb_build_object('clock', wanted_clock, 'percent', wanted_percent::text, 'number', subject_number));
    if first_here then
        insert into case_events (id, case_id, sequence, code, at, to_stage, flow_version, parameters)
            values (event, on_case, subject.event_count + 1, 'case.escalated', moment, subject.stage, subject.flow_version,
                jsonb_build_object('clock', wanted_clock, 'percent', wanted_percent::text, 'told', all_told)
                    || case when on_referral is null then '{}' else jsonb_build_object('referral', subject_number) end);
        update cases set event_count = event_count + 1 where id = on_case;
    end if;
    perform audit_write('job:escalator', on_case, 'change', 'escalated',
        jsonb_build_object('clock', wanted_clock, 'percent', wanted_percent, 'told', wanted_told, 'role', wanted_role));
    return true;
end $$;

do $$
declare f regprocedure;
begin
    for f in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace
        and p.proname in ('rung_at', 'next_rung', 'run_clock', 'clocks_of', 'rebuild_running_clocks', 'follow_ladder', 'reached_rungs', 'escalate') loop
        execute format('revoke execute on function %s from public', f);
        if f::text ~ '^(follow_ladder|reached_rungs|escalate)' then execute format('grant execute on function %s to nrm_worker', f); end if;
    end loop;
end $$;
