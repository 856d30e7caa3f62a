import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { stopListening } from '@/server/platform/events/listen'
import { createRule, publishRule, retireRule } from '@/server/platform/rules/editing'
import { ruleTrials, simulateRule } from '@/server/platform/rules/simulate'
import type { Facts } from '@/server/platform/rules/subject'
import { type BuyingCompany, createBuyingCompany, makeBoughtItem, makeSupplier } from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import { approvePurchaseOrder, createPurchaseOrder } from '..'

let c: BuyingCompany
let supplierId: Id
let itemId: Id
beforeAll(async () => {
  c = await createBuyingCompany()
  supplierId = await makeSupplier(c)
  itemId = await makeBoughtItem(c)
})
afterAll(stopListening)

interface RuleText {
  readonly condition: string
  readonly scope?: 'header' | 'line'
  readonly triggers?: string[]
  readonly message?: string
}
const draftRule = ({ condition, scope = 'header', triggers = ['save'], message = 'Stopped.' }: RuleText) => {
  const content = { condition, effect: 'warn' as const, parameters: { limit: '10' }, effectiveFrom: '2026-01-01' }
  const code = `r-${newId().slice(-8)}`
  const head = { code, nameEn: code, nameZh: code, document: 'purchase_order', scope, triggers }
  return runCommand(createRule, { ...head, content: { ...content, messageEn: message, messageZh: message } }, c.call)
}
/** Runs `work` while only this rule is in force. */
async function under<T>(rule: RuleText, work: () => Promise<T>): Promise<T> {
  const { id, version } = await runCommand(publishRule, await draftRule(rule), c.call)
  try {
    return await work()
  } finally {
    await runCommand(retireRule, { id, version }, c.call)
  }
}
const order = (unitPrice: string, quantity = '1') =>
  runCommand(
    createPurchaseOrder,
    { companyId: c.companyId, supplierId, lines: [{ itemId, quantity, unitPrice }] },
    c.call,
  )
const judged = async (documentId: Id) => {
  const [row] = await readRows<{ facts: { header: Facts; lines: { facts: Facts }[] } }>(
    c.admin,
    'select facts from rule_judgement where document_id = $1 order by id desc limit 1',
    [documentId],
  )
  if (!row) throw new Error('not judged')
  return { header: row.facts.header, line: row.facts.lines[0]?.facts ?? {} }
}
const PRICES = ['last_price_base', 'over_last_percent', 'median_price_base', 'over_median_percent']
const PAST = ['supplier', 'supplier_new', 'supplier_orders', 'split_total', 'split_count', 'over_budget']

describe('the facts of an order', () => {
  it('are those of the document where rules read nothing else', async () => {
    const { id } = await under({ condition: 'total_net_base > limit' }, () => order('5'))
    const { header, line } = await judged(id)
    expect(header).toMatchObject({ total_net_base: '5', kind: 'standard', categories: [] })
    expect(Object.keys(header).filter((name) => PAST.includes(name))).toEqual([])
    expect(Object.keys(line).filter((name) => PRICES.includes(name))).toEqual([])
    expect(line).toMatchObject({ quantity: '1', unit_price: '5', without_requisition: true })
  })

  it('are gathered from the past where a condition reads them, and where a message names them', async () => {
    for (const price of ['10', '30', '20'])
      await runCommand(approvePurchaseOrder, { id: (await order(price)).id }, c.call)
    const median = await under(
      { scope: 'line', condition: 'over_median_percent != null and over_median_percent > limit' },
      () => order('22'),
    )
    expect((await judged(median.id)).line).toMatchObject({ median_price_base: '20', over_median_percent: '10' })
    const last = await under(
      { scope: 'line', condition: 'over_last_percent != null and over_last_percent > limit' },
      () => order('22'),
    )
    const { line } = await judged(last.id)
    expect(line).toMatchObject({ last_price_base: '20', over_last_percent: '10' })
    expect(line).not.toHaveProperty('median_price_base')
    const known = await under({ condition: 'supplier_orders > limit and not supplier_new' }, () => order('22'))
    expect((await judged(known.id)).header).toMatchObject({ supplier_orders: '3', supplier_new: false })
    const split = await under({ condition: 'split_count > limit', message: 'At {supplier}.' }, () => order('22'))
    const { header } = await judged(split.id)
    expect(header).toMatchObject({ split_count: '8', split_total: '153', supplier: expect.stringMatching(/^S/) })
    expect(header).not.toHaveProperty('supplier_orders')
  })

  it('are worked out from the books for a draft that reads what was not kept; what they do not tell is left out', async () => {
    const item = await makeBoughtItem(c)
    const priced = (unitPrice: string) =>
      runCommand(
        createPurchaseOrder,
        { companyId: c.companyId, supplierId, lines: [{ itemId: item, quantity: '3', unitPrice }] },
        c.call,
      )
    await under({ condition: 'total_net_base > limit', triggers: ['approve'] }, async () => {
      for (const price of ['100', '140'])
        await runCommand(approvePurchaseOrder, { id: (await priced(price)).id }, c.call)
    })
    await under({ condition: 'total_net_base > limit' }, () => priced('900'))
    // `days_to_need` was kept, and the books do not tell it.
    const rule = await draftRule({
      scope: 'line',
      triggers: ['save', 'approve'],
      condition: 'over_median_percent != null and over_median_percent > limit and days_to_need == null',
    })
    await runCommand(simulateRule, { ...rule, companyId: c.companyId, months: 12 }, c.call)
    const { simulations } = await runQuery(ruleTrials, { id: rule.id }, c.call)
    const result = simulations[0]?.result
    expect(result?.examples.map((e) => e.amount)).toContain('420')
    expect(result?.examples.map((e) => e.amount)).not.toContain('2700')
    expect(result).toMatchObject({ failed: 0 })
    expect(result?.leftOut).toBeGreaterThan(0)
  })
})
