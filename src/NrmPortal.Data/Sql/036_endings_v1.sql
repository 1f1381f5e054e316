-- How the work on a case ends, and how it begins again.

alter table closures enable row level security;
alter table reopenings enable row level security;
create policy see on closures for select using ((select may_read_section('Plan')) and exists (
    select 1 from case_section_access a where a.case_id = closures.case_id and a.section = 'Plan' and a.scope = any ((select app_scopes())::uuid[])));
create policy add on closures for insert with check (by_user_id = (select app_user()) and answer is null and (select may('case.close')) and exists (
    select 1 from case_access a where a.case_id = closures.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
create policy answer on closures for update using (answer is null and (select may('case.close')) and exists (
    select 1 from case_access a where a.case_id = closures.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])))
    with check (answered_by_user_id = (select app_user()) and (answer = 'Agreed') <= (by_user_id <> (select app_user()))
        and (answer = 'Withdrawn') <= (by_user_id = (select app_user())));
create policy see on reopenings for select using ((select may_read_section('Plan')) and exists (
    select 1 from case_section_access a where a.case_id = reopenings.case_id and a.section = 'Plan' and a.scope = any ((select app_scopes())::uuid[])));
create policy add on reopenings for insert with check (by_user_id = (select app_user()) and (select may('case.reopen')) and exists (
    select 1 from case_access a where a.case_id = reopenings.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on closures, reopenings to nrm_app;
grant update (answer, answer_reason, answered_by_user_id, answered_at) on closures to nrm_app;

alter table closures add constraint ck_closure_is_whole check (
    (answer is null) = (answered_at is null) and (answer is null) = (answered_by_user_id is null)
    and (answer <> 'SentBack' or answer_reason is not null) and summary is not null
    and (reason = 'Died' or language is not null or not_told_why is not null)
    and (recontact <> 'Agreed' or recontact_how is not null)
    and ((open_items = '' and belongings <> 'StillKept') or why_open is not null));

-- Second lock of Case.Close: no application session ends the work on a case alone, nor while somebody has the person.
create or replace function case_ends_by_two() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return null; end if;
    if not exists (select 1 from closures c where c.case_id = new.id and c.answer = 'Agreed' and c.answered_at = new.stage_since
        and c.answered_by_user_id <> c.by_user_id)
    then raise exception 'Two people end a case' using errcode = '23514', constraint = 'ck_case_ends_by_two';
    end if;
    if exists (select 1 from placements p where p.case_id = new.id and p.ended_at is null)
    then raise exception 'The person still has a place' using errcode = '23514', constraint = 'ck_case_ends_without_place';
    end if;
    if exists (select 1 from bases_of_stay b where b.case_id = new.id and b.ended_at is null and b.corrected_at is null and b.awaits_placement_id is null
        and b.basis in ('CustodyS29', 'CourtExtension'))
    then raise exception 'The person is still held' using errcode = '23514', constraint = 'ck_case_ends_without_custody';
    end if;
    return null;
end $$;
revoke execute on function case_ends_by_two() from public;
create constraint trigger case_ends_by_two after update of stage on cases deferrable initially deferred for each row
    when (new.stage = 'FollowUp' and old.stage not in ('FollowUp', 'Notified')) execute function case_ends_by_two();

-- Section 29: a suitable place that the list does not name is named, so that it can be checked.
alter table bases_of_stay add constraint ck_stay_names_its_place check (place <> 'OtherSuitable' or place_name is not null);
