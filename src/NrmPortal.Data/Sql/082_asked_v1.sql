-- Where a person was met, and where they are: which office answers for the case, and what is near.

-- As in 005, and: the office that answers is that of the province of the first contact, which need not be the opener's own (Case.Open).
drop policy open on cases;
create policy open on cases for insert with check (owner_unit_id = (select app_unit()) and owner_unit_id = any ((select app_scopes())::uuid[])
    and exists (select 1 from units u where u.id = cases.province_office_id and u.agency = 'ProvincialMsdhs' and u.province_code = cases.province_code));

-- A referral that is changed starts from where the person is by then (Referral.Revise).
grant update (province_code) on referrals to nrm_app;
