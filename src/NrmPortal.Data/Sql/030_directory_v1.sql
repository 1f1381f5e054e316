-- Geography: reference data, the same for all.
grant select on districts, subdistricts, province_neighbours to nrm_app, nrm_worker;

-- The directory: read by all who are signed in; kept by the office itself, or by an administrator of its kind of agency. The
-- domain's rule once more (DirectoryEntry.IsKeptBy).
create or replace function may_keep_entry(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from role_permissions p where p.role = app_role() and p.permission = 'directory.keep')
        and (wanted = app_unit() or (app_role() = 'AgencyAdministrator' and exists (
            select 1 from units mine join units theirs on theirs.agency = mine.agency where mine.id = app_unit() and theirs.id = wanted)))
$$;

alter table directory_entries enable row level security;
create policy see on directory_entries for select using ((select app_user()) is not null);
create policy keep on directory_entries for update using (may_keep_entry(id));
grant select on directory_entries to nrm_app;
grant update (status, services, accepts, languages, hours_th, hours_en, focal_points, assured_at, assured_by_user_id, changed_at, changed_by_user_id) on directory_entries to nrm_app;

-- What a shelter takes changes with its entry.
alter table shelters enable row level security;
create policy see on shelters for select using (true);
create policy keep on shelters for update using (may_keep_entry(unit_id));
grant update (is_open, accepts_men, accepts_women, accepts_boys, accepts_girls, accepts_families, accepts_disability, accepts_high_risk, languages) on shelters to nrm_app;

-- Where it is, its own people write; who reads it stands in the policies of before.
create policy add on shelter_addresses for insert with check ((select may_read_section('ShelterLocation')) and may_keep_entry((select s.unit_id from shelters s where s.id = shelter_addresses.id)));
create policy change on shelter_addresses for update using ((select may_read_section('ShelterLocation')) and may_keep_entry((select s.unit_id from shelters s where s.id = shelter_addresses.id)));
grant insert, update (address, district_code) on shelter_addresses to nrm_app;
