-- The lines of an order add up to it, in its currency and in base currency; tax that may not be deducted only ever adds to the cost.
select o.tenant_id, o.id, o.number, o.net, l.net as lines_net, o.base_net, l.base_net as lines_base_net
from purchase_order o
join (select tenant_id, order_id, sum(net) as net, sum(tax) as tax, sum(gross) as gross, sum(base_net) as base_net, sum(base_gross) as base_gross,
    bool_or(base_cost < base_net or base_cost > base_gross) as odd from purchase_order_line group by 1, 2) l
on (l.tenant_id, l.order_id) = (o.tenant_id, o.id)
where (o.net, o.tax, o.gross, o.base_net, o.base_gross) <> (l.net, l.tax, l.gross, l.base_net, l.base_gross) or l.odd
