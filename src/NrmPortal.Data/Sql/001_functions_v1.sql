-- Who acts, derived from the two transaction-local settings. Unset reads back as '' after a first use: nullif
-- makes that "nobody", so a forgotten setting shows no rows and never raises.
create or replace function app_user() returns uuid language sql stable
as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;

-- plpgsql, because every policy asks these: a session keeps their plans, where functions in SQL are planned at each call.
create or replace function app_membership() returns uuid language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (select m.id from memberships m join users u on u.id = m.user_id
      where m.id = nullif(current_setting('app.membership_id', true), '')::uuid
        and m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
        and m.ended_at is null and u.disabled_at is null); end $$;

create or replace function app_unit() returns uuid language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (select unit_id from memberships where id = app_membership()); end $$;

create or replace function app_role() returns text language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (select role from memberships where id = app_membership()); end $$;

-- The portal's clock, as the transaction was told; the server's where it was not.
create or replace function app_now() returns timestamptz language sql stable
as $$ select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;

create or replace function national_scope() returns uuid language sql immutable
as $$ select '00000000-0000-0000-0000-00000000da71'::uuid $$;

-- The scopes of the membership that acts: its unit and its personal seat; the national scope for DATIP alone.
-- A role without casework has none.
create or replace function app_scopes() returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return coalesce((
        select case when not c.sees_unit then array[m.id]
                    when u.agency = 'Datip' then array[m.unit_id, m.id, national_scope()]
                    else array[m.unit_id, m.id] end
        from memberships m join units u on u.id = m.unit_id join casework_roles c on c.role = m.role
        where m.id = app_membership()),
      '{}'::uuid[]); end $$;

create or replace function may_read_section(wanted text) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return exists (select 1 from section_grants g where g.role = app_role() and g.section = wanted); end $$;
