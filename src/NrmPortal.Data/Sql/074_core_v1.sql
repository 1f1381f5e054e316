-- 1. An office that keeps the core alone ------------------------------------------------------------------------------------------
-- It opened the case, or had it before; whoever has it now does the rest (CoreAlone). Of an office that is asked something else
-- besides (a seat, a share, a track, a placement) more than the core is open.
create table if not exists core_refuses (event text primary key);

create or replace function has_core_alone(wanted uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare mine uuid[] := app_scopes();
begin
    return exists (select 1 from case_access a where a.case_id = wanted and a.scope = any (mine) and (a.until is null or a.until > app_now()))
        and not exists (select 1 from case_access a where a.case_id = wanted and a.scope = any (mine) and a.via <> 'opener' and (a.until is null or a.until > app_now()))
        and not exists (select 1 from case_section_access s where s.case_id = wanted and s.scope = any (mine) and (s.until is null or s.until > app_now()));
end $$;
revoke execute on function has_core_alone(uuid) from public;
grant execute on function has_core_alone(uuid) to nrm_app;

-- Every act leaves its event, so here all of them are held. At once: by the commit the sight may be another.
create or replace function check_standing() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_membership() is not null and exists (select 1 from core_refuses r where r.event = new.code) and has_core_alone(new.case_id)
    then raise exception 'The office keeps the core of the case alone' using errcode = 'check_violation', constraint = 'ck_core_alone'; end if;
    return new;
end $$;
revoke execute on function check_standing() from public;
create or replace trigger events_of_those_who_have_the_case before insert on case_events for each row execute function check_standing();

-- 2. Who opens sections to an office -----------------------------------------------------------------------------------------------
-- Second lock of InvolveDcy and FlagNonPunishment: in one's own name, by who may, to an office of that kind, and unanswered.
create policy asked_by_who_may on dcy_involvements as restrictive for insert with check ((select may('child.involve')) and asked_by_user_id = (select app_user())
    and answered_at is null and ended_at is null and exists (select 1 from units u where u.id = unit_id and u.agency = 'Dcy') and not has_core_alone(case_id));
create policy flagged_by_who_may on non_punishments as restrictive for insert with check ((select may('nonpunishment.flag')) and by_user_id = (select app_user()) and by_unit_id = (select app_unit())
    and outcome is null and not has_core_alone(case_id)
    and (inquiry_unit_id is null or exists (select 1 from units u where u.id = inquiry_unit_id and u.agency = 'Police'))
    and (prosecutor_unit_id is null or exists (select 1 from units u where u.id = prosecutor_unit_id and u.agency = 'Prosecution')));
create policy opened_unreviewed on break_glass as restrictive for insert with check (reviewed_at is null and reviewed_by_user_id is null);

-- Second lock of Case.SeatMember: whoever convenes seats, and nobody has declared for another.
create policy seated_by_the_secretary on seats as restrictive for insert with check ((select may('mdt.convene')) and interest = 'Undeclared');

-- 3. DCY ends its part with a child still to be protected: the task goes to the office that answers for the case -----------------------
create or replace function on_dcy_ended() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare moved jsonb;
begin
    with handed as (
        update tasks t set to_unit_id = c.province_office_id, to_role = 'ProvinceCaseworker', to_membership_id = null, taken_by_user_id = null, taken_at = null, handed_over_at = app_now()
            from cases c where c.id = new.case_id and t.case_id = c.id and t.code = 'ProtectChild' and t.done_at is null
                and (t.to_unit_id = new.unit_id or exists (select 1 from memberships m where m.id = t.to_membership_id and m.unit_id = new.unit_id)) returning t.id)
    select jsonb_agg(jsonb_build_object('table', 'tasks', 'row', id, 'state', 'Modified', 'columns', array['to_unit_id', 'to_role', 'handed_over_at'])) into moved from handed;
    if moved is not null then perform audit_write('case:' || new.case_id, new.case_id, 'change', 'task handed over', moved); end if;
    return null;
end $$;
revoke execute on function on_dcy_ended() from public;
create or replace trigger what_dcy_leaves after update of ended_at on dcy_involvements for each row when (new.ended_at is not null and old.ended_at is null) execute function on_dcy_ended();
