-- Children and non-punishment. What DCY takes part in is part of the core; the rest are sections.
alter table dcy_involvements enable row level security;
create policy see on dcy_involvements for select using (exists (select 1 from case_access a
    where a.case_id = dcy_involvements.case_id and a.scope = any ((select app_scopes())::uuid[])));

do $$
declare s text[]; t text; section text;
begin
    foreach s slice 1 in array array[
        array['best_interests', 'Family'], array['guardians', 'Family'], array['age_assessments', 'Identity'],
        array['child_interviews', 'Account'], array['non_punishments', 'Legal']] loop
        t := s[1]; section := s[2];
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(%L)) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = %L
              and a.scope = any ((select app_scopes())::uuid[])))', t, section, t, section);
    end loop;
    -- Writing needs sight of the case; reading back needs the grant.
    foreach t in array array['best_interests', 'guardians', 'age_assessments', 'child_interviews', 'non_punishments', 'dcy_involvements'] loop
        execute format('create policy add on %I for insert with check (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('grant select, insert on %I to nrm_app', t);
    end loop;
    foreach t in array array['guardians', 'non_punishments', 'dcy_involvements'] loop
        execute format('create policy change on %I for update using (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
    end loop;
end $$;
grant update ("check", ended_at) on guardians to nrm_app;
grant update (answered_at, officer_user_id, ended_at) on dcy_involvements to nrm_app;
grant update (outcome, reason, outcome_by_user_id, outcome_at) on non_punishments to nrm_app;
grant update (guardian_id, dcy_unit_id, best_interests_on, determined_on, age_recorded_on, non_punishment) on cases to nrm_app;

-- One unit of DCY at a time, one s.41 flag that is open.
create unique index if not exists dcy_involvements_one_at_a_time on dcy_involvements (case_id) where ended_at is null;
create unique index if not exists non_punishments_one_open on non_punishments (case_id) where outcome is null or outcome = 'ProsecutedWithoutPermission';

-- Sight is given at once and taken at commit: whoever ends their part still writes the record of it.
create or replace trigger case_access_of_dcy after insert on dcy_involvements for each row execute function on_case_part_changed();
create or replace trigger case_access_of_flag after insert on non_punishments for each row execute function on_case_part_changed();
create constraint trigger case_access_of_dcy_end after update of ended_at on dcy_involvements
    deferrable initially deferred for each row execute function on_case_part_changed();
create constraint trigger case_access_of_flag_end after update of outcome on non_punishments
    deferrable initially deferred for each row execute function on_case_part_changed();

-- Second lock on the rules for children, asked at commit, when the act's own record stands: once screened, a person becomes an
-- adult only by a recorded age assessment; and nobody leaves protection for closure as a child.
create or replace function check_child() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.age_group = 'Adult' and old.age_group <> 'Adult' and old.screened_on is not null
        and not exists (select 1 from age_assessments a where a.case_id = new.id and a.outcome in ('Adult', 'TurnedEighteen'))
    then raise exception 'An adult outcome needs the record of an age assessment' using errcode = 'check_violation';
    end if;
    if new.stage = 'FollowUp' and old.stage in ('Protection', 'Identification') and new.age_group <> 'Adult'
    then raise exception 'A child is never closed by declining or leaving' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger children_are_not_adults after update of age_group, stage on cases
    deferrable initially deferred for each row execute function check_child();
