import { afterAll, expect, it } from 'vitest'
import { stopListening } from '@/server/platform/events/listen'
import { closePools } from '@/server/platform/pools'
import { brokenInvariants } from './oracle/invariants'
import { createTradingTenant } from './scenario'
import { readRows } from './stock'

afterAll(async () => {
  await stopListening()
  await closePools()
})

it('a tenant that trades has every kind of document, and is healthy', async () => {
  const { admin } = await createTradingTenant()
  const kinds = [
    ...['sales_order', 'delivery', 'customer_invoice', 'sales_return', 'payment', 'manual_entry', 'journal_entry'],
    ...['stock_adjustment', 'stock_transfer', 'stock_count', 'stock_move', 'lot', 'open_item', 'allocation', 'price'],
    ...['alert', 'rule_finding', 'rule_override', 'customer_group', 'item_level', 'exchange_rate'],
  ]
  const counts = await readRows<{ kind: string; n: number }>(
    admin,
    kinds.map((kind) => `select '${kind}' as kind, count(*)::int as n from ${kind}`).join(' union all '),
  )
  expect(counts.filter((c) => c.n === 0)).toEqual([])
  expect(await brokenInvariants(admin)).toEqual({})
}, 120_000)
