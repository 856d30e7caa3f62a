-- What corrections changed in the cost of moves is what the correction rows of the item say; late costs of receipts are their rows.
select coalesce(c.tenant_id, m.tenant_id) as tenant_id, coalesce(c.company_id, m.company_id) as company_id,
  coalesce(c.item_id, m.item_id) as item_id, c.corrected, m.recost, c.adjusted, m.late
from (select tenant_id, company_id, item_id, sum(goods + settlement + variance) as corrected, sum(adjusted) as adjusted
      from stock_move_cost group by 1, 2, 3) c
full join (select s.tenant_id, s.company_id, s.item_id,
    -- A transfer is corrected on both of its sides, which cancel out; only the side of its own warehouse is a correction of the move.
    coalesce(sum(s.value) filter (where s.kind = 'recost' and w.kind <> 'transit'), 0) as recost,
    coalesce(sum(s.value) filter (where s.kind in ('landed_cost', 'price_variance', 'exchange')), 0) as late
  from stock_move s join warehouse w on w.tenant_id = s.tenant_id and w.id = s.warehouse_id
  where s.kind in ('recost', 'landed_cost', 'price_variance', 'exchange') group by 1, 2, 3) m
  using (tenant_id, company_id, item_id)
where (coalesce(c.corrected, 0), coalesce(c.adjusted, 0)) <> (coalesce(m.recost, 0), coalesce(m.late, 0))
