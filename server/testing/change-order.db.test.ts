import { beforeAll, expect, it } from 'vitest'
import { changedOrder } from '@/components/procurement/order/changed-order'
import {
  approvePurchaseOrder,
  changePurchaseOrder,
  createPurchaseOrder,
  getPurchaseOrder,
  sendPurchaseOrder,
} from '@/server/modules/procurement'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { type BuyingCompany, createBuyingCompany, makeBoughtItem, makeSupplier } from './procurement'

let c: BuyingCompany
beforeAll(async () => {
  c = await createBuyingCompany()
})

it('what the dialog of a small change sends changes days, words and place, and nothing else', async () => {
  const supplierId = await makeSupplier(c)
  const [a, b] = [await makeBoughtItem(c), await makeBoughtItem(c)]
  const line = { kind: 'item' as const, warehouseId: c.warehouseId, taxCodeIds: [c.taxCodeId] }
  const { id } = await runCommand(
    createPurchaseOrder,
    {
      ...{ companyId: c.companyId, supplierId, discountAmount: '1.5' },
      lines: [
        { ...line, itemId: a, quantity: '3', unitPrice: '19.99' },
        { ...line, itemId: b, quantity: '7', unitPrice: '0.333333', discountPercent: '5' },
        { kind: 'freight', description: 'Freight', quantity: '1', unitPrice: '12' },
      ],
    } as never,
    c.call,
  )
  await runCommand(approvePurchaseOrder, { id }, c.call)
  await runCommand(sendPurchaseOrder, { id, email: null }, c.call)
  const read = () => runQuery(getPurchaseOrder, { id }, c.call)
  const before = await read()
  const [first, second] = before.lines
  const input = changedOrder(before, {
    dates: { [first?.id ?? '']: '2026-07-01', [second?.id ?? '']: '2026-07-09' },
    requestedDate: '2026-07-01',
    note: 'Ring twice',
    address: { name: 'Dock 4', lines: 'Quay 1\nGate B', postalCode: '20457', city: 'Hamburg', country: 'DE' },
  })
  const done = await runCommand(
    changePurchaseOrder,
    { ...input, id, version: before.version, reason: 'the ship is late' },
    c.call,
  )
  expect(done.status).toBe('approved')
  const after = await read()
  const { net, gross, baseNet } = before
  expect(after).toMatchObject({ net, gross, baseNet, revision: before.revision + 1, note: 'Ring twice' })
  expect(after).toMatchObject({
    requestedDate: '2026-07-01',
    deliveryAddress: { name: 'Dock 4', lines: ['Quay 1', 'Gate B'], city: 'Hamburg', country: 'DE' },
  })
  expect(after.lines.slice(0, 2).map((l) => [l.id, l.promisedDate, l.quantity, l.unitPrice])).toEqual([
    [first?.id, '2026-07-01', first?.quantity, first?.unitPrice],
    [second?.id, '2026-07-09', second?.quantity, second?.unitPrice],
  ])
})
