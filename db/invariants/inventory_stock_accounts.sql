-- Stock value equals the inventory accounts: of every account that stock was posted to, or that plays an inventory part.
select a.tenant_id, a.company_id, a.account_id, coalesce(m.value, 0) as stock, coalesce(j.balance, 0) as books
from (select tenant_id, company_id, account_id from stock_move
      union select tenant_id, company_id, account_id from account_role where role in ('inventory', 'goods_in_transit')) a
left join (select tenant_id, company_id, account_id, sum(value) as value from stock_move group by 1, 2, 3) m
  using (tenant_id, company_id, account_id)
left join (select tenant_id, company_id, account_id, sum(base_amount) as balance from journal_line group by 1, 2, 3) j
  using (tenant_id, company_id, account_id)
where coalesce(m.value, 0) <> coalesce(j.balance, 0)
