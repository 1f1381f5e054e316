-- As before, and nobody drowns the offices: an hour of one person holds so many messages by number, more than a busy hotline has.
create or replace function find_by_number() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin
    if app_user() is not null and (select count(*) from number_messages m where m.by_user_id = new.by_user_id and m.at > new.at - interval '1 hour') >= 60
    then raise exception 'Too many messages by number in an hour' using errcode = '23514', constraint = 'ck_number_flood';
    end if;
    new.case_id := (select c.id from cases c where c.nrm_number = new.number or c.first_contact_number = new.number);
    return new;
end $$;
create index if not exists number_messages_of_one on number_messages (by_user_id, at);
