-- One record, chained to the chain's last one. The head row is locked until commit, so a chain has no forks; chains of
-- different cases do not wait for each other.
create or replace function audit_write(chain_name text, wanted_case uuid, act text, what text, more jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    head audit_heads;
    micros bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
    fresh bytea;
begin
    if chain_name not like 'case:%' and chain_name not like 'user:%' and chain_name not like 'job:%' then raise exception 'Unknown chain %', chain_name; end if;
    insert into audit_heads (chain, sequence, hash) values (chain_name, 0, '\x') on conflict (chain) do nothing;
    select * into head from audit_heads where chain = chain_name for update;
    fresh := sha256(head.hash || convert_to(concat_ws('|', chain_name, head.sequence + 1, micros, app_user(), app_membership(),
        wanted_case, act, what, more::text), 'UTF8'));
    insert into audit_records (chain, sequence, at_micros, user_id, membership_id, case_id, verb, subject, details, previous_hash, hash)
        values (chain_name, head.sequence + 1, micros, app_user(), app_membership(), wanted_case, act, what, more, head.hash, fresh);
    update audit_heads set sequence = head.sequence + 1, hash = fresh where chain = chain_name;
end $$;

create or replace function seal_hash(wanted bigint, micros bigint, previous bytea) returns bytea language sql stable security definer set search_path = public, pg_temp
as $$ select sha256(previous || coalesce((select sha256(string_agg(convert_to(h.chain || '|' || h.sequence, 'UTF8') || h.hash, ''::bytea order by h.chain))
        from audit_seal_heads h where h.seal = wanted), ''::bytea) || convert_to(micros::text, 'UTF8')) $$;

-- Broken links, one row each; none means every chain is whole.
create or replace function audit_broken() returns table (chain text, sequence bigint, why text) language sql stable security definer set search_path = public, pg_temp
as $$
    with linked as (
        select r.*, lag(r.hash, 1, '\x'::bytea) over (partition by r.chain order by r.sequence) as expected,
               lag(r.sequence, 1, 0::bigint) over (partition by r.chain order by r.sequence) as before
        from audit_records r)
    select l.chain, l.sequence, 'missing before' from linked l where l.sequence <> l.before + 1
    union all select l.chain, l.sequence, 'link' from linked l where l.previous_hash <> l.expected
    union all select l.chain, l.sequence, 'content' from linked l where l.hash <> sha256(l.previous_hash || convert_to(concat_ws('|', l.chain, l.sequence,
        l.at_micros, l.user_id, l.membership_id, l.case_id, l.verb, l.subject, l.details::text), 'UTF8'))
    union all select h.chain, h.sequence, 'head' from audit_heads h
        where not exists (select 1 from audit_records r where r.chain = h.chain and r.sequence = h.sequence and r.hash = h.hash)
    union all select l.chain, l.sequence, 'no head' from linked l where not exists (select 1 from audit_heads h where h.chain = l.chain)
    union all select h.chain, h.sequence, 'sealed and missing' from audit_seal_heads h
        where not exists (select 1 from audit_records r where r.chain = h.chain and r.sequence = h.sequence and r.hash = h.hash)
    union all select 'seal', s.id, 'seal' from (select x.*, lag(x.hash, 1, '\x'::bytea) over (order by x.id) as expected from audit_seals x) s
        where s.previous_hash <> s.expected or s.hash <> seal_hash(s.id, s.at_micros, s.previous_hash)
$$;

-- A seal names every head that moved since the seal before, and is chained to it: neither the end of a chain nor a whole
-- chain can be dropped unseen. A head that is being written waits for the next seal; nobody waits for the sealing.
create or replace function audit_seal() returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare last bytea; n bigint; micros bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
    fresh bigint := nextval(pg_get_serial_sequence('audit_seals', 'id'));
begin
    lock table audit_seals in share row exclusive mode;
    select hash into last from audit_seals order by id desc limit 1;
    with moved as (select h.chain from audit_heads h where h.sequence > h.sealed for update skip locked),
         marked as (update audit_heads h set sealed = h.sequence from moved m where h.chain = m.chain returning h.chain, h.sequence, h.hash)
    insert into audit_seal_heads (seal, chain, sequence, hash) select fresh, chain, sequence, hash from marked;
    get diagnostics n = row_count;
    insert into audit_seals (id, at_micros, heads, previous_hash, hash) overriding system value
        values (fresh, micros, n, coalesce(last, '\x'), seal_hash(fresh, micros, coalesce(last, '\x')));
end $$;

create or replace function refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege'; end $$;
create or replace trigger audit_records_append_only before update or delete or truncate on audit_records execute function refuse_change();
create or replace trigger audit_seals_append_only before update or delete or truncate on audit_seals execute function refuse_change();
create or replace trigger audit_seal_heads_append_only before update or delete or truncate on audit_seal_heads execute function refuse_change();
create or replace trigger case_events_append_only before update or delete or truncate on case_events execute function refuse_change();
