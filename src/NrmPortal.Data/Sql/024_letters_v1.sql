-- The MDT's opinions and seats, and whom the post writes to. In the place of functions in 011 and 017.

-- Another's opinion is hidden from everyone until the case is decided, also from the offices that see the case: open only to
-- a person whose own opinion is in and to the deciding seat. Asked by person, not by membership: who sits and has not
-- spoken does not read the others as an officer of the province. A panel that was cancelled or convened anew opens with the
-- decision that comes after it.
create or replace function opinion_is_open(wanted_panel uuid, wanted_seat uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if exists (select 1 from panels p where p.id = wanted_panel and (not p.opinions_hidden
        or (p.closed_at is not null and exists (select 1 from decisions d where d.case_id = p.case_id and d.at >= p.convened_at)))) then return true; end if;
    -- One's own: of the membership that holds the seat.
    if exists (select 1 from seats s where s.id = wanted_seat and s.membership_id = app_membership()) then return true; end if;
    return exists (select 1 from seats s where s.panel_id = wanted_panel and s.user_id = app_user() and s.interest <> 'Conflict'
        and (s.decides or exists (select 1 from opinions o where o.seat_id = s.id)));
end $$;

-- A seat is a person's: of the person who holds the membership. One seat a person and panel is a unique index.
create or replace function check_seat() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if not exists (select 1 from memberships m where m.id = new.membership_id and m.user_id = new.user_id)
    then raise exception 'The seat names another person than its membership' using errcode = 'check_violation'; end if;
    return new;
end $$;
create or replace trigger a_seat_is_its_persons before insert or update of membership_id, user_id on seats for each row execute function check_seat();

-- Whether a membership reads a notice in the portal, as the policies on notices say it for whoever acts: an office's is for
-- those who work on its cases, and a personal one ends with the sight of the case. No mail tells more than the portal.
create or replace function notice_reaches(n notices, m memberships, moment timestamptz) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare kind text; works boolean; sees boolean;
begin
    select u.agency into kind from units u where u.id = m.unit_id;
    select c.sees_unit into works from casework_roles c where c.role = m.role;
    if works is null then return false; end if;
    sees := exists (select 1 from case_access a where a.case_id = n.case_id and (a.until is null or a.until > moment)
        and (a.scope = m.id or (works and (a.scope = m.unit_id or (kind = 'Datip' and a.scope = national_scope())))));
    if n.code = 'MdtConvened' and not sees then return false; end if;
    return (works and n.to_unit_id = m.unit_id and (n.to_role is null or n.to_role = m.role))
        or (n.to_agency = kind and n.to_role = m.role)
        or (n.to_membership_id = m.id and (sees or n.code = 'MdtCancelled'))
        or (sees and covers_for(m, n.to_membership_id, moment) and coalesce(n.parameters ->> 'task', '') not in ('GiveOpinion', 'Decide'));
end $$;

-- Whether a membership covers that absence at this moment, as app_covers says it for whoever acts.
create or replace function covers_for(m memberships, absent uuid, moment timestamptz) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from absences a join memberships o on o.id = a.membership_id and o.ended_at is null
        where a.membership_id = absent and a.cover_membership_id = m.id and a.ended_at is null and o.unit_id = m.unit_id and o.role = m.role
            and (moment at time zone 'Asia/Bangkok')::date between a."from" and a.until)
$$;

-- Each new notice becomes one mail for each person whom it reaches, the cover of somebody absent among them, but for the
-- person who acted. What is older than two days is no news: a server that is given a mail server later does not send the past.
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
              and (m.id = n.to_membership_id or m.unit_id = n.to_unit_id or (o.agency = n.to_agency and m.role = n.to_role)
                or (n.to_membership_id is not null and covers_for(m, n.to_membership_id, moment)))
              and notice_reaches(n, m, moment)
        loop
            declare wish record;
            begin
                select * into wish from post_preference(person.id, n.code);
                continue when wish.channel = 'Portal';
                fresh := null;
                -- What cannot wait is in no digest.
                if wish.channel <> 'Digest' or n.parameters ->> 'urgent' = 'yes' then
                    insert into mails (user_id, language, created_at, next_at) values (person.id, person.language, moment, moment) returning id into fresh;
                end if;
                insert into mail_notices (notice_id, user_id, mail_id, digest_hour) values (n.id, person.id, fresh, wish.hour);
            end;
        end loop;
    end loop;
    return looked;
end $$;

-- One digest a day and person, from their hour on, of what still reaches them then.
create or replace function post_digests(moment timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp
as $$
declare person record; fresh uuid; made int := 0; local timestamp := moment at time zone 'Asia/Bangkok';
begin
    for person in select w.user_id, min(w.digest_hour) as hour from mail_notices w where w.mail_id is null group by w.user_id loop
        continue when extract(hour from local) < person.hour;
        delete from mail_notices w using notices n where w.user_id = person.user_id and w.mail_id is null and n.id = w.notice_id
            and not exists (select 1 from memberships m where m.user_id = w.user_id and m.ended_at is null and notice_reaches(n, m, moment));
        continue when not exists (select 1 from mail_notices w where w.user_id = person.user_id and w.mail_id is null);
        insert into mails (user_id, digest_day, language, created_at, next_at) select u.id, local::date, u.language, moment, moment from users u where u.id = person.user_id
            on conflict (user_id, digest_day) do nothing returning id into fresh;
        continue when fresh is null;
        update mail_notices set mail_id = fresh where user_id = person.user_id and mail_id is null;
        made := made + 1;
    end loop;
    return made;
end $$;

-- The worker calls the post alone; these answer for the post, and nobody else asks them.
do $$
declare f regprocedure;
begin
    for f in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in ('notice_reaches', 'covers_for', 'check_seat') loop
        execute format('revoke execute on function %s from public', f);
    end loop;
end $$;
