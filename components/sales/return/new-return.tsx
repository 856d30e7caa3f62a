'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { itemColumn, LineTable } from '@/components/document/line-table'
import { MakePage } from '@/components/document/parts'
import { DateBox, LookupBox, NoteBox, SelectBox } from '@/components/form/boxes'
import { DateText, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { type CustomerChoice, useCompany, useFindCustomers, useRun } from '../use-sales'

const DISPOSITIONS = ['stock', 'quarantine', 'scrap'] as const
type Disposition = (typeof DISPOSITIONS)[number]

/** Goods that come back: of a delivery, an invoice, or anything that a customer was sent. */
export function NewReturn({ deliveryId, invoiceId }: { deliveryId?: string; invoiceId?: string }) {
  const t = useTranslations('sales.returnNew')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const { companyId, today } = useCompany()
  const findCustomers = useFindCustomers()
  const [customer, setCustomer] = useState<CustomerChoice | null>(null)
  const [documentDate, setDocumentDate] = useState(today)
  const [reason, setReason] = useState('')
  const [credit, setCredit] = useState<'yes' | 'no'>('yes')
  const [quantities, setQuantities] = useState<Readonly<Record<string, string>>>({})
  const [dispositions, setDispositions] = useState<Readonly<Record<string, Disposition>>>({})
  const [busy, setBusy] = useState(false)
  const known = Boolean(deliveryId || invoiceId || customer)
  const returnable = useQuery(
    trpc.sales.salesReturn.returnable.queryOptions(
      { companyId, customerId: customer?.id ?? null, deliveryId: deliveryId ?? null, invoiceId: invoiceId ?? null },
      { enabled: known },
    ),
  )
  const lines = (returnable.data ?? []).map((l) => ({ ...l, id: l.deliveryLineId }))
  const chosen = lines.filter((l) => /[1-9]/.test(quantities[l.id] ?? ''))
  const missing =
    refusal('sales.sales_return.create') ??
    (chosen.length === 0 ? t('chooseLines') : reason.trim().length < 3 ? t('reasonFirst') : null)
  const make = async () => {
    setBusy(true)
    const made = await run(
      () =>
        api.sales.salesReturn.create.mutate({
          companyId,
          reason: reason.trim(),
          documentDate,
          credit: credit === 'yes',
          note: null,
          lines: chosen.map((l) => ({
            deliveryLineId: l.id,
            quantity: quantities[l.id] ?? '0',
            disposition: dispositions[l.id] ?? 'stock',
          })),
        }),
      t('made'),
    )
    setBusy(false)
    if (made) router.replace(href(`sales/returns/${made.id}`))
  }
  return (
    <MakePage
      title={t('title')}
      hint={t('hint')}
      actions={
        <Button variant="primary" busy={busy} disabledReason={missing} onClick={make}>
          {t('make')}
        </Button>
      }
    >
      <div className="mb-4 grid max-w-5xl grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        {deliveryId || invoiceId ? null : (
          <LookupBox
            className="col-span-2"
            label={t('customer')}
            required
            value={customer}
            onChange={setCustomer}
            search={findCustomers}
            clearable
          />
        )}
        <DateBox label={t('documentDate')} value={documentDate} onChange={setDocumentDate} />
        <SelectBox
          label={t('credit')}
          value={credit}
          onChange={(v) => setCredit(v === 'no' ? 'no' : 'yes')}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`credits.${value}`) }))}
        />
        <NoteBox
          className="col-span-2 sm:col-span-4"
          rows={1}
          label={t('reason')}
          required
          value={reason}
          onChange={setReason}
        />
      </div>
      {known && returnable.isPending ? <Skeleton className="h-40 w-full" /> : null}
      {known && !returnable.isPending ? (
        <LineTable
          label={t('lines')}
          lines={lines}
          empty={t('nothing')}
          columns={[
            { key: 'delivery', title: t('delivery'), cell: (l) => l.deliveryNumber },
            { key: 'date', title: t('delivered'), cell: (l) => <DateText value={l.postingDate} /> },
            itemColumn(t('item')),
            { key: 'lot', title: t('lot'), cell: (l) => l.lotCode ?? '–' },
            {
              key: 'left',
              title: t('left'),
              numeric: true,
              cell: (l) => <Quantity value={l.left} unit={l.unitCode} />,
            },
            {
              key: 'quantity',
              title: t('quantity'),
              number: {
                label: (l) => t('quantityOf', { item: l.itemCode }),
                value: (l) => quantities[l.id] ?? '',
                onChange: (l, value) => setQuantities({ ...quantities, [l.id]: value }),
              },
            },
            {
              key: 'disposition',
              title: t('disposition'),
              cell: (l) => (
                <Select
                  aria-label={t('dispositionOf', { item: l.itemCode })}
                  className="w-36"
                  value={dispositions[l.id] ?? 'stock'}
                  options={DISPOSITIONS.map((value) => ({ value, label: t(`dispositions.${value}`) }))}
                  onValueChange={(value) =>
                    setDispositions({ ...dispositions, [l.id]: DISPOSITIONS.find((x) => x === value) ?? 'stock' })
                  }
                />
              ),
            },
          ]}
        />
      ) : null}
    </MakePage>
  )
}
