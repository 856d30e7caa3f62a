'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { itemColumn, LineTable, lineName } from '@/components/document/line-table'
import { DateBox, DecimalBox, TextBox } from '@/components/form/boxes'
import { Button } from '@/components/ui/button'
import { useRefusal, useRun } from '../use-buying'
import type { SupplierInvoice } from './invoice-page'

/** The lines of a draft as the supplier states them: quantity and price are typed from the paper, then matched when it is posted. */
export function DraftLines({ invoice: v }: { invoice: SupplierInvoice }) {
  const t = useTranslations('procurement.invoicePage')
  const api = useTRPCClient()
  const { run } = useRun()
  const refusal = useRefusal()
  const [supplierNumber, setNumber] = useState(v.supplierNumber)
  const [documentDate, setDate] = useState(v.documentDate)
  const [statedTax, setTax] = useState(v.statedTax ?? '')
  const [changed, setChanged] = useState<Readonly<Record<string, { quantity?: string; unitPrice?: string }>>>({})
  const [busy, setBusy] = useState(false)
  const change = (id: string, part: { quantity?: string; unitPrice?: string }) =>
    setChanged((before) => ({ ...before, [id]: { ...before[id], ...part } }))
  const quantityOf = (l: SupplierInvoice['lines'][number]) => changed[l.id]?.quantity ?? l.unitQuantity
  const priceOf = (l: SupplierInvoice['lines'][number]) => changed[l.id]?.unitPrice ?? l.unitPrice
  const save = async () => {
    setBusy(true)
    const { id, version, postingDate, taxDate, currency, rate, paymentTermId, rounding, prepaid } = v
    await run(() =>
      api.procurement.supplierInvoice.update.mutate({
        ...{ id, version, supplierNumber, documentDate, postingDate, taxDate, currency, rate, paymentTermId },
        ...{ rounding, prepaid, statedTax: statedTax || null, orderReference: v.orderReference, note: v.note },
        lines: v.lines
          .filter((l) => /[1-9]/.test(quantityOf(l)))
          .map((l) => ({
            ...{ kind: l.kind, orderLineId: l.orderLineId, receiptLineId: l.receiptLineId, itemId: l.itemId },
            ...{ description: l.description, supplierItemCode: l.supplierItemCode, unitId: l.unitId },
            ...{ quantity: quantityOf(l), unitPrice: priceOf(l), discountPercent: l.discountPercent },
            ...{ taxCodeIds: l.taxCodeIds, accountId: l.accountId },
            ...{ costCenterId: l.costCenterId, projectId: l.projectId },
          })),
      }),
    )
    setBusy(false)
  }
  return (
    <>
      <div className="mb-4 grid max-w-3xl grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
        <TextBox label={t('supplierNumber')} required value={supplierNumber} onChange={setNumber} maxLength={60} />
        <DateBox label={t('documentDate')} value={documentDate} onChange={setDate} />
        <DecimalBox label={t('statedTax')} suffix={v.currency} value={statedTax} onChange={setTax} />
      </div>
      <LineTable
        label={t('lines')}
        lines={v.lines}
        columns={[
          { key: 'order', title: t('from'), cell: (l) => l.orderNumber ?? '–' },
          itemColumn(t('item')),
          {
            key: 'quantity',
            title: t('quantity'),
            number: {
              label: (l) => t('quantityOf', { item: lineName(l) }),
              value: (l) => quantityOf(l),
              onChange: (l, quantity) => change(l.id, { quantity }),
            },
          },
          {
            key: 'price',
            title: t('unitPrice'),
            number: {
              minPlaces: 2,
              label: (l) => t('priceOf', { item: lineName(l) }),
              value: (l) => priceOf(l),
              onChange: (l, unitPrice) => change(l.id, { unitPrice }),
            },
          },
          { key: 'tax', title: t('taxCodes'), cell: (l) => l.taxCodes.join(', ') },
        ]}
      />
      <Button
        className="mt-3"
        busy={busy}
        disabledReason={refusal('procurement.supplier_invoice.update') ?? null}
        onClick={save}
      >
        {t('save')}
      </Button>
    </>
  )
}
