-- 1. A paper that names the person is read by who may read who they are -------------------------------------------------------------
-- What the portal writes from the account or the plan begins with the person's name and nationality: more than a share of that section
-- alone. The office that issued it had both.
create policy person_seen on documents as restrictive for select using (verify_code is null or section = 'Identity' or by_unit_id = any ((select app_scopes())::uuid[])
    or ('Identity' = any ((select app_sections())::text[]) and exists (
        select 1 from case_section_access a where a.case_id = documents.case_id and a.section = 'Identity' and a.scope = any ((select app_scopes())::uuid[]))));

-- 2. A medical report is filed under health: second lock of Case.AddDocument --------------------------------------------------------
alter table documents add constraint ck_documents_of_health check (kind <> 'MedicalReport' or section = 'Health');

-- 3. A promised place stays promised as long as the shelter has time to answer --------------------------------------------------------
-- A changed limit or calendar moves the end of the referral: the promise ends with it, no earlier and no later.
create or replace function hold_follows_its_referral() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin update place_holds set until = new.due_at where referral_id = new.id and ended_at is null; return null; end $$;
revoke execute on function hold_follows_its_referral() from public;
create or replace trigger hold_follows_its_referral after update of due_at on referrals for each row
    when (new.due_at is not null and new.due_at is distinct from old.due_at and new.state = old.state and new.state in ('Approved', 'Redirected')) execute function hold_follows_its_referral();
