-- Sight. One rule: a row is visible through case_access; a restricted section needs case_section_access and the role's
-- grant as well. (select f()) is evaluated once a query.
alter table case_access enable row level security;
-- Not "= any": the planner would take it for a second, rare condition beside the list's own "scope = x", expect few rows
-- and sort a small unit's whole list instead of reading 25 rows off the index.
create policy see on case_access for select using (
    array_position((select app_scopes())::uuid[], scope) is not null and (until is null or until > (select app_now())));

alter table case_section_access enable row level security;
create policy see on case_section_access for select using (
    scope = any ((select app_scopes())::uuid[]) and (until is null or until > (select app_now())));

alter table cases enable row level security;
-- The owner's own branch lets INSERT ... RETURNING pass before the access trigger has run.
create policy see on cases for select using (
    (owner_unit_id = (select app_unit()) and owner_unit_id = any ((select app_scopes())::uuid[]))
    or exists (select 1 from case_access a where a.case_id = cases.id and a.scope = any ((select app_scopes())::uuid[])));
create policy open on cases for insert with check (owner_unit_id = (select app_unit()) and owner_unit_id = any ((select app_scopes())::uuid[]));
-- A transfer moves the row out of the actor's unit, so only the old row is tested.
create policy change on cases for update using (
    exists (select 1 from case_access a where a.case_id = cases.id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))) with check (true);

do $$
declare t text;
begin
    foreach t in array array['case_events', 'screenings', 'panels', 'seats', 'placements'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy add on %I for insert with check (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
    end loop;
    foreach t in array array['screenings', 'panels', 'placements'] loop
        execute format('create policy change on %I for update using (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
    end loop;
end $$;

do $$
declare s text[]; t text; section text;
begin
    foreach s slice 1 in array array[
        array['person_identities', 'Identity'], array['name_tokens', 'Identity'], array['screening_records', 'Account'],
        array['health_notes', 'Health'], array['consents', 'Consent'], array['bases_of_stay', 'Plan'],
        array['opinions', 'Identification'], array['decisions', 'Identification']] loop
        t := s[1]; section := s[2];
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(%L)) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = %L
              and a.scope = any ((select app_scopes())::uuid[])))', t, section, t, section);
        -- Writing needs sight of the case; reading back needs the grant.
        execute format('create policy add on %I for insert with check (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy change on %I for update using (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy remove on %I for delete using (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
    end loop;
end $$;
-- The opening unit keeps its own screening after the case has moved on.
create policy see_own on screening_records for select using (
    by_unit_id = (select app_unit()) and by_unit_id = any ((select app_scopes())::uuid[]) and (select may_read_section('Account')));

-- A receiver reads a referral and its needs profile before it accepts, without sight of the case.
alter table referrals enable row level security;
create policy see on referrals for select using (
    changed_in = pg_current_xact_id_if_assigned() or
    exists (select 1 from case_access a where a.case_id = referrals.case_id and a.scope = any ((select app_scopes())::uuid[]))
    or (receiver_unit_id = (select app_unit()) and receiver_unit_id = any ((select app_scopes())::uuid[])
        -- What was offered on a consent is offered while it lives.
        and (share_until is null or state not in ('Sent', 'Claimed', 'UnderReview', 'Approved', 'Redirected') or share_until >= ((select app_now()) at time zone 'Asia/Bangkok')::date)));
create policy add on referrals for insert with check (
    exists (select 1 from case_access a where a.case_id = referrals.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
create policy change on referrals for update using (
    exists (select 1 from case_access a where a.case_id = referrals.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))
    or (receiver_unit_id = (select app_unit()) and receiver_unit_id = any ((select app_scopes())::uuid[])
        -- What was offered on a consent is offered while it lives.
        and (share_until is null or state not in ('Sent', 'Claimed', 'UnderReview', 'Approved', 'Redirected') or share_until >= ((select app_now()) at time zone 'Asia/Bangkok')::date))) with check (true);

do $$
declare t text; key text; s text[];
begin
    foreach s slice 1 in array array[array['needs_profiles', 'id'], array['referral_steps', 'referral_id']] loop
        t := s[1]; key := s[2];
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using (exists (select 1 from referrals r where r.id = %I.%I))', t, t, key);
    end loop;
    create policy add on needs_profiles for insert with check (exists (
        select 1 from case_access a where a.case_id = needs_profiles.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
    -- A decline clears the receiver in the same transaction: the step is written by whoever acts on a referral of their own.
    create policy add on referral_steps for insert with check (by_user_id = (select app_user()));
end $$;

-- An emergency opening is written by the person who opens; the owner, DATIP and others who see the case read of it. One
-- does not review one's own.
alter table break_glass enable row level security;
create policy see on break_glass for select using (membership_id = (select app_membership())
    or exists (select 1 from case_access a where a.case_id = break_glass.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
create policy add on break_glass for insert with check (by_user_id = (select app_user()) and membership_id = (select app_membership())
    and until <= (select app_now()) + interval '24 hours 5 minutes'
    and exists (select 1 from casework_roles r where r.role = (select app_role()) and r.breaks_glass));
create policy review on break_glass for update using (by_user_id <> (select app_user())
    and exists (select 1 from casework_roles r where r.role = (select app_role()) and r.reviews_glass)
    and exists (select 1 from case_access a where a.case_id = break_glass.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));

alter table declined_stubs enable row level security;
create policy see on declined_stubs for select using (unit_id = (select app_unit()));
create policy add on declined_stubs for insert with check (unit_id = (select app_unit()));

-- Where a shelter is: those who work there, place people (DATIP, province office), or hold a live placement's case.
alter table shelter_addresses enable row level security;
create policy see on shelter_addresses for select using ((select may_read_section('ShelterLocation')) and (
    exists (select 1 from shelters s where s.id = shelter_addresses.id and s.unit_id = (select app_unit()))
    or exists (select 1 from memberships m join units u on u.id = m.unit_id
        where m.id = (select app_membership()) and u.agency in ('Datip', 'ProvincialMsdhs'))));

-- Who may act as what is readable to all; it is given and changed by an agency administrator alone, in their own kind of
-- agency and never for themselves. The domain refuses the same in words.
alter table memberships enable row level security;
create policy see on memberships for select using (true);
create or replace function may_manage(wanted_user uuid, wanted_unit uuid, wanted_role text) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$ select app_role() = 'AgencyAdministrator' and wanted_user <> app_user() and exists (
        select 1 from units mine join units theirs on theirs.agency = mine.agency
            join assignable_roles r on r.agency = theirs.agency and r.role = wanted_role where mine.id = app_unit() and theirs.id = wanted_unit) $$;
create policy give on memberships for insert with check (may_manage(user_id, unit_id, role));
create policy change on memberships for update using (may_manage(user_id, unit_id, role));

alter table audit_records enable row level security;
create policy see on audit_records for select using ((select app_role()) = 'Auditor' or user_id = (select app_user()));
alter table idempotency enable row level security;
create policy own on idempotency using (user_id = (select app_user())) with check (user_id = (select app_user()));

-- A draft is written for somebody who is signed out at that moment; only that person reads and removes it.
alter table drafts enable row level security;
-- Not ahead of time: a draft of the future would make the others look old.
create policy add on drafts for insert with check (at <= app_now() + interval '5 minutes');
create policy see on drafts for select using (user_id = (select app_user()));
create policy remove on drafts for delete using (user_id = (select app_user()));
-- Each new draft clears away what is older than a day, and all but the newest twenty of its person.
create or replace function forget_drafts() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    delete from drafts where at < new.at - interval '24 hours';
    delete from drafts where user_id = new.user_id and id not in (select d.id from drafts d where d.user_id = new.user_id order by d.at desc, d.id limit 20);
    return null;
end $$;
create or replace trigger drafts_are_forgotten after insert on drafts for each row execute function forget_drafts();
