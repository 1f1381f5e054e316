-- Alarms of a stay where people work: a row for each, kept with every basis and placement by the database, which alone sees
-- them all. The same rules as the domain's StayCalendar; a test compares both.
alter table stay_alarms enable row level security;
create policy see on stay_alarms for select using (exists (select 1 from case_access a where a.case_id = stay_alarms.case_id and a.scope = any ((select app_scopes())::uuid[])));
grant select on stay_alarms to nrm_app;

create or replace function span(began timestamptz, ended timestamptz) returns tstzrange language sql immutable
as $$ select case when ended <= began then 'empty'::tstzrange else tstzrange(began, ended) end $$;

-- What will be wrong from when on, if nobody acts. After the last cover the person is uncovered: that is one alarm, not three.
create or replace function stay_alarms_of(wanted uuid) returns table (kind text, since timestamptz) language sql stable security definer set search_path = public, pg_temp
as $$
    with uncovered as (select stay_uncovered_from(wanted) as since),
    stays as (
        select s.id, s.starts_at, s.limit_at, coalesce(s.ended_at, s.ends_at) as runs_until, s.ended_at,
            coalesce(s.end_reason not in ('NextBasis', 'MovedPlace'), false) as leaves, span(s.starts_at, least(s.ended_at, s.ends_at, s.limit_at, s.lapsed_at)) as valid
        from bases_of_stay s where s.case_id = wanted and s.corrected_at is null),
    held as (
        select span(s.starts_at, least(case when s.leaves then s.ended_at end, (select min(l.ended_at) from stays l where l.leaves and l.ended_at > s.starts_at))) as hours from stays s
        union all
        select span(p.arrived_at, least(p.ended_at, (select min(l.ended_at) from stays l where l.leaves and l.ended_at > p.arrived_at)))
        from placements p where p.case_id = wanted and p.arrived_at is not null),
    whole as (
        select coalesce((select range_agg(hours) from held), '{}'::tstzmultirange) * tstzmultirange(tstzrange(null, (select u.since from uncovered u))) as held,
            coalesce((select range_agg(valid) from stays), '{}'::tstzmultirange) as covered),
    days as (
        select d.day, tstzrange(d.day at time zone 'Asia/Bangkok', (d.day + interval '1 day') at time zone 'Asia/Bangkok') as hours, lower(hole) as hole
        from whole w cross join unnest(w.held - w.covered) hole
            cross join generate_series(date_trunc('day', lower(hole) at time zone 'Asia/Bangkok'), coalesce(upper(hole), lower(hole)) at time zone 'Asia/Bangkok', interval '1 day') d (day))
    select 'Uncovered', u.since from uncovered u where u.since is not null
    union all
    select 'Gap', min(greatest(lower(d.hours), d.hole)) from days d cross join whole w
        where (w.held * d.hours::tstzmultirange) <> '{}' and (w.covered * d.hours::tstzmultirange) = '{}' having count(*) > 0
    union all
    select 'Overlap', min(lower(a.valid * b.valid)) from stays a join stays b on a.id < b.id and a.valid && b.valid having count(*) > 0
    union all
    select 'PastLimit', min(lower(p.over)) from (select (w.held * tstzmultirange(span(s.limit_at, s.runs_until))) - w.covered as over from stays s cross join whole w where s.limit_at is not null) p
        where p.over <> '{}' having count(*) > 0
$$;

create or replace function on_stay_alarms() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare current record;
begin
    delete from stay_alarms a where a.case_id = new.case_id and a.told_at is null
        and not exists (select 1 from stay_alarms_of(new.case_id) k where k.kind = a.kind and k.since = a.since);
    update stay_alarms a set ended_at = app_now() where a.case_id = new.case_id and a.ended_at is null
        and not exists (select 1 from stay_alarms_of(new.case_id) k where k.kind = a.kind and k.since = a.since);
    insert into stay_alarms as a (case_id, kind, since) select new.case_id, k.kind, k.since from stay_alarms_of(new.case_id) k
        on conflict (case_id, kind, since) do update set ended_at = null where a.ended_at is not null;
    return null;
end $$;
-- After the triggers that keep uncovered_from: they fire in the order of their names.
create or replace trigger stay_covers_alarms after insert or update on bases_of_stay for each row execute function on_stay_alarms();
create or replace trigger stay_covers_alarms after insert or update of arrived_at, ended_at on placements for each row execute function on_stay_alarms();

-- Tells what has arisen, each alarm once: the province's caseworkers and its secretary of the MDT; DATIP where somebody is
-- held or housed on no ground, or was past a limit. Waits for no lock of a request: what somebody works on is told next round.
create or replace function tell_stay_alarms(moment timestamptz, at_most int) returns int language plpgsql security definer set search_path = public, pg_temp
as $$
declare a record; subject cases; told int := 0;
begin
    for a in select s.* from stay_alarms s where s.ended_at is null and s.told_at is null and s.since <= moment
            and exists (select 1 from cases c where c.id = s.case_id and c.stage <> 'FollowUp') order by s.since limit at_most for update of s skip locked loop
        select * into subject from cases where id = a.case_id for update skip locked;
        continue when not found;
        update stay_alarms set told_at = moment where case_id = a.case_id and kind = a.kind and since = a.since;
        insert into notices (id, case_id, code, path, to_unit_id, to_agency, to_role, at, parameters)
            select gen_random_uuid(), subject.id, 'StayAlarm', '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number) || '/placements', o.unit, o.agency, o.role, moment,
                jsonb_build_object('alarm', a.kind)
            from (values (subject.province_office_id, null, 'ProvinceCaseworker'), (subject.province_office_id, null, 'MdtSecretary'), (null::uuid, 'Datip', 'DatipReviewer')) o (unit, agency, role)
            where o.agency is null or a.kind in ('Uncovered', 'PastLimit');
        perform audit_write('job:stay', subject.id, 'change', 'stay alarm told', jsonb_build_object('alarm', a.kind));
        told := told + 1;
    end loop;
    return told;
end $$;
revoke execute on function stay_alarms_of(uuid) from public;
revoke execute on function tell_stay_alarms(timestamptz, int) from public;
grant execute on function tell_stay_alarms(timestamptz, int) to nrm_worker;
