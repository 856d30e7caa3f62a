-- What remains of an open item is its amount less its allocations; a settled one has a day and nothing left in either currency.
select o.tenant_id, o.id, o.number from open_item o
left join (
  select tenant_id, item, sum(amount) as amount, sum(base) as base from (
    select tenant_id, debit_item_id as item, amount, debit_base as base from allocation
    union all select tenant_id, credit_item_id, -amount, -credit_base from allocation) x group by 1, 2) a
on a.tenant_id = o.tenant_id and a.item = o.id
where o.remaining <> o.amount - coalesce(a.amount, 0) or o.remaining_base <> o.base_amount - coalesce(a.base, 0)
  or (o.remaining = 0) <> (o.settled_on is not null) or (o.remaining = 0 and o.remaining_base <> 0)
