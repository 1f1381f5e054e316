-- Geography: reference data, the same for all.
grant select on districts, subdistricts, province_neighbours to nrm_app, nrm_worker;
