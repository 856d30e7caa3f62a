import { beforeAll, describe, expect, it } from 'vitest'
import {
  createStockAdjustment,
  createStockCount,
  createStockRevaluation,
  createStockTransfer,
  createWarehouse,
  enterStockCount,
  getStockAdjustment,
  getStockCount,
  getStockRevaluation,
  getStockTransfer,
  letterhead,
  listStockAdjustments,
  listStockCounts,
  listStockRevaluations,
  listStockTransfers,
  type PrintedStock,
  postStockAdjustment,
  postStockRevaluation,
  printStock,
  receiveStockTransfer,
  shipStockTransfer,
  startStockCount,
  submitStockCount,
} from '@/server/modules/inventory'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { wordsFor } from '@/server/platform/print/words'
import { search } from '@/server/platform/search/search'
import { createStockCompany, makeItem, type StockCompany } from '@/server/testing/stock'
import { stockCountPaper } from './print/papers'

let c: StockCompany
let itemId: string
const dates = { documentDate: '2026-04-01', postingDate: '2026-04-01' }
const as = () => ({ actor: c.admin })
/** The names of a document's file in both languages; that it is a file of one page is asserted. */
const printed = async (document: PrintedStock, id: string) => {
  const files = await Promise.all((['en', 'zh'] as const).map((locale) => printStock(document, [id], locale, as())))
  for (const { body } of files) expect(body.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  return files.map((file) => file.name)
}
beforeAll(async () => {
  c = await createStockCompany()
  itemId = await makeItem(c, 'BOLT')
})

describe('documents of inventory as they are shown', () => {
  it('an adjustment with the value it moved', async () => {
    const { id } = await runCommand(
      createStockAdjustment,
      {
        companyId: c.companyId,
        ...dates,
        kind: 'receipt',
        warehouseId: c.warehouseId,
        reason: 'Found',
        lines: [{ itemId, quantity: '10', unitCost: '3' }],
      },
      as(),
    )
    const before = await runQuery(getStockAdjustment, { id }, as())
    expect(before).toMatchObject({
      status: 'draft',
      number: null,
      value: null,
      lines: [{ quantity: '10', value: null }],
    })
    const { number } = await runCommand(postStockAdjustment, { id }, as())
    const after = await runQuery(getStockAdjustment, { id }, as())
    expect(after).toMatchObject({ status: 'posted', number, value: '30.0000', lines: [{ value: '30.0000' }] })
    expect((await runQuery(listStockAdjustments.rows, {}, as())).rows).toMatchObject([{ id, status: 'posted' }])
    expect(await printed('stock_adjustment', id)).toEqual([
      `Stock adjustment ${number}.pdf`,
      `库存调整单 ${number}.pdf`,
    ])
    const { hits } = await runQuery(search, { text: number ?? '' }, as())
    expect(hits).toMatchObject([{ kind: 'stock_adjustment', href: `inventory/adjustments/${id}` }])
  })

  it('a transfer with what is on its way', async () => {
    const place = { companyId: c.companyId, code: 'WEST', name: 'West' }
    const west = await runCommand(createWarehouse, place, as())
    const { id } = await runCommand(
      createStockTransfer,
      {
        companyId: c.companyId,
        ...dates,
        fromWarehouseId: c.warehouseId,
        toWarehouseId: west.id,
        lines: [{ itemId, quantity: '4' }],
      },
      as(),
    )
    expect((await runQuery(getStockTransfer, { id }, as())).lines).toMatchObject([{ received: '0', open: '0' }])
    await runCommand(shipStockTransfer, { id }, as())
    const shipped = await runQuery(getStockTransfer, { id }, as())
    expect(shipped.lines).toMatchObject([{ open: '4' }])
    const lineId = shipped.lines[0]?.id ?? ''
    await runCommand(receiveStockTransfer, { id, postingDate: '2026-04-03', lines: [{ lineId, quantity: '1' }] }, as())
    const got = await runQuery(getStockTransfer, { id }, as())
    expect(got).toMatchObject({ status: 'received', lines: [{ received: '1', open: '3' }] })
    expect((await runQuery(listStockTransfers.rows, {}, as())).rows).toMatchObject([{ toWarehouse: 'West' }])
    expect(await printed('stock_transfer', id)).toEqual([
      `Stock transfer ${got.number}.pdf`,
      `库存调拨单 ${got.number}.pdf`,
    ])
  })

  it('a blind count hides the books until it is reviewed', async () => {
    const header = { companyId: c.companyId, ...dates, warehouseId: c.warehouseId, toleranceValue: '1' }
    const { id } = await runCommand(createStockCount, header, as())
    await runCommand(startStockCount, { id }, as())
    const sheet = await runQuery(getStockCount, { id }, as())
    const [line] = sheet.lines
    expect(sheet).toMatchObject({ hidden: true, lines: [{ itemCode: 'BOLT', book: null, counted: null }] })
    const words = wordsFor('en')
    const paper = async () => {
      const head = await letterhead(as(), c.companyId, null, words)
      const { columns, rows } = stockCountPaper(await runQuery(getStockCount, { id }, as()), head, words)
      return [columns.map((col) => col.label), rows[0]?.cells]
    }
    // The sheet that one carries through the warehouse says no more than the screen.
    expect(await paper()).toEqual([
      ['Bin', 'Item', 'Unit', 'Counted'],
      [line?.bin, 'BOLT  Item BOLT', 'Each', expect.stringMatching(/^_+$/)],
    ])
    const counted = { itemId, binId: line?.binId ?? '', counted: '5' }
    await runCommand(enterStockCount, { id, lines: [counted] }, as())
    await runCommand(submitStockCount, { id }, as())
    const review = await runQuery(getStockCount, { id }, as())
    expect(review).toMatchObject({ hidden: false, status: 'review' })
    expect(await paper()).toEqual([
      ['Bin', 'Item', 'Unit', 'Books', 'Counted', 'Difference'],
      [line?.bin, 'BOLT  Item BOLT', 'Each', '6', '5', '-1'],
    ])
    expect(review.lines).toMatchObject([
      { book: '6', counted: '5', variance: '-1', varianceValue: '-3', overTolerance: true, countedByMe: true },
    ])
    const storeman = {
      ...c.admin,
      grants: new Map(
        ['read', 'post'].map((act) => [`inventory.stock_count.${act}`, { scope: 'all', amountLimit: null }] as const),
      ),
    }
    const unvalued = await runQuery(getStockCount, { id }, { actor: storeman })
    expect(unvalued).toMatchObject({
      valued: false,
      lines: [{ variance: '-1', varianceValue: null, overTolerance: true }],
    })
    expect((await runQuery(listStockCounts.rows, {}, as())).rows).toMatchObject([{ id }])
  })

  it('a revaluation with the cost before and what it changed', async () => {
    const lines = [{ itemId, unitCost: '4' }]
    const input = { companyId: c.companyId, ...dates, postingDate: '2026-12-31', reason: 'Market', lines }
    const { id } = await runCommand(createStockRevaluation, input, as())
    expect((await runQuery(getStockRevaluation, { id }, as())).lines).toMatchObject([
      { currentCost: '3', difference: null },
    ])
    await runCommand(postStockRevaluation, { id }, as())
    const { lines: after } = await runQuery(getStockRevaluation, { id }, as())
    expect(after).toMatchObject([{ currentCost: '4' }])
    expect(Number(after[0]?.difference)).toBeGreaterThan(0)
    expect((await runQuery(listStockRevaluations.rows, {}, as())).rows).toMatchObject([{ id }])
  })
})
