-- The transfer of a case: proposed by who has it, accepted or declined by who is to have it.

alter table case_transfers enable row level security;
-- The receiving office reads the proposal without sight of the case, while it waits and afterwards: its own answer.
create policy see on case_transfers for select using (
    (to_unit_id = (select app_unit()) and to_unit_id = any ((select app_scopes())::uuid[]) and (select may('case.receive')))
    or exists (select 1 from case_access a where a.case_id = case_transfers.case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on case_transfers for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and answer is null and (select may('case.transfer'))
    and exists (select 1 from cases c where c.id = case_id and c.owner_unit_id = from_unit_id and c.province_office_id = from_office_id
        and ((select app_unit()) in (c.owner_unit_id, c.province_office_id) or national_scope() = any ((select app_scopes())::uuid[]))));
-- Accepted or declined by the receiver, withdrawn by who may hand over: one answer, in one's own name.
create policy answer on case_transfers for update using (answer is null and (
        (to_unit_id = (select app_unit()) and to_unit_id = any ((select app_scopes())::uuid[]) and (select may('case.receive')))
        or ((select may('case.transfer')) and exists (select 1 from case_access a where a.case_id = case_transfers.case_id and a.via not in ('glass', 'opener') and a.scope = any ((select app_scopes())::uuid[])))))
    with check (answered_by_user_id = (select app_user()) and case when answer = 'Withdrawn' then (select may('case.transfer')) else to_unit_id = (select app_unit()) and (select may('case.receive')) end);
grant select, insert on case_transfers to nrm_app;
grant update (answer, answer_reason, answered_by_user_id, answered_at) on case_transfers to nrm_app;
grant update (province_office_id) on cases to nrm_app;
alter table case_transfers add constraint ck_transfer_is_whole check (
    (answer is null) = (answered_at is null) and (answer is null) = (answered_by_user_id is null)
    and (answer <> 'Declined' or answer_reason is not null) and reason is not null and (to_unit_id <> from_unit_id or moves_office));

-- Whoever had the case keeps the core of it; whoever accepts it sees it from then on, to write down that it is theirs.
-- Around what stood before: the other ways of seeing a case stay as they are.
alter function case_sight(uuid) rename to case_sight_by_part;
create or replace function case_sight(wanted uuid) returns table (scope uuid, via text, rank int) language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return query
    select s.scope, s.via, s.rank from case_sight_by_part(wanted) s
    union all select u, 'opener', 3 from case_transfers t cross join unnest(array[t.from_unit_id, t.to_unit_id, case when t.moves_office then t.from_office_id end]) u
        where t.case_id = wanted and t.answer = 'Accepted' and u is not null;
end $$;
revoke execute on function case_sight(uuid), case_sight_by_part(uuid) from public;
create or replace trigger case_access_of_transfer after update of answer on case_transfers for each row
    when (new.answer = 'Accepted') execute function on_case_part_changed();

-- Second lock of Case.TakeOver: in the place of 002's. A case goes to its province office by the decision, or to the office
-- that has accepted it; nobody takes it, and nobody gives it to an office that was not asked.
create or replace function check_stage_move() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.stage <> old.stage and not exists (
        select 1 from flow_rows f where f.version = new.flow_version and f.from_stage = old.stage and f.to_stage = new.stage)
    then raise exception 'The flow chart has no step from % to %', old.stage, new.stage using errcode = 'check_violation';
    end if;
    if new.first_contact_number <> old.first_contact_number or (old.nrm_number is not null and new.nrm_number is distinct from old.nrm_number)
    then raise exception 'Case numbers never change' using errcode = 'check_violation';
    end if;
    if app_user() is null then return new; end if;
    if ((new.owner_unit_id <> old.owner_unit_id and new.owner_unit_id <> old.province_office_id) or new.province_office_id <> old.province_office_id)
        and not exists (select 1 from case_transfers t where t.case_id = new.id and t.answer = 'Accepted' and t.answered_by_user_id = app_user()
            and t.from_unit_id = old.owner_unit_id and t.from_office_id = old.province_office_id and t.to_unit_id = new.owner_unit_id
            and new.province_office_id = case when t.moves_office then t.to_unit_id else old.province_office_id end)
    then raise exception 'The case is not yours to hand over' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- What was open for an office that has the case no longer is open for the one that has it now: of the office that answered
-- for the province for its successor, of all else for the owner. A seat on the panel and a named officer keep theirs.
create or replace function move_case_work() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare leaving uuid[];
begin
    if not exists (select 1 from case_transfers t where t.case_id = new.id and t.answer = 'Accepted' and t.answered_by_user_id = app_user()
        and t.from_unit_id = old.owner_unit_id and t.to_unit_id = new.owner_unit_id) then return null; end if;
    leaving := array(select distinct u from unnest(array[old.owner_unit_id, old.province_office_id]) u where u not in (new.owner_unit_id, new.province_office_id));
    update tasks t set to_membership_id = null, taken_by_user_id = null, taken_at = null, handed_over_at = app_now(),
            to_unit_id = case when w.unit = old.province_office_id then new.province_office_id else new.owner_unit_id end,
            to_role = case when w.unit = old.province_office_id and t.to_membership_id is null then t.to_role end
        from (select k.id, coalesce(k.to_unit_id, m.unit_id) as unit from tasks k left join memberships m on m.id = k.to_membership_id where k.case_id = new.id and k.done_at is null) w
        where w.id = t.id and w.unit = any (leaving) and t.code not in ('GiveOpinion', 'Decide', 'PursueClaim');
    return null;
end $$;
revoke execute on function move_case_work() from public;
create or replace trigger work_goes_with_the_case after update of owner_unit_id, province_office_id on cases for each row
    when (new.owner_unit_id is distinct from old.owner_unit_id or new.province_office_id is distinct from old.province_office_id) execute function move_case_work();
