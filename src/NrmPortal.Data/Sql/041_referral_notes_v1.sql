-- What the two sides of a referral write to each other, and whom DATIP called for a place.

-- Whether the acting office stands on the sender's side: it sent, or has the case now.
create or replace function stands_as_sender(sender uuid, wanted_case uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return app_unit() = any (app_scopes()) and (app_unit() = sender or exists (
    select 1 from case_access a where a.case_id = wanted_case and a.scope = app_unit() and a.via in ('owner', 'province'))); end $$;

-- A question of this referral, exchanged with this receiver.
create or replace function is_question_of(wanted uuid, of_referral uuid, receiver uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return exists (select 1 from referral_notes n where n.id = wanted and n.referral_id = of_referral and n.kind = 'Question' and n.with_unit_id = receiver); end $$;

alter table referral_notes enable row level security;
-- The receiver reads what was exchanged with itself, while it is the receiver: not what another asked before, nor after it declined.
create policy see on referral_notes for select using (exists (select 1 from referrals r where r.id = referral_notes.referral_id and (
    (select may('referral.review')) or stands_as_sender(r.from_unit_id, r.case_id)
    or (r.receiver_unit_id = (select app_unit()) and r.receiver_unit_id = any ((select app_scopes())::uuid[]) and r.receiver_unit_id = referral_notes.with_unit_id))));
create policy add on referral_notes for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit())
    and exists (select 1 from referrals r where r.id = referral_id and r.case_id = referral_notes.case_id and r.receiver_unit_id = with_unit_id
        and r.state not in ('Completed', 'Withdrawn', 'Lapsed') and case referral_notes.kind
            when 'Answer' then ((select may('referral.review')) or ((select may('referral.send')) and stands_as_sender(r.from_unit_id, r.case_id)))
                and is_question_of(reply_to_id, r.id, with_unit_id)
            else r.receiver_unit_id = (select app_unit()) and r.receiver_unit_id = any ((select app_scopes())::uuid[])
                and ((select may('referral.reply')) or (select may('referral.serve')))
                and case referral_notes.kind when 'Question' then r.accepted_at is null else r.state in ('Accepted', 'Arrived') end end));
grant select, insert on referral_notes to nrm_app;
alter table referral_notes add constraint ck_referral_note_is_whole check (text is not null and (kind = 'Answer') = (reply_to_id is not null));

-- The history says that something was asked, answered or reported, and nothing of what. The receiver need not see the case
-- to ask: the database writes it. Where the case has another owner since, that office is told as well.
create or replace function on_referral_note() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; r referrals; said text := case new.kind when 'Question' then 'Asked' when 'Answer' then 'Answered' else 'Reported' end;
begin
    if app_user() is null then return null; end if;
    select * into r from referrals where id = new.referral_id;
    select * into subject from cases where id = new.case_id for update;
    insert into case_events (id, case_id, sequence, code, at, by_user_id, by_unit_id, from_stage, to_stage, flow_version, parameters)
        values (gen_random_uuid(), subject.id, subject.event_count + 1, 'case.referral' || said, new.at, new.by_user_id, new.by_unit_id,
            subject.stage, subject.stage, subject.flow_version, jsonb_build_object('referral', r.number));
    update cases set event_count = event_count + 1 where id = subject.id;
    if new.kind <> 'Answer' and r.from_unit_id not in (subject.owner_unit_id, subject.province_office_id) then
        insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters)
            values (gen_random_uuid(), subject.id, 'Referral' || said, '/referrals/' || r.number || '/notes', subject.owner_unit_id, new.at, new.by_user_id, jsonb_build_object('referral', r.number));
    end if;
    return null;
end $$;
revoke execute on function on_referral_note() from public;
create or replace trigger notes_stand_in_the_history after insert on referral_notes for each row execute function on_referral_note();

alter table place_calls enable row level security;
create policy see on place_calls for select using ((select may('referral.review')) and national_scope() = any ((select app_scopes())::uuid[]));
create policy add on place_calls for insert with check (by_user_id = (select app_user()) and (select may('referral.review')) and national_scope() = any ((select app_scopes())::uuid[])
    and exists (select 1 from referrals r where r.id = referral_id and r.case_id = place_calls.case_id and r.state not in ('Completed', 'Withdrawn', 'Lapsed')));
grant select, insert on place_calls to nrm_app;
alter table place_calls add constraint ck_call_is_whole check (called_at <= at and (answer = 'NotReached' or spoke_to is not null)
    and (answer not in ('HasNoPlace', 'Declines') or reason is not null));
