-- A later no ends what was agreed to before. Asked of the whole file: whoever records the answer need not see what rests on it.

-- For the same purpose, and for everybody or for the one it names. The interview that was agreed to is over: nothing rests on it.
create or replace function on_refusal() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare n consents;
begin
    for n in select * from consents x where x.case_id = new.case_id and x.purpose = new.purpose and x.id <> new.id and x.outcome = 'Given' and x.withdrawn_at is null
            and (num_nonnulls(new.to_unit_id, new.to_agency, new.to_outside) = 0
                or (x.to_unit_id, x.to_agency, x.to_outside) is not distinct from (new.to_unit_id, new.to_agency, new.to_outside)) loop
        update consents set withdrawn_at = app_now(), withdrawn_by_user_id = new.by_user_id, withdrawn_how = coalesce(new.how, 'Oral') where id = n.id;
        perform end_shares(n.id, 'ConsentWithdrawn', app_user(), app_unit(), app_now());
    end loop;
    return null;
end $$;
revoke execute on function on_refusal() from public;
create or replace trigger refusals_end_consents after insert on consents for each row
    when (new.outcome = 'Refused' and new.purpose <> 'Screening') execute function on_refusal();

-- An official answers for a child by name and office, except in the interview, where it is the one in front of the child.
alter table consents drop constraint ck_consents_somebody;
alter table consents add constraint ck_consents_somebody check (outcome <> 'Given' or given_by = 'Person' or (given_by = 'CompetentOfficial' and purpose = 'Screening')
    or (giver_name is not null and giver_check is not distinct from 'Cleared'));

-- Consent.WhyNotRestOn: who is an adult by now answers alone.
create or replace function check_consent_giver(n consents) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare adult boolean := exists (select 1 from cases c where c.id = n.case_id and c.age_group = 'Adult');
begin
    if (case n.given_by when 'Person' then adult when 'Representative' then n.giver_check is not distinct from 'Cleared'
        else not adult and (n.given_by = 'CompetentOfficial' or n.giver_check is not distinct from 'Cleared') end) then return; end if;
    raise exception 'It was not theirs to give' using errcode = 'check_violation', constraint = 'ck_share_giver';
end $$;

-- Custody is ordered by somebody, also where a shelter takes the person in.
alter table bases_of_stay drop constraint ck_stay_has_its_ground;
alter table bases_of_stay add constraint ck_stay_has_its_ground check (
    (basis <> 'CustodyS29' or (limit_at is not null and authority is not null))
    and (basis <> 'CourtExtension' or (limit_at is not null and ends_at <= limit_at and authority is not null and court is not null and document_number is not null))
    and (basis <> 'VoluntaryReflection' or consent_id is not null)
    and (basis not in ('WelfareS33', 'OutsideShelter') or consent_id is not null or authority is not null));
