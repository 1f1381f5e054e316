-- Custody under s.29 is given once in a holding that nothing breaks. The same rule as the domain's Holding, by all rows:
-- an office that records its own sees no other's.
grant update (held_since) on cases to nrm_app;
-- The first custody was corrected: the further ones count from it.
grant update (limit_at) on bases_of_stay to nrm_app;

create or replace function custody_is_once() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- At commit: the row as it stands then, with the corrections and ends of the same act.
    if exists (select 1 from bases_of_stay n join bases_of_stay f on f.case_id = n.case_id and f.id <> n.id and f.starts_at <= n.starts_at
        where n.id = new.id and n.basis = 'CustodyS29' and n.corrected_at is null and f.basis = 'CustodyS29' and f.corrected_at is null
          and (n.starts_at >= f.limit_at or n.limit_at > f.limit_at)
          and not exists (select 1 from bases_of_stay l where l.case_id = n.case_id and l.corrected_at is null
            and l.end_reason not in ('NextBasis', 'MovedPlace') and l.ended_at > f.starts_at and l.ended_at <= n.starts_at - interval '1 hour'))
    then
        raise exception 'Custody under s.29 goes on beyond the limit of the first: a court must permit it' using errcode = '23514', constraint = 'ck_stay_custody_once';
    end if;
    return null;
end $$;
revoke execute on function custody_is_once() from public;
create constraint trigger custody_is_once after insert or update of limit_at on bases_of_stay
    deferrable initially deferred for each row when (new.basis = 'CustodyS29') execute function custody_is_once();

-- What an act on a referral answers may be about that referral alone.
create or replace function on_step_answering() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin
    perform answer_tasks(new.case_id, 'referral.' || new.action, new.at, new.by_user_id, (select jsonb_build_object('referral', r.number) from referrals r where r.id = new.referral_id));
    return null;
end $$;
