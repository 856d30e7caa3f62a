import type { ChainStep } from '@/components/document/progress-chain'
import { dec, plain, sum } from '@/server/kernel/money'
import type { OrderDocument } from './order-model'

type Step = 'ordered' | 'reserved' | 'shipped' | 'invoiced' | 'paid'

/** How far an order is: quantities in the stock unit over its item lines, money for what is paid; each step leads to its document. */
export function chainOf(
  order: OrderDocument,
  t: (key: `chain.${Step}`) => string,
  href: (to: string) => string,
): ChainStep[] {
  const items = order.lines.filter((l) => l.kind === 'item')
  const stocked = items.filter((l) => l.stocked || l.kit)
  const total = (
    lines: typeof items,
    key: 'openedQuantity' | 'deliveredQuantity' | 'invoicedQuantity' | 'returnedQuantity',
  ) => sum(lines.map((l) => l[key]))
  const units = [...new Set(items.map((l) => l.unitCode))]
  const unit = units.length === 1 && items.every((l) => dec(l.unitFactor).equals(1)) ? units[0] : null
  const kept = total(items, 'openedQuantity').minus(total(items, 'returnedQuantity'))
  const last = (document: string) => order.related.filter((r) => r.document === document).at(-1)
  const step = (name: Step, done: string, of: string, to?: string): ChainStep => ({
    name,
    label: t(`chain.${name}`),
    done,
    of,
    ...(unit && name !== 'paid' && { unit }),
    ...(to && { href: href(to) }),
  })
  const delivery = last('delivery')
  const invoice = last('customer_invoice')
  const payment = last('incoming_payment')
  const ordered = plain(total(items, 'openedQuantity'))
  const toShip = plain(total(stocked, 'openedQuantity'))
  const reserved = sum(stocked.map((l) => dec(l.reservedQuantity).plus(l.deliveredQuantity)))
  return [
    step('ordered', ordered, ordered),
    ...(stocked.length > 0
      ? [
          step('reserved', plain(reserved), toShip, 'inventory/stock'),
          step(
            'shipped',
            plain(total(stocked, 'deliveredQuantity')),
            toShip,
            delivery && `sales/deliveries/${delivery.id}`,
          ),
        ]
      : []),
    step('invoiced', plain(total(items, 'invoicedQuantity')), plain(kept), invoice && `sales/invoices/${invoice.id}`),
    {
      ...step('paid', order.paidAmount, order.billedAmount, payment ? `finance/payments/${payment.id}` : undefined),
      unit: order.currency,
    },
  ]
}
