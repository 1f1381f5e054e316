-- Where a home is: for those who work there, who place (DATIP), who bring somebody there (056), and whoever has the care of somebody
-- who lives there or is about to. A province office places nobody elsewhere, and reads no address for which it has no such case.
create or replace function cares_for_somebody_in(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from placements p join case_section_access a on a.case_id = p.case_id and a.section = 'ShelterLocation'
            and a.scope = any (app_scopes()) and (a.until is null or a.until > app_now())
        where p.shelter_id = wanted and p.ended_at is null)
$$;
revoke execute on function cares_for_somebody_in(uuid) from public;
grant execute on function cares_for_somebody_in(uuid) to nrm_app;

-- As in 005, but for the province offices.
drop policy see on shelter_addresses;
create policy see on shelter_addresses for select using ((select may_read_section('ShelterLocation')) and (
    exists (select 1 from shelters s where s.id = shelter_addresses.id and s.unit_id = (select app_unit()))
    or exists (select 1 from units u where u.id = (select app_unit()) and u.agency = 'Datip')
    or cares_for_somebody_in(id)));
