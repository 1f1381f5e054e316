-- 1. What an office has of a case (Standings) --------------------------------------------------------------------------------------
-- Who opened the case, or had it before, keeps its core alone; who takes part does not steer it. Whoever sees nothing of it yet is
-- asked by the act itself.
create table if not exists standing_needed (event text primary key, needs text not null);

create or replace function standing_in(wanted uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare mine uuid[] := app_scopes(); vias text[];
begin
    vias := array(select a.via from case_access a where a.case_id = wanted and a.scope = any (mine) and (a.until is null or a.until > app_now()));
    if cardinality(vias) = 0 or vias && array['owner', 'province', 'national'] then return 'Full'; end if;
    return case when vias <@ array['opener'] and not exists (select 1 from case_section_access s where s.case_id = wanted and s.scope = any (mine) and (s.until is null or s.until > app_now()))
        then 'Core' else 'Part' end;
end $$;
revoke execute on function standing_in(uuid) from public;
grant execute on function standing_in(uuid) to nrm_app;

-- Every act leaves its event, so here all of them are held. At once: by the commit the sight may be another.
create or replace function check_standing() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare least text; has text;
begin
    if app_membership() is null then return new; end if;
    select s.needs into least from standing_needed s where s.event = new.code;
    if least is null or least = 'Core' then return new; end if;
    has := standing_in(new.case_id);
    if has = 'Core' then raise exception 'The office keeps the core of the case alone' using errcode = 'check_violation', constraint = 'ck_core_alone'; end if;
    if has = 'Part' and least = 'Full' then raise exception 'The office only takes part in the case' using errcode = 'check_violation', constraint = 'ck_not_the_office'; end if;
    return new;
end $$;
revoke execute on function check_standing() from public;
create or replace trigger events_of_those_who_have_the_case before insert on case_events for each row execute function check_standing();

-- 2. Who opens sections to an office -----------------------------------------------------------------------------------------------
-- Second lock of InvolveDcy and FlagNonPunishment: in one's own name, by who may, to an office of that kind, and unanswered.
create policy asked_by_who_may on dcy_involvements as restrictive for insert with check ((select may('child.involve')) and asked_by_user_id = (select app_user())
    and answered_at is null and ended_at is null and exists (select 1 from units u where u.id = unit_id and u.agency = 'Dcy') and standing_in(case_id) <> 'Core');
create policy flagged_by_who_may on non_punishments as restrictive for insert with check ((select may('nonpunishment.flag')) and by_user_id = (select app_user()) and by_unit_id = (select app_unit())
    and outcome is null and standing_in(case_id) <> 'Core'
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

-- 4. What a shelter was to hand over after a stay, when the time for it is over: it sees the case no longer, and the office that answers
-- for the case calls it done.
create or replace function hand_on_after_stays(moment timestamptz, at_most int) returns int language plpgsql security definer set search_path = public, pg_temp
as $$
declare lost record; done int := 0;
begin
    for lost in select t.id, t.case_id, c.province_office_id from tasks t join cases c on c.id = t.case_id
            where t.code = 'HandOverAfterStay' and t.done_at is null and t.due_at <= moment and t.to_unit_id is distinct from c.province_office_id
                and not exists (select 1 from case_access a where a.case_id = t.case_id and a.scope = t.to_unit_id and (a.until is null or a.until > moment))
            limit at_most for update of t skip locked loop
        update tasks set to_unit_id = lost.province_office_id, to_role = 'ProvinceCaseworker', to_membership_id = null, taken_by_user_id = null, taken_at = null, handed_over_at = moment where id = lost.id;
        perform audit_write('case:' || lost.case_id, lost.case_id, 'change', 'task handed over', jsonb_build_array(
            jsonb_build_object('table', 'tasks', 'row', lost.id, 'state', 'Modified', 'columns', array['to_unit_id', 'to_role', 'handed_over_at'])));
        done := done + 1;
    end loop;
    return done;
end $$;
revoke execute on function hand_on_after_stays(timestamptz, int) from public;
grant execute on function hand_on_after_stays(timestamptz, int) to nrm_worker;
