-- 1. A panel ends with what it sat for ---------------------------------------------------------------------------------------
-- The work on the case ended before the panel had decided: its members keep neither the file nor the task, and the meeting stands in
-- nobody's way. Here, for whoever agrees to the end need not read what the panel reads. At commit: a decision closes its own.
create or replace function panel_ends_with_case() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare gone record; moment timestamptz := new.stage_since;
begin
    if (select c.stage from cases c where c.id = new.id) = 'Identification' then return null; end if;
    for gone in update panels p set closed_at = moment where p.case_id = new.id and p.closed_at is null returning p.id, p.sitting_id loop
        insert into notices (id, case_id, code, path, to_membership_id, at, by_user_id, parameters)
            select gen_random_uuid(), new.id, 'MdtEnded', '/identification/sittings/' || gone.sitting_id, s.membership_id, moment, coalesce(app_user(), s.user_id),
                jsonb_build_object('number', coalesce(new.nrm_number, new.first_contact_number))
            from seats s where s.panel_id = gone.id and s.interest <> 'Conflict';
        perform audit_write('case:' || new.id, new.id, 'change', 'panel ended with the case', jsonb_build_array(
            jsonb_build_object('table', 'panels', 'row', gone.id, 'state', 'Modified', 'columns', array['closed_at'])));
    end loop;
    return null;
end $$;
revoke execute on function panel_ends_with_case() from public;
create constraint trigger panels_end_with_the_case after update of stage on cases deferrable initially deferred
    for each row when (old.stage = 'Identification' and new.stage <> 'Identification') execute function panel_ends_with_case();

-- As in 032, and with the case.
create or replace function check_panel_end() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if exists (select 1 from decisions d where d.panel_id = new.id) or exists (select 1 from panel_replacements r where r.id = new.id)
        or exists (select 1 from sittings s where s.id = new.sitting_id and s.cancelled_at is not null)
        or exists (select 1 from cases c where c.id = new.case_id and c.stage <> 'Identification') then return null; end if;
    raise exception 'The panel ends without a decision and without a reason' using errcode = 'check_violation', constraint = 'ck_panels_end';
end $$;

-- Who sat hears of it although the seat gives no sight any more.
drop policy cancelled on notices;
create policy cancelled on notices for select using (code in ('MdtCancelled', 'MdtReplaced', 'MdtEnded') and to_membership_id = (select app_membership()));

create or replace function notice_reaches(n notices, m memberships, moment timestamptz) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare kind text; works boolean; sees boolean;
begin
    select u.agency into kind from units u where u.id = m.unit_id;
    select c.sees_unit into works from casework_roles c where c.role = m.role;
    if works is null then return false; end if;
    sees := exists (select 1 from case_access a where a.case_id = n.case_id and (a.until is null or a.until > moment)
        and (a.scope = m.id or (works and (a.scope = m.unit_id or (kind = 'Datip' and a.scope = national_scope())))));
    if n.code = 'MdtConvened' and not sees then return false; end if;
    return (works and n.to_unit_id = m.unit_id and (n.to_role is null or n.to_role = m.role))
        or (n.to_agency = kind and n.to_role = m.role)
        or (n.to_membership_id = m.id and (sees or n.code in ('MdtCancelled', 'MdtReplaced', 'MdtEnded')))
        or (sees and covers_for(m, n.to_membership_id, moment) and coalesce(n.parameters ->> 'task', '') not in ('GiveOpinion', 'Decide'));
end $$;

-- 2. Who convenes --------------------------------------------------------------------------------------------------------------
-- Second lock of Case.Convene and Case.SeatMember: the office that answers for the case now. Whoever had it before keeps its core.
create or replace function check_convener() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_membership() is null or exists (select 1 from cases c where c.id = new.case_id and c.province_office_id = app_unit()) then return new; end if;
    raise exception 'Another office answers for the case' using errcode = 'check_violation', constraint = 'ck_panels_office';
end $$;
revoke execute on function check_convener() from public;
create or replace trigger panels_of_the_office before insert on panels for each row execute function check_convener();
create or replace trigger seats_of_the_office before insert on seats for each row execute function check_convener();

-- 3. One act answers a task in more than one way -----------------------------------------------------------------------------------
alter table task_answers drop constraint task_answers_pkey;
create unique index task_answers_key on task_answers (event, code, coalesce(only_with, ''));
