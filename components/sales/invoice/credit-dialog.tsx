'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { itemColumn, LineTable } from '@/components/document/line-table'
import { DateBox, NoteBox } from '@/components/form/boxes'
import { Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { dec, plain } from '@/server/kernel/money'
import { useCompany, useRun } from '../use-sales'
import type { Invoice } from './invoice-model'

/** A credit note on an invoice: quantities that are not owed, or money off a line. Goods that come back are a return. */
export function CreditDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const t = useTranslations('sales.credit')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const { today } = useCompany()
  const [reason, setReason] = useState('')
  const [date, setDate] = useState(today)
  const [quantities, setQuantities] = useState<Readonly<Record<string, string>>>({})
  const [amounts, setAmounts] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const filled = (text: string | undefined) => Boolean(text && /[1-9]/.test(text))
  const chosen = invoice.lines.filter((l) => filled(quantities[l.id]) || filled(amounts[l.id]))
  const left = (l: Invoice['lines'][number]) => plain(dec(l.quantity).minus(l.creditedQuantity))
  const missing = reason.trim().length < 3 ? t('reasonFirst') : chosen.length === 0 ? t('chooseLines') : null
  const make = async () => {
    setBusy(true)
    const made = await run(
      () =>
        api.sales.customerInvoice.credit.mutate({
          invoiceId: invoice.id,
          reason: reason.trim(),
          documentDate: date,
          postingDate: date,
          lines: chosen.map((l) => ({
            invoiceLineId: l.id,
            ...(filled(quantities[l.id]) ? { quantity: quantities[l.id] } : { amount: amounts[l.id] }),
          })),
        }),
      t('done'),
    )
    setBusy(false)
    if (!made) return
    onClose()
    router.push(href(`sales/invoices/${made.id}`))
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        size="xl"
        title={t('title', { number: invoice.number ?? '' })}
        description={t('text')}
        closeLabel={t('close')}
        footer={
          <>
            <Button onClick={() => setQuantities(Object.fromEntries(invoice.lines.map((l) => [l.id, left(l)])))}>
              {t('all')}
            </Button>
            <Button variant="primary" busy={busy} disabledReason={missing} onClick={make}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        <div className="mb-3 grid grid-cols-[minmax(0,1fr)_10rem] gap-3">
          <NoteBox label={t('reason')} required value={reason} onChange={setReason} rows={1} />
          <DateBox label={t('date')} value={date} onChange={setDate} />
        </div>
        <LineTable
          label={t('lines')}
          lines={invoice.lines}
          columns={[
            itemColumn(t('item')),
            { key: 'left', title: t('left'), numeric: true, cell: (l) => <Quantity value={left(l)} /> },
            {
              key: 'quantity',
              title: t('quantity'),
              number: {
                label: (l) => t('quantityOf', { item: l.description }),
                value: (l) => quantities[l.id] ?? '',
                onChange: (l, value) => setQuantities({ ...quantities, [l.id]: value }),
              },
            },
            {
              key: 'amount',
              title: t('amount', { currency: invoice.currency }),
              number: {
                label: (l) => t('amountOf', { item: l.description }),
                value: (l) => amounts[l.id] ?? '',
                onChange: (l, value) => setAmounts({ ...amounts, [l.id]: value }),
              },
            },
          ]}
        />
      </DialogContent>
    </Dialog>
  )
}
