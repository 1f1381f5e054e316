-- The application role: rows through policies, no ownership. Access tables, chains and counters are written by
-- definer functions only.
grant usage on schema public to nrm_app, nrm_worker;
grant select, insert, update on cases, screenings, screening_records, person_identities, health_notes, consents, bases_of_stay,
    break_glass, panels, seats, opinions, decisions, referrals, needs_profiles, placements to nrm_app;
grant select, insert on case_events, referral_steps, declined_stubs, idempotency to nrm_app;
grant update (location), delete on idempotency to nrm_app;
grant select, insert, delete on drafts to nrm_app;
grant select, insert, delete on name_tokens to nrm_app;
grant select on case_access, case_section_access, section_grants, casework_roles, flow_rows, units, provinces, memberships, shelters,
    shelter_addresses, audit_records, data_keys to nrm_app;
grant update (occupied) on shelters to nrm_app;
grant insert on data_keys, memberships to nrm_app;
grant update on memberships to nrm_app;
grant select, insert, update, delete on users, user_claims, user_logins, user_tokens,
    data_protection_keys to nrm_app;
grant usage on all sequences in schema public to nrm_app;
revoke execute on function rebuild_case_access(uuid), case_sight(uuid) from public;
revoke execute on function audit_seal(), audit_broken(), seal_hash(bigint, bigint, bytea) from public;
grant execute on function audit_seal(), audit_broken() to nrm_worker;
