-- The post. Jobs act as nrm_worker, which owns nothing and reads no case table: it calls the functions below, each of which
-- does one thing.

-- A notice waits for the post until it was looked at once.
alter table notices add column if not exists posted_at timestamptz;
create index if not exists notices_not_posted on notices (at) where posted_at is null;

-- Queued, then Claimed by a node, Handing while it speaks to the mail server, Sent. GivenUp after too many refusals. Unsure:
-- the node died between handing over and writing it down. It is not sent again (decision 10).
create table mails (
    id uuid primary key default gen_random_uuid(), user_id uuid not null references users (id) on delete cascade,
    digest_day date, language text not null check (language in ('th', 'en')), state text not null default 'Queued' check (state in ('Queued', 'Claimed', 'Handing', 'Sent', 'Unsure', 'GivenUp')),
    attempts int not null default 0, created_at timestamptz not null, next_at timestamptz not null, claim uuid, leased_until timestamptz, sent_at timestamptz,
    reason text, unique (user_id, digest_day));
create index mails_to_send on mails (next_at) where state = 'Queued';
create index mails_in_hand on mails (leased_until) where state in ('Claimed', 'Handing');
create index mails_failed on mails (created_at) where state in ('Unsure', 'GivenUp');
-- Each notice reaches a person at most once by e-mail. mail_id null: it waits for the day's digest.
create table mail_notices (
    notice_id uuid not null references notices (id), user_id uuid not null references users (id) on delete cascade,
    mail_id uuid references mails (id) on delete cascade, digest_hour int, primary key (notice_id, user_id));
create index mail_notices_of_mail on mail_notices (mail_id);
create index mail_notices_waiting on mail_notices (user_id) where mail_id is null;

-- How a person wants to hear of a kind of notice: Email at once, Digest at an hour in Thailand, or Portal alone. Without a
-- choice at once.
create or replace function post_preference(wanted_user uuid, wanted_code text, out channel text, out hour int) language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if to_regclass('public.notice_preferences') is not null then
        execute 'select p.channel::text, p.digest_hour::int from notice_preferences p where p.user_id = $1 and (p.code = $2 or p.code is null)
            order by p.code is null limit 1' into channel, hour using wanted_user, wanted_code;
    end if;
    channel := case when channel like 'Portal%' then 'Portal' when channel like '%Digest' then 'Digest' else 'Email' end;
    hour := coalesce(hour, 7);
end $$;

-- Each new notice becomes one mail for each person behind its audience, but for the person who acted. What is older than
-- two days is no news: a server that is given a mail server later does not send the past.
create or replace function post_notices(moment timestamptz, at_most int) returns int language plpgsql security definer set search_path = public, pg_temp
as $$
declare n notices; person record; fresh uuid; looked int := 0;
begin
    for n in select * from notices where posted_at is null order by at limit at_most for update skip locked loop
        looked := looked + 1;
        update notices set posted_at = moment where id = n.id;
        continue when n.at < moment - interval '2 days';
        for person in
            select distinct u.id, u.language from memberships m join units o on o.id = m.unit_id join users u on u.id = m.user_id
            where m.ended_at is null and u.disabled_at is null and u.email <> '' and u.lockout_end is distinct from 'infinity' and u.id is distinct from n.by_user_id
              and (m.id = n.to_membership_id or (m.unit_id = n.to_unit_id and (n.to_role is null or m.role = n.to_role))
                or (o.agency = n.to_agency and m.role = n.to_role))
        loop
            declare wish record;
            begin
                select * into wish from post_preference(person.id, n.code);
                continue when wish.channel = 'Portal';
                fresh := null;
                if wish.channel <> 'Digest' then
                    insert into mails (user_id, language, created_at, next_at) values (person.id, person.language, moment, moment) returning id into fresh;
                end if;
                insert into mail_notices (notice_id, user_id, mail_id, digest_hour) values (n.id, person.id, fresh, wish.hour);
            end;
        end loop;
    end loop;
    return looked;
end $$;

-- One digest a day and person, from their hour on.
create or replace function post_digests(moment timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp
as $$
declare person record; fresh uuid; made int := 0; local timestamp := moment at time zone 'Asia/Bangkok';
begin
    for person in select w.user_id, min(w.digest_hour) as hour from mail_notices w where w.mail_id is null group by w.user_id loop
        continue when extract(hour from local) < person.hour;
        insert into mails (user_id, digest_day, language, created_at, next_at) select u.id, local::date, u.language, moment, moment from users u where u.id = person.user_id
            on conflict (user_id, digest_day) do nothing returning id into fresh;
        continue when fresh is null;
        update mail_notices set mail_id = fresh where user_id = person.user_id and mail_id is null;
        made := made + 1;
    end loop;
    return made;
end $$;

-- What a mail says, and to whom it goes now: one row for each notice, oldest first.
create or replace function post_letter(wanted uuid) returns table (address text, language text, digest boolean, attempts int, number text, code text, path text, parameters text)
language sql stable security definer set search_path = public, pg_temp
as $$
    select u.email::text, m.language, m.digest_day is not null, m.attempts, coalesce(n.parameters ->> 'number', c.nrm_number, c.first_contact_number)::text, n.code::text, n.path::text, n.parameters::text
    from mails m join users u on u.id = m.user_id and u.disabled_at is null join mail_notices w on w.mail_id = m.id join notices n on n.id = w.notice_id
    join cases c on c.id = n.case_id where m.id = wanted order by n.at, n.id
$$;

-- Takes what is due for this node. What a node left behind when it died comes back, unless it was being handed over.
create or replace function post_claim(mine uuid, moment timestamptz, at_most int, lease interval) returns setof uuid language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update mails set state = case state when 'Claimed' then 'Queued' else 'Unsure' end, claim = null, leased_until = null,
        reason = case state when 'Claimed' then reason else 'interrupted' end
        where id in (select id from mails where state in ('Claimed', 'Handing') and leased_until < clock_timestamp() for update skip locked);
    return query update mails set state = 'Claimed', claim = mine, leased_until = clock_timestamp() + lease
        where id in (select id from mails where state = 'Queued' and next_at <= moment order by next_at limit at_most for update skip locked) returning id;
end $$;

-- From here on the mail server may have it. False: the lease ran out and the mail is another node's.
create or replace function post_handing(wanted uuid, mine uuid, lease interval) returns boolean language sql security definer set search_path = public, pg_temp
as $$ with moved as (update mails set state = 'Handing', attempts = attempts + 1, leased_until = clock_timestamp() + lease
        where id = wanted and claim = mine and state = 'Claimed' returning 1) select exists (select 1 from moved) $$;

create or replace function post_sent(wanted uuid, mine uuid, moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare m mails; n record;
begin
    -- Also when the lease has run out on the way: the server's answer is the truth.
    update mails set state = 'Sent', sent_at = moment, claim = null, leased_until = null, reason = null
        where id = wanted and (claim = mine or state = 'Unsure') returning * into m;
    if not found then return; end if;
    for n in select x.case_id, x.code from mail_notices w join notices x on x.id = w.notice_id where w.mail_id = wanted order by x.at, x.id loop
        perform audit_write('job:post', n.case_id, 'change', 'mailed', jsonb_build_object('to', m.user_id, 'notice', n.code));
    end loop;
end $$;

-- The server refused, or was not reached: again later, or never. The reason is the answer's code, not its text, which may
-- repeat an address.
create or replace function post_failed(wanted uuid, mine uuid, why text, again timestamptz) returns void language sql security definer set search_path = public, pg_temp
as $$ update mails set state = case when again is null then 'GivenUp' else 'Queued' end, attempts = attempts + case when state = 'Claimed' then 1 else 0 end,
        reason = why, next_at = coalesce(again, next_at), claim = null, leased_until = null
        where id = wanted and claim = mine $$;

create or replace function post_unsure(wanted uuid, mine uuid, why text) returns void language sql security definer set search_path = public, pg_temp
as $$ update mails set state = 'Unsure', reason = why, claim = null, leased_until = null where id = wanted and claim = mine $$;

-- The system administrator sees what did not go out, and tells the post to try once more.
alter table mails enable row level security;
create policy operate on mails for select using ((select app_role()) = 'SystemAdministrator');
grant select on mails to nrm_app;
alter table mail_notices enable row level security;
create or replace function post_again(wanted uuid, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_role() is distinct from 'SystemAdministrator' then raise exception 'The post is operated by the system administrator' using errcode = 'insufficient_privilege'; end if;
    update mails set state = 'Queued', attempts = 0, next_at = moment, reason = null where id = wanted and state in ('GivenUp', 'Unsure');
    if not found then return false; end if;
    perform audit_write('user:' || app_user(), null, 'change', 'mail', jsonb_build_object('mail', wanted));
    return true;
end $$;

do $$
declare f regprocedure;
begin
    for f in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'post\_%' loop
        execute format('revoke execute on function %s from public', f);
        if f::text not like 'post_again%' and f::text not like 'post_preference%' then execute format('grant execute on function %s to nrm_worker', f); end if;
    end loop;
end $$;
grant execute on function post_again(uuid, timestamptz) to nrm_app;
