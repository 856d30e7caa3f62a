import { afterAll, beforeAll, expect, it } from 'vitest'
import '@/server/composition'
import {
  createPartyBankAccount,
  returnPartyBankAccount,
  submitBudget,
  submitPartyBankAccount,
} from '@/server/modules/finance'
import {
  createGoodsReceipt,
  createLandedCost,
  createPurchaseOrder,
  createPurchaseRequisition,
  createSupplierInvoice,
  postGoodsReceipt,
  postLandedCost,
  postSupplierInvoice,
  submitPurchaseOrder,
  submitPurchaseRequisition,
} from '@/server/modules/procurement'
import { previewApproval } from '@/server/platform/approvals/preview'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { stopListening } from '@/server/platform/events/listen'
import { closePools } from '@/server/platform/pools'
import { createTestBudget } from '@/server/testing/budgets'
import {
  type BuyingCompany,
  createBuyingCompany,
  makeBoughtItem,
  makeSupplier,
  placeOrder,
} from '@/server/testing/procurement'
import { readRows } from '../stock'
import { type Colleague, colleague, decide, flow, instanceOf, refusal } from './desk'

let c: BuyingCompany
let head: Colleague
beforeAll(async () => {
  c = await createBuyingCompany()
  head = await colleague(c, 'Head', { permissions: [] })
})
afterAll(async () => {
  await stopListening()
  await closePools()
})

const guard = (document: string, transition = 'approve') =>
  flow(c, [{ approvers: { kind: 'people', userIds: [head.userId] } }], { document, transition })
/** The lines as somebody reads them who may decide and nothing else. */
const read = async (documentId: string) => {
  const { id } = await instanceOf(c, documentId)
  const { lines } = await runQuery(previewApproval, { id }, { ...c.call, actor: head })
  return lines && { currency: lines.currency, rows: lines.rows.map(({ id: _id, ...row }) => row) }
}

it('an approver reads the charges of a landed cost', async () => {
  const placed = await placeOrder(c, await makeSupplier(c), [
    { itemId: await makeBoughtItem(c), quantity: '4', price: '2.5' },
  ])
  const came = await runCommand(
    createGoodsReceipt,
    { companyId: c.companyId, orderIds: [placed.id], post: true },
    c.call,
  )
  await guard('landed_cost', 'post')
  const charges = [
    { kind: 'freight' as const, method: 'value' as const, amount: '6.5', description: 'By sea' },
    { kind: 'duty' as const, method: 'quantity' as const, amount: '2' },
  ]
  const cost = await runCommand(
    createLandedCost,
    { companyId: c.companyId, receiptIds: [came.id], charges } as never,
    c.call,
  )
  await refusal(runCommand(postLandedCost, { id: cost.id }, c.call))
  expect(await read(cost.id)).toMatchObject({
    currency: 'USD',
    rows: [
      { text: 'By sea', amount: '6.5' },
      { text: 'duty', amount: '2' },
    ],
  })
})

it('an approver reads what is bought, received and billed', async () => {
  const supplierId = await makeSupplier(c)
  const itemId = await makeBoughtItem(c)
  await guard('purchase_requisition')
  await guard('purchase_order')
  const wanted = { kind: 'item' as const, itemId, quantity: '4', unitPrice: '2.5', warehouseId: c.warehouseId }
  const need = await runCommand(
    createPurchaseRequisition,
    { companyId: c.companyId, neededOn: '2026-06-20', lines: [{ ...wanted, supplierId }] } as never,
    c.call,
  )
  await runCommand(submitPurchaseRequisition, { id: need.id }, c.call)
  const amounts = { quantity: '4', amount: '10' }
  expect(await read(need.id)).toMatchObject({ currency: 'USD', rows: [amounts] })
  const order = await runCommand(
    createPurchaseOrder,
    { companyId: c.companyId, supplierId, lines: [{ ...wanted, taxCodeIds: [] }] } as never,
    c.call,
  )
  await runCommand(submitPurchaseOrder, { id: order.id }, c.call)
  expect(await read(order.id)).toMatchObject({ currency: 'USD', rows: [{ ...amounts, unit: 'EA', price: '2.5' }] })

  await guard('goods_receipt', 'post')
  const placed = await placeOrder(c, supplierId, [{ itemId, quantity: '4', price: '2.5' }])
  const receipt = await runCommand(createGoodsReceipt, { companyId: c.companyId, orderIds: [placed.id] }, c.call)
  await refusal(runCommand(postGoodsReceipt, { id: receipt.id }, c.call))
  expect(await read(receipt.id)).toMatchObject({ rows: [{ quantity: '4', unit: 'EA' }] })
  await guard('supplier_invoice', 'post')
  const lines = [{ orderLineId: placed.lineIds[0], quantity: '4' }] as never
  const header = { companyId: c.companyId, supplierId, supplierNumber: 'V-1', documentDate: '2026-06-10' }
  const invoice = await runCommand(createSupplierInvoice, { ...header, lines }, c.call)
  await refusal(runCommand(postSupplierInvoice, { id: invoice.id }, c.call))
  expect(await read(invoice.id)).toMatchObject({ currency: 'USD', rows: [amounts] })
})

it('and what a budget and a bank account say, never the whole number', async () => {
  await guard('budget')
  const budget = await createTestBudget(
    { admin: c.admin, companyId: c.companyId } as Parameters<typeof createTestBudget>[0],
    [{ accountId: await c.account('6200'), months: Array.from({ length: 12 }, () => '100') }],
    { year: '2026', approve: false },
  )
  await runCommand(submitBudget, { id: budget }, c.call)
  expect(await read(budget)).toMatchObject({
    currency: 'USD',
    rows: [{ text: expect.stringMatching(/^6200 /), amount: '1200' }],
  })

  await guard('party_bank_account')
  const [party] = await readRows<{ id: string }>(c.admin, 'select party_id as id from supplier limit 1')
  const by = { ...c.call, actor: await colleague(c, 'Clerk', { permissions: ['finance.*'] }) }
  const account = await runCommand(
    createPartyBankAccount,
    {
      ...{ companyId: c.companyId, partyId: party?.id ?? '', holder: 'Holder', currency: 'USD', country: 'DE' },
      ...{ accountNumber: 'DE89370400440532013000', reason: 'letter of the bank' },
    } as never,
    by,
  )
  await runCommand(returnPartyBankAccount, { id: account.id, reason: 'look again' } as never, by)
  await runCommand(submitPartyBankAccount, { id: account.id }, by)
  const seen = await read(account.id)
  expect(seen?.rows).toMatchObject([{ text: expect.stringContaining('…3000') }])
  expect(JSON.stringify(seen)).not.toContain('0532')
  // The flow is the second person.
  expect(await decide({ ...c }, head, account.id)).toMatchObject({ executed: true })
  const [row] = await readRows(c.admin, 'select status from party_bank_account where id = $1', [account.id])
  expect(row).toEqual({ status: 'active' })
})
