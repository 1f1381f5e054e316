-- What a case has moved on from.

-- As in 060, and not by a proposal from before the stage that the case leaves now: what was said then is of another time.
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
    if exists (select 1 from closures c where c.case_id = new.id and c.answer = 'Agreed' and c.answered_at = new.stage_since and c.at < old.stage_since)
    then raise exception 'The case has moved since its end was proposed' using errcode = '23514', constraint = 'ck_case_ends_as_proposed';
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
