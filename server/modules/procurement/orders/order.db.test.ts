import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Id } from '@/server/kernel/ids'
import { runCommand } from '@/server/platform/commands/runner'
import {
  type BuyingCompany,
  brokenInvariants,
  createBuyingCompany,
  makeBoughtItem,
  makeSupplier,
} from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import {
  approvePurchaseOrder,
  callOffBlanketOrder,
  cancelPurchaseOrder,
  changePurchaseOrder,
  closePurchaseOrder,
  closeShortPurchaseOrder,
  confirmPurchaseOrder,
  createGoodsReceipt,
  createPurchaseOrder,
  duplicatePurchaseOrder,
  reopenPurchaseOrder,
  revisePurchaseOrder,
  sendPurchaseOrder,
  submitPurchaseOrder,
  updatePurchaseOrder,
  updatePurchaseSettings,
} from '..'

let c: BuyingCompany
let supplierId: Id
let itemId: Id
beforeAll(async () => {
  c = await createBuyingCompany()
  supplierId = await makeSupplier(c, { taxCodeIds: [c.taxCodeId] })
  itemId = await makeBoughtItem(c)
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

type Input = z.input<typeof createPurchaseOrder.input>
const create = (lines: Input['lines'], more: Partial<Input> = {}) =>
  runCommand(createPurchaseOrder, { companyId: c.companyId, supplierId, lines, ...more }, c.call)
const approve = (id: Id) => runCommand(approvePurchaseOrder, { id }, c.call)
const orderOf = async (id: Id) => {
  const [row] = await readRows<Record<string, string>>(
    c.admin,
    `select status, revision::text, trim_scale(net)::text as net, trim_scale(tax)::text as tax, trim_scale(base_net)::text as base,
       trim_scale(approved_base_net)::text as approved from purchase_order where id = $1`,
    [id],
  )
  return { ...row }
}
const revisions = (id: Id) =>
  readRows<{ revision: number; net: string }>(
    c.admin,
    'select revision, trim_scale(net)::text as net from purchase_order_revision where order_id = $1 order by revision',
    [id],
  )
const refused = (code: string) => expect.objectContaining({ code })

describe('a purchase order', () => {
  it('adds up as sales orders do: lines, document discount, freight, tax, base currency', async () => {
    const made = await create(
      [
        { itemId, quantity: '3', unitPrice: '19.99' },
        { itemId, quantity: '7', unitPrice: '0.333333' },
        { kind: 'freight', unitPrice: '9', description: 'Freight' },
      ],
      { discountPercent: '3', currency: 'EUR', rate: '1.0837' },
    )
    // 59.97 + 2.33 = 62.30, less 3 % = 60.43, plus 9 = 69.43; tax 20 % of what carries it.
    expect([made.net, made.lines.map((l) => l.net)]).toEqual(['69.43', ['58.17', '2.26', '9.00']])
    expect(await orderOf(made.id)).toMatchObject({ net: '69.43', base: '75.24', status: 'draft' })
  })

  it('goes from draft to confirmed, and keeps what was approved', async () => {
    const made = await create([{ itemId, quantity: '5', unitPrice: '10' }])
    await runCommand(submitPurchaseOrder, { id: made.id }, c.call)
    await approve(made.id)
    await expect(runCommand(sendPurchaseOrder, { id: made.id }, c.call)).rejects.toEqual(
      refused('procurement.no_email'),
    )
    await runCommand(sendPurchaseOrder, { id: made.id, email: 'orders@supplier.example' }, c.call)
    const [line] = made.lines
    await runCommand(
      confirmPurchaseOrder,
      {
        id: made.id,
        supplierReference: 'AB-1',
        lines: [{ id: line?.id ?? '', quantity: '4', promisedDate: '2026-07-20' }],
      },
      c.call,
    )
    expect(await orderOf(made.id)).toMatchObject({ status: 'confirmed', approved: '50' })
    const [row] = await readRows<object>(
      c.admin,
      'select promised_date::text as date, trim_scale(confirmed_quantity)::text as quantity from purchase_order_line where order_id = $1',
      [made.id],
    )
    expect(row).toMatchObject({ date: '2026-07-20', quantity: '4' })
    expect(await revisions(made.id)).toMatchObject([{ revision: 0, net: '50' }])
  })

  it('is refused without a line, a warehouse it can be received in, or an account', async () => {
    const empty = await create([])
    await expect(approve(empty.id)).rejects.toEqual(refused('procurement.no_lines'))
    const service = await create([{ kind: 'service', description: 'Cleaning', quantity: '1', unitPrice: '80' }])
    await expect(approve(service.id)).rejects.toEqual(refused('procurement.no_account'))
    await expect(create([{ itemId, quantity: '1' }])).rejects.toMatchObject({
      issues: [{ path: 'lines.0.unitPrice', code: 'procurement.no_price' }],
    })
    const sales = await readRows<{ id: Id }>(c.admin, `select id from tax_code where code = 'EU-VAT20-OUT'`)
    await expect(
      create([{ itemId, quantity: '1', unitPrice: '1', taxCodeIds: [sales[0]?.id ?? ''] }]),
    ).rejects.toMatchObject({ issues: [{ code: 'procurement.not_a_purchase_tax' }] })
  })

  it('is stopped by a rule when its supplier is blocked', async () => {
    const blocked = await makeSupplier(c, { block: 'orders' })
    const made = await create([{ itemId, quantity: '1', unitPrice: '1' }], { supplierId: blocked })
    await expect(approve(made.id)).rejects.toEqual(refused('procurement.supplier_blocked'))
  })

  it('is a copy with prices of today', async () => {
    const made = await create([{ itemId, quantity: '2', unitPrice: '7', discountPercent: '5' }])
    const copy = await runCommand(duplicatePurchaseOrder, { id: made.id }, c.call)
    expect(await orderOf(copy.id)).toMatchObject({ net: '13.3', status: 'draft' })
  })
})

describe('a revision', () => {
  const partly = async () => {
    const made = await create([
      { itemId, quantity: '10', unitPrice: '10' },
      { itemId, quantity: '5', unitPrice: '2' },
    ])
    await approve(made.id)
    const [first] = made.lines
    await runCommand(
      createGoodsReceipt,
      {
        companyId: c.companyId,
        orderIds: [made.id],
        post: true,
        lines: [{ orderLineId: first?.id ?? '', quantity: '4' }],
      },
      c.call,
    )
    return made
  }
  const lineInput = (id: Id | undefined, quantity: string, unitPrice = '10') => ({
    ...(id && { id }),
    itemId,
    quantity,
    unitPrice,
  })

  it('keeps what has come, and is approved anew', async () => {
    const made = await partly()
    const [first, second] = made.lines
    await runCommand(revisePurchaseOrder, { id: made.id, reason: 'less is needed' }, c.call)
    const save = (lines: Input['lines']) => runCommand(updatePurchaseOrder, { id: made.id, lines }, c.call)
    await expect(save([lineInput(second?.id, '5')])).rejects.toEqual(refused('procurement.already_received'))
    await expect(save([lineInput(first?.id, '3.99'), lineInput(second?.id, '5')])).rejects.toMatchObject({})
    await expect(save([lineInput(first?.id, '3')])).rejects.toEqual(refused('procurement.less_than_received'))
    await save([lineInput(first?.id, '4', '11')])
    await expect(
      runCommand(createGoodsReceipt, { companyId: c.companyId, orderIds: [made.id], post: true }, c.call),
    ).rejects.toEqual(refused('procurement.order_not_open'))
    await approve(made.id)
    expect(await orderOf(made.id)).toMatchObject({ status: 'approved', revision: '1', net: '44', approved: '44' })
    expect(await revisions(made.id)).toMatchObject([
      { revision: 0, net: '110' },
      { revision: 1, net: '44' },
    ])
  })

  it('needs no new approval within the limits of the company, exactly at them included', async () => {
    await runCommand(
      updatePurchaseSettings,
      { companyId: c.companyId, revisionPercent: '10', revisionAmount: '10' },
      c.call,
    )
    const made = await create([{ itemId, quantity: '10', unitPrice: '10' }])
    await approve(made.id)
    const [line] = made.lines
    const change = (unitPrice: string) =>
      runCommand(
        changePurchaseOrder,
        { id: made.id, reason: 'price change', lines: [lineInput(line?.id, '10', unitPrice)] },
        c.call,
      )
    await expect(change('11.001')).rejects.toEqual(refused('procurement.revision_needs_approval'))
    await change('11')
    expect(await orderOf(made.id)).toMatchObject({ status: 'approved', revision: '1', approved: '110' })
    await change('1')
    expect(await orderOf(made.id)).toMatchObject({ revision: '2', approved: '10' })
    expect(await revisions(made.id)).toHaveLength(3)
  })
})

describe('the end of an order', () => {
  it('cancelled while nothing has come, else closed short, and opened again', async () => {
    const made = await create([{ itemId, quantity: '10', unitPrice: '10' }])
    await approve(made.id)
    await runCommand(
      createGoodsReceipt,
      {
        companyId: c.companyId,
        orderIds: [made.id],
        post: true,
        lines: [{ orderLineId: made.lines[0]?.id ?? '', quantity: '4' }],
      },
      c.call,
    )
    const reason = 'not needed'
    await expect(runCommand(cancelPurchaseOrder, { id: made.id, reason }, c.call)).rejects.toEqual(
      refused('procurement.already_received'),
    )
    await expect(runCommand(closePurchaseOrder, { id: made.id }, c.call)).rejects.toEqual(
      refused('procurement.not_complete'),
    )
    await runCommand(closeShortPurchaseOrder, { id: made.id, reason }, c.call)
    const short = () =>
      readRows<object>(
        c.admin,
        'select trim_scale(short_quantity)::text as short from purchase_order_line where order_id = $1',
        [made.id],
      )
    expect(await short()).toMatchObject([{ short: '6' }])
    await runCommand(reopenPurchaseOrder, { id: made.id }, c.call)
    expect(await short()).toMatchObject([{ short: '0' }])
    expect(await orderOf(made.id)).toMatchObject({ status: 'approved' })
  })
})

describe('a blanket order', () => {
  const blanket = async (more: Partial<Input> = {}) => {
    const made = await create([{ itemId, quantity: '100', unitPrice: '2' }], {
      kind: 'blanket',
      validFrom: '2026-06-01',
      validTo: '2026-06-30',
      allowancePercent: '10',
      ...more,
    })
    await approve(made.id)
    const callOff = (quantity: string, documentDate = '2026-06-15') =>
      runCommand(
        callOffBlanketOrder,
        { blanketId: made.id, documentDate, lines: [{ blanketLineId: made.lines[0]?.id ?? '', quantity }] },
        c.call,
      )
    const called = async () => {
      const [row] = await readRows<object>(
        c.admin,
        `select trim_scale(o.called_amount)::text as amount, trim_scale(l.called_quantity)::text as quantity
         from purchase_order o join purchase_order_line l on l.order_id = o.id where o.id = $1`,
        [made.id],
      )
      return row
    }
    return { id: made.id, callOff, called }
  }

  it('is called off up to its quantity with the allowance, exactly at it, and not one more', async () => {
    const { callOff, called } = await blanket()
    const first = await callOff('60')
    await expect(callOff('51')).rejects.toEqual(refused('procurement.blanket_quantity'))
    await callOff('50')
    expect(await called()).toEqual({ amount: '220', quantity: '110' })
    await expect(callOff('1')).rejects.toEqual(refused('procurement.blanket_quantity'))
    await runCommand(cancelPurchaseOrder, { id: first.id, reason: 'not needed' }, c.call)
    expect(await called()).toEqual({ amount: '100', quantity: '50' })
    await callOff('60')
  })

  it('is called off up to its amount, and in its period', async () => {
    const { callOff } = await blanket({ blanketAmount: '100' })
    await callOff('55', '2026-06-30')
    await expect(callOff('1')).rejects.toEqual(refused('procurement.blanket_amount'))
    const other = await blanket()
    await expect(other.callOff('1', '2026-07-01')).rejects.toEqual(refused('procurement.blanket_period'))
    await expect(other.callOff('1', '2026-05-31')).rejects.toEqual(refused('procurement.blanket_period'))
    await other.callOff('1', '2026-06-01')
  })

  it('is never called off twice over, however many try at once', async () => {
    const { callOff, called } = await blanket({ allowancePercent: '0' })
    const tried = await Promise.allSettled(Array.from({ length: 12 }, () => callOff('10')))
    expect(tried.filter((t) => t.status === 'fulfilled')).toHaveLength(10)
    expect(await called()).toMatchObject({ quantity: '100' })
  })

  it('is closed when it is over, and then nothing is called off', async () => {
    const { id, callOff } = await blanket()
    await callOff('10')
    await expect(runCommand(cancelPurchaseOrder, { id, reason: 'not needed' }, c.call)).rejects.toEqual(
      refused('procurement.already_called'),
    )
    await runCommand(closePurchaseOrder, { id }, c.call)
    await expect(callOff('1')).rejects.toEqual(refused('procurement.blanket_not_open'))
  })
})
