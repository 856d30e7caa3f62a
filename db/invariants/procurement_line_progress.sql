-- What an order line shows of itself is what the posted receipts, returns and invoices of it say.
with came as (
  select l.tenant_id, l.order_line_id as id, sum(l.quantity) as received, sum(l.rejected_quantity) as rejected, sum(l.held_quantity) as held
  from goods_receipt_line l join goods_receipt h on h.tenant_id = l.tenant_id and h.id = l.receipt_id and h.status = 'posted' group by 1, 2
), gone as (
  select l.tenant_id, l.order_line_id as id, sum(l.quantity) as returned
  from supplier_return_line l join supplier_return h on h.tenant_id = l.tenant_id and h.id = l.return_id and h.status = 'posted' group by 1, 2
), billed as (
  select l.tenant_id, l.order_line_id as id,
    sum(case when h.kind = 'invoice' then l.quantity when l.allowance then 0 else -l.quantity end) as quantity
  from supplier_invoice_line l join supplier_invoice h on h.tenant_id = l.tenant_id and h.id = l.invoice_id and h.status = 'posted'
  where l.order_line_id is not null group by 1, 2
)
select o.tenant_id, o.id, o.received_quantity, c.received, o.returned_quantity, g.returned, o.billed_quantity, b.quantity as billed,
  o.held_quantity, c.held
from purchase_order_line o
left join came c on c.tenant_id = o.tenant_id and c.id = o.id
left join gone g on g.tenant_id = o.tenant_id and g.id = o.id
left join billed b on b.tenant_id = o.tenant_id and b.id = o.id
where o.received_quantity <> coalesce(c.received, 0) or o.rejected_quantity <> coalesce(c.rejected, 0) or o.held_quantity <> coalesce(c.held, 0)
  or o.returned_quantity <> coalesce(g.returned, 0) or o.billed_quantity <> coalesce(b.quantity, 0)
