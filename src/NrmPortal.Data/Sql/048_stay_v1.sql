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
        select s.id, s.starts_at, s.limit_at, coalesce(s.ended_at, s.ends_at) as runs_until, s.ended_at, s.basis in ('CustodyS29', 'CourtExtension') as custody, s.basis = 'CourtExtension' as court, s.by_unit_id as unit, stay_left(s.id) as gone,
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
    -- What another office records is no answer to custody beyond its limit: a court's permission is, or the office's own next ground.
    select 'PastLimit', min(lower(p.over)) from (select (w.held * tstzmultirange(span(s.limit_at, least(s.runs_until, s.gone)))) - coalesce(a.covered, '{}'::tstzmultirange) as over
        from stays s cross join whole w cross join lateral (select range_agg(c.valid) as covered from stays c where not s.custody or c.court or c.unit = s.unit) a where s.limit_at is not null) p
        where p.over <> '{}' having count(*) > 0
    union all
    -- One office says that the person left, and the record of another, from before, goes on.
    select 'Disputed', min(l.ended_at) from stays s join stays l on l.leaves and l.unit <> s.unit and l.ended_at > s.starts_at where s.ended_at is null and s.gone is null having count(*) > 0
$$;

-- 3. The hours of custody, by all rows (Case.Custody) ------------------------------------------------------------------------
alter table bases_of_stay drop constraint if exists ck_stay_end_has_its_reason;
alter table bases_of_stay add constraint ck_stay_end_has_its_reason check ((ended_at is null) = (end_reason is null));

-- The last holding that custody is part of, and until when; null: it goes on.
create or replace function stay_holding(wanted uuid) returns table (since timestamptz, until timestamptz) language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare r record; first timestamptz; freed timestamptz;
begin
    for r in select b.basis, b.starts_at, coalesce(stay_left(b.id), 'infinity') as gone from bases_of_stay b
            where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null order by b.starts_at loop
        if first is not null and freed < r.starts_at and limit_ends('HoldingBreak', freed) <= r.starts_at then
            first := null; freed := null;
        elsif first is null and freed < r.starts_at then freed := null;
        end if;
        freed := greatest(freed, r.gone);
        if r.basis = 'CustodyS29' and first is null then first := r.starts_at; end if;
    end loop;
    if first is not null then
        since := first; until := nullif(freed, 'infinity');
        return next;
    end if;
end $$;

-- The clock of the office whose limit ends first: custody that nobody has ended and that no later ground of the same office follows.
create or replace function stay_custody(wanted uuid) returns table (clock text, since timestamptz, due timestamptz) language sql stable security definer set search_path = public, pg_temp
as $$
    with rows as (select b.*, b.basis in ('CustodyS29', 'CourtExtension') as custody, least(b.ends_at, b.limit_at, b.lapsed_at) <= b.recorded_at as was_over from bases_of_stay b
        where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null and b.ended_at is null)
    select case s.basis when 'CustodyS29' then 'Custody29' else s.basis end, case s.basis when 'CustodyS29' then coalesce(h.since, s.starts_at) else s.starts_at end,
        case s.basis when 'CustodyS29' then s.limit_at else least(s.ends_at, s.limit_at, s.lapsed_at) end as ends
    from rows s left join lateral stay_holding(wanted) h on true
    where s.custody and stay_left(s.id) is null and (s.basis = 'CustodyS29' or s.corrects_id is not null or not coalesce(s.was_over, false))
      and not exists (select 1 from rows n where n.id <> s.id and n.by_unit_id = s.by_unit_id and (n.starts_at, n.recorded_at) > (s.starts_at, s.recorded_at)
        and (n.basis = 'CustodyS29' or not coalesce(n.was_over, false)))
    order by ends nulls last limit 1
$$;

create or replace function keep_custody() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare h record; k record;
begin
    select * into h from stay_holding(new.case_id);
    -- A row that its office recorded before an earlier one was known counts from that one too.
    if h.since is not null and h.until is null then
        update bases_of_stay b set limit_at = limit_ends('Custody29', h.since) where b.case_id = new.case_id and b.basis = 'CustodyS29' and b.corrected_at is null
            and b.ended_at is null and b.awaits_placement_id is null and b.starts_at >= h.since and b.limit_at > limit_ends('Custody29', h.since)
            and exists (select 1 from bases_of_stay f where f.case_id = b.case_id and f.basis = 'CustodyS29' and f.corrected_at is null and f.awaits_placement_id is null
                and f.starts_at = h.since and f.recorded_at > b.recorded_at);
    end if;
    select * into k from stay_custody(new.case_id);
    update cases c set custody_clock = k.clock, custody_from = k.since, custody_due_at = k.due, held_since = h.since, held_until = h.until where c.id = new.case_id
        and (c.custody_clock, c.custody_from, c.custody_due_at, c.held_since, c.held_until) is distinct from (k.clock, k.since, k.due, h.since, h.until);
    return null;
end $$;
revoke execute on function stay_holding(uuid), stay_custody(uuid), keep_custody() from public;
-- With the commit, after what the portal wrote by the rows that the acting office sees.
drop trigger if exists custody_is_kept on bases_of_stay;
create constraint trigger custody_is_kept after insert or update on bases_of_stay deferrable initially deferred for each row execute function keep_custody();
grant update (held_until) on cases to nrm_app;
grant update (correction_reason) on bases_of_stay to nrm_app;

-- 4. Second lock of Case.MayEnd --------------------------------------------------------------------------------------------
-- Whose record it is, and the office responsible for the case, end and correct it. With an arrival, or a court's order, it ends by itself.
create or replace function check_leaving() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and new.by_unit_id is distinct from app_unit()
        and not exists (select 1 from cases c where c.id = new.case_id and c.province_office_id = app_unit())
        and not (new.corrected_at is null and new.awaits_placement_id is not null)
        and not (new.corrected_at is null and new.end_reason = 'NextBasis' and exists (select 1 from bases_of_stay n where n.case_id = new.case_id and n.id <> new.id and n.starts_at = new.ended_at
            and (n.basis = 'CourtExtension' or (n.place = 'Shelter' and exists (select 1 from placements p where p.case_id = n.case_id and p.unit_id = n.by_unit_id and p.arrived_at is not null)))))
    then raise exception 'Another office holds the person on this ground' using errcode = '23514', constraint = 'ck_stay_theirs_to_end';
    end if;
    return null;
end $$;
revoke execute on function check_leaving() from public;
drop trigger if exists stays_are_theirs_to_end on bases_of_stay;
create constraint trigger stays_are_theirs_to_end after update of ended_at, corrected_at on bases_of_stay deferrable initially deferred for each row
    when (new.ended_at is distinct from old.ended_at or new.corrected_at is distinct from old.corrected_at) execute function check_leaving();

-- What was written of an end stays: a correction is a row of its own, held by the same office.
create or replace function check_stay_record() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare wrong bases_of_stay; stretched boolean;
begin
    if tg_op = 'UPDATE' then
        if (old.ended_at is not null and (new.ended_at, new.end_reason) is distinct from (old.ended_at, old.end_reason)) or (old.corrected_at is not null and new.corrected_at is distinct from old.corrected_at)
        then raise exception 'The end of a basis of stay stays what it was' using errcode = '23514', constraint = 'ck_stay_end_is_kept';
        end if;
        return new;
    end if;
    if app_user() is null then return new; end if;
    select * into wrong from bases_of_stay b where b.id = new.corrects_id and b.case_id = new.case_id;
    if new.by_unit_id is distinct from coalesce(wrong.by_unit_id, app_unit()) then
        raise exception 'A basis of stay is recorded by the office that holds the person' using errcode = '23514', constraint = 'ck_stay_recorder';
    end if;
    return new;
end $$;
revoke execute on function check_stay_record() from public;
create or replace trigger stays_keep_their_end before insert or update of ended_at, end_reason, corrected_at on bases_of_stay for each row execute function check_stay_record();

-- Second lock of Case.CorrectBasisOfStay: hours of custody do not become more, or none, without a reason.
create or replace function check_stay_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and exists (select 1 from bases_of_stay w join bases_of_stay b on b.id = new.id where w.id = new.corrects_id and w.basis in ('CustodyS29', 'CourtExtension')
            and b.correction_reason is null
            and (b.basis not in ('CustodyS29', 'CourtExtension') or (case when b.basis = 'CustodyS29' and b.ended_at is null then b.limit_at else least(b.ended_at, b.ends_at, b.limit_at, b.lapsed_at) end)
                > (case when w.basis = 'CustodyS29' and w.ended_at is null then w.limit_at else least(w.ended_at, w.ends_at, w.limit_at, w.lapsed_at) end)))
    then raise exception 'Custody corrected to more hours, or none, needs its reason' using errcode = '23514', constraint = 'ck_stay_correction_reason';
    end if;
    return null;
end $$;
revoke execute on function check_stay_correction() from public;
drop trigger if exists stays_are_corrected_with_a_reason on bases_of_stay;
create constraint trigger stays_are_corrected_with_a_reason after insert on bases_of_stay deferrable initially deferred for each row
    when (new.corrects_id is not null) execute function check_stay_correction();

-- 5. The others are told ---------------------------------------------------------------------------------------------------
-- An office that sees the case no longer cannot act on it: the one responsible for the case hears it instead.
create or replace function tell_holder(wanted uuid, told text, unit uuid, moment timestamptz) returns void language sql security definer set search_path = public, pg_temp
as $$
    insert into notices (id, case_id, code, path, to_unit_id, to_role, at, by_user_id, parameters)
        select gen_random_uuid(), c.id, told, '/cases/' || coalesce(c.nrm_number, c.first_contact_number) || '/placements', t.unit, t.wanted_role, moment, app_user(), '{}'
        from cases c cross join lateral (select case when s.sees then tell_holder.unit else c.province_office_id end as unit, case when not s.sees then 'ProvinceCaseworker' end as wanted_role
            from (select exists (select 1 from case_access a where a.case_id = c.id and (a.scope = tell_holder.unit or a.scope in (select m.id from memberships m where m.unit_id = tell_holder.unit))) as sees) s) t
        where c.id = wanted and t.unit is distinct from app_unit()
          and not exists (select 1 from notices n where n.case_id = c.id and n.code = told and n.to_unit_id = t.unit and n.at = moment)
$$;
revoke execute on function tell_holder(uuid, text, uuid, timestamptz) from public;

create or replace function tell_other_holders() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare o record; told text;
begin
    if app_user() is null then return null; end if;
    if tg_table_name = 'placements' then told := 'LeftElsewhere';
    elsif tg_op = 'INSERT' then told := 'HeldElsewhere';
    else
        told := case when new.corrected_at is null and new.end_reason not in ('NextBasis', 'MovedPlace') then 'LeftElsewhere' else 'HeldElsewhere' end;
        -- Whose record it was, where another office ended or corrected it.
        if new.by_unit_id is distinct from app_unit() then perform tell_holder(new.case_id, told, new.by_unit_id, app_now()); end if;
        if told = 'HeldElsewhere' then return null; end if;
    end if;
    for o in select distinct b.by_unit_id as unit from bases_of_stay b where b.case_id = new.case_id and b.corrected_at is null and b.awaits_placement_id is null and b.ended_at is null loop
        if o.unit is distinct from app_unit() then perform tell_holder(new.case_id, told, o.unit, app_now()); end if;
    end loop;
    return null;
end $$;
revoke execute on function tell_other_holders() from public;
create or replace trigger stays_tell_other_holders after update of ended_at, corrected_at on bases_of_stay for each row
    when (new.ended_at is distinct from old.ended_at or new.corrected_at is distinct from old.corrected_at) execute function tell_other_holders();
create or replace trigger stays_tell_of_another after insert on bases_of_stay for each row
    when (new.corrects_id is null and new.awaits_placement_id is null) execute function tell_other_holders();
create or replace trigger stays_tell_of_leaving after update of ended_at on placements for each row
    when (old.ended_at is null and new.ended_at is not null and new.arrived_at is not null) execute function tell_other_holders();
