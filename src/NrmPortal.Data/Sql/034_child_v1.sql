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
