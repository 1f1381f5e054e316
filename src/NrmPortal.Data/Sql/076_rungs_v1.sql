-- 0. A rung that is heard is heard by somebody -------------------------------------------------------------------------------------
-- Who works there today on cases of the office: with that role, or null, with any.
create or replace function somebody_hears(unit uuid, wanted_role text, moment timestamptz) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from memberships m join users u on u.id = m.user_id join casework_roles r on r.role = m.role and r.sees_unit
        where m.unit_id = unit and m.ended_at is null and (m.last_day is null or m.last_day >= (moment at time zone 'Asia/Bangkok')::date) and u.disabled_at is null
            and (wanted_role is null or m.role = wanted_role))
$$;
revoke execute on function somebody_hears(uuid, text, timestamptz) from public;

-- 1. A rung is told at its moment --------------------------------------------------------------------------------------------
-- As in 032, but between reading the rungs and telling one, the limit may have moved, or the rung have ended: what is not reached
-- any more is not told, and leaves no mark that would keep it from being told once it is.
create or replace function escalate(wanted uuid, on_case uuid, on_referral uuid, on_task uuid, subject_number text, wanted_path text, wanted_clock text, began timestamptz,
    wanted_percent int, wanted_told text, wanted_role text, all_told text, unit uuid, kind text, seat uuid, is_heard boolean, notice uuid, event uuid, moment timestamptz)
returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; first_here boolean; heard_by text := wanted_role; wanted_subject uuid := coalesce(on_task, on_referral, on_case);
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
    perform 1 from running_clocks r join clock_rungs l on l.code = r.clock and l.ended_at is null and l.percent = wanted_percent and l.told = wanted_told and l.role is not distinct from wanted_role
        where r.subject_id = wanted_subject and r.clock = wanted_clock and r.started = began and rung_at(r.started, r.due, l.percent) <= moment;
    if not found then return false; end if;
    first_here := not exists (select 1 from escalations e where e.subject_id = wanted_subject and e.clock = wanted_clock
        and e.started_at = began and e.percent = wanted_percent and e.heard);
    insert into escalations (id, case_id, referral_id, subject_id, clock, started_at, percent, told, role, to_unit_id, to_agency, to_membership_id, heard, at)
        values (wanted, on_case, on_referral, wanted_subject, wanted_clock, began, wanted_percent, wanted_told, wanted_role, unit, kind, seat, is_heard, moment)
        on conflict do nothing;
    if not found then return false; end if;
    update running_clocks r set next_rung_at = next_rung(r.subject_id, r.clock, r.started, r.due), ladder = (select v.ladder from clock_version v)
        where r.subject_id = wanted_subject and r.clock = wanted_clock;
    if not is_heard then return true; end if;
    -- A ladder names a shelter's manager; a service has none, and an office may have nobody: the whole office hears it then, or DATIP.
    if unit is not null and not somebody_hears(unit, heard_by, moment) then
        heard_by := null;
        if not somebody_hears(unit, null, moment) then unit := null; kind := 'Datip'; heard_by := 'DatipReviewer'; end if;
    end if;
    insert into notices (id, case_id, code, path, to_unit_id, to_agency, to_membership_id, to_role, at, parameters)
        values (notice, on_case, 'ClockEscalated', wanted_path, unit, kind, seat, heard_by, moment,
            jsonb_build_object('clock', wanted_clock, 'percent', wanted_percent::text, 'number', subject_number));
    if first_here then
        insert into case_events (id, case_id, sequence, code, at, to_stage, flow_version, parameters)
            values (event, on_case, subject.event_count + 1, 'case.escalated', moment, subject.stage, subject.flow_version,
                jsonb_build_object('clock', wanted_clock, 'percent', wanted_percent::text, 'told', all_told)
                    || case when on_referral is null then '{}' else jsonb_build_object('referral', subject_number) end);
        update cases set event_count = event_count + 1 where id = on_case;
    end if;
    perform audit_write('job:escalator', on_case, 'change', 'escalated',
        jsonb_build_object('clock', wanted_clock, 'percent', wanted_percent, 'told', wanted_told, 'role', heard_by));
    return true;
end $$;
