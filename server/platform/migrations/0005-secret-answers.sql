-- Answers that show an application's secret are kept sealed from now on. Those kept in clear are forgotten: the secret was shown once already.
delete from platform.idempotency_keys where route in ('POST /api/gateway/registry', 'POST /api/gateway/registry/:id/secret');
