-- An entry of the book may name a filed document: of the same case, standing, and one that whoever writes the entry sees.
drop policy if exists add on money_entries;
create policy add on money_entries for insert with check (by_user_id = (select app_user())
    and (select may('claim.civil') or may('claim.enforce') or may('claim.fund') or may('claim.wages'))
    and exists (select 1 from case_access a where a.case_id = money_entries.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))
    and (filed_document_id is null or exists (select 1 from documents d where d.id = money_entries.filed_document_id and d.case_id = money_entries.case_id)));

create or replace function check_money_document() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if not exists (select 1 from documents d where d.id = new.filed_document_id and d.case_id = new.case_id and d.withdrawn_at is null)
    then raise exception 'The document is of another case, or withdrawn' using errcode = 'check_violation'; end if;
    return new;
end $$;
revoke execute on function check_money_document() from public;
create or replace trigger money_document_is_of_the_case before insert on money_entries for each row when (new.filed_document_id is not null) execute function check_money_document();
