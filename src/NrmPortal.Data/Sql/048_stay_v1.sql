-- Two offices may hold or house one person. What one of them records of a leaving ends its own holding, and that of those who
-- had given way before; another goes on, and alarms, until it records its own end. A false alarm is better than silence.

-- 1. When whoever holds the person on that ground let them go (BasisOfStay.LeftAt); null: they are held ----------------------
create or replace function stay_left(stay uuid) returns timestamptz language sql stable security definer set search_path = public, pg_temp
as $$
    select min(l.ended_at) from bases_of_stay s join bases_of_stay l on l.case_id = s.case_id and l.corrected_at is null and l.awaits_placement_id is null
        and l.end_reason not in ('NextBasis', 'MovedPlace') and (l.id = s.id or (l.ended_at > s.starts_at and (l.by_unit_id = s.by_unit_id or s.ended_at <= l.ended_at)))
    where s.id = stay
$$;
revoke execute on function stay_left(uuid) from public;

-- 2. What asked for any leaving asks for theirs ----------------------------------------------------------------------------
-- As before; and who is taken again before a holding is broken, or is still held by another, was not let go.
create or replace function custody_is_once() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- At commit: the row as it stands then, with the corrections and ends of the same act.
    if exists (select 1 from bases_of_stay n join bases_of_stay f on f.case_id = n.case_id and f.id <> n.id and f.starts_at <= n.starts_at
        where n.id = new.id and n.basis = 'CustodyS29' and n.corrected_at is null and n.awaits_placement_id is null
          and f.basis = 'CustodyS29' and f.corrected_at is null and f.awaits_placement_id is null
          and ((n.starts_at >= f.limit_at and not (tg_op = 'UPDATE' and may('settings.edit'))) or n.limit_at > f.limit_at)
          and not exists (select 1 from bases_of_stay l cross join lateral (select stay_left(l.id) as moment) freed
            where l.case_id = n.case_id and l.corrected_at is null and l.awaits_placement_id is null
              and freed.moment > f.starts_at and limit_ends('HoldingBreak', freed.moment) <= n.starts_at
              and not exists (select 1 from bases_of_stay h where h.case_id = n.case_id and h.corrected_at is null and h.awaits_placement_id is null
                and h.starts_at < limit_ends('HoldingBreak', freed.moment) and coalesce(stay_left(h.id), 'infinity') > freed.moment)))
    then
        raise exception 'Custody under s.29 goes on beyond the limit of the first: a court must permit it' using errcode = '23514', constraint = 'ck_stay_custody_once';
    end if;
    return null;
end $$;

create or replace function stay_runs(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from case_access a where a.case_id = wanted and a.scope = any (app_scopes())) and (
        exists (select 1 from bases_of_stay b where b.case_id = wanted and b.corrected_at is null and b.ended_at is null and b.awaits_placement_id is null
            and stay_left(b.id) is null)
        or exists (select 1 from placements p where p.case_id = wanted and p.arrived_at is not null and p.ended_at is null))
$$;

create or replace function stay_uncovered_from(wanted uuid) returns timestamptz language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare held boolean; covered timestamptz; housed timestamptz;
begin
    select min(arrived_at) into housed from placements where case_id = wanted and arrived_at is not null and ended_at is null;
    select bool_or(stay_left(id) is null), max(coalesce(least(ended_at, ends_at, limit_at, lapsed_at, stay_left(id)), 'infinity')) into held, covered from bases_of_stay
        where case_id = wanted and corrected_at is null and awaits_placement_id is null;
    if not coalesce(held, false) then return greatest(housed, case when housed is not null then covered end); end if;
    return nullif(covered, 'infinity');
end $$;

create or replace function stay_alarms_of(wanted uuid) returns table (kind text, since timestamptz) language sql stable security definer set search_path = public, pg_temp
as $$
    with uncovered as (select stay_uncovered_from(wanted) as since),
    stays as (
        select s.id, s.starts_at, s.limit_at, coalesce(s.ended_at, s.ends_at) as runs_until, s.ended_at, s.basis in ('CustodyS29', 'CourtExtension') as custody,
            coalesce(s.end_reason not in ('NextBasis', 'MovedPlace'), false) as leaves, span(s.starts_at, least(s.ended_at, s.ends_at, s.limit_at, s.lapsed_at, stay_left(s.id))) as valid
        from bases_of_stay s where s.case_id = wanted and s.corrected_at is null and s.awaits_placement_id is null),
    held as (
        select span(s.starts_at, stay_left(s.id)) as hours from stays s
        union all
        select span(p.arrived_at, p.ended_at) from placements p where p.case_id = wanted and p.arrived_at is not null),
    whole as (
        select coalesce((select range_agg(hours) from held), '{}'::tstzmultirange) * tstzmultirange(tstzrange(null, (select u.since from uncovered u))) as held,
            coalesce((select range_agg(valid) from stays), '{}'::tstzmultirange) as covered),
    holes as (select hole from whole w cross join unnest(w.held - w.covered) hole),
    days as (
        select d.day, tstzrange(d.day at time zone 'Asia/Bangkok', (d.day + interval '1 day') at time zone 'Asia/Bangkok') as hours, lower(h.hole) as hole
        from holes h cross join generate_series(date_trunc('day', lower(h.hole) at time zone 'Asia/Bangkok'), coalesce(upper(h.hole), lower(h.hole)) at time zone 'Asia/Bangkok', interval '1 day') d (day))
    select 'Uncovered', u.since from uncovered u where u.since is not null
    union all
    select 'Gap', min(greatest(lower(d.hours), d.hole)) from days d cross join whole w
        where (w.held * d.hours::tstzmultirange) <> '{}' and (w.covered * d.hours::tstzmultirange) = '{}' having count(*) > 0
    union all
    select 'AfterCustody', min(lower(h.hole)) from holes h
        where exists (select 1 from stays s where s.custody and not s.leaves and s.runs_until = lower(h.hole) and upper(s.valid) = s.runs_until) having count(*) > 0
    union all
    select 'Overlap', min(lower(a.valid * b.valid)) from stays a join stays b on a.id < b.id and a.valid && b.valid having count(*) > 0
    union all
    select 'PastLimit', min(lower(p.over)) from (select (w.held * tstzmultirange(span(s.limit_at, s.runs_until))) - w.covered as over from stays s cross join whole w where s.limit_at is not null) p
        where p.over <> '{}' having count(*) > 0
$$;

-- 3. Second lock of Case.MayEnd --------------------------------------------------------------------------------------------
create or replace function check_leaving() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and new.end_reason <> 'NextBasis' and new.awaits_placement_id is null and new.by_unit_id is distinct from app_unit()
        and not exists (select 1 from cases c where c.id = new.case_id and c.province_office_id = app_unit())
    then raise exception 'Another office holds the person on this ground' using errcode = '23514', constraint = 'ck_stay_theirs_to_end';
    end if;
    return new;
end $$;
revoke execute on function check_leaving() from public;
create or replace trigger stays_are_theirs_to_end before update of ended_at on bases_of_stay for each row
    when (old.ended_at is null and new.ended_at is not null) execute function check_leaving();

-- 4. The others are told ---------------------------------------------------------------------------------------------------
-- Whose basis runs on, or was ended for them, asks itself whether the person is still with them.
create or replace function tell_other_holders() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is null then return null; end if;
    insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters)
        select gen_random_uuid(), new.case_id, 'LeftElsewhere', '/cases/' || coalesce(c.nrm_number, c.first_contact_number) || '/placements', o.unit, new.end_recorded_at, app_user(), '{}'
        from cases c cross join (select distinct b.by_unit_id as unit from bases_of_stay b where b.case_id = new.case_id and b.corrected_at is null and b.awaits_placement_id is null
            and b.starts_at <= new.ended_at and (b.ended_at is null or b.id = new.id)) o
        where c.id = new.case_id and o.unit is distinct from app_unit()
          and not exists (select 1 from notices n where n.case_id = new.case_id and n.code = 'LeftElsewhere' and n.to_unit_id = o.unit and n.at = new.end_recorded_at);
    return null;
end $$;
revoke execute on function tell_other_holders() from public;
create or replace trigger stays_tell_other_holders after update of ended_at on bases_of_stay for each row
    when (old.ended_at is null and new.ended_at is not null and new.end_reason not in ('NextBasis', 'MovedPlace')) execute function tell_other_holders();
