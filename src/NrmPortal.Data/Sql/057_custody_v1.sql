-- The hours of custody, and what would stop or hide them: releases recorded by mistake, grounds beside custody, orders that begin
-- later, corrections of an end, and the end of a case.

-- 1. When whoever holds the person let them go (BasisOfStay.LeftAt) -----------------------------------------------------------
-- As in 048, but what another office ends counts only where the person went to it: from then on, or to a shelter. What never began is
-- nobody's leaving.
create or replace function stay_left(stay uuid) returns timestamptz language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (
    select min(l.ended_at) from bases_of_stay s join bases_of_stay l on l.case_id = s.case_id and l.corrected_at is null and l.awaits_placement_id is null
        and l.end_reason not in ('NextBasis', 'MovedPlace') and (l.id = s.id or (l.ended_at > s.starts_at and l.ended_at > l.starts_at
            and (l.by_unit_id = s.by_unit_id or (s.ended_at <= l.ended_at and (l.starts_at >= s.starts_at or l.place = 'Shelter')))))
    where s.id = stay); end $$;

-- 2. Custody under s.29 is given once -------------------------------------------------------------------------------------
-- As in 048. That another's start proves a limit shorter (keep_custody) refuses nobody's record afterwards: it shows what was held beyond it.
create or replace function custody_is_once() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if exists (select 1 from bases_of_stay n join bases_of_stay f on f.case_id = n.case_id and f.id <> n.id and f.starts_at <= n.starts_at and f.recorded_at <= n.recorded_at
        where n.id = new.id and n.basis = 'CustodyS29' and n.corrected_at is null and n.awaits_placement_id is null
          and f.basis = 'CustodyS29' and f.corrected_at is null and f.awaits_placement_id is null and n.starts_at >= f.limit_at and (f.ended_at is null or f.ended_at > f.starts_at or f.end_reason = 'MovedPlace')
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
drop trigger custody_is_once on bases_of_stay;
create constraint trigger custody_is_once after insert or update of starts_at on bases_of_stay
    deferrable initially deferred for each row when (new.basis = 'CustodyS29') execute function custody_is_once();

-- 3. Grounds and limits, second lock of StayClaim ---------------------------------------------------------------------------
alter table bases_of_stay drop constraint if exists ck_stay_custody_place;
alter table bases_of_stay add constraint ck_stay_custody_place check (basis not in ('CustodyS29', 'CourtExtension')
    or (place <> 'Home' and (place <> 'Hospital' or place_name is not null)));
alter table bases_of_stay drop constraint if exists ck_stay_order_has_its_end;
alter table bases_of_stay add constraint ck_stay_order_has_its_end check (basis <> 'CourtExtension' or ends_at is not null);

-- The longest that the law gives it: by the setting of its own first day, of the holding's, or of the order whose limit it shares.
create or replace function stay_limit(s bases_of_stay) returns timestamptz language sql stable security definer set search_path = public, pg_temp
as $$
    select case s.basis when 'CustodyS29' then greatest(limit_ends('Custody29', s.starts_at), (select limit_ends('Custody29', h.since) from stay_holding(s.case_id) h))
        when 'CourtExtension' then greatest(limit_ends('CourtExtension', s.starts_at), (select max(o.limit_at) from bases_of_stay o where o.case_id = s.case_id and o.id <> s.id
            and o.basis = 'CourtExtension' and o.corrected_at is null and o.starts_at < s.starts_at and o.limit_at <= limit_ends('CourtExtension', o.starts_at) and o.ended_at is not distinct from s.starts_at)) end
$$;
revoke execute on function stay_limit(bases_of_stay) from public;

create or replace function check_stay_grounds() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare s bases_of_stay;
begin
    if app_user() is null then return null; end if;
    -- At commit: the row as it stands then.
    select * into s from bases_of_stay b where b.id = new.id;
    if s.corrected_at is not null or s.awaits_placement_id is not null then return null; end if;
    if s.limit_at > stay_limit(s) then raise exception 'The limit of custody is the law''s' using errcode = '23514', constraint = 'ck_stay_limit';
    end if;
    if s.basis in ('CustodyS29', 'CourtExtension') and (select u.agency from units u where u.id = s.by_unit_id) = 'Ngo'
    then raise exception 'Custody is an official''s' using errcode = '23514', constraint = 'ck_stay_custody_official';
    end if;
    -- What a court extends was custody until then; several orders share the limit of the first.
    if s.basis = 'CourtExtension' and not exists (select 1 from bases_of_stay c where c.case_id = s.case_id and c.id <> s.id and c.corrected_at is null and c.awaits_placement_id is null
        and c.basis in ('CustodyS29', 'CourtExtension') and c.starts_at < s.starts_at and least(c.ended_at, c.ends_at, c.limit_at) >= s.starts_at and (c.basis = 'CustodyS29' or s.limit_at <= c.limit_at))
    then raise exception 'A court extends custody that runs' using errcode = '23514', constraint = 'ck_stay_no_custody_runs';
    end if;
    -- Their own office wrote that the person left later, or writes it now of an earlier record while a later one runs: the hours would stop in silence.
    if (s.ended_at is null and coalesce(s.ends_at, 'infinity') > stay_left(s.id))
        or (s.end_reason not in ('NextBasis', 'MovedPlace') and s.ended_at > s.starts_at and exists (select 1 from bases_of_stay r where r.case_id = s.case_id and r.id <> s.id
            and r.by_unit_id = s.by_unit_id and r.corrected_at is null and r.awaits_placement_id is null and r.ended_at is null and r.starts_at < s.ended_at and coalesce(r.ends_at, 'infinity') > s.ended_at))
    then raise exception 'The office has recorded that the person left' using errcode = '23514', constraint = 'ck_stay_already_left';
    end if;
    return null;
end $$;
revoke execute on function check_stay_grounds() from public;
drop trigger if exists stays_have_their_grounds on bases_of_stay;
create constraint trigger stays_have_their_grounds after insert on bases_of_stay deferrable initially deferred for each row execute function check_stay_grounds();
-- A changed setting moves limits, and so does what is recorded of others; nobody else stretches one.
create or replace function check_stay_limit() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and new.basis in ('CustodyS29', 'CourtExtension') and not may('settings.edit')
        and new.limit_at > stay_limit(new)
    then raise exception 'The limit of custody is the law''s' using errcode = '23514', constraint = 'ck_stay_limit';
    end if;
    return new;
end $$;
revoke execute on function check_stay_limit() from public;
create or replace trigger stays_keep_their_limit before update of limit_at on bases_of_stay for each row
    when (new.limit_at is distinct from old.limit_at) execute function check_stay_limit();

-- As in 027; without a reason only a court's order ends custody as of a moment before a limit that has passed, or an arrival does.
create or replace function check_late_end() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and new.late_reason is null and new.awaits_placement_id is null
        and new.ended_at <= least(new.ends_at, new.limit_at) and least(new.ends_at, new.limit_at) < app_now()
        and not (new.end_reason = 'NextBasis' and (exists (select 1 from bases_of_stay n where n.case_id = new.case_id and n.id <> new.id and n.corrected_at is null
                and n.basis = 'CourtExtension' and n.starts_at = new.ended_at)
            or exists (select 1 from placements p where p.case_id = new.case_id and p.arrived_at = new.ended_at)))
    then raise exception 'An end before the limit that is recorded after it needs its reason' using errcode = '23514', constraint = 'ck_stay_late_reason';
    end if;
    return new;
end $$;
revoke execute on function check_late_end() from public;
drop trigger stays_end_late_with_a_reason on bases_of_stay;
create constraint trigger stays_end_late_with_a_reason after update of ended_at on bases_of_stay deferrable initially deferred for each row
    when (old.ended_at is null and new.ended_at is not null and new.basis in ('CustodyS29', 'CourtExtension')) execute function check_late_end();

-- A stay rests on a consent that reaches whoever houses the person, and to whom they have said no since it does not.
create or replace function check_stay_consent() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare n consents; corrected bases_of_stay;
begin
    if new.consent_id is null then return new; end if;
    -- A correction of the rest of it rests on what it rested on, and has lapsed as that has.
    if new.corrects_id is not null then
        select w.* into corrected from bases_of_stay w where w.id = new.corrects_id and w.case_id = new.case_id and w.consent_id = new.consent_id and w.basis = new.basis;
        if found then
            new.lapsed_at := corrected.lapsed_at;
            return new;
        end if;
    end if;
    -- Shared lock: a withdrawal that runs now is waited for.
    select * into n from consents x where x.id = new.consent_id for share;
    new.lapsed_at := consent_ends(n);
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    if n.case_id is distinct from new.case_id or n.outcome <> 'Given' or n.purpose not in ('Assistance', 'Referral') or n.withdrawn_at is not null or consent_ends(n) <= new.recorded_at
    then raise exception 'No live consent for this stay' using errcode = 'check_violation', constraint = 'ck_stay_consent';
    end if;
    perform check_consent_giver(n);
    if n.purpose = 'Assistance' and not stay_rests_on(n.id, new.case_id, new.by_unit_id, (new.recorded_at at time zone 'Asia/Bangkok')::date)
    then raise exception 'The consent does not reach this office' using errcode = 'check_violation', constraint = 'ck_stay_consent';
    end if;
    return new;
end $$;

-- While the reflection period is paused no limit of it runs, for those who are housed on it neither.
create or replace function on_reflection_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin update bases_of_stay set limit_at = new.reflection_due_at
    where case_id = new.id and basis = 'VoluntaryReflection' and ended_at is null and corrected_at is null and limit_at is distinct from new.reflection_due_at; return null; end $$;
create or replace trigger stay_follows_reflection after update of reflection_due_at on cases
    for each row when (new.protected_since is not null and new.reflection_due_at is distinct from old.reflection_due_at) execute function on_reflection_moved();

-- 4. What gives way ---------------------------------------------------------------------------------------------------------
-- An end that a court's order sets for later is a plan until then: a release or an arrival before it is the end.
create or replace function stays_give_way() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare followed jsonb; housed bases_of_stay; moment timestamptz;
begin
    if tg_table_name = 'placements' then
        -- Nothing ran at the acceptance: the shelter's basis has run since, and what was recorded meanwhile ends too.
        select b.* into housed from bases_of_stay b where b.case_id = new.case_id and b.by_unit_id = new.unit_id and b.corrected_at is null and b.ended_at is null
            and b.awaits_placement_id is null and b.starts_at < new.arrived_at order by b.starts_at desc limit 1;
        moment := new.arrived_at;
        if housed.id is null then return null; end if;
    else
        housed := new; moment := new.starts_at;
    end if;
    with ended as (
        update bases_of_stay b set ended_at = moment, end_reason = 'NextBasis', ended_by_user_id = coalesce(app_user(), housed.by_user_id), end_recorded_at = moment
        where b.case_id = housed.case_id and b.id <> housed.id and b.corrected_at is null and (b.ended_at is null or (b.end_reason = 'NextBasis' and b.ended_at > moment)) and b.awaits_placement_id is null
            and b.basis <> 'CourtExtension' and b.starts_at <= moment returning b.id)
    select jsonb_agg(jsonb_build_object('table', 'bases_of_stay', 'row', id, 'state', 'Modified', 'columns', array['ended_at', 'end_reason'])) into followed from ended;
    if followed is not null then perform audit_write('case:' || housed.case_id, housed.case_id, 'change', 'stay followed', followed); end if;
    return null;
end $$;
create or replace trigger stays_give_way after update of arrived_at on placements
    for each row when (old.arrived_at is null and new.arrived_at is not null) execute function stays_give_way();

-- Whose record it is, and the office responsible for the case, end and correct it. With an arrival, or a court's order recorded in the same act, it ends by itself.
create or replace function check_leaving() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and new.by_unit_id is distinct from app_unit()
        and not exists (select 1 from cases c where c.id = new.case_id and c.province_office_id = app_unit())
        and not (new.corrected_at is null and new.awaits_placement_id is not null)
        and not (new.corrected_at is null and new.end_reason = 'NextBasis' and (
            exists (select 1 from bases_of_stay n where n.case_id = new.case_id and n.id <> new.id and n.starts_at = new.ended_at and n.basis = 'CourtExtension'
                and n.corrected_at is null and n.awaits_placement_id is null and n.by_user_id = app_user() and n.recorded_at = new.end_recorded_at)
            or exists (select 1 from placements p join bases_of_stay n on n.case_id = p.case_id and n.by_unit_id = p.unit_id and n.id <> new.id and n.corrected_at is null and n.awaits_placement_id is null
                where p.case_id = new.case_id and p.arrived_at = new.ended_at)))
    then raise exception 'Another office holds the person on this ground' using errcode = '23514', constraint = 'ck_stay_theirs_to_end';
    end if;
    return null;
end $$;

create or replace function check_stay_record() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare wrong bases_of_stay;
begin
    if tg_op = 'UPDATE' then
        if (old.corrected_at is not null and new.corrected_at is distinct from old.corrected_at)
            or (old.ended_at is not null and (new.ended_at, new.end_reason) is distinct from (old.ended_at, old.end_reason)
                -- What a court's order would have ended later ended sooner.
                and not (old.end_reason = 'NextBasis' and old.ended_at > app_now() and new.ended_at < old.ended_at and new.ended_at <= app_now() + interval '1 minute'))
        then raise exception 'The end of a basis of stay stays what it was' using errcode = '23514', constraint = 'ck_stay_end_is_kept';
        end if;
        return new;
    end if;
    if app_user() is null then return new; end if;
    select * into wrong from bases_of_stay b where b.id = new.corrects_id and b.case_id = new.case_id;
    if new.by_unit_id is distinct from coalesce(wrong.by_unit_id, app_unit()) or (new.corrects_id is not null and (wrong.id is null
        or (wrong.by_unit_id <> app_unit() and not exists (select 1 from cases c where c.id = new.case_id and c.province_office_id = app_unit()))))
    then raise exception 'A basis of stay is recorded by the office that holds the person' using errcode = '23514', constraint = 'ck_stay_recorder';
    end if;
    return new;
end $$;

-- Second lock of Case.CorrectBasisOfStay: what it corrects is marked, and hours that become more, or none, or another end, have a reason.
create or replace function check_stay_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is null then return null; end if;
    if exists (select 1 from bases_of_stay w where w.id = new.corrects_id and w.corrected_at is null)
    then raise exception 'A correction stands in the place of what it corrects' using errcode = '23514', constraint = 'ck_stay_correction_stands';
    end if;
    if exists (select 1 from bases_of_stay w join bases_of_stay b on b.id = new.id where w.id = new.corrects_id and b.correction_reason is null
        and ((w.ended_at is not null and (b.ended_at, b.end_reason) is distinct from (w.ended_at, w.end_reason))
            or (w.basis in ('CustodyS29', 'CourtExtension')
                and (b.basis not in ('CustodyS29', 'CourtExtension') or (case when b.basis = 'CustodyS29' and b.ended_at is null then b.limit_at else least(b.ended_at, b.ends_at, b.limit_at, b.lapsed_at) end)
                    > (case when w.basis = 'CustodyS29' and w.ended_at is null then w.limit_at else least(w.ended_at, w.ends_at, w.limit_at, w.lapsed_at) end)))))
    then raise exception 'A correction of hours or of an end needs its reason' using errcode = '23514', constraint = 'ck_stay_correction_reason';
    end if;
    return null;
end $$;

-- 5. The hours ---------------------------------------------------------------------------------------------------------------
-- As in 048; what never began held nobody.
create or replace function stay_holding(wanted uuid) returns table (since timestamptz, until timestamptz) language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare r record; first timestamptz; freed timestamptz;
begin
    for r in select b.basis, b.starts_at, coalesce(stay_left(b.id), 'infinity') as gone from bases_of_stay b
            where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null and (b.ended_at is null or b.ended_at > b.starts_at or b.end_reason = 'MovedPlace') order by b.starts_at loop
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

-- The clock of the office whose limit ends first, and the office: custody that nobody has ended and that no later custody of the same office follows.
drop function stay_custody(uuid);
create function stay_custody(wanted uuid) returns table (clock text, since timestamptz, due timestamptz, unit uuid) language sql stable security definer set search_path = public, pg_temp
as $$
    with rows as (select b.*, b.basis in ('CustodyS29', 'CourtExtension') as custody, least(b.ends_at, b.limit_at, b.lapsed_at) <= b.recorded_at as was_over from bases_of_stay b
        where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null and b.ended_at is null)
    select case s.basis when 'CustodyS29' then 'Custody29' else s.basis end, case s.basis when 'CustodyS29' then coalesce(h.since, s.starts_at) else s.starts_at end,
        case s.basis when 'CustodyS29' then s.limit_at else least(s.ends_at, s.limit_at, s.lapsed_at) end as ends, s.by_unit_id
    from rows s left join lateral stay_holding(wanted) h on true
    where s.custody and stay_left(s.id) is null and (s.basis = 'CustodyS29' or s.corrects_id is not null or not coalesce(s.was_over, false))
      and not exists (select 1 from rows n where n.id <> s.id and n.custody and n.by_unit_id = s.by_unit_id and (n.starts_at, n.recorded_at) > (s.starts_at, s.recorded_at)
        and (n.basis = 'CustodyS29' or not coalesce(n.was_over, false)))
    order by ends nulls last limit 1
$$;

create or replace function keep_custody() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare h record; k record; kept uuid := case when tg_table_name = 'cases' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'case_id')::uuid end;
begin
    select * into h from stay_holding(kept);
    -- All custody of a holding counts from its first hour, whichever office recorded that, and when.
    if h.since is not null and h.until is null then
        update bases_of_stay b set limit_at = limit_ends('Custody29', h.since) where b.case_id = kept and b.basis = 'CustodyS29' and b.corrected_at is null
            and b.ended_at is null and b.awaits_placement_id is null and b.starts_at >= h.since and b.limit_at > limit_ends('Custody29', h.since);
    end if;
    select * into k from stay_custody(kept);
    update cases c set custody_clock = k.clock, custody_from = k.since, custody_due_at = k.due, held_since = h.since, held_until = h.until where c.id = kept
        and (c.custody_clock, c.custody_from, c.custody_due_at, c.held_since, c.held_until) is distinct from (k.clock, k.since, k.due, h.since, h.until);
    return null;
end $$;
revoke execute on function stay_holding(uuid), stay_custody(uuid), keep_custody() from public;
-- Whoever writes the hours on the case itself is put right too.
drop trigger if exists custody_is_kept on cases;
create constraint trigger custody_is_kept after update of custody_clock, custody_from, custody_due_at, held_since, held_until on cases deferrable initially deferred for each row
    when ((new.custody_clock, new.custody_from, new.custody_due_at, new.held_since, new.held_until) is distinct from (old.custody_clock, old.custody_from, old.custody_due_at, old.held_since, old.held_until))
    execute function keep_custody();

-- 6. Alarms: as in 048, but the office's own next ground answers custody beyond its limit only once it has ended it ----------------
-- What never began covers nobody and holds nobody.
create or replace function stay_uncovered_from(wanted uuid) returns timestamptz language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare held boolean; covered timestamptz; housed timestamptz;
begin
    select min(arrived_at) into housed from placements where case_id = wanted and arrived_at is not null and ended_at is null;
    select bool_or(stay_left(id) is null), max(coalesce(least(ended_at, ends_at, limit_at, lapsed_at, stay_left(id)), 'infinity')) into held, covered from bases_of_stay
        where case_id = wanted and corrected_at is null and awaits_placement_id is null and (ended_at is null or ended_at > starts_at or end_reason = 'MovedPlace');
    if not coalesce(held, false) then return greatest(housed, case when housed is not null then covered end); end if;
    return nullif(covered, 'infinity');
end $$;

create or replace function stay_alarms_of(wanted uuid) returns table (kind text, since timestamptz) language plpgsql stable security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin return query
    with uncovered as (select stay_uncovered_from(wanted) as since),
    stays as (
        select s.id, s.starts_at, s.limit_at, coalesce(s.ended_at, s.ends_at) as runs_until, s.ended_at, s.basis in ('CustodyS29', 'CourtExtension') as custody, s.basis = 'CourtExtension' as court, s.by_unit_id as unit, stay_left(s.id) as gone,
            coalesce(s.end_reason not in ('NextBasis', 'MovedPlace'), false) as leaves, span(s.starts_at, least(s.ended_at, s.ends_at, s.limit_at, s.lapsed_at, stay_left(s.id))) as valid
        from bases_of_stay s where s.case_id = wanted and s.corrected_at is null and s.awaits_placement_id is null and (s.ended_at is null or s.ended_at > s.starts_at or s.end_reason = 'MovedPlace')),
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
    select 'PastLimit', min(lower(p.over)) from (select (w.held * tstzmultirange(span(s.limit_at, least(s.runs_until, s.gone)))) - coalesce(a.covered, '{}'::tstzmultirange) as over
        from stays s cross join whole w cross join lateral (select range_agg(c.valid) as covered from stays c where not s.custody or c.court or (c.unit = s.unit and s.ended_at is not null)) a where s.limit_at is not null) p
        where p.over <> '{}' having count(*) > 0
    union all
    -- One office says that the person left, and the record of another, from before, goes on.
    select 'Disputed', min(l.ended_at) from stays s join stays l on l.leaves and l.unit <> s.unit and l.ended_at > s.starts_at and l.ended_at > l.starts_at where s.ended_at is null and s.gone is null having count(*) > 0;
end $$;

-- 7. Who is told ---------------------------------------------------------------------------------------------------------------
-- As in 048: an office that sees the case by a live share of its own hears it; whoever sees it by a personal seat alone hears it there.
create or replace function tell_holder(wanted uuid, told text, unit uuid, moment timestamptz) returns void language sql security definer set search_path = public, pg_temp
as $$
    insert into notices (id, case_id, code, path, to_unit_id, to_role, at, by_user_id, parameters)
        select gen_random_uuid(), c.id, told, '/cases/' || coalesce(c.nrm_number, c.first_contact_number) || '/placements', t.unit, t.wanted_role, moment, app_user(), '{}'
        from cases c cross join lateral (select case when s.sees then tell_holder.unit else c.province_office_id end as unit, case when not s.sees then 'ProvinceCaseworker' end as wanted_role
            from (select exists (select 1 from case_access a where a.case_id = c.id and a.via <> 'glass' and (a.until is null or a.until > moment) and a.scope = tell_holder.unit) as sees) s) t
        where c.id = wanted and t.unit is distinct from app_unit()
          and not exists (select 1 from notices n where n.case_id = c.id and n.code = told and n.to_unit_id = t.unit and n.at = moment)
$$;

-- Whoever holds the person in custody, where they see the case.
create or replace function custody_holder(wanted uuid, moment timestamptz) returns uuid language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (select s.unit from stay_custody(wanted) s
    where exists (select 1 from case_access x where x.case_id = wanted and x.scope = s.unit and x.via <> 'glass' and (x.until is null or x.until > moment))); end $$;
revoke execute on function custody_holder(uuid, timestamptz) from public;

-- As in 032, and of custody them.
create or replace function reached_rungs(moment timestamptz, at_most int)
returns table (case_id uuid, referral_id uuid, task_id uuid, number text, clock text, started timestamptz, due timestamptz, owner_unit uuid, province_office uuid,
    sender_unit uuid, receiver_unit uuid, seat uuid, percent int, told text, role text)
language sql stable security definer set search_path = public, pg_temp
as $$
    with reached as materialized (select * from running_clocks r where r.next_rung_at <= moment order by r.next_rung_at limit at_most)
    select k.case_id, k.referral_id, k.task_id, coalesce(r.number, c.nrm_number, c.first_contact_number)::text, k.clock, k.started, k.due, c.owner_unit_id, c.province_office_id,
        coalesce(r.from_unit_id, a.from_unit_id), coalesce(r.receiver_unit_id, t.to_unit_id, m.unit_id,
            case when k.clock in ('Custody29', 'CourtExtension') then custody_holder(k.case_id, moment) end), t.to_membership_id, l.percent, l.told::text, l.role::text
    from reached k join cases c on c.id = k.case_id left join referrals r on r.id = k.referral_id left join tasks t on t.id = k.task_id left join memberships m on m.id = t.to_membership_id
        left join referrals a on a.case_id = k.case_id and a.number = t.about
        join clock_rungs l on l.code = k.clock and l.ended_at is null and rung_at(k.started, k.due, l.percent) <= moment
    where not exists (select 1 from escalations e where e.subject_id = k.subject_id and e.clock = l.code
        and e.started_at = k.started and e.percent = l.percent and e.told = l.told and e.role is not distinct from l.role)
    order by k.next_rung_at, k.subject_id, k.clock
$$;

-- 8. The end of a case ------------------------------------------------------------------------------------------------------------
-- Nobody's case ends while they are held on no ground: somebody writes first that they left, or on what ground they stay.
create or replace function held_on_no_ground(wanted uuid, moment timestamptz) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$ select coalesce(stay_uncovered_from(wanted) <= moment, false) $$;
revoke execute on function held_on_no_ground(uuid, timestamptz) from public;

-- As in 053, and what was held on no ground, or is housed on one that nobody ends.
create or replace function closing_items(wanted uuid, moment timestamptz) returns table (item text, about text) language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare today date := (moment at time zone 'Asia/Bangkok')::date;
begin
    -- Maintenance and the story have no actor.
    if app_user() is not null and not ((may('case.close') or may('case.approveClosure'))
        and exists (select 1 from case_access a where a.case_id = wanted and a.via <> 'glass' and a.scope = any (app_scopes()))) then return; end if;
    return query
        select distinct 'TaskCode', t.code::text from tasks t where t.case_id = wanted and t.done_at is null
        union all select 'OpenReferral', null where exists (select 1 from referrals r where r.case_id = wanted
            and r.state in ('Sent', 'Claimed', 'UnderReview', 'Approved', 'Redirected', 'Accepted', 'Arrived'))
        union all select 'LivePlacement', null where exists (select 1 from placements p where p.case_id = wanted and p.ended_at is null)
        union all select 'Custody', null where exists (select 1 from bases_of_stay b where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null
            and b.ended_at is null and b.basis in ('CustodyS29', 'CourtExtension'))
        union all select 'NoGround', null where held_on_no_ground(wanted, moment)
        union all select 'Stay', null where exists (select 1 from bases_of_stay b where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null
            and b.ended_at is null and b.basis not in ('CustodyS29', 'CourtExtension') and stay_left(b.id) is null)
        union all select 'Service', null where exists (select 1 from services s where s.case_id = wanted and s.ended_on is null and not s.refused)
        union all select 'Belongings', null where exists (select 1 from belongings k where k.case_id = wanted and k.returned_at is null)
        union all select 'CourtDate', null where exists (select 1 from court_dates d where d.case_id = wanted and d.state = 'Planned' and d.starts_at >= moment)
        union all select 'CourtResult', null where exists (select 1 from court_dates d where d.case_id = wanted and d.state = 'Planned' and d.starts_at < moment)
        -- What embassy and family were told for a return is ended by the withdrawal alone.
        union all select 'Consent', null where exists (select 1 from consents n where n.case_id = wanted and n.purpose <> 'Return' and n.outcome = 'Given'
            and n.withdrawn_at is null and n.expires_on >= today)
        union all select 'Money', null where exists (select 1 from money_entries e where e.case_id = wanted group by e.claim_id
            having sum(case e.fact when 'Ordered' then e.amount when 'Claimed' then 0 else -e.amount end) > 0);
end $$;

create or replace function case_ends_by_two() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return null; end if;
    -- Whoever agreed did it in their own name and by their right (policy "answer"); who may not hold it never did.
    if not exists (select 1 from closures c join memberships m on m.user_id = c.answered_by_user_id
        join role_permissions p on p.role = m.role and p.permission = 'case.approveClosure'
        where c.case_id = new.id and c.answer = 'Agreed' and c.answered_at = new.stage_since and c.answered_by_user_id <> c.by_user_id)
    then raise exception 'Two people end a case' using errcode = '23514', constraint = 'ck_case_ends_by_two';
    end if;
    if exists (select 1 from placements p where p.case_id = new.id and p.ended_at is null)
    then raise exception 'The person still has a place' using errcode = '23514', constraint = 'ck_case_ends_without_place';
    end if;
    if exists (select 1 from bases_of_stay b where b.case_id = new.id and b.ended_at is null and b.corrected_at is null and b.awaits_placement_id is null
        and b.basis in ('CustodyS29', 'CourtExtension')) or held_on_no_ground(new.id, app_now())
    then raise exception 'The person is still held' using errcode = '23514', constraint = 'ck_case_ends_without_custody';
    end if;
    -- What the end itself asks for is asked with it.
    if exists (select 1 from tasks t where t.case_id = new.id and t.done_at is null and t.given_at < new.stage_since and t.code in ('ProtectChild', 'ActOnDanger', 'LookIntoIncident'))
    then raise exception 'A danger is not answered' using errcode = '23514', constraint = 'ck_case_ends_without_danger';
    end if;
    return null;
end $$;
