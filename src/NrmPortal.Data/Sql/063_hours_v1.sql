-- What a correction, an order for later or a row written past the portal would still make of the hours of custody.

-- 1. Custody under s.29 is given once -------------------------------------------------------------------------------------
-- As in 057, but what never began neither holds nor frees anybody, and what is corrected was admitted when it was recorded: where it
-- keeps its start, or lay beyond the limit that another office proved (BasisOfStay.LendsItsLimit).
create or replace function stay_began(s bases_of_stay) returns boolean language sql immutable set search_path = public, pg_temp
as $$ select s.ended_at is null or s.ended_at > s.starts_at or s.end_reason = 'MovedPlace' $$;
create or replace function stay_lends_its_limit(n bases_of_stay) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from bases_of_stay w where w.id = n.corrects_id and w.case_id = n.case_id and w.basis = n.basis
        and (w.starts_at = n.starts_at or (w.limit_at <= w.starts_at and n.limit_at <= w.limit_at)))
$$;
revoke execute on function stay_lends_its_limit(bases_of_stay) from public;

create or replace function custody_is_once() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if exists (select 1 from bases_of_stay n join bases_of_stay f on f.case_id = n.case_id and f.id <> n.id and f.starts_at <= n.starts_at and f.recorded_at <= n.recorded_at
        where n.id = new.id and n.basis = 'CustodyS29' and n.corrected_at is null and n.awaits_placement_id is null and not stay_lends_its_limit(n)
          and f.basis = 'CustodyS29' and f.corrected_at is null and f.awaits_placement_id is null and n.starts_at >= f.limit_at and stay_began(f)
          and not exists (select 1 from bases_of_stay l cross join lateral (select stay_left(l.id) as moment) freed
            where l.case_id = n.case_id and l.corrected_at is null and l.awaits_placement_id is null and stay_began(l)
              and freed.moment > f.starts_at and limit_ends('HoldingBreak', freed.moment) <= n.starts_at
              and not exists (select 1 from bases_of_stay h where h.case_id = n.case_id and h.corrected_at is null and h.awaits_placement_id is null and stay_began(h)
                and h.starts_at < limit_ends('HoldingBreak', freed.moment) and coalesce(stay_left(h.id), 'infinity') > freed.moment)))
    then
        raise exception 'Custody under s.29 goes on beyond the limit of the first: a court must permit it' using errcode = '23514', constraint = 'ck_stay_custody_once';
    end if;
    return null;
end $$;

-- 2. Grounds ----------------------------------------------------------------------------------------------------------------
-- As in 057; what awaited an arrival is asked when it begins, but whose custody it is from the first. A correction that keeps its limit follows what it followed.
create or replace function check_stay_grounds() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare s bases_of_stay;
begin
    if app_user() is null then return null; end if;
    -- At commit: the row as it stands then.
    select * into s from bases_of_stay b where b.id = new.id;
    if s.corrected_at is not null then return null; end if;
    if s.basis in ('CustodyS29', 'CourtExtension') and (select u.agency from units u where u.id = s.by_unit_id) = 'Ngo'
    then raise exception 'Custody is an official''s' using errcode = '23514', constraint = 'ck_stay_custody_official';
    end if;
    if s.awaits_placement_id is not null then return null; end if;
    if s.limit_at > stay_limit(s) and not stay_lends_its_limit(s) then raise exception 'The limit of custody is the law''s' using errcode = '23514', constraint = 'ck_stay_limit';
    end if;
    -- What a court extends was custody until then; several orders share the limit of the first.
    if s.basis = 'CourtExtension' and not stay_lends_its_limit(s) and not exists (select 1 from bases_of_stay c where c.case_id = s.case_id and c.id <> s.id and c.corrected_at is null and c.awaits_placement_id is null
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
drop trigger if exists stays_have_their_grounds on bases_of_stay;
create constraint trigger stays_have_their_grounds after insert or update of awaits_placement_id on bases_of_stay deferrable initially deferred for each row execute function check_stay_grounds();

-- An order ends within its limit when it is recorded; where the limit shrinks afterwards, what lies beyond it is an alarm.
alter table bases_of_stay drop constraint ck_stay_has_its_ground;
alter table bases_of_stay add constraint ck_stay_has_its_ground check (
    (basis <> 'CustodyS29' or (limit_at is not null and authority is not null))
    and (basis <> 'CourtExtension' or (limit_at is not null and authority is not null and court is not null and document_number is not null))
    and (basis <> 'VoluntaryReflection' or consent_id is not null)
    and (basis not in ('WelfareS33', 'OutsideShelter') or consent_id is not null or authority is not null));
create or replace function check_order_ends() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.ends_at > new.limit_at and not exists (select 1 from bases_of_stay w where w.id = new.corrects_id and w.basis = new.basis and new.ends_at <= w.ends_at and stay_lends_its_limit(new))
    then raise exception 'An order ends within its limit' using errcode = '23514', constraint = 'ck_stay_has_its_ground';
    end if;
    return new;
end $$;
revoke execute on function check_order_ends() from public;
create or replace trigger orders_end_within_their_limit before insert on bases_of_stay for each row when (new.basis = 'CourtExtension') execute function check_order_ends();

-- 3. Ends ---------------------------------------------------------------------------------------------------------------------
-- As in 057; a plan may be brought forward, by a release or by another order, and so is what gave way to an order that freedom came before.
create or replace function check_stay_record() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare wrong bases_of_stay;
begin
    if tg_op = 'UPDATE' then
        if (old.corrected_at is not null and new.corrected_at is distinct from old.corrected_at)
            or (old.ended_at is not null and (new.ended_at, new.end_reason) is distinct from (old.ended_at, old.end_reason)
                and not (old.end_reason = 'NextBasis' and new.ended_at < old.ended_at and (old.ended_at > app_now()
                    or exists (select 1 from bases_of_stay o where o.case_id = new.case_id and o.basis = 'CourtExtension' and o.starts_at = old.ended_at and o.corrected_at is null and o.awaits_placement_id is null))))
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

-- With the commit: nobody leaves in the future. Only a court's order ends another ground there, or never begins, and that moves nobody.
create or replace function check_stay_end() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is null then return null; end if;
    if tg_op = 'UPDATE' and old.ended_at <= app_now() and new.ended_at < old.ended_at and not exists (select 1 from bases_of_stay o where o.case_id = new.case_id
        and o.basis = 'CourtExtension' and o.starts_at = old.ended_at and o.ended_at = o.starts_at and o.end_reason <> 'MovedPlace' and o.end_recorded_at = new.end_recorded_at)
    then raise exception 'The end of a basis of stay stays what it was' using errcode = '23514', constraint = 'ck_stay_end_is_kept';
    end if;
    if new.ended_at > app_now() + interval '1 minute' and (new.ended_at > new.starts_at or new.end_reason = 'MovedPlace')
        and not exists (select 1 from bases_of_stay w where w.id = new.corrects_id and (w.ended_at, w.end_reason) = (new.ended_at, new.end_reason))
        and not (new.end_reason = 'NextBasis' and exists (select 1 from bases_of_stay o where o.case_id = new.case_id and o.id <> new.id
            and o.basis = 'CourtExtension' and o.starts_at = new.ended_at and o.corrected_at is null and o.awaits_placement_id is null))
    then raise exception 'Nobody leaves in the future' using errcode = '23514', constraint = 'ck_stay_ends_in_its_time';
    end if;
    return null;
end $$;
revoke execute on function check_stay_end() from public;
drop trigger if exists stays_end_in_their_time on bases_of_stay;
create constraint trigger stays_end_in_their_time after insert or update of ended_at, end_reason on bases_of_stay deferrable initially deferred for each row
    when (new.ended_at is not null) execute function check_stay_end();
-- As in 057, and of a plan that is brought forward.
drop trigger stays_end_late_with_a_reason on bases_of_stay;
create constraint trigger stays_end_late_with_a_reason after update of ended_at on bases_of_stay deferrable initially deferred for each row
    when ((old.ended_at is null and new.ended_at is not null or new.ended_at < old.ended_at) and new.basis in ('CustodyS29', 'CourtExtension')) execute function check_late_end();

-- As in 057, and where the first of a holding that goes on begins later, or a custody loses all its hours.
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
                and (b.basis not in ('CustodyS29', 'CourtExtension') or (stay_began(w) and not stay_began(b))
                    or (case when b.basis = 'CustodyS29' and b.ended_at is null then b.limit_at else least(b.ended_at, b.ends_at, b.limit_at, b.lapsed_at) end)
                        > (case when w.basis = 'CustodyS29' and w.ended_at is null then w.limit_at else least(w.ended_at, w.ends_at, w.limit_at, w.lapsed_at) end)
                    -- What is recorded next of the holding that goes on would count from later.
                    or (w.basis = 'CustodyS29' and exists (select 1 from stay_holding(b.case_id) h where h.since > w.starts_at and h.since <= b.starts_at
                        and case when h.until is null then true else limit_ends('HoldingBreak', h.until) > app_now() end))))))
    then raise exception 'A correction of hours or of an end needs its reason' using errcode = '23514', constraint = 'ck_stay_correction_reason';
    end if;
    return null;
end $$;

-- Nor does a row of custody gain hours but by a changed setting, or where a correction of the case was reasoned and told.
create or replace function check_stay_growth() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and not may('settings.edit') and not exists (select 1 from bases_of_stay b where b.case_id = new.case_id and b.correction_reason is not null and b.recorded_at >= new.recorded_at)
    then raise exception 'A correction of hours or of an end needs its reason' using errcode = '23514', constraint = 'ck_stay_correction_reason';
    end if;
    return null;
end $$;
revoke execute on function check_stay_growth() from public;
drop trigger if exists stays_grow_with_a_reason on bases_of_stay;
create constraint trigger stays_grow_with_a_reason after update of limit_at on bases_of_stay deferrable initially deferred for each row
    when (new.basis = 'CustodyS29' and new.limit_at > old.limit_at) execute function check_stay_growth();

-- 4. The hours ---------------------------------------------------------------------------------------------------------------
-- As in 057, also of what has ended or will; and orders without a break between them share the limit of the first (BasisOfStay.ShareLimit).
create or replace function keep_custody() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare h record; k record; o record; kept uuid := case when tg_table_name = 'cases' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'case_id')::uuid end;
begin
    select * into h from stay_holding(kept);
    -- All custody of a holding counts from its first hour, whichever office recorded that, and when; what is over is judged anew only by what is learnt after it.
    if h.since is not null then
        update bases_of_stay b set limit_at = limit_ends('Custody29', h.since) where b.case_id = kept and b.basis = 'CustodyS29' and b.corrected_at is null
            and b.awaits_placement_id is null and b.starts_at >= h.since and b.limit_at > limit_ends('Custody29', h.since)
            and ((h.until is null and b.ended_at is null) or exists (select 1 from bases_of_stay f where f.case_id = kept and f.basis = 'CustodyS29' and f.corrected_at is null
                and f.awaits_placement_id is null and f.id <> b.id and f.starts_at = h.since and f.recorded_at >= b.recorded_at));
    end if;
    for o in select b.id, b.starts_at from bases_of_stay b where b.case_id = kept and b.basis = 'CourtExtension' and b.corrected_at is null and b.awaits_placement_id is null and stay_began(b)
            order by b.starts_at loop
        update bases_of_stay b set limit_at = p.first from (select min(e.limit_at) as first from bases_of_stay e where e.case_id = kept and e.basis = 'CourtExtension' and e.corrected_at is null
            and e.awaits_placement_id is null and stay_began(e) and e.starts_at < o.starts_at and coalesce(e.ended_at, e.ends_at) >= o.starts_at) p where b.id = o.id and b.limit_at > p.first;
    end loop;
    select * into k from stay_custody(kept);
    update cases c set custody_clock = k.clock, custody_from = k.since, custody_due_at = k.due, held_since = h.since, held_until = h.until where c.id = kept
        and (c.custody_clock, c.custody_from, c.custody_due_at, c.held_since, c.held_until) is distinct from (k.clock, k.since, k.due, h.since, h.until);
    return null;
end $$;

-- 5. The reflection period ----------------------------------------------------------------------------------------------------
-- While it is paused no limit of it runs. Who leaves its stages keeps the one that ran, and out of a pause the one that it is reckoned to.
create or replace function on_reflection_left() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update bases_of_stay b set limit_at = limit_ends('ReflectionPeriod', new.protected_since)
            + coalesce((select sum(date_trunc('minute', p.paused_until) - date_trunc('minute', p.paused_from)) from clock_pauses p where p.case_id = new.id and p.clock = 'ReflectionPeriod' and p.run_from = new.protected_since), interval '0')
            + make_interval(days => coalesce((select sum(e.days)::int from clock_extensions e where e.case_id = new.id and e.clock = 'ReflectionPeriod' and e.run_from = new.protected_since), 0))
        where b.case_id = new.id and b.basis = 'VoluntaryReflection' and b.ended_at is null and b.corrected_at is null and b.limit_at is null
          and exists (select 1 from cases c where c.id = new.id and c.reflection_due_at is null and not 'ReflectionPeriod' = any (string_to_array(c.paused_clocks, ' ')));
    return null;
end $$;
revoke execute on function on_reflection_left() from public;
create or replace trigger stay_follows_reflection after update of reflection_due_at on cases
    for each row when (new.protected_since is not null and new.reflection_due_at is distinct from old.reflection_due_at
        and (new.reflection_due_at is not null or 'ReflectionPeriod' = any (string_to_array(new.paused_clocks, ' ')))) execute function on_reflection_moved();
drop trigger if exists stay_keeps_its_reflection on cases;
create constraint trigger stay_keeps_its_reflection after update of paused_clocks on cases deferrable initially deferred
    for each row when (new.protected_since is not null and new.reflection_due_at is null and 'ReflectionPeriod' = any (string_to_array(old.paused_clocks, ' '))
        and not 'ReflectionPeriod' = any (string_to_array(new.paused_clocks, ' '))) execute function on_reflection_left();
