-- The application role: rows through policies, no ownership. Access tables, chains and counters are written by
-- definer functions only.
grant usage on schema public to nrm_app, nrm_worker;
grant select, insert on cases, screenings, screening_records, person_identities, health_notes, consents, bases_of_stay,
    break_glass, panels, seats, opinions, decisions, referrals, needs_profiles, placements to nrm_app;
-- Column by column: what says whose a row is, and what a referral shares, never changes.
grant update (nrm_number, stage, stage_since, flow_version, owner_unit_id, case_manager_id, age_group, sex, category, due_at, due_clock, due_from,
    protected_since, outcome, screening_negative, event_count, police_case_on, services_from, sheltered_from, identified_on, identified_outcome,
    referral_count, screened_on, presumed_on) on cases to nrm_app;
grant update (state, outcome, saved_at, second_reasons, concluded_at, second_by_user_id, written_by) on screenings to nrm_app;
grant update (answers) on screening_records to nrm_app;
grant update (name, aliases, birth_or_age, nationality, contact, identity_document) on person_identities to nrm_app;
grant update (closed_at) on panels to nrm_app;
grant update (state, receiver_unit_id, sent_at, claimed_by_user_id, decided_at, seen_by_receiver_at, accepted_at, arrived_at, due_at, due_clock) on referrals to nrm_app;
grant update (arrived_at, ended_at) on placements to nrm_app;
grant update (reviewed_by_user_id, reviewed_at, justified, finding) on break_glass to nrm_app;
grant select, insert on case_events, referral_steps, declined_stubs, idempotency to nrm_app;
grant update (location), delete on idempotency to nrm_app;
grant select, insert, delete on drafts to nrm_app;
grant select, insert, delete on name_tokens to nrm_app;
grant select on case_access, case_section_access, section_grants, casework_roles, assignable_roles, flow_rows, units, provinces, memberships, shelters,
    shelter_addresses, audit_records, data_keys to nrm_app;
grant update (occupied) on shelters to nrm_app;
grant insert on data_keys, memberships to nrm_app;
grant update (unit_id, role, province_code, ended_at) on memberships to nrm_app;
grant select, insert, update, delete on users, user_claims, user_logins, user_tokens,
    data_protection_keys to nrm_app;
grant usage on all sequences in schema public to nrm_app;
revoke execute on function rebuild_case_access(uuid), case_sight(uuid) from public;
revoke execute on function audit_seal(), audit_broken(), seal_hash(bigint, bigint, bytea) from public;
grant execute on function audit_seal(), audit_broken() to nrm_worker;
