import { afterAll, expect, it } from 'vitest'
import { runQuery } from '@/server/platform/commands/runner'
import { stopListening } from '@/server/platform/events/listen'
import { closePools } from '@/server/platform/pools'
import { search } from '@/server/platform/search/search'
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

  const found = async (text: string) => (await runQuery(search, { text }, { actor: admin })).hits
  const numbered = ['sales_order', 'delivery', 'customer_invoice', 'sales_return', 'payment', 'journal_entry']
  for (const kind of [...numbered, 'stock_adjustment', 'stock_transfer', 'stock_count']) {
    const [row] = await readRows<{ id: string; number: string }>(
      admin,
      `select id, number from ${kind} where number is not null order by id desc limit 1`,
    )
    const hits = await found(row?.number ?? '')
    expect(hits.map((h) => [h.kind, h.id, h.label])).toContainEqual([kind, row?.id, row?.number])
    expect(hits.find((h) => h.id === row?.id)?.href).toMatch(new RegExp(`/${row?.id}$`))
  }
  const [party] = await readRows<{ name: string }>(admin, 'select name from customer order by id limit 1')
  expect((await found(party?.name.slice(1) ?? '')).map((h) => h.kind)).toContain('customer')
}, 120_000)
