-- Documents. Each is bound to one section: sight of the case is not enough, nor is another section. Title, versions and
-- copies follow the document. The office that filed one keeps it while its role reads the section.
create or replace function app_sections() returns text[] language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return coalesce((select array_agg(g.section) from section_grants g where g.role = app_role()), '{}'); end $$;

alter table documents enable row level security;
create policy see on documents for select using (section = any ((select app_sections())::text[]) and exists (
    select 1 from case_section_access a where a.case_id = documents.case_id and a.section = documents.section and a.scope = any ((select app_scopes())::uuid[])));
create policy see_own on documents for select using (section = any ((select app_sections())::text[]) and by_unit_id = any ((select app_scopes())::uuid[])
    and exists (select 1 from case_access a where a.case_id = documents.case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on documents for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit())
    and section = any ((select app_sections())::text[])
    and (select may(case when verify_code is null then 'document.add' else 'document.issue' end))
    and exists (select 1 from case_access a where a.case_id = documents.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
-- Withdrawn, or one version more: by the office that filed it, the case's owner or its province office.
create policy change on documents for update using ((select may('document.add')) and section = any ((select app_sections())::text[]) and exists (
    select 1 from case_access a join cases c on c.id = a.case_id where a.case_id = documents.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])
        and (select app_unit()) in (documents.by_unit_id, c.owner_unit_id, c.province_office_id)));

alter table document_versions enable row level security;
create policy see on document_versions for select using (exists (select 1 from documents d where d.id = document_versions.document_id));
create policy add on document_versions for insert with check (by_user_id = (select app_user()) and exists (
    select 1 from documents d join case_access a on a.case_id = d.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])
    where d.id = document_versions.document_id and d.case_id = document_versions.case_id and d.withdrawn_at is null and (d.verify_code is null or document_versions.number = 1)));

alter table document_copies enable row level security;
create policy see on document_copies for select using (exists (select 1 from documents d where d.id = document_copies.document_id));
-- Also from an emergency opening: whoever reads leaves a trace.
create policy add on document_copies for insert with check (by_user_id = (select app_user()) and exists (
    select 1 from documents d where d.id = document_copies.document_id and d.case_id = document_copies.case_id));

grant select, insert on documents, document_versions, document_copies to nrm_app;
grant update (version_count, withdrawn_at, withdrawn_by_user_id, withdrawn_reason) on documents to nrm_app;

-- A withdrawal stands, and an issued document has the one version it was issued with.
create or replace function check_document() returns trigger language plpgsql as $$
begin
    if old.withdrawn_at is not null or (old.verify_code is not null and new.version_count <> old.version_count)
    then raise exception 'The document is settled' using errcode = 'check_violation'; end if;
    return new;
end $$;
create or replace trigger documents_settle before update on documents for each row execute function check_document();
create or replace trigger document_versions_append_only before update or delete or truncate on document_versions execute function refuse_change();
create or replace trigger document_copies_append_only before update or delete or truncate on document_copies execute function refuse_change();

create or replace function next_document_number(wanted_year int) returns text language plpgsql security definer set search_path = public, pg_temp
as $$
declare n bigint;
begin
    insert into number_counters (kind, year, last) values ('DOC', wanted_year, 1)
        on conflict (kind, year) do update set last = number_counters.last + 1 returning last into n;
    return format('DOC-%s-%s', wanted_year, lpad(n::text, 6, '0'));
end $$;

-- What anybody may ask who holds the code printed on a document: that it is genuine, what it is, and whose. Never of whom.
create or replace function verify_document(wanted text) returns table (kind text, number text, issued_at timestamptz, agency_th text, agency_en text, sha256 bytea, withdrawn_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
as $$
    select d.kind, d.number, d.at, u.name_th, u.name_en, v.sha256, d.withdrawn_at
    from documents d join document_versions v on v.document_id = d.id and v.number = 1 join units u on u.id = d.by_unit_id
    where d.verify_code = wanted
$$;

-- For the worker, which compares the folder with the rows: names of files, nothing of what is in them.
create or replace function document_files() returns setof uuid language sql stable security definer set search_path = public, pg_temp
as $$ select id from document_versions $$;
revoke execute on function document_files() from public;
grant execute on function document_files() to nrm_worker;
