-- The stock list begins with what can be sold: cars on hand, the latest arrived first, and behind them those sold.
create index stock_of_site_on_hand on vehicles.stock_vehicles (tenant_id, node_id, (state <> 'sold'), arrived_on, id);
create index stock_on_hand_everywhere on vehicles.stock_vehicles (tenant_id, (state <> 'sold'), arrived_on, id);
