import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import {
  brokenInvariants,
  createSalesCompany,
  line,
  makeOrder,
  makeSalesCustomer,
  makeSoldItem,
  type SalesCompany,
} from '@/server/testing/sales'
import {
  addressSalesOrder,
  approveSalesOrder,
  cancelSalesOrder,
  createDelivery,
  getCustomerInvoice,
  getDelivery,
  getSalesOrder,
  invoiceSalesOrder,
  printSalesDocument,
  quoteSalesOrder,
  shipSalesOrder,
} from '..'

let c: SalesCompany
beforeAll(async () => {
  c = await createSalesCompany()
})

afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const site = {
  name: 'Site office',
  lines: ['Gate 4'],
  city: 'Tacoma',
  region: 'WA',
  postalCode: '98402',
  country: 'US',
}
const office = { ...site, name: 'Accounts payable', lines: ['PO Box 77'] }

describe('the addresses of an order', () => {
  it('change while it is open; deliveries that have not left follow, bills take the address', async () => {
    const bolt = await makeSoldItem(c, { price: '10', stock: '100', cost: '5' })
    const order = await makeOrder(c, await makeSalesCustomer(c), [line(bolt, '10')])
    await runCommand(quoteSalesOrder, { id: order.id }, c.call)
    await runCommand(addressSalesOrder, { id: order.id, billingAddress: office }, c.call)
    await runCommand(approveSalesOrder, { id: order.id }, c.call)
    const first = await runCommand(
      createDelivery,
      {
        companyId: c.companyId,
        orderIds: [order.id],
        lines: [{ orderLineId: order.lines[0]?.id ?? '', quantity: '4' }],
      },
      c.call,
    )
    const before = await runQuery(getSalesOrder, { id: order.id }, c.call)
    await runCommand(addressSalesOrder, { id: order.id, version: before.version, deliveryAddress: site }, c.call)
    expect(await runQuery(getSalesOrder, { id: order.id }, c.call)).toMatchObject({
      status: 'approved',
      version: before.version + 1,
      gross: before.gross,
      deliveryAddress: site,
      billingAddress: office,
      reservationProgress: before.reservationProgress,
    })
    expect(await runQuery(getDelivery, { id: first.id }, c.call)).toMatchObject({ address: site })
    const picking = await printSalesDocument('picking_list', [first.id], 'zh', c.call)
    expect(picking.name).toMatch(/^拣货单 .+\.pdf$/)
    expect(picking.body.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)

    const shipped = await runCommand(shipSalesOrder, { id: order.id }, c.call)
    await runCommand(addressSalesOrder, { id: order.id, deliveryAddress: null }, c.call)
    expect(await runQuery(getDelivery, { id: shipped.deliveryId }, c.call)).toMatchObject({ address: site })
    expect((await runQuery(getDelivery, { id: first.id }, c.call)).address).not.toEqual(site)
    const bill = await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    expect(await runQuery(getCustomerInvoice, { id: bill.id }, c.call)).toMatchObject({ billingAddress: office })
    await expect(
      runCommand(addressSalesOrder, { id: order.id, version: before.version, deliveryAddress: site }, c.call),
    ).rejects.toMatchObject({ code: 'common.stale_version' })
  })

  it('stay once it is over', async () => {
    const bolt = await makeSoldItem(c, { price: '10', stock: '1', cost: '5' })
    const order = await makeOrder(c, await makeSalesCustomer(c), [line(bolt, '1')])
    await runCommand(cancelSalesOrder, { id: order.id, reason: 'Not wanted' }, c.call)
    await expect(runCommand(addressSalesOrder, { id: order.id, deliveryAddress: site }, c.call)).rejects.toMatchObject({
      code: 'common.wrong_state',
    })
  })
})

describe('several documents', () => {
  it('print into one file, each on pages of its own', async () => {
    const bolt = await makeSoldItem(c, { price: '10', stock: '9', cost: '5' })
    const customerId = await makeSalesCustomer(c)
    const orders = [
      await makeOrder(c, customerId, [line(bolt, '1')]),
      await makeOrder(c, customerId, [line(bolt, '2')]),
    ]
    const ids = orders.map((o) => o.id)
    const { name, body } = await printSalesDocument('sales_order', ids, 'en', c.call)
    expect(name).toMatch(/ 2\.pdf$/)
    expect(body.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2)
  })
})
