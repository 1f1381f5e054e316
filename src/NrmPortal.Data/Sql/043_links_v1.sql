-- Links between cases: there for those who see both, and for nobody else.

alter table case_links enable row level security;
create policy see on case_links for select using (
    exists (select 1 from case_access a where a.case_id = case_links.case_id and a.scope = any ((select app_scopes())::uuid[]))
    and exists (select 1 from case_access a where a.case_id = case_links.other_case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on case_links for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and ended_at is null and (select may('case.link'))
    and exists (select 1 from case_access a where a.case_id = case_links.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))
    and exists (select 1 from case_access a where a.case_id = case_links.other_case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
create policy finish on case_links for update using (ended_at is null and (select may('case.link'))
    and exists (select 1 from case_access a where a.case_id = case_links.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))
    and exists (select 1 from case_access a where a.case_id = case_links.other_case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])))
    with check (ended_by_user_id = (select app_user()));
grant select, insert on case_links to nrm_app;
grant update (ended_at, ended_by_user_id, end_reason) on case_links to nrm_app;
-- A pair stands in one order, so that it stands once; no case is linked to itself.
alter table case_links add constraint ck_link_is_whole check (case_id < other_case_id and reason is not null
    and (ended_at is null) = (ended_by_user_id is null) and (ended_at is null) = (end_reason is null));
