-- What tells of health is read with the rights to the health section, wherever else it stands (PDPA s.26).

-- 1. Which that is: the areas that support-areas.csv marks so, and IncidentTerms.OfHealth ------------------------------------------
create or replace function is_health_area(area text) returns boolean language sql immutable parallel safe as $$ select area in ('health', 'sexualRecovery') $$;
create or replace function is_health_incident(kind text) returns boolean language sql immutable parallel safe as $$ select kind in ('Illness', 'Injury', 'SelfHarm', 'SexualViolence') $$;

-- 2. Goals of the plan and of the return, incidents in a shelter, papers ----------------------------------------------------------
-- Besides what their own section asks for. Nobody writes what they may not read afterwards.
do $$
declare t text;
begin
    foreach t in array array['plan_goals', 'return_goals'] loop
        execute format('create policy health_seen on %1$I as restrictive for select using (not is_health_area(area) or ((select may_read_section(''Health'')) and exists (
            select 1 from case_section_access a where a.case_id = %1$I.case_id and a.section = ''Health'' and a.scope = any ((select app_scopes())::uuid[]))))', t);
        execute format('create policy health_added on %1$I as restrictive for insert with check (not is_health_area(area) or ((select may_read_section(''Health'')) and exists (
            select 1 from case_section_access a where a.case_id = %1$I.case_id and a.section = ''Health'' and a.scope = any ((select app_scopes())::uuid[]))))', t);
    end loop;
end $$;
-- The office that wrote it keeps its own, with the right to health.
create policy health_seen on shelter_incidents as restrictive for select using (not is_health_incident(kind) or ((select may_read_section('Health')) and (
    by_unit_id = any ((select app_scopes())::uuid[]) or exists (
    select 1 from case_section_access a where a.case_id = shelter_incidents.case_id and a.section = 'Health' and a.scope = any ((select app_scopes())::uuid[])))));
create policy health_added on shelter_incidents as restrictive for insert with check (not is_health_incident(kind) or (select may_read_section('Health')));
create policy health_seen on documents as restrictive for select using (not holds_health or ((select may_read_section('Health')) and (
    by_unit_id = any ((select app_scopes())::uuid[]) or exists (
    select 1 from case_section_access a where a.case_id = documents.case_id and a.section = 'Health' and a.scope = any ((select app_scopes())::uuid[])))));
create policy health_added on documents as restrictive for insert with check (not holds_health or (select may_read_section('Health')));

-- 3. How many entries are kept from the reader: their number alone, for a page that leaves some out says so -----------------------
-- Told to those who read what the entries are a part of.
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
    end if;
    if 'Family' = any (sections) then
        return query select 'return', g.plan_id, count(*)::int from return_goals g where g.case_id = wanted and is_health_area(g.area) group by g.plan_id;
    end if;
end $$;

-- 4. A version by somebody who may not read the goals of health leaves them as they stand ------------------------------------------
-- Second lock of Case.MakePlan: neither are they lost, nor taken along by whoever writes their own.
create or replace function health_stays_in(wanted uuid, before int) returns uuid language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if may_read_section('Health') and exists (select 1 from case_section_access a where a.case_id = wanted and a.section = 'Health'
        and a.scope = any (app_scopes()) and (a.until is null or a.until > app_now())) then return null; end if;
    return (select coalesce(p.health_from_id, p.id) from plans p where p.case_id = wanted and p.version < before order by p.version desc limit 1);
end $$;
create policy health_stays on plans as restrictive for insert with check (health_from_id is not distinct from health_stays_in(case_id, version));
