-- Lists that are filtered and sorted at once: the indexes through the whole tenant carry what lists are filtered by, so that
-- rows passed over on the way to a page are judged within the index. What few quotes have (a follow-up, a lease, a business
-- customer) stands in small indexes of its own.
drop index quoting.quotes_newest;
drop index quoting.quotes_by_amount;
drop index quoting.quotes_by_instalment;
drop index quoting.quotes_by_seller;
drop index quoting.quotes_follow_up;
create index quotes_newest on quoting.quotes (tenant_id, created_at, id) include (node_id, expires_on, follow_up_on, plan, customer_type, total_credit_cents, instalment_cents);
create index quotes_by_amount on quoting.quotes (tenant_id, total_credit_cents, id) include (node_id, expires_on, created_at, plan, customer_type);
create index quotes_by_instalment on quoting.quotes (tenant_id, instalment_cents, id) include (node_id, expires_on, created_at, plan, customer_type);
create index quotes_by_seller on quoting.quotes (tenant_id, seller_name collate "it-x-icu", id desc) include (node_id, expires_on, created_at, plan, customer_type);

create index quotes_follow_up on quoting.quotes (tenant_id, follow_up_on, created_at, id) include (node_id, expires_on, plan, customer_type) where follow_up_on is not null;
create index quotes_planned_newest on quoting.quotes (tenant_id, created_at, id) include (node_id, follow_up_on, expires_on, plan, customer_type) where follow_up_on is not null;
create index quotes_planned_by_expiry on quoting.quotes (tenant_id, expires_on, id) include (node_id, follow_up_on, created_at, plan, customer_type) where follow_up_on is not null;
create index quotes_leases on quoting.quotes (tenant_id, created_at, id) include (node_id, expires_on, follow_up_on, customer_type, total_credit_cents, instalment_cents) where plan = 'lease';
create index quotes_of_business on quoting.quotes (tenant_id, customer_type, created_at, id) include (node_id, expires_on, follow_up_on, plan, total_credit_cents, instalment_cents) where customer_type <> 'consumer';
