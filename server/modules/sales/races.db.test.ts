import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '@/server/platform/commands/runner'
import {
  approvedOrder,
  brokenInvariants,
  createSalesCompany,
  line,
  makeOrder,
  makeSalesCustomer,
  makeSoldItem,
  orderRow,
  type SalesCompany,
} from '@/server/testing/sales'
import { readRows } from '@/server/testing/stock'
import { approveSalesOrder, invoiceSalesOrder, shipSalesOrder } from '.'

let c: SalesCompany
beforeAll(async () => {
  c = await createSalesCompany()
})
const approve = (id: string) => runCommand(approveSalesOrder, { id }, c.call)

afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

describe('what many do at once', () => {
  it('lets only one of two orders through a credit limit that holds one, and exactly at the limit passes', async () => {
    const customerId = await makeSalesCustomer(c, { creditLimit: '120' })
    const itemId = await makeSoldItem(c, { price: '100', stock: '10' })
    const orders = await Promise.all([1, 2, 3, 4].map(() => makeOrder(c, customerId, [line(itemId, '1')])))
    const results = await Promise.allSettled(orders.map((o) => approve(o.id)))
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
    for (const r of results)
      if (r.status === 'rejected')
        expect(r.reason).toMatchObject({ code: 'sales.credit_limit', params: { exposure: '240', limit: '120' } })
    const [winner] = orders.filter((_, i) => results[i]?.status === 'fulfilled')
    // Billed, the order becomes a receivable: the limit is as full as before.
    await runCommand(shipSalesOrder, { id: winner?.id ?? '' }, c.call)
    await runCommand(invoiceSalesOrder, { id: winner?.id ?? '', post: true }, c.call)
    const [loser] = orders.filter((_, i) => results[i]?.status === 'rejected')
    await expect(approve(loser?.id ?? '')).rejects.toMatchObject({ code: 'sales.credit_limit' })
    const rows = await readRows<{ orders: string }>(
      c.admin,
      'select trim_scale(orders)::text as orders from customer_exposure where customer_id = $1',
      [customerId],
    )
    expect(rows).toEqual([{ orders: '0' }])
  })

  it('takes a credit limit of zero for a limit', async () => {
    const customerId = await makeSalesCustomer(c, { creditLimit: '0' })
    const itemId = await makeSoldItem(c, { price: '1', stock: '1' })
    const order = await makeOrder(c, customerId, [line(itemId, '1')])
    await expect(approve(order.id)).rejects.toMatchObject({ code: 'sales.credit_limit' })
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'draft', exposure: '0' })
  })

  it('reserves exactly 10 for 500 orders on 10 pieces', async () => {
    const itemId = await makeSoldItem(c, { price: '5', stock: '10' })
    const customers = await Promise.all(Array.from({ length: 20 }, () => makeSalesCustomer(c)))
    const ids: string[] = []
    for (let k = 0; k < 500; k += 50) {
      const made = await Promise.all(
        Array.from({ length: 50 }, (_, i) => makeOrder(c, customers[(k + i) % 20] ?? '', [line(itemId, '1')])),
      )
      ids.push(...made.map((o) => o.id))
    }
    const approved = await Promise.all(ids.map(approve))
    const reserved = approved.flatMap((a) => a.lines).filter((l) => Number(l.reserved) === 1)
    const short = approved.flatMap((a) => a.lines).filter((l) => Number(l.short) === 1)
    expect([reserved.length, short.length]).toEqual([10, 490])
    const [row] = await readRows<{ on_hand: string; reserved: string }>(
      c.admin,
      'select sum(on_hand)::int::text as on_hand, sum(reserved)::int::text as reserved from stock_balance where item_id = $1',
      [itemId],
    )
    expect(row).toEqual({ on_hand: '10', reserved: '10' })
  }, 120_000)

  it('ships what is reserved once, however often it is asked', async () => {
    const itemId = await makeSoldItem(c, { price: '5', stock: '10' })
    const order = await approvedOrder(c, await makeSalesCustomer(c), [line(itemId, '4')])
    const results = await Promise.allSettled([1, 2, 3].map(() => runCommand(shipSalesOrder, { id: order.id }, c.call)))
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
    const bills = await Promise.allSettled(
      [1, 2, 3].map(() => runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)),
    )
    expect(bills.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  })
})
