-- What leads a child out of care, who ends what protects a child, and whose words about a child are whose to read.

-- 1. Best interests ----------------------------------------------------------------------------------------------------------
grant update (determined_outcome, determined_until) on cases to nrm_app;

-- Second lock on the rules for children, asked at commit, when the act's own record stands: once screened, a person becomes an
-- adult only by a recorded age assessment; nobody leaves protection for closure as a child; and nobody is returned, or care
-- ended, but by the last determination, made since the case last began, that found so and is not beyond its review
-- (BestInterests.Opens; Child Protection Act B.E. 2546 s.22).
create or replace function check_child() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare b best_interests;
begin
    if new.age_group = 'Adult' and old.age_group <> 'Adult' and old.screened_on is not null
        and not exists (select 1 from age_assessments a where a.case_id = new.id and a.outcome in ('Adult', 'TurnedEighteen'))
    then raise exception 'An adult outcome needs the record of an age assessment' using errcode = 'check_violation';
    end if;
    if new.age_group = 'Adult' or new.stage = old.stage then return null; end if;
    if new.stage = 'FollowUp' and old.stage in ('Protection', 'Identification')
    then raise exception 'A child is never closed by declining or leaving' using errcode = 'check_violation';
    end if;
    if not ((old.stage = 'Assistance' and new.stage in ('Return', 'FollowUp')) or (old.stage = 'Return' and new.stage = 'FollowUp')) then return null; end if;
    select * into b from best_interests d where d.case_id = new.id and d.determines
        and d.at > coalesce((select max(e.at) from case_events e where e.case_id = new.id and e.from_stage = 'FollowUp' and e.to_stage <> 'FollowUp'), '-infinity')
        order by d.at desc limit 1;
    if b.id is null or b.review_on < (new.stage_since at time zone 'Asia/Bangkok')::date
        or not (b.outcome in ('ReturnHome', 'FamilyOrKin') or (b.outcome = 'AlternativeCare' and old.stage = 'Assistance' and new.stage = 'FollowUp'))
    then raise exception 'No determination that counts found this best for the child' using errcode = 'check_violation', constraint = 'ck_child_determined';
    end if;
    return null;
end $$;

-- 2. DCY ends DCY's part, and says why -----------------------------------------------------------------------------------------
grant update (end_reason) on dcy_involvements to nrm_app;
alter table dcy_involvements add constraint ck_dcy_end_reason check ((ended_at is null) = (end_reason is null));

-- Maintenance has no actor; the application has one or sees nothing.
create or replace function check_dcy() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and (app_unit() is distinct from new.unit_id or app_role() is distinct from 'DcyOfficer')
    then raise exception 'DCY answers and ends its part itself' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function check_dcy() from public;
create or replace trigger dcy_speaks_for_itself before update on dcy_involvements for each row execute function check_dcy();

-- 3. s.41: each office that was asked answers for itself; a flag is withdrawn by whoever set it, or the province office ----------
-- Whoever set a flag reads it, though the legal track is not theirs: it is theirs to withdraw. The province office has those who read the track.
create policy see_own on non_punishments for select using (by_unit_id = any ((select app_scopes())::uuid[])
    and exists (select 1 from cases c where c.id = non_punishments.case_id and c.province_office_id <> non_punishments.by_unit_id)
    and exists (select 1 from case_access a where a.case_id = non_punishments.case_id and a.scope = any ((select app_scopes())::uuid[])));

create or replace function check_non_punishment() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare is_inquiry boolean := app_unit() is not distinct from new.inquiry_unit_id and app_role() is not distinct from 'InquiryOfficer';
    is_prosecutor boolean := app_unit() is not distinct from new.prosecutor_unit_id and app_role() is not distinct from 'Prosecutor';
begin
    if app_user() is null then return new; end if;
    if new.outcome = 'Withdrawn' and old.outcome is distinct from 'Withdrawn' then
        if new.note is null or not (app_unit() = new.by_unit_id or exists (select 1 from cases c where c.id = new.case_id and c.province_office_id = app_unit()))
        then raise exception 'The flag is not yours to withdraw' using errcode = 'insufficient_privilege';
        end if;
    elsif not (is_inquiry or is_prosecutor)
        or (not is_inquiry and new.inquiry_outcome is not null and new.inquiry_outcome is distinct from old.inquiry_outcome)
        or (not is_prosecutor and new.prosecutor_outcome is not null and new.prosecutor_outcome is distinct from old.prosecutor_outcome)
    then raise exception 'Each office that was asked answers for itself' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function check_non_punishment() from public;
create or replace trigger each_office_answers_for_itself before update on non_punishments for each row execute function check_non_punishment();

-- 4. Found to be a child, or an adult by now: what was not theirs to give is asked anew ------------------------------------------
-- Consent.WhyNotRestOn once more, as a question.
create or replace function consent_rests(n consents) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select case n.given_by when 'Person' then c.age_group = 'Adult' when 'Representative' then n.giver_check is not distinct from 'Cleared'
        else c.age_group <> 'Adult' and (n.given_by = 'CompetentOfficial' or n.giver_check is not distinct from 'Cleared') end
    from cases c where c.id = n.case_id
$$;
revoke execute on function consent_rests(consents) from public;

create or replace function check_consent_giver(n consents) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if consent_rests(n) then return; end if;
    raise exception 'It was not theirs to give' using errcode = 'check_violation', constraint = 'ck_share_giver';
end $$;

-- Whoever assessed the age reads no consent, and asks for none: at commit, when the assessment stands. What runs already goes on until
-- somebody has answered: to cut the care short would protect nobody. Nothing new rests on it.
create or replace function on_age_turned() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare wanted text; moment timestamptz := coalesce((select max(a.at) from age_assessments a where a.case_id = new.id), app_now());
begin
    for wanted in select distinct n.purpose from consents n where n.case_id = new.id and n.purpose <> 'Screening' and n.outcome = 'Given' and n.withdrawn_at is null
            and (n.expires_on is null or consent_ends(n) > moment) and not consent_rests(n)
            and not exists (select 1 from tasks t where t.case_id = new.id and t.code = 'RenewConsent' and t.about = n.purpose and t.done_at is null) loop
        perform ask_by_portal(new.id, '/cases/' || coalesce(new.nrm_number, new.first_contact_number), 'RenewConsent', wanted, new.owner_unit_id, role_of_owner(new), null, moment);
    end loop;
    return null;
end $$;
revoke execute on function on_age_turned() from public;
create constraint trigger consents_are_asked_anew after update of age_group on cases deferrable initially deferred for each row
    when ((new.age_group = 'Adult') <> (old.age_group = 'Adult') and new.stage <> 'FollowUp') execute function on_age_turned();

-- 5. Words on a task ---------------------------------------------------------------------------------------------------------
-- Where a hidden child lives may stand in them. Whoever sees the case sees that there is a task, for whom and by when; what was
-- written is for those it is addressed to or who gave it (the same as may change it), its owner and its province office.
create or replace function task_is_mine(t tasks) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return t.to_membership_id = app_membership()
    or (t.to_unit_id = app_unit() and (t.to_role = app_role() or (t.to_role is null and t.to_unit_id = any (app_scopes()))))
    or (t.to_agency = app_agency() and t.to_role = app_role())
    or (t.to_membership_id = any (app_covers()) and t.code not in ('GiveOpinion', 'Decide'))
    or (t.given_by_user_id = app_user() and t.code = 'Written') or t.done_by_user_id = app_user(); end $$;
grant execute on function task_is_mine(tasks) to nrm_app;

alter table task_words enable row level security;
create policy see on task_words for select using (
    exists (select 1 from case_access a where a.case_id = task_words.case_id and a.scope = any ((select app_scopes())::uuid[]))
    and (by_user_id = (select app_user()) or exists (select 1 from tasks t where t.id = task_words.task_id and task_is_mine(t))
        or exists (select 1 from cases c where c.id = task_words.case_id and (select app_unit()) in (c.owner_unit_id, c.province_office_id) and (select app_unit()) = any ((select app_scopes())::uuid[]))));
create policy add on task_words for insert with check (by_user_id = (select app_user())
    and exists (select 1 from tasks t where t.id = task_words.task_id and t.case_id = task_words.case_id and task_is_mine(t))
    and exists (select 1 from case_access a where a.case_id = task_words.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on task_words to nrm_app;

-- Why a task went from one to another is said in words too: read by both sides.
drop policy see on task_handovers;
create policy see on task_handovers for select using (
    exists (select 1 from case_access a where a.case_id = task_handovers.case_id and a.scope = any ((select app_scopes())::uuid[]))
    and (by_user_id = (select app_user()) or from_membership_id = (select app_membership())
        or (from_unit_id = (select app_unit()) and from_unit_id = any ((select app_scopes())::uuid[]))
        or exists (select 1 from tasks t where t.id = task_handovers.task_id and task_is_mine(t))
        or exists (select 1 from cases c where c.id = task_handovers.case_id and (select app_unit()) in (c.owner_unit_id, c.province_office_id) and (select app_unit()) = any ((select app_scopes())::uuid[]))));
