-- A version that has not begun may be withdrawn, with the reason: it ends on the day it would have begun, so that no day
-- is in force and the versions before and after it stay as they are. It is not taken back: its end never comes later.
alter table pricing.offers
  add column withdrawn_at timestamptz,
  add column withdrawn_by text,
  add column withdrawn_reason text;
alter table pricing.offers drop constraint offers_check;
alter table pricing.offers
  add constraint offers_begin_before_they_end check (valid_to is null or valid_to > valid_from or (valid_to = valid_from and withdrawn_at is not null)),
  add constraint offers_withdrawn_with_reason check (
    (withdrawn_at is null and withdrawn_by is null and withdrawn_reason is null)
    or (withdrawn_at is not null and withdrawn_by is not null and withdrawn_reason <> '' and valid_to is not null and valid_to = valid_from));
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on pricing.offers to volano_app;
