-- What a basis of stay follows and what follows it: limits that are changed, arrivals, consents, ends that are recorded late, and
-- the hours after custody.

-- 1. Custody under s.29 is given once --------------------------------------------------------------------------------------
-- As before, but the time that breaks a holding is a setting (Holding.Breaks), and a changed setting moves the limit of all rows of a holding together: what was in time when it was recorded stays.
create or replace function custody_is_once() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- At commit: the row as it stands then, with the corrections and ends of the same act.
    if exists (select 1 from bases_of_stay n join bases_of_stay f on f.case_id = n.case_id and f.id <> n.id and f.starts_at <= n.starts_at
        where n.id = new.id and n.basis = 'CustodyS29' and n.corrected_at is null and n.awaits_placement_id is null
          and f.basis = 'CustodyS29' and f.corrected_at is null and f.awaits_placement_id is null
          and ((n.starts_at >= f.limit_at and not (tg_op = 'UPDATE' and may('settings.edit'))) or n.limit_at > f.limit_at)
          and not exists (select 1 from bases_of_stay l where l.case_id = n.case_id and l.corrected_at is null and l.awaits_placement_id is null
            and l.end_reason not in ('NextBasis', 'MovedPlace') and l.ended_at > f.starts_at and limit_ends('HoldingBreak', l.ended_at) <= n.starts_at))
    then
        raise exception 'Custody under s.29 goes on beyond the limit of the first: a court must permit it' using errcode = '23514', constraint = 'ck_stay_custody_once';
    end if;
    return null;
end $$;
drop trigger custody_is_once on bases_of_stay;
create constraint trigger custody_is_once after insert or update of limit_at, starts_at on bases_of_stay
    deferrable initially deferred for each row when (new.basis = 'CustodyS29') execute function custody_is_once();

-- 2. What a shelter's basis follows ----------------------------------------------------------------------------------------
-- Whether anything of the case runs that the basis of a new placement would follow: its own office may not read it. Who has left
-- since is held by none of what was not ended.
create or replace function stay_runs(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from case_access a where a.case_id = wanted and a.scope = any (app_scopes())) and (
        exists (select 1 from bases_of_stay b where b.case_id = wanted and b.corrected_at is null and b.ended_at is null and b.awaits_placement_id is null
            and not exists (select 1 from bases_of_stay l where l.case_id = wanted and l.corrected_at is null and l.awaits_placement_id is null
                and l.end_reason not in ('NextBasis', 'MovedPlace') and l.ended_at > b.starts_at))
        or exists (select 1 from placements p where p.case_id = wanted and p.arrived_at is not null and p.ended_at is null))
$$;
revoke execute on function stay_runs(uuid) from public;
grant execute on function stay_runs(uuid) to nrm_app;

grant update (starts_at, awaits_placement_id) on bases_of_stay to nrm_app;
-- The start of a basis is written again once alone, when the arrival that it awaits has come.
create or replace function stay_begins_once() returns trigger language plpgsql set search_path = public, pg_temp
as $$
begin
    if new.awaits_placement_id is distinct from old.awaits_placement_id and new.awaits_placement_id is not null
        or new.starts_at <> old.starts_at and (old.awaits_placement_id is null or new.awaits_placement_id is not null)
    then raise exception 'The start of a basis of stay stays what it was' using errcode = '23514', constraint = 'ck_stay_begins_once';
    end if;
    return new;
end $$;
create or replace trigger stays_begin_once before update of starts_at, awaits_placement_id on bases_of_stay for each row execute function stay_begins_once();

-- The domain's rule (BasisOfStay.IsFollowedBy) for what whoever records the arrival does not see. The court's order runs on.
create or replace function stays_give_way() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare followed jsonb;
begin
    with ended as (
        update bases_of_stay b set ended_at = new.starts_at, end_reason = 'NextBasis', ended_by_user_id = coalesce(app_user(), new.by_user_id), end_recorded_at = new.starts_at
        where b.case_id = new.case_id and b.id <> new.id and b.corrected_at is null and b.ended_at is null and b.awaits_placement_id is null
            and b.basis <> 'CourtExtension' and b.starts_at <= new.starts_at returning b.id)
    select jsonb_agg(jsonb_build_object('table', 'bases_of_stay', 'row', id, 'state', 'Modified', 'columns', array['ended_at', 'end_reason'])) into followed from ended;
    if followed is not null then perform audit_write('case:' || new.case_id, new.case_id, 'change', 'stay followed', followed); end if;
    return null;
end $$;
revoke execute on function stays_give_way() from public;
create or replace trigger stays_give_way after update of awaits_placement_id on bases_of_stay
    for each row when (old.awaits_placement_id is not null and new.awaits_placement_id is null) execute function stays_give_way();

-- 3. What a shelter's basis rests on ---------------------------------------------------------------------------------------
-- The live consent to assistance that reaches the acting office, for an office that is offered the person or sees the case.
create or replace function stay_consent(wanted uuid, day date) returns table (id uuid, expires_on date) language plpgsql security definer set search_path = public, pg_temp
as $$
declare n record;
begin
    if not exists (select 1 from referrals r where r.case_id = wanted and r.receiver_unit_id = app_unit())
        and not exists (select 1 from case_access a where a.case_id = wanted and a.scope = any (app_scopes())) then return; end if;
    for n in select c.* from consents c where c.case_id = wanted and c.purpose = 'Assistance' and c.outcome = 'Given' and c.withdrawn_at is null and c.expires_on >= day order by c.at desc loop
        if stay_rests_on(n.id, wanted, app_unit(), day) then
            id := n.id;
            expires_on := n.expires_on;
            return next;
            return;
        end if;
    end loop;
end $$;

-- Whether a stay at that office may rest on it: it lives, it reaches the office, and it was theirs to give.
create or replace function stay_rests_on(consent uuid, of_case uuid, unit uuid, day date) returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    return consent_covers(consent, of_case, 'Assistance', '{}', unit, (select u.agency from units u where u.id = unit), null, day);
exception when check_violation then
    return false;
end $$;
revoke execute on function stay_consent(uuid, date), stay_rests_on(uuid, uuid, uuid, date) from public;
grant execute on function stay_consent(uuid, date) to nrm_app;

-- A stay rests on a consent to assistance, or for as long as the person was not asked on the one to the referral.
create or replace function check_stay_consent() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare n consents;
begin
    if new.consent_id is null then return new; end if;
    -- Shared lock: a withdrawal that runs now is waited for.
    select * into n from consents x where x.id = new.consent_id for share;
    new.lapsed_at := consent_ends(n);
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    if n.case_id is distinct from new.case_id or n.outcome <> 'Given' or n.purpose not in ('Assistance', 'Referral') or n.withdrawn_at is not null or consent_ends(n) <= new.recorded_at
    then raise exception 'No live consent for this stay' using errcode = 'check_violation', constraint = 'ck_stay_consent';
    end if;
    perform check_consent_giver(n);
    return new;
end $$;

-- The person was asked: a stay that had rested on the consent to the referral rests on the answer, or ends with a no.
create or replace function on_stay_answer() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare b bases_of_stay;
begin
    for b in select s.* from bases_of_stay s join consents n on n.id = s.consent_id where s.case_id = new.case_id and n.purpose = 'Referral'
            and s.ended_at is null and s.corrected_at is null and (s.lapsed_at is null or s.lapsed_at > new.at) loop
        if new.outcome = 'Refused' then
            -- What an authority has agreed to does not hang on the answer.
            continue when b.basis <> 'VoluntaryReflection' and b.authority is not null;
            update bases_of_stay set lapsed_at = new.at where id = b.id;
        elsif stay_rests_on(new.id, new.case_id, b.by_unit_id, (new.at at time zone 'Asia/Bangkok')::date) then
            update bases_of_stay set consent_id = new.id, lapsed_at = consent_ends(new) where id = b.id;
        else continue;
        end if;
        perform audit_write('case:' || new.case_id, new.case_id, 'change', 'stay answered',
            jsonb_build_array(jsonb_build_object('table', 'bases_of_stay', 'row', b.id, 'state', 'Modified', 'columns', array['consent_id', 'lapsed_at'])));
    end loop;
    return null;
end $$;
revoke execute on function on_stay_answer() from public;
create or replace trigger stays_follow_the_answer after insert on consents for each row
    when (new.purpose = 'Assistance' and new.outcome in ('Given', 'Refused')) execute function on_stay_answer();

-- 4. Ends that are recorded late -------------------------------------------------------------------------------------------
grant update (end_recorded_at, late_reason) on bases_of_stay to nrm_app;
-- Second lock of BasisOfStay.EndsLate: the alarm of a passed limit is not undone in silence.
create or replace function check_late_end() returns trigger language plpgsql set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and new.late_reason is null and new.end_reason <> 'NextBasis' and new.awaits_placement_id is null
        and new.ended_at <= least(new.ends_at, new.limit_at) and least(new.ends_at, new.limit_at) < app_now()
    then raise exception 'An end before the limit that is recorded after it needs its reason' using errcode = '23514', constraint = 'ck_stay_late_reason';
    end if;
    return new;
end $$;
create or replace trigger stays_end_late_with_a_reason before update of ended_at on bases_of_stay for each row
    when (old.ended_at is null and new.ended_at is not null and new.basis in ('CustodyS29', 'CourtExtension')) execute function check_late_end();

-- 5. What covers, and the alarms -------------------------------------------------------------------------------------------
-- As before, but what awaits an arrival covers nobody yet.
create or replace function stay_uncovered_from(wanted uuid) returns timestamptz language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare gone timestamptz; covered timestamptz; housed timestamptz;
begin
    select max(ended_at) into gone from bases_of_stay
        where case_id = wanted and corrected_at is null and awaits_placement_id is null and end_reason not in ('NextBasis', 'MovedPlace');
    select min(arrived_at) into housed from placements where case_id = wanted and arrived_at is not null and ended_at is null;
    select max(coalesce(least(ended_at, ends_at, limit_at, lapsed_at), 'infinity')) into covered from bases_of_stay
        where case_id = wanted and corrected_at is null and awaits_placement_id is null and (gone is null or starts_at >= gone)
          and coalesce(end_reason, 'NextBasis') in ('NextBasis', 'MovedPlace');
    if covered is null then return housed; end if;
    return nullif(covered, 'infinity');
end $$;

-- And the hours after a custody count by themselves (StayCalendar.AfterCustody).
create or replace function stay_alarms_of(wanted uuid) returns table (kind text, since timestamptz) language sql stable security definer set search_path = public, pg_temp
as $$
    with uncovered as (select stay_uncovered_from(wanted) as since),
    stays as (
        select s.id, s.starts_at, s.limit_at, coalesce(s.ended_at, s.ends_at) as runs_until, s.ended_at, s.basis in ('CustodyS29', 'CourtExtension') as custody,
            coalesce(s.end_reason not in ('NextBasis', 'MovedPlace'), false) as leaves, span(s.starts_at, least(s.ended_at, s.ends_at, s.limit_at, s.lapsed_at)) as valid
        from bases_of_stay s where s.case_id = wanted and s.corrected_at is null and s.awaits_placement_id is null),
    held as (
        select span(s.starts_at, least(case when s.leaves then s.ended_at end, (select min(l.ended_at) from stays l where l.leaves and l.ended_at > s.starts_at))) as hours from stays s
        union all
        select span(p.arrived_at, least(p.ended_at, (select min(l.ended_at) from stays l where l.leaves and l.ended_at > p.arrived_at)))
        from placements p where p.case_id = wanted and p.arrived_at is not null),
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

-- An alarm that arose is kept as past, told or not, when it is put right. Only what never came, or came and went within one
-- act, leaves no row.
alter table stay_alarms add column if not exists raised_in xid8 default pg_current_xact_id();
create or replace function on_stay_alarms() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare current record;
begin
    delete from stay_alarms a where a.case_id = new.case_id and a.told_at is null and (a.since > app_now() or a.raised_in = pg_current_xact_id())
        and not exists (select 1 from stay_alarms_of(new.case_id) k where k.kind = a.kind and k.since = a.since);
    update stay_alarms a set ended_at = app_now() where a.case_id = new.case_id and a.ended_at is null
        and not exists (select 1 from stay_alarms_of(new.case_id) k where k.kind = a.kind and k.since = a.since);
    insert into stay_alarms as a (case_id, kind, since) select new.case_id, k.kind, k.since from stay_alarms_of(new.case_id) k
        on conflict (case_id, kind, since) do update set ended_at = null where a.ended_at is not null;
    return null;
end $$;

-- The hours after a custody are told to DATIP too: somebody was held on no ground.
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
            where o.agency is null or a.kind in ('Uncovered', 'PastLimit', 'AfterCustody')
            -- Whoever houses the person can put it right, or say so.
            union all select gen_random_uuid(), subject.id, 'StayAlarm', '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number) || '/placements', p.unit_id, null, null, moment,
                jsonb_build_object('alarm', a.kind)
            from placements p where p.case_id = subject.id and p.arrived_at is not null and p.ended_at is null;
        perform audit_write('job:stay', subject.id, 'change', 'stay alarm told', jsonb_build_object('alarm', a.kind));
        told := told + 1;
    end loop;
    return told;
end $$;
