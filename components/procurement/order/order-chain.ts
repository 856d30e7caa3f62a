import type { ChainStep } from '@/components/document/progress-chain'
import { type Decimal, dec, plain, sum } from '@/server/kernel/money'
import type { OrderDocument } from './order-model'

type Step = 'requested' | 'ordered' | 'received' | 'invoiced' | 'paid' | 'called'

/** How far an order is: stock quantities over its lines, money for what is paid; each step leads to its document. */
export function chainOf(
  order: OrderDocument,
  t: (key: `chain.${Step}`) => string,
  href: (to: string) => string,
): ChainStep[] {
  const lines = order.lines.filter((l) => l.kind !== 'freight')
  const units = [...new Set(lines.map((l) => l.stockUnitCode))]
  const unit = units.length === 1 ? units[0] : null
  const wanted = sum(lines.map((l) => dec(l.stockQuantity).minus(l.shortQuantity)))
  const last = (...documents: string[]) => order.related.filter((r) => documents.includes(r.document)).at(-1)
  const step = (name: Step, done: Decimal, of: Decimal, to?: string | false): ChainStep => ({
    name,
    label: t(`chain.${name}`),
    done: plain(done),
    of: plain(of),
    ...(unit && { unit }),
    ...(to && { href: href(to) }),
  })
  if (order.kind === 'blanket') {
    const calls = `procurement/purchase-orders?f=supplierName.eq.${encodeURIComponent(order.supplierName)}&f=kind.in.call_off`
    return [step('ordered', wanted, wanted), step('called', sum(lines.map((l) => l.calledQuantity)), wanted, calls)]
  }
  const asked = sum(lines.flatMap((l) => l.sources.map((s) => s.quantity)))
  const need = last('purchase_requisition')
  const receipt = last('goods_receipt')
  const invoice = last('supplier_invoice')
  const received = sum(lines.map((l) => dec(l.receivedQuantity).minus(l.returnedQuantity)))
  return [
    ...(need ? [step('requested', asked, asked, `procurement/requisitions/${need.id}`)] : []),
    step('ordered', wanted, wanted),
    step('received', received, wanted, receipt && `procurement/goods-receipts/${receipt.id}`),
    step(
      'invoiced',
      sum(lines.map((l) => l.billedQuantity)),
      wanted,
      invoice && `procurement/supplier-invoices/${invoice.id}`,
    ),
    {
      name: 'paid',
      label: t('chain.paid'),
      done: order.paidAmount,
      of: order.billedAmount,
      unit: order.currency,
      ...(invoice && { href: href(`finance/open-items?q=${encodeURIComponent(order.supplierName)}`) }),
    },
  ]
}
