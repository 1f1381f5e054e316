-- What a member stated before.

-- An opinion that is rewritten keeps what it said. Read and written with the opinion, and never changed.
do $$
declare t text;
begin
    foreach t in array array['opinion_versions', 'opinion_version_marks'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(''Identification'')) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = ''Identification'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy add on %I for insert with check (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create or replace trigger %I before update or delete or truncate on %I execute function refuse_change()', t || '_append_only', t);
    end loop;
end $$;
create policy hidden on opinion_versions as restrictive for select using (exists (select 1 from opinions o where o.id = opinion_versions.opinion_id));
create policy own on opinion_versions as restrictive for insert with check (exists (select 1 from opinions o
    where o.id = opinion_versions.opinion_id and o.case_id = opinion_versions.case_id and may_speak(o.seat_id)));
create policy hidden on opinion_version_marks as restrictive for select using (exists (select 1 from opinion_versions v where v.id = opinion_version_marks.version_id));
create policy own on opinion_version_marks as restrictive for insert with check (exists (select 1 from opinion_versions v join opinions o on o.id = v.opinion_id
    where v.id = opinion_version_marks.version_id and v.case_id = opinion_version_marks.case_id and may_speak(o.seat_id)));
grant select, insert on opinion_versions, opinion_version_marks to nrm_app;
grant update (version_count) on opinions to nrm_app;

-- Panel.OthersReadableSince once more: nobody leaves out that the others could be read by then, nor a version in between.
create or replace function check_opinion_version() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare readable boolean := (
    select exists (select 1 from seats s where s.panel_id = p.id and s.id <> o.seat_id and s.spoken_at is not null) and (not p.opinions_hidden or new.number > 1)
    from opinions o join panels p on p.id = o.panel_id where o.id = new.opinion_id);
begin
    if new.number <> 1 + (select count(*) from opinion_versions v where v.opinion_id = new.opinion_id) or (new.others_readable_since is not null) <> readable
    then raise exception 'The version does not say when it was written' using errcode = 'check_violation', constraint = 'ck_opinion_version'; end if;
    return new;
end $$;
create or replace trigger opinion_versions_say_when before insert on opinion_versions for each row execute function check_opinion_version();

-- Taken at commit: what an opinion says stands among its versions, as the last of them.
create or replace function check_opinion_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare last opinion_versions;
begin
    -- Maintenance has no actor; the application has one or sees nothing.
    if app_user() is null then return null; end if;
    select * into last from opinion_versions v where v.opinion_id = new.id order by v.number desc limit 1;
    if (last.number, last.at, last.act, last.means, last.purpose, last.trafficking, last.compulsion, last.labour, last.forced_labour, last.methods)
        is distinct from (new.version_count, new.at, new.act, new.means, new.purpose, new.trafficking, new.compulsion, new.labour, new.forced_labour, new.methods)
        or (tg_op = 'UPDATE' and new.version_count <> old.version_count + 1)
    then raise exception 'The opinion is not kept among its versions' using errcode = 'check_violation', constraint = 'ck_opinion_kept'; end if;
    return null;
end $$;
create constraint trigger opinions_are_kept after insert or update on opinions deferrable initially deferred for each row execute function check_opinion_kept();

do $$
declare f regprocedure;
begin
    for f in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in ('check_opinion_version', 'check_opinion_kept') loop
        execute format('revoke execute on function %s from public', f);
    end loop;
end $$;
