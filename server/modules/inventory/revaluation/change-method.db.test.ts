import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { runCommand } from '@/server/platform/commands/runner'
import { createStockCompany, makeItem, post, readRows, roleBalance, type StockCompany } from '@/server/testing/stock'
import { changeItemValuation } from '..'

let c: StockCompany
beforeAll(async () => {
  c = await createStockCompany()
})
afterAll(async () => {
  for (const file of readdirSync('db/invariants').filter((f) => f.startsWith('inventory_')))
    expect(await readRows(c.admin, readFileSync(`db/invariants/${file}`, 'utf8')), file).toEqual([])
})

const change = async (id: Id, valuation: 'fifo' | 'average' | 'standard', on = '2026-06-15') => {
  const [row] = await readRows<{ version: number }>(c.admin, 'select version from item where id = $1', [id])
  return runCommand(
    changeItemValuation,
    { id, version: row?.version ?? 0, valuation },
    { actor: c.admin, now: new Date(`${on}T12:00:00Z`) },
  )
}
const held = async (id: Id) => {
  const [row] = await readRows<{ text: string }>(
    c.admin,
    `select trim_scale(quantity) || ' ' || value::numeric(20,2) as text from item_valuation where item_id = $1`,
    [id],
  )
  return row?.text
}
const receive = (itemId: Id, quantity: string, unitCost: string, date: string) =>
  post(c, 'receipt', [{ itemId, quantity, unitCost }], date)
const issue = async (itemId: Id, quantity: string, date: string) =>
  (await post(c, 'issue', [{ itemId, quantity }], date)).results[0]?.value

describe('change of the costing method', () => {
  it('from FIFO to average: the value on hand is the average, and nothing is posted', async () => {
    const id = await makeItem(c, 'F-A', { valuation: 'fifo' })
    await receive(id, '2', '10', '2026-03-01')
    await receive(id, '1', '16', '2026-03-02')
    const before = await roleBalance(c, 'inventory')
    await change(id, 'average')
    expect(await held(id)).toBe('3 36.00')
    expect(await roleBalance(c, 'inventory')).toBe(before)
    expect(await issue(id, '1', '2026-06-16')).toBe('-12')
    const [said] = await readRows(
      c.admin,
      `select before, after from audit_log where document_id = $1 and action = 'update'`,
      [id],
    )
    expect(said).toEqual({ before: { valuation: 'fifo' }, after: { valuation: 'average' } })
  })

  it('from average to FIFO: the value on hand is the first layer, later receipts come after it', async () => {
    const id = await makeItem(c, 'A-F', { valuation: 'average' })
    await receive(id, '3', '10', '2026-03-01')
    await receive(id, '1', '14', '2026-03-02')
    await change(id, 'fifo')
    await receive(id, '2', '20', '2026-06-16')
    expect(await issue(id, '5', '2026-06-17')).toBe('-64')
    expect(await held(id)).toBe('1 20.00')
    // A receipt that comes late is counted where it stands, behind the opening layer: the issue took one of it.
    await receive(id, '1', '30', '2026-06-15')
    expect(await held(id)).toBe('2 40.00')
  })

  it('to standard and back, at the cost that leaves the value as it is', async () => {
    const id = await makeItem(c, 'A-S', { valuation: 'average' })
    await receive(id, '3', '3.333333', '2026-03-01')
    await change(id, 'standard')
    expect(await held(id)).toBe('3 10.00')
    expect(await issue(id, '1', '2026-06-16')).toBe('-3.33')
    await change(id, 'fifo', '2026-06-16')
    expect(await held(id)).toBe('2 6.67')
    expect(await issue(id, '2', '2026-06-17')).toBe('-6.67')
  })

  it('refuses what it cannot carry over, and what is dated before it afterwards', async () => {
    const id = await makeItem(c, 'X', { valuation: 'average', allowNegative: true })
    await receive(id, '1', '5', '2026-03-01')
    await issue(id, '2', '2026-03-02')
    await expect(change(id, 'fifo')).rejects.toMatchObject({ code: 'inventory.method_open_stock' })
    await receive(id, '4', '5', '2026-03-03')
    await change(id, 'fifo')
    await expect(change(id, 'fifo')).rejects.toMatchObject({ code: 'inventory.same_method' })
    await expect(receive(id, '1', '9', '2026-04-01')).rejects.toMatchObject({ code: 'inventory.before_method_change' })
    const empty = await makeItem(c, 'E', { valuation: 'fifo' })
    await change(empty, 'standard')
    await receive(empty, '1', '5', '2026-06-16')
  })
})
