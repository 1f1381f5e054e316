-- What each person chose about notices is theirs; the job that sends them reads all.
alter table notice_preferences enable row level security;
create policy own on notice_preferences using (user_id = (select app_user())) with check (user_id = (select app_user()));
create policy post on notice_preferences for select to nrm_worker using (true);
grant select, insert, delete on notice_preferences to nrm_app;
grant update (channel, digest_hour) on notice_preferences to nrm_app;
grant select on notice_preferences to nrm_worker;

-- One's own marks of what one has read, of notices one sees.
alter table notice_reads enable row level security;
create policy own on notice_reads for select using (user_id = (select app_user()));
create policy add on notice_reads for insert with check (user_id = (select app_user()) and exists (select 1 from notices n where n.id = notice_id));
grant select, insert on notice_reads to nrm_app;

alter table task_handovers enable row level security;
create policy see on task_handovers for select using (exists (select 1 from tasks t where t.id = task_id));
create policy add on task_handovers for insert with check (by_user_id = (select app_user()) and exists (
    select 1 from case_access a where a.case_id = task_handovers.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on task_handovers to nrm_app;

-- A shift's list is its office's own, of cases the office sees.
alter table shift_handovers enable row level security;
create policy see on shift_handovers for select using (unit_id = (select app_unit()) and unit_id = any ((select app_scopes())::uuid[]));
create policy add on shift_handovers for insert with check (unit_id = (select app_unit()) and unit_id = any ((select app_scopes())::uuid[]) and by_user_id = (select app_user()));
alter table shift_items enable row level security;
create policy see on shift_items for select using (unit_id = (select app_unit()) and unit_id = any ((select app_scopes())::uuid[])
    and exists (select 1 from case_access a where a.case_id = shift_items.case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on shift_items for insert with check (unit_id = (select app_unit()) and written_by_user_id = (select app_user())
    and exists (select 1 from case_access a where a.case_id = shift_items.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
-- Nobody acknowledges their own list, and nobody in another's name.
create policy acknowledge on shift_items for update using (unit_id = (select app_unit()) and written_by_user_id <> (select app_user()))
    with check (acknowledged_by_user_id = (select app_user()));
grant select, insert on shift_handovers, shift_items to nrm_app;
grant update (acknowledged_by_user_id, acknowledged_at) on shift_items to nrm_app;

alter table absences enable row level security;
create policy see on absences for select using (user_id = (select app_user()) or cover_membership_id = (select app_membership()));
create policy add on absences for insert with check (user_id = (select app_user()) and membership_id = (select app_membership()) and exists (
    select 1 from memberships c where c.id = cover_membership_id and c.unit_id = (select app_unit()) and c.role = (select app_role()) and c.ended_at is null and c.user_id <> (select app_user())));
create policy finish on absences for update using (user_id = (select app_user()));
grant select, insert on absences to nrm_app;
grant update (ended_at) on absences to nrm_app;

-- The offices that have a case in common: all that see it, or those that read its messages. DATIP's offices stand for the
-- national scope. Only for a case the asker sees.
create or replace function case_units(wanted uuid, for_messages boolean) returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not exists (select 1 from case_access a where a.case_id = wanted and a.scope = any (app_scopes())) then return; end if;
    return query select u.id from units u where exists (
        select 1 from case_access a where a.case_id = wanted and (a.until is null or a.until > app_now()) and a.via <> 'glass'
            and (a.scope = u.id or (a.scope = national_scope() and u.agency = 'Datip'))
            and (not for_messages or exists (select 1 from case_section_access s where s.case_id = wanted and s.scope = a.scope and s.section = 'Messages')));
end $$;
grant execute on function case_units(uuid, boolean) to nrm_app;

alter table case_messages enable row level security;
create policy see on case_messages for select using ((select may_read_section('Messages'))
    and (from_unit_id = (select app_unit()) or (select app_unit()) = any (to_unit_ids))
    and exists (select 1 from case_section_access a where a.case_id = case_messages.case_id and a.section = 'Messages' and a.scope = any ((select app_scopes())::uuid[])));
create policy add on case_messages for insert with check (from_unit_id = (select app_unit()) and from_user_id = (select app_user())
    and to_unit_ids <@ array(select case_units(case_id, true))
    and exists (select 1 from case_access a where a.case_id = case_messages.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
alter table message_reads enable row level security;
create policy see on message_reads for select using (exists (select 1 from case_messages m where m.id = message_id));
create policy add on message_reads for insert with check (user_id = (select app_user()) and unit_id = (select app_unit()) and exists (
    select 1 from case_messages m where m.id = message_id and m.case_id = message_reads.case_id and (select app_unit()) = any (m.to_unit_ids) and m.from_user_id <> (select app_user())));
grant select, insert on case_messages, message_reads to nrm_app;
