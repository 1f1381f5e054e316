-- A role that was given for a time ends by itself: nobody acts under it from the day after, also before the round that closes it.
create or replace function app_membership() returns uuid language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (select m.id from memberships m join users u on u.id = m.user_id
      where m.id = nullif(current_setting('app.membership_id', true), '')::uuid
        and m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
        and m.ended_at is null and (m.last_day is null or m.last_day >= (app_now() at time zone 'Asia/Bangkok')::date) and u.disabled_at is null); end $$;

grant update (last_day) on memberships to nrm_app;

create or replace function end_passed_roles(moment timestamptz, at_most int) returns int language plpgsql security definer set search_path = public, pg_temp
as $$
declare passed memberships; done int := 0;
begin
    for passed in select * from memberships m where m.ended_at is null and m.last_day < (moment at time zone 'Asia/Bangkok')::date limit at_most for update skip locked loop
        update memberships set ended_at = moment where id = passed.id;
        perform audit_write('job:roles', null, 'change', 'role ended', jsonb_build_object('user', passed.user_id, 'membership', passed.id, 'role', passed.role, 'until', passed.last_day));
        done := done + 1;
    end loop;
    return done;
end $$;
revoke execute on function end_passed_roles(timestamptz, int) from public;
grant execute on function end_passed_roles(timestamptz, int) to nrm_worker;

-- Administrators see no case, not by each other's hand either. Second lock of Membership.GiveAnother.
create or replace function is_administrator(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select 1 from memberships m where m.user_id = wanted and m.role = 'AgencyAdministrator' and m.ended_at is null) $$;
create policy not_to_administrators on memberships as restrictive for insert with check (not is_administrator(user_id));

-- A cover has the role for as long as it covers. Second lock of Absence.Plan.
create policy cover_lasts on absences as restrictive for insert with check (exists (
    select 1 from memberships c where c.id = cover_membership_id and (c.last_day is null or c.last_day >= until)));

-- With a role ends what rests on its holder: nobody covers under it, what was asked of them in person is their office's, and the cases
-- that they managed have no manager, which is the alarm and the task that a case entering protection has.
create or replace function on_role_ended() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare managed cases; moment timestamptz := coalesce(new.ended_at, app_now()); gone boolean := new.ended_at is not null or new.unit_id <> old.unit_id;
begin
    update absences set ended_at = moment where ended_at is null and cover_membership_id = new.id and (gone or new.role <> old.role);
    -- A seat is personal, and a claim's officer is named by the case's office: they ask another themselves.
    if gone then
        update tasks t set to_membership_id = null, taken_by_user_id = null, taken_at = null, handed_over_at = moment,
                to_unit_id = case when exists (select 1 from case_access a where a.case_id = t.case_id and a.scope = old.unit_id) then old.unit_id else c.province_office_id end
            from cases c where c.id = t.case_id and t.to_membership_id = new.id and t.done_at is null and t.code not in ('GiveOpinion', 'Decide', 'PursueClaim');
    end if;
    for managed in select * from cases c where c.case_manager_id = new.user_id
            and not exists (select 1 from memberships m where m.user_id = new.user_id and m.ended_at is null and m.unit_id in (c.owner_unit_id, c.province_office_id)
                -- Before protection whoever opened the case manages it; from then on a caseworker does.
                and (c.nrm_number is null or exists (select 1 from role_permissions p where p.role = m.role and p.permission = 'case.assign'))) for update of c loop
        update cases set case_manager_id = null, event_count = event_count + 1 where id = managed.id;
        insert into case_events (id, case_id, sequence, code, at, to_stage, flow_version, parameters)
            values (gen_random_uuid(), managed.id, managed.event_count + 1, 'case.managerLeft', moment, managed.stage, managed.flow_version, '{}');
        -- Of a case that rests somebody asks when it begins again (Case.Apply).
        if managed.nrm_number is not null and managed.stage <> 'FollowUp' and not exists (select 1 from tasks t where t.case_id = managed.id and t.code = 'AssignCaseManager' and t.done_at is null) then
            perform ask_by_portal(managed.id, '/cases/' || managed.nrm_number, 'AssignCaseManager', null, managed.province_office_id, 'ProvinceCaseworker', null, moment);
        end if;
        perform audit_write('case:' || managed.id, managed.id, 'change', 'case manager left', jsonb_build_object('user', new.user_id));
    end loop;
    return null;
end $$;
revoke execute on function on_role_ended() from public;
create or replace trigger a_role_ends_with_its_work after update of ended_at, unit_id, role on memberships
    for each row when (new.ended_at is distinct from old.ended_at or new.unit_id <> old.unit_id or new.role <> old.role) execute function on_role_ended();

-- Whoever is asked to pursue a claim has the role on that day.
create policy on_its_days on claim_officers as restrictive for insert with check (exists (
    select 1 from memberships m where m.id = membership_id and (m.last_day is null or m.last_day >= (app_now() at time zone 'Asia/Bangkok')::date)));

-- What is in protection has an NRM number. Second lock of Guard.WasInProtection.
create or replace function check_number_first() returns trigger language plpgsql set search_path = public, pg_temp
as $$ begin
    if new.nrm_number is null then raise exception 'No screening has let this case into protection' using errcode = 'check_violation'; end if;
    return new;
end $$;
create or replace trigger protection_has_a_number before update of stage on cases
    for each row when (new.stage = 'Protection' and old.stage <> 'Protection') execute function check_number_first();
