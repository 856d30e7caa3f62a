import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Id } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { importRows } from '@/server/platform/imports/importer'
import { installShippedRules } from '@/server/platform/rules/editing'
import { type BuyingCompany, createBuyingCompany, makeBoughtItem, makeSupplier } from '@/server/testing/procurement'
import { inCommand, readRows } from '@/server/testing/stock'
import {
  approvePurchaseOrder,
  blockSupplier,
  cancelPurchaseOrder,
  createPurchaseOrder,
  createSupplier,
  explainSupplierPrices,
  getSupplier,
  saveSupplierPrices,
  updateSupplier,
} from '..'

let c: BuyingCompany
let itemId: Id
let supplierId: Id
beforeAll(async () => {
  c = await createBuyingCompany()
  itemId = await makeBoughtItem(c)
  supplierId = await makeSupplier(c)
})

const refused = (code: string) => expect.objectContaining({ code })

describe('a supplier', () => {
  it('is a party with terms, whose tax id fits its country', async () => {
    const create = (code: string, taxId: string, country: string) =>
      runCommand(
        createSupplier,
        {
          companyId: c.companyId,
          code,
          party: {
            name: `Supplier ${code}`,
            taxId,
            addresses: [{ lines: ['Street 1'], city: 'Town', country, billing: true }],
            contacts: [{ name: 'Ann', email: 'ann@supplier.example', main: true }],
          },
        },
        c.call,
      )
    await expect(create('W1', 'DE136695977', 'DE')).rejects.toMatchObject({
      issues: [{ path: 'party.taxId', code: 'procurement.tax_id' }],
    })
    const { id, version } = await create('W2', 'DE136695976', 'DE')
    const before = await runQuery(getSupplier, { id }, c.call)
    expect(before).toMatchObject({ taxCountry: 'DE', currency: 'USD', contacts: [{ name: 'Ann' }] })
    await expect(runCommand(updateSupplier, { id, version, party: { taxId: 'DE1' } }, c.call)).rejects.toEqual(
      refused('procurement.tax_id'),
    )
    await runCommand(updateSupplier, { id, version, name: 'New name', leadTimeDays: 5, party: { phone: '1' } }, c.call)
    expect(await runQuery(getSupplier, { id }, c.call)).toMatchObject({ name: 'New name', phone: '1', leadTimeDays: 5 })
    await expect(create('W2', 'DE136695976', 'DE')).rejects.toMatchObject({
      issues: [{ code: 'procurement.supplier_code_taken' }],
    })
    await expect(runCommand(blockSupplier, { id, block: 'all' }, c.call)).rejects.toEqual(
      refused('validation.required'),
    )
    await runCommand(blockSupplier, { id, block: 'all', reason: 'bad goods' }, c.call)
  })

  it('agrees on prices: the most specific wins, ties are refused', async () => {
    const save = (prices: z.input<typeof saveSupplierPrices.input>['prices']) =>
      runCommand(saveSupplierPrices, { supplierId, prices }, c.call)
    await save([
      { itemId, unitPrice: '10' },
      { itemId, minQuantity: '100', unitPrice: '9', validFrom: '2026-06-01', validTo: '2026-06-30' },
    ])
    await expect(save([{ itemId, unitPrice: '11' }])).rejects.toMatchObject({
      issues: [{ code: 'procurement.price_tie' }],
    })
    await expect(
      save([
        { itemId, unitPrice: '1', minQuantity: '5' },
        { itemId, unitPrice: '2', minQuantity: '5.0' },
      ]),
    ).rejects.toMatchObject({ issues: [{ path: 'prices.1', code: 'procurement.price_tie' }] })
    const priceOf = async (quantity: string, date: string) => {
      const [row] = await runQuery(
        explainSupplierPrices,
        { supplierId, date, lines: [{ id: '1', itemId, quantity }] },
        c.call,
      )
      return row?.unitPrice
    }
    expect(
      await Promise.all([priceOf('99', '2026-06-30'), priceOf('100', '2026-06-30'), priceOf('100', '2026-07-01')]),
    ).toEqual(['10', '9', '10'])
  })

  it('comes from a file, with its prices', async () => {
    const take = (kind: string, cells: Record<string, string>[]) =>
      runCommand(
        importRows,
        { companyId: c.companyId, kind, rows: cells.map((cell, i) => ({ line: i + 2, cells: cell })) },
        c.call,
      )
    await take('suppliers', [
      { code: 'F1', name: 'From a file', currency: 'EUR', country: 'DE', taxId: 'DE136695976', leadTimeDays: '12' },
    ])
    const [code] = await readRows<{ code: string }>(c.admin, 'select code from item where id = $1', [itemId])
    await take('supplier_prices', [{ supplier: 'F1', item: code?.code ?? '', unitPrice: '3.5', orderMinimum: '20' }])
    const [price] = await readRows<object>(
      c.admin,
      `select p.currency, trim_scale(p.unit_price)::text as price, s.lead_time_days as days from supplier_price p
       join supplier s on s.id = p.supplier_id where s.code = 'F1'`,
    )
    expect(price).toMatchObject({ currency: 'EUR', price: '3.5', days: 12 })
  })
})

describe('the shipped rules', () => {
  it('stop a price over the agreement and orders split under a limit, and warn of what nobody asked for', async () => {
    // Rules are in force from the day they are installed.
    const today = { actor: c.admin }
    await inCommand(c.admin, (ctx) => installShippedRules(ctx))
    const own = await makeSupplier(c)
    await runCommand(saveSupplierPrices, { supplierId: own, prices: [{ itemId, unitPrice: '10' }] }, today)
    const create = (quantity: string, unitPrice?: string) =>
      runCommand(
        createPurchaseOrder,
        { companyId: c.companyId, supplierId: own, lines: [{ itemId, quantity, ...(unitPrice && { unitPrice }) }] },
        today,
      )
    const dear = await create('1', '10.01')
    expect(dear.findings.map((f) => f.ruleCode)).toContain('purchase-price-over-agreement')
    await expect(runCommand(approvePurchaseOrder, { id: dear.id }, today)).rejects.toEqual(
      refused('common.rule_blocked'),
    )
    const exact = await create('600')
    expect(exact.findings.filter((f) => f.effect === 'override')).toEqual([])
    await runCommand(approvePurchaseOrder, { id: exact.id }, today)
    // 6,000 and 10.01 before: exactly at 10,000 passes, a cent more is a split.
    const expenseAccountId = await c.account('6200')
    const service = (unitPrice: string) =>
      runCommand(
        createPurchaseOrder,
        {
          companyId: c.companyId,
          supplierId: own,
          lines: [{ kind: 'service', description: 'Work', quantity: '1', unitPrice, expenseAccountId }],
        },
        today,
      )
    const split = await service('3990')
    await expect(runCommand(approvePurchaseOrder, { id: split.id }, today)).rejects.toMatchObject({
      code: 'common.rule_blocked',
      details: [{ ruleCode: 'purchase-order-split' }],
    })
    await runCommand(cancelPurchaseOrder, { id: split.id, reason: 'not needed' }, today)
    const whole = await service('3989.99')
    await runCommand(approvePurchaseOrder, { id: whole.id }, today)
  })
})
