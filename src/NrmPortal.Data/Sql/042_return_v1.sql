-- Return and reintegration, ways to stay instead, and visits after it.

grant update (returned_on, visits_since_return) on cases to nrm_app;

do $$
declare s text[]; t text; section text; needed text;
begin
    foreach s slice 1 in array array[array['return_steps', 'Family', 'return.record'], array['return_plans', 'Family', 'return.plan'],
            array['return_journeys', 'Family', 'return.record'], array['stay_permits', 'Plan', 'return.plan']] loop
        t := s[1]; section := s[2]; needed := s[3];
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(%L)) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = %L
              and a.scope = any ((select app_scopes())::uuid[])))', t, section, t, section);
        -- The office that recorded it keeps its own, as the consulate its answer.
        execute format('create policy see_own on %I for select using ((select may_read_section(%L)) and by_unit_id = any ((select app_scopes())::uuid[])
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.scope = any ((select app_scopes())::uuid[])))', t, section, t);
        execute format('create policy add on %I for insert with check (by_user_id = (select app_user()) and (select may(%L)) and (select may_read_section(%L))
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, needed, section, t);
        execute format('grant select, insert on %I to nrm_app', t);
    end loop;
end $$;
-- The consulate records who comes home; who goes is recorded by those who plan returns.
create policy plans_returns on return_journeys as restrictive for insert with check (direction = 'ToThailand' or (select may('return.plan')));

alter table return_goals enable row level security;
create policy see on return_goals for select using ((select may_read_section('Family')) and exists (
    select 1 from case_section_access a where a.case_id = return_goals.case_id and a.section = 'Family' and a.scope = any ((select app_scopes())::uuid[])));
-- A goal belongs to a plan that was written just now.
create policy add on return_goals for insert with check (exists (select 1 from return_plans p where p.id = return_goals.plan_id and p.case_id = return_goals.case_id
    and p.by_user_id = (select app_user()) and p.at > (select app_now()) - interval '5 minutes'));
grant select, insert on return_goals to nrm_app;

alter table return_steps add constraint ck_return_step_is_whole check (who is not null and (corrects_id is null) = (why is null)
    and (kind in ('NationalityAsked', 'TravelPaperApplied', 'TravelPaperIssued')) = (finding is null)
    and (kind not in ('FamilyAssessed', 'RiskAssessed') or reasons is not null)
    and (kind in ('TravelPaperApplied', 'TravelPaperIssued')) = (paper is not null) and (kind = 'TravelPaperIssued') = (expires_on is not null));
alter table return_plans add constraint ck_return_plan_is_whole check (version >= 1 and (version = 1 or why is not null) and receiver_name is not null and direction <> 'ToThailand');
alter table return_goals add constraint ck_return_goal_is_whole check (goal is not null and support is not null and money >= 0);
alter table return_journeys add constraint ck_journey_is_whole check (received_by is not null and received_where is not null and (corrects_id is null) = (why is null)
    and case when direction = 'ToThailand' then post is not null and letter is not null else left_from is not null and receiver is not null and note is not null end);
alter table stay_permits add constraint ck_permit_is_whole check (granted_by is not null and valid_until >= valid_from and (corrects_id is null) = (why is null));
alter table follow_up_visits add constraint ck_visit_is_whole check ((kind = 'NotFound') = (outcome = 'NotFound') and (danger = 'None' or outcome <> 'Well'));

-- Second lock of Case.Depart: nobody is sent home where it is not safe or not known to be, nor against their will; a child only
-- by what was determined to be best for them.
create or replace function check_departure() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; risk return_steps; word consents; day date := (new.received_at at time zone 'Asia/Bangkok')::date;
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    select * into subject from cases c where c.id = new.case_id;
    select * into risk from return_steps s where s.case_id = new.case_id and s.kind = 'RiskAssessed' and not exists (select 1 from return_steps c where c.corrects_id = s.id)
        order by s.happened_on desc, s.at desc, (s.finding = 'Unsafe') desc limit 1;
    if risk.id is null or risk.finding = 'Unsafe'
    then raise exception 'The return is not assessed or not safe' using errcode = '23514', constraint = 'ck_return_is_safe';
    end if;
    if subject.age_group <> 'Adult' then
        if subject.determined_outcome is null or subject.determined_outcome not in ('ReturnHome', 'FamilyOrKin') or subject.determined_until < day
        then raise exception 'The return was not determined to be best for the child' using errcode = '23514', constraint = 'ck_return_is_determined';
        end if;
        return new;
    end if;
    -- Shared lock: a withdrawal that runs now is waited for.
    select * into word from consents n where n.case_id = new.case_id and n.purpose = 'Return' and n.outcome <> 'NotPossible' order by n.at desc, (n.outcome = 'Refused') desc limit 1 for share;
    if word.id is null or word.outcome <> 'Given' or word.given_by <> 'Person' or word.withdrawn_at is not null or word.expires_on < day
    then raise exception 'The person has not agreed to the return' using errcode = '23514', constraint = 'ck_return_is_agreed';
    end if;
    return new;
end $$;
revoke execute on function check_departure() from public;
create or replace trigger departures_are_safe before insert on return_journeys for each row when (new.direction <> 'ToThailand') execute function check_departure();

-- Second lock of the flow's guard: a return is complete when somebody has received the person.
create or replace function return_is_complete() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is null or new.returned_on is not null then return null; end if;
    if exists (select 1 from closures c where c.case_id = new.id and c.how = 'CompleteReturn' and c.answer = 'Agreed' and c.answered_at = new.stage_since)
    then raise exception 'Nobody has received the person' using errcode = '23514', constraint = 'ck_return_is_complete';
    end if;
    return null;
end $$;
revoke execute on function return_is_complete() from public;
create constraint trigger return_is_complete after update of stage on cases deferrable initially deferred for each row
    when (new.stage = 'FollowUp' and old.stage = 'Return') execute function return_is_complete();
