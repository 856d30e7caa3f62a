'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { DateText } from '@/components/format'
import { Checkbox } from '@/components/ui/checkbox'
import type { ExpectedShipment } from '@/server/contracts/procurement/portal'
import { useCompany } from '../use-buying'

/** Shipments that suppliers have announced and nobody has taken in: choosing some fills in what came. */
export function ExpectedShipments(props: {
  supplierId: string | undefined
  orderIds: readonly string[] | undefined
  chosen: readonly ExpectedShipment[]
  onChange: (chosen: readonly ExpectedShipment[]) => void
}) {
  const { supplierId, orderIds, chosen, onChange } = props
  const t = useTranslations('procurement.receive')
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const expected = useQuery(
    trpc.procurement.shipmentNotice.expected.queryOptions(
      { companyId, ...(supplierId && { supplierId }), ...(orderIds && { orderIds: [...orderIds] }) },
      { enabled: Boolean(supplierId || orderIds), retry: false },
    ),
  )
  const rows = expected.data ?? []
  if (rows.length === 0) return null
  return (
    <fieldset className="mb-4 max-w-4xl rounded-md border bg-surface px-4 py-3">
      <legend className="px-1 text-sm font-medium">{t('shipments')}</legend>
      <p className="mb-2 text-sm text-muted">{t('shipmentsHint')}</p>
      <ul className="grid gap-2">
        {rows.map((n) => {
          const on = chosen.some((c) => c.id === n.id)
          const name = n.reference ?? n.orderNumber
          return (
            <li key={n.id} className="flex items-center gap-3 text-sm">
              <Checkbox
                aria-label={t('takeShipment', { shipment: name })}
                checked={on}
                onCheckedChange={(take) =>
                  onChange(take === true ? [...chosen, n] : chosen.filter((c) => c.id !== n.id))
                }
              />
              <span className="min-w-0 flex-1">
                {[n.reference, n.orderNumber, n.carrier, n.trackingNumber].filter(Boolean).join(' · ')}
                <span className="block text-xs text-muted">
                  {t('shipped')} <DateText value={n.shipDate} />
                  {n.expectedDate ? (
                    <>
                      {' · '}
                      {t('expected')} <DateText value={n.expectedDate} />
                    </>
                  ) : null}
                  {n.note ? ` · ${n.note}` : ''}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
