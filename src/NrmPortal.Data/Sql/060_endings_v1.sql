-- Ways out for a death and for a case that should not have been opened; and no referral goes on where its case does not.

-- 1. Why a case ends -----------------------------------------------------------------------------------------------------------
-- A death and an error are each the reason of one way of ending a case, and of no other (ClosureReasons).
alter table closures add constraint ck_closure_reason check ((how = 'EndByDeath') = (reason = 'Died') and (how = 'EndInError') = (reason = 'RecordedInError'));

-- How the case has just ended, as the second person agreed to it.
create or replace function ended_how(ended cases) returns text language sql stable security definer set search_path = public, pg_temp
as $$ select c.how from closures c where c.case_id = ended.id and c.answer = 'Agreed' and c.answered_at = ended.stage_since and c.answered_by_user_id <> c.by_user_id $$;
revoke execute on function ended_how(cases) from public;

-- As in 034; a child who has died, or whose case should not have been, is no child who leaves.
create or replace function check_child() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare b best_interests;
begin
    if new.age_group = 'Adult' and old.age_group <> 'Adult' and old.screened_on is not null
        and not exists (select 1 from age_assessments a where a.case_id = new.id and a.outcome in ('Adult', 'TurnedEighteen'))
    then raise exception 'An adult outcome needs the record of an age assessment' using errcode = 'check_violation';
    end if;
    if new.age_group = 'Adult' or new.stage = old.stage then return null; end if;
    if new.stage = 'FollowUp' and ended_how(new) in ('EndByDeath', 'EndInError') then return null; end if;
    if new.stage = 'FollowUp' and old.stage in ('Protection', 'Identification')
    then raise exception 'A child is never closed by declining or leaving' using errcode = 'check_violation';
    end if;
    if not ((old.stage = 'Assistance' and new.stage in ('Return', 'FollowUp')) or (old.stage = 'Return' and new.stage = 'FollowUp')) then return null; end if;
    select * into b from best_interests d where d.case_id = new.id and d.determines
        and d.at > coalesce((select max(e.at) from case_events e where e.case_id = new.id and e.from_stage = 'FollowUp' and e.to_stage <> 'FollowUp'), '-infinity')
        order by d.at desc limit 1;
    -- Whoever left on a determination that stood then needs no other one to have left.
    if b.id is null or b.review_on < coalesce(case when old.stage = 'Return' then new.returned_on end, (new.stage_since at time zone 'Asia/Bangkok')::date)
        or not (b.outcome in ('ReturnHome', 'FamilyOrKin') or (b.outcome = 'AlternativeCare' and old.stage = 'Assistance' and new.stage = 'FollowUp'))
    then raise exception 'No determination that counts found this best for the child' using errcode = 'check_violation', constraint = 'ck_child_determined';
    end if;
    return null;
end $$;

-- 2. What is open when a case ends -----------------------------------------------------------------------------------------------
-- A referral that somebody still has to answer, or that is served: what came back to its sender is taken back or sent first (ReferralFlow.IsOpen).
create or replace function referral_open(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select 1 from referrals r where r.case_id = wanted
    and r.state in ('Sent', 'Claimed', 'UnderReview', 'Approved', 'Redirected', 'Returned', 'Declined', 'Accepted', 'Arrived')) $$;
revoke execute on function referral_open(uuid) from public;

-- As in 057, and what came back to its sender, services of health too, and custody that is to end only later.
create or replace function closing_items(wanted uuid, moment timestamptz) returns table (item text, about text) language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare today date := (moment at time zone 'Asia/Bangkok')::date;
begin
    -- Maintenance and the story have no actor.
    if app_user() is not null and not ((may('case.close') or may('case.approveClosure'))
        and exists (select 1 from case_access a where a.case_id = wanted and a.via <> 'glass' and a.scope = any (app_scopes()))) then return; end if;
    return query
        select distinct 'TaskCode', t.code::text from tasks t where t.case_id = wanted and t.done_at is null
        union all select 'OpenReferral', null where referral_open(wanted)
        union all select 'LivePlacement', null where exists (select 1 from placements p where p.case_id = wanted and p.ended_at is null)
        union all select 'Custody', null where exists (select 1 from bases_of_stay b where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null
            and b.basis in ('CustodyS29', 'CourtExtension') and (b.ended_at is null or (b.ended_at > moment and b.ended_at > b.starts_at)))
        union all select 'NoGround', null where held_on_no_ground(wanted, moment)
        union all select 'Stay', null where exists (select 1 from bases_of_stay b where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null
            and b.ended_at is null and b.basis not in ('CustodyS29', 'CourtExtension') and stay_left(b.id) is null)
        union all select 'Service', null where exists (select 1 from services s where s.case_id = wanted and s.ended_on is null and not s.refused)
            or exists (select 1 from health_services h where h.case_id = wanted and h.ended_on is null and not h.refused)
        union all select 'Belongings', null where exists (select 1 from belongings k where k.case_id = wanted and k.returned_at is null)
        union all select 'CourtDate', null where exists (select 1 from court_dates d where d.case_id = wanted and d.state = 'Planned' and d.starts_at >= moment)
        union all select 'CourtResult', null where exists (select 1 from court_dates d where d.case_id = wanted and d.state = 'Planned' and d.starts_at < moment)
        -- What embassy and family were told for a return is ended by the withdrawal alone.
        union all select 'Consent', null where exists (select 1 from consents n where n.case_id = wanted and n.purpose <> 'Return' and n.outcome = 'Given'
            and n.withdrawn_at is null and n.expires_on >= today)
        union all select 'Money', null where exists (select 1 from money_entries e where e.case_id = wanted group by e.claim_id
            having sum(case e.fact when 'Ordered' then e.amount when 'Claimed' then 0 else -e.amount end) > 0);
end $$;

-- As in 057; ended in a way that the flow has at the stage it leaves, and with no referral under way.
create or replace function case_ends_by_two() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return null; end if;
    -- Whoever agreed did it in their own name and by their right (policy "answer"); who may not hold it never did.
    if not exists (select 1 from closures c join memberships m on m.user_id = c.answered_by_user_id
        join role_permissions p on p.role = m.role and p.permission = 'case.approveClosure'
        join flow_rows f on f.version = new.flow_version and f.from_stage = old.stage and f.to_stage = 'FollowUp' and f.action = c.how
        where c.case_id = new.id and c.answer = 'Agreed' and c.answered_at = new.stage_since and c.answered_by_user_id <> c.by_user_id)
    then raise exception 'Two people end a case' using errcode = '23514', constraint = 'ck_case_ends_by_two';
    end if;
    if exists (select 1 from placements p where p.case_id = new.id and p.ended_at is null)
    then raise exception 'The person still has a place' using errcode = '23514', constraint = 'ck_case_ends_without_place';
    end if;
    if referral_open(new.id)
    then raise exception 'A referral is still under way' using errcode = '23514', constraint = 'ck_case_ends_without_referral';
    end if;
    if exists (select 1 from bases_of_stay b where b.case_id = new.id and b.corrected_at is null and b.awaits_placement_id is null
        and b.basis in ('CustodyS29', 'CourtExtension') and (b.ended_at is null or (b.ended_at > app_now() and b.ended_at > b.starts_at))) or held_on_no_ground(new.id, app_now())
    then raise exception 'The person is still held' using errcode = '23514', constraint = 'ck_case_ends_without_custody';
    end if;
    -- What the end itself asks for is asked with it.
    if exists (select 1 from tasks t where t.case_id = new.id and t.done_at is null and t.given_at < new.stage_since and t.code in ('ProtectChild', 'ActOnDanger', 'LookIntoIncident'))
    then raise exception 'A danger is not answered' using errcode = '23514', constraint = 'ck_case_ends_without_danger';
    end if;
    return null;
end $$;

-- 3. A referral moves where its case allows it ---------------------------------------------------------------------------------
-- The act on the case that a step of the referral is, or null: what ends it, and a colleague's giving back, is possible everywhere.
create or replace function case_act_of(before text, becomes text, kind text) returns text language sql immutable
as $$
    select case
        when becomes in ('Sent', 'Approved') and before in ('Draft', 'Returned', 'Declined') then 'Refer'
        when becomes in ('Claimed', 'UnderReview', 'Approved', 'Redirected') and before in ('Sent', 'Declined', 'Claimed', 'UnderReview') then 'ReviewReferral'
        when becomes = 'Claimed' then 'UndoReview'
        when becomes = 'Accepted' then case kind when 'ShelterPlacement' then 'AnswerReferral' else 'TakeOnReferral' end
        when becomes = 'Arrived' then 'RecordArrival'
    end
$$;

create or replace function check_referral_stage() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; act text := case_act_of(case when tg_op = 'INSERT' then 'Draft' else old.state end, new.state, new.kind);
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null or act is null or (tg_op = 'UPDATE' and new.state = old.state) then return new; end if;
    -- Shared lock: an end of the case that runs now is waited for.
    select * into subject from cases c where c.id = new.case_id for share;
    if not exists (select 1 from flow_rows f where f.version = subject.flow_version and f.from_stage = subject.stage and f.action = act)
    then raise exception 'The case is not at a stage where this can be done' using errcode = '23514', constraint = 'ck_referral_stage';
    end if;
    -- Guard.ConsentOrLegalGroundWithoutPlace.
    if act = 'Refer' and subject.stage = 'OtherPathway' and new.kind = 'ShelterPlacement'
    then raise exception 'No place is asked for here' using errcode = '23514', constraint = 'ck_referral_place';
    end if;
    return new;
end $$;
revoke execute on function check_referral_stage() from public;
create or replace trigger referrals_go_on_with_their_case before insert or update of state on referrals for each row execute function check_referral_stage();
