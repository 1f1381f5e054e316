-- A service that was recorded wrongly is put right by an entry in its place, or struck out: nothing is rewritten, and only what stands counts.

grant update (services_said_from) on cases to nrm_app;

-- Whether an entry stood first under an office of the reader: what took its place is theirs to see, whoever wrote it.
create or replace function service_was_ours(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    with recursive given (id, corrects_id, by_unit_id) as (
        select id, corrects_id, by_unit_id from services where case_id = (select case_id from services where id = wanted)
        union all select id, corrects_id, by_unit_id from health_services where case_id = (select case_id from health_services where id = wanted)),
    chain (corrects_id, by_unit_id) as (
        select corrects_id, by_unit_id from given where id = wanted
        union all select g.corrects_id, g.by_unit_id from given g join chain on g.id = chain.corrects_id)
    select exists (select 1 from chain where by_unit_id = any (app_scopes()))
$$;

-- The day on which the first of the services that stand began, but for one: the count "receiving services" takes those too that the reader does not see.
create or replace function other_services_from(wanted uuid, without uuid) returns date language sql stable security definer set search_path = public, pg_temp
as $$
    select min(g.began_on) from (
        select s.id, s.began_on from services s where s.case_id = wanted and not s.refused and not s.struck and not exists (select 1 from services c where c.corrects_id = s.id)
        union all
        select h.id, h.began_on from health_services h where h.case_id = wanted and not h.refused and not h.struck and not exists (select 1 from health_services c where c.corrects_id = h.id)) g
    where g.id <> without and may('service.record') and exists (select 1 from case_access a where a.case_id = wanted and a.via <> 'glass' and a.scope = any (app_scopes()))
$$;

-- Second lock of Case.CorrectService and Case.StrikeService: in the place of an entry of the same case and kind of table that stands,
-- by the office that recorded it or the province office. Waits for whoever writes on the same case.
create or replace function check_service_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare its_case uuid; its_office uuid; stands boolean; province uuid;
begin
    select c.province_office_id into province from cases c where c.id = new.case_id for update;
    execute format('select s.case_id, s.by_unit_id, not s.struck and not exists (select 1 from %1$I c where c.corrects_id = s.id) from %1$I s where s.id = $1', tg_table_name)
        into its_case, its_office, stands using new.corrects_id;
    if its_case is distinct from new.case_id or not stands
    then raise exception 'What is put right is of another case, or does not stand' using errcode = '23514', constraint = 'ck_service_stands'; end if;
    -- Maintenance and the story have no actor.
    if app_user() is not null and (new.by_unit_id <> app_unit() or app_unit() not in (its_office, province))
    then raise exception 'Another office recorded it' using errcode = '23514', constraint = 'ck_service_theirs'; end if;
    return new;
end $$;

-- Second lock of Case.EndService: what another entry has taken the place of is left as it is.
create or replace function check_service_end() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare stands boolean;
begin
    execute format('select not exists (select 1 from %I c where c.corrects_id = $1)', tg_table_name) into stands using new.id;
    if not stands then raise exception 'Another entry stands in its place' using errcode = '23514', constraint = 'ck_service_stands'; end if;
    return new;
end $$;
revoke execute on function service_was_ours(uuid), other_services_from(uuid, uuid), check_service_correction(), check_service_end() from public;
grant execute on function service_was_ours(uuid), other_services_from(uuid, uuid) to nrm_app;

do $$
declare s text[]; t text;
begin
    foreach s slice 1 in array array[array['services', 'true'], array['health_services', '(select may_read_section(''Health''))']] loop
        t := s[1];
        execute format('alter table %I alter column struck set default false', t);
        execute format('alter table %I add constraint %I check ((corrects_id is null) = (why is null)
            and (not struck or (corrects_id is not null and cost is null and ended_on is null)))', t, 'ck_' || t || '_correction');
        execute format('create policy see_in_place on %I for select using (%s and corrects_id is not null and service_was_ours(id)
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.scope = any ((select app_scopes())::uuid[])))', t, s[2], t);
        execute format('create or replace trigger correction_is_checked before insert on %I for each row when (new.corrects_id is not null) execute function check_service_correction()', t);
        execute format('create or replace trigger end_is_checked before update on %I for each row execute function check_service_end()', t);
    end loop;
end $$;

-- As in 060, and of services only those that stand.
create or replace function service_goes_on(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from services s where s.case_id = wanted and s.ended_on is null and not s.refused and not s.struck and not exists (select 1 from services c where c.corrects_id = s.id))
        or exists (select 1 from health_services h where h.case_id = wanted and h.ended_on is null and not h.refused and not h.struck and not exists (select 1 from health_services c where c.corrects_id = h.id))
$$;
revoke execute on function service_goes_on(uuid) from public;

create or replace function closing_items(wanted uuid, moment timestamptz) returns table (item text, about text) language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare today date := (moment at time zone 'Asia/Bangkok')::date;
begin
    -- Maintenance and the story have no actor.
    if app_user() is not null and not ((may('case.close') or may('case.approveClosure'))
        and exists (select 1 from case_access a where a.case_id = wanted and a.via <> 'glass' and a.scope = any (app_scopes()))) then return; end if;
    return query
        select distinct 'TaskCode', t.code::text from tasks t where t.case_id = wanted and t.done_at is null
        union all select 'OpenReferral', null where referral_open(wanted)
        union all select 'LivePlacement', null where exists (select 1 from placements p where p.case_id = wanted and p.ended_at is null)
        union all select 'Custody', null where exists (select 1 from bases_of_stay b where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null
            and b.basis in ('CustodyS29', 'CourtExtension') and (b.ended_at is null or (b.ended_at > moment and b.ended_at > b.starts_at)))
        union all select 'NoGround', null where held_on_no_ground(wanted, moment)
        union all select 'Stay', null where exists (select 1 from bases_of_stay b where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null
            and b.ended_at is null and b.basis not in ('CustodyS29', 'CourtExtension') and stay_left(b.id) is null)
        union all select 'Service', null where service_goes_on(wanted)
        union all select 'Belongings', null where exists (select 1 from belongings k where k.case_id = wanted and k.returned_at is null)
        union all select 'CourtDate', null where exists (select 1 from court_dates d where d.case_id = wanted and d.state = 'Planned' and d.starts_at >= moment)
        union all select 'CourtResult', null where exists (select 1 from court_dates d where d.case_id = wanted and d.state = 'Planned' and d.starts_at < moment)
        -- What embassy and family were told for a return is ended by the withdrawal alone.
        union all select 'Consent', null where exists (select 1 from consents n where n.case_id = wanted and n.purpose <> 'Return' and n.outcome = 'Given'
            and n.withdrawn_at is null and n.expires_on >= today)
        union all select 'Money', null where exists (select 1 from money_entries e where e.case_id = wanted group by e.claim_id
            having sum(case e.fact when 'Ordered' then e.amount when 'Claimed' then 0 else -e.amount end) > 0);
end $$;

-- As in 061, with the services of health that stand; whoever only takes part in a return is not told how many goals of health it has.
create or replace function health_kept_back(wanted uuid) returns table (part text, of uuid, entries int) language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare sections text[];
begin
    select array_agg(a.section) into sections from case_section_access a where a.case_id = wanted
        and a.scope = any (app_scopes()) and (a.until is null or a.until > app_now()) and may_read_section(a.section);
    if sections is null or 'Health' = any (sections) then return; end if;
    if 'Plan' = any (sections) then
        return query select 'plan', p.id, count(*)::int from plans p join plan_goals g on is_health_area(g.area)
            and (g.plan_id = p.id or (g.plan_id = p.health_from_id and g.state in ('Open', 'Underway'))) where p.case_id = wanted group by p.id;
        return query select 'incident', wanted, count(*)::int from shelter_incidents i where i.case_id = wanted and is_health_incident(i.kind)
            and not (may_read_section('Health') and i.by_unit_id = any (app_scopes())) having count(*) > 0;
        return query select 'service', wanted, count(*)::int from health_services h where h.case_id = wanted and not h.struck
            and not exists (select 1 from health_services c where c.corrects_id = h.id)
            and not (may_read_section('Health') and (h.by_unit_id = any (app_scopes()) or (h.corrects_id is not null and service_was_ours(h.id)))) having count(*) > 0;
    end if;
    if 'Family' = any (sections) and may('return.plan') then
        return query select 'return', g.plan_id, count(*)::int from return_goals g where g.case_id = wanted and is_health_area(g.area) group by g.plan_id;
    end if;
end $$;
