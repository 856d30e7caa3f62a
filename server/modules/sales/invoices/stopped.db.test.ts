import { beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { createRule, publishRule } from '@/server/platform/rules/editing'
import { documentFindings, overrideFinding } from '@/server/platform/rules/override'
import {
  approvedOrder,
  createSalesCompany,
  line,
  makeSalesCustomer,
  makeSoldItem,
  type SalesCompany,
} from '@/server/testing/sales'
import { readRows } from '@/server/testing/stock'
import { createCustomerInvoice, getCustomerInvoice, postCustomerInvoice, shipSalesOrder } from '..'

let c: SalesCompany
let orderId: Id
beforeAll(async () => {
  c = await createSalesCompany()
  const customerId = await makeSalesCustomer(c)
  const itemId = await makeSoldItem(c, { price: '10', stock: '100', cost: '4' })
  orderId = (await approvedOrder(c, customerId, [line(itemId, '5')])).id
  await runCommand(shipSalesOrder, { id: orderId }, c.call)
  const rule = await runCommand(
    createRule,
    {
      code: 'odd-price',
      nameEn: 'Odd price',
      nameZh: '异常价格',
      document: 'customer_invoice',
      triggers: ['post'],
      scope: 'line',
      ownerId: null,
      content: {
        condition: 'net_unit_price < 11',
        effect: 'override',
        messageEn: 'Low',
        messageZh: '低',
        overridePermission: 'sales.price.override',
        parameters: {},
        effectiveFrom: '2020-01-01',
        effectiveTo: null,
      },
    },
    c.call,
  )
  await runCommand(publishRule, { id: rule.id, version: rule.version }, c.call)
})

const audit = (id: Id) =>
  readRows<{ action: string; label: string | null }>(
    c.admin,
    `select action, label from audit_log where document_id = $1 order by at, id`,
    [id],
  )

describe('an invoice that a rule stops while it is made and posted', () => {
  it('stays as a draft with the decision, once however often it is sent, and is posted after the override', async () => {
    const input = { companyId: c.companyId, orderIds: [orderId], post: true }
    const send = () =>
      runCommand(createCustomerInvoice, input, { ...c.call, idempotencyKey: 'once' }).catch((e: unknown) => e)
    const refused = (await send()) as { code: string; params: { id: string; document: string }; details: object[] }
    expect(refused).toMatchObject({ code: 'common.rule_blocked', params: { document: 'customer_invoice' } })
    const { id } = refused.params
    expect(await send()).toMatchObject({ code: 'common.rule_blocked', params: { id } })
    const draft = await runQuery(getCustomerInvoice, { id }, c.call)
    expect(draft).toMatchObject({ status: 'draft', number: null, net: '50.0000' })
    const [count] = await readRows(c.admin, 'select count(*)::int as n from customer_invoice')
    expect(count).toEqual({ n: 1 })
    const [decided] = await readRows(c.admin, `select count(*)::int as n from rule_decision where document_id = $1`, [
      id,
    ])
    expect(decided).toEqual({ n: 1 })
    const findings = await runQuery(documentFindings, { document: 'customer_invoice', documentId: id }, c.call)
    expect(findings).toHaveLength(1)
    await runCommand(overrideFinding, { findingId: findings[0]?.id, reason: 'agreed' }, c.call)
    const posted = await runCommand(postCustomerInvoice, { id }, c.call)
    expect(posted.number).toBe('SI-2026-00001')
    expect((await audit(id)).map((a) => a.action)).toEqual(
      expect.arrayContaining(['create', 'blocked_by_rule', 'post']),
    )
    // The number is given as the last thing; the audit row of the posting carries it all the same, and the page its entry.
    expect((await audit(id)).find((a) => a.action === 'post')?.label).toBe('SI-2026-00001')
    expect((await runQuery(getCustomerInvoice, { id }, c.call)).entryNumber).toMatch(/^\w+-2026-\d+$/)
  })
})
