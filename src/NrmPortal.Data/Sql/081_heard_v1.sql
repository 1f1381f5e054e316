-- 1. Whoever the register of suspects names answers for nobody either ------------------------------------------------------------
-- Tokens of the name are kept beside each suspect as beside each guardian (GiverNames): whoever asks for a consent reads no suspects.
alter table suspects add constraint ck_suspects_name_tokens check (name is null or name_tokens is not null);

create or replace function is_suspect(of_case uuid, tokens bigint[]) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select 1 from suspects s where s.case_id = of_case and s.name_tokens && tokens and legal_entry_stands('Suspect', s.id, of_case)) $$;

-- As in 029, and no suspect of the register, under whatever relation the police wrote down.
create or replace function may_answer(of_case uuid, guardian uuid, tokens bigint[]) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select not coalesce(bool_or(g."check" = 'PossibleSuspect'), false)
        and (count(*) filter (where g.ended_at is null) = 0 or coalesce(bool_or(g."check" = 'Cleared') filter (where g.ended_at is null), false))
        and not coalesce(is_suspect(of_case, tokens), false)
        and not exists (select 1 from guardians n where n.id = guardian and is_suspect(of_case, n.name_tokens))
    from guardians g where g.case_id = of_case and (g.id = guardian or g.name_tokens && tokens)
$$;

-- Nor is one cleared as a guardian while the register names them.
create or replace function check_guardian_suspect() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and is_suspect(new.case_id, new.name_tokens)
    then raise exception 'This person may not answer here' using errcode = 'check_violation', constraint = 'ck_guardian_suspect';
    end if;
    return new;
end $$;
create or replace trigger suspects_are_not_cleared before insert or update of "check" on guardians for each row when (new."check" = 'Cleared') execute function check_guardian_suspect();

-- What such a person gave falls, also what they gave by the name alone.
create or replace function consents_fall(of_case uuid, guardian uuid, tokens bigint[], who uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
declare n consents; fell boolean := false;
begin
    for n in select * from consents x where x.case_id = of_case and (x.guardian_id = guardian or x.name_tokens && tokens)
            and x.outcome = 'Given' and x.withdrawn_at is null loop
        update consents set withdrawn_at = app_now(), withdrawn_by_user_id = coalesce(app_user(), who) where id = n.id;
        perform end_shares(n.id, 'ConsentWithdrawn', app_user(), app_unit(), app_now());
        fell := true;
    end loop;
    return fell;
end $$;

create or replace function guardians_fall() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new."check" = 'PossibleSuspect' and consents_fall(new.case_id, new.id, new.name_tokens, new.by_user_id) then perform protect_child(new.case_id, app_now()); end if;
    return null;
end $$;

-- Named in the register after they were named as a guardian, or had consented: they act no longer, and the offices that look after the
-- person hear that somebody may not answer; not who says so, nor why. At commit, when what was written in one act stands.
create or replace function on_suspect_named() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare marked uuid[]; fell boolean; subject cases;
begin
    if not legal_entry_stands('Suspect', new.id, new.case_id) then return null; end if;
    with now_suspect as (
        update guardians set "check" = 'PossibleSuspect', clearing_reason = null, clearing_asked_by_user_id = null, clearing_asked_at = null
        where case_id = new.case_id and ended_at is null and "check" <> 'PossibleSuspect' and name_tokens && new.name_tokens returning id)
    select coalesce(array_agg(id), '{}') into marked from now_suspect;
    update cases set guardian_id = null where id = new.case_id and guardian_id = any (marked);
    fell := consents_fall(new.case_id, null, new.name_tokens, new.by_user_id);
    if marked = '{}' and not fell then return null; end if;
    perform protect_child(new.case_id, app_now());
    select * into subject from cases where id = new.case_id;
    insert into notices (id, case_id, code, path, to_unit_id, to_role, at, parameters)
        select gen_random_uuid(), subject.id, 'MayNotAnswer',
            '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number) || case when subject.age_group = 'Adult' then '/consent' else '/child' end, o.unit, o.role, app_now(), '{}'
        from (values (subject.province_office_id, 'ProvinceCaseworker'), (subject.dcy_unit_id, 'DcyOfficer')) o (unit, role) where o.unit is not null;
    perform audit_write('case:' || subject.id, subject.id, 'change', 'guardian may not answer', (
        select coalesce(jsonb_agg(jsonb_build_object('table', 'guardians', 'row', m, 'state', 'Modified', 'columns', array['check'])), '[]') from unnest(marked) m));
    return null;
end $$;
create constraint trigger suspects_answer_for_nobody after insert on suspects deferrable initially deferred
    for each row when (new.name_tokens is not null) execute function on_suspect_named();
revoke execute on function is_suspect(uuid, bigint[]), check_guardian_suspect(), consents_fall(uuid, uuid, bigint[], uuid), on_suspect_named() from public;

-- 2. Whom a case is put before -----------------------------------------------------------------------------------------------------
-- An office that is closed, or paused in the directory, is asked for nothing anew: of police cases as of referrals, of s.41, and of DCY.
create or replace function is_shut(unit uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select 1 from units u left join directory_entries e on e.id = u.id where u.id = unit and (not u.is_active or e.status <> 'Active')) $$;

create or replace function check_asked_office() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare asked uuid[] := case tg_table_name when 'dcy_involvements' then array[(to_jsonb(new) ->> 'unit_id')::uuid]
    else array[(to_jsonb(new) ->> 'inquiry_unit_id')::uuid, (to_jsonb(new) ->> 'prosecutor_unit_id')::uuid] end;
begin
    if app_user() is not null and exists (select 1 from unnest(asked) u where is_shut(u))
    then raise exception 'The directory says that this office takes nothing on' using errcode = 'check_violation', constraint = 'ck_asked_office_shut';
    end if;
    return new;
end $$;
revoke execute on function is_shut(uuid), check_asked_office() from public;
create or replace trigger dcy_that_works before insert on dcy_involvements for each row execute function check_asked_office();
create or replace trigger offices_that_work before insert on non_punishments for each row execute function check_asked_office();
create or replace trigger police_cases_go_to_who_works before insert on police_cases for each row execute function check_asked_office();

-- 3. Where a notice leads ----------------------------------------------------------------------------------------------------------
-- An office whose share ended before it had the case, or to which something was disclosed, sees no case: it reads the notice alone.
create or replace function notice_leads_somewhere() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if not exists (select 1 from case_access a where a.case_id = new.case_id and a.scope = new.to_unit_id) then new.path := '/notifications'; end if;
    return new;
end $$;
revoke execute on function notice_leads_somewhere() from public;
create or replace trigger notices_of_shares_lead_somewhere before insert on notices for each row
    when (new.code in ('ConsentWithdrawn', 'ConsentExpired') and new.to_unit_id is not null) execute function notice_leads_somewhere();
