-- 1. Minutes of a case are written, never rewritten (Case.RecordMinutes): each version is a row, and the newest counts ---------
drop policy change on panel_minutes;
revoke update (text, by_user_id, at) on panel_minutes from nrm_app;
-- Until the panel has decided, and after it once where there were none.
create or replace function may_write_minutes(wanted uuid, of_case uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from panels p where p.id = wanted and p.case_id = of_case
        and (p.closed_at is null or not exists (select 1 from panel_minutes m where m.panel_id = wanted)))
$$;
revoke execute on function may_write_minutes(uuid, uuid) from public;
grant execute on function may_write_minutes(uuid, uuid) to nrm_app;
create policy written_once on panel_minutes as restrictive for insert with check (by_user_id = (select app_user()) and may_write_minutes(panel_id, case_id));

-- 2. Whoever hands over after a move sees the case as long as their task for it runs: the one day follows the other -------------
create or replace function handover_follows_its_task() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update placements p set handover_until = new.due_at where p.id::text = new.about and p.case_id = new.case_id and p.handover_until is distinct from new.due_at and p.handover_until is not null;
    if found then
        perform rebuild_case_access(new.case_id);
        perform audit_write('case:' || new.case_id, new.case_id, 'change', 'handover moved', jsonb_build_array(
            jsonb_build_object('table', 'placements', 'row', new.about, 'state', 'Modified', 'columns', array['handover_until'])));
    end if;
    return null;
end $$;
revoke execute on function handover_follows_its_task() from public;
create or replace trigger handover_follows_its_task after update of due_at on tasks for each row
    when (new.code = 'HandOverAfterStay' and new.done_at is null and old.due_at is distinct from new.due_at) execute function handover_follows_its_task();

-- 3. An adult's representative who did not give the consent takes it back on a mandate (Case.WhyNotTakenBack) --------------------
grant update (taken_back_mandate, taken_back_mandate_document) on consents to nrm_app;
-- As before, and on a mandate; a no that takes earlier answers with it was asked for its own (check_giver).
create or replace function check_taker() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if not may_answer(new.case_id, new.taken_back_guardian_id, new.taken_back_tokens)
    then raise exception 'This person may not take it back' using errcode = 'check_violation', constraint = 'ck_consent_giver';
    end if;
    if pg_trigger_depth() = 1 and new.taken_back_by = 'Representative' and exists (select 1 from cases c where c.id = new.case_id and c.age_group = 'Adult')
        and not (new.given_by = 'Representative' and coalesce(new.taken_back_tokens && new.name_tokens, false))
        and (new.taken_back_mandate is null or new.taken_back_mandate_document is null)
    then raise exception 'An adult is represented on a mandate' using errcode = 'check_violation', constraint = 'ck_consent_mandate';
    end if;
    return new;
end $$;
