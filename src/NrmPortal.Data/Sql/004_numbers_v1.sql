-- FC-2569-000123: kind, Buddhist year, running number. A number taken by a transaction that fails is not reused by it.
create or replace function next_number(wanted_kind text, wanted_year int) returns text language plpgsql security definer set search_path = public, pg_temp
as $$
declare n bigint;
begin
    if wanted_kind not in ('FC', 'NRM', 'SCR', 'INC') then raise exception 'Unknown kind of number %', wanted_kind; end if;
    insert into number_counters (kind, year, last) values (wanted_kind, wanted_year, 1)
        on conflict (kind, year) do update set last = number_counters.last + 1 returning last into n;
    return format('%s-%s-%s', wanted_kind, wanted_year, lpad(n::text, 6, '0'));
end $$;

-- Whoever may open a case in an emergency finds it by its number, and nothing else of it; every question is recorded.
create or replace function case_for_break_glass(wanted text) returns uuid language sql stable security definer set search_path = public, pg_temp
as $$ select id from cases where exists (select 1 from casework_roles r where r.role = app_role() and r.breaks_glass)
        and (nrm_number = wanted or first_contact_number = wanted) $$;

-- And reads the numbers beside the records, again without any sight.
create or replace function numbers_of_cases(wanted uuid[]) returns table (id uuid, number text) language sql stable security definer set search_path = public, pg_temp
as $$ select c.id, coalesce(c.nrm_number, c.first_contact_number) from cases c where app_role() = 'Auditor' and c.id = any (wanted) $$;

-- The auditor finds records by case number without any sight of cases.
create or replace function case_of_number(wanted text) returns uuid language sql stable security definer set search_path = public, pg_temp
as $$ select id from cases where app_role() = 'Auditor' and (nrm_number = wanted or first_contact_number = wanted) $$;
