'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { itemColumn, LineTable, lineName } from '@/components/document/line-table'
import { DateBox, NoteBox, TextBox } from '@/components/form/boxes'
import { Money, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { dec, plain } from '@/server/kernel/money'
import { useCompany, useRun } from '../use-buying'
import type { SupplierInvoice } from './invoice-page'

interface Given {
  readonly quantity: string
  readonly amount: string
}
const left = (l: SupplierInvoice['lines'][number]) => ({
  quantity: plain(dec(l.quantity).minus(l.creditedQuantity)),
  net: plain(dec(l.net).minus(l.creditedNet)),
})
const something = (value: string) => /[1-9]/.test(value)

/** A credit note of the supplier: quantities that went back or were billed too much, or an amount off the price, line by line. */
export function CreditDialog({ invoice: v, onClose }: { invoice: SupplierInvoice; onClose: () => void }) {
  const t = useTranslations('procurement.creditDialog')
  const words = useTranslations('common')
  const router = useRouter()
  const { href } = useFrame()
  const { today } = useCompany()
  const api = useTRPCClient().procurement.supplierInvoice
  const { run } = useRun()
  const [supplierNumber, setNumber] = useState('')
  const [documentDate, setDate] = useState(today)
  const [reason, setReason] = useState('')
  const [given, setGiven] = useState<Readonly<Record<string, Given>>>({})
  const [busy, setBusy] = useState(false)
  const lines = v.lines.filter((l) => dec(left(l).net).greaterThan(0))
  const of = (id: string): Given => given[id] ?? { quantity: '', amount: '' }
  const set = (id: string, part: Partial<Given>) => setGiven((before) => ({ ...before, [id]: { ...of(id), ...part } }))
  const chosen = lines.flatMap((l): { invoiceLineId: string; quantity?: string; amount?: string }[] => {
    const { quantity, amount } = of(l.id)
    if (something(amount)) return [{ invoiceLineId: l.id, amount }]
    return something(quantity) ? [{ invoiceLineId: l.id, quantity }] : []
  })
  const missing =
    supplierNumber.trim() === ''
      ? t('numberFirst')
      : chosen.length === 0
        ? t('chooseFirst')
        : reason.trim().length < 3
          ? t('reasonFirst')
          : null
  const everything = () =>
    setGiven(Object.fromEntries(lines.map((l) => [l.id, { quantity: left(l).quantity, amount: '' }])))
  const make = async () => {
    setBusy(true)
    const head = { invoiceId: v.id, supplierNumber: supplierNumber.trim(), documentDate, reason: reason.trim() }
    const made = await run(() => api.credit.mutate({ ...head, lines: chosen }), t('done'))
    setBusy(false)
    if (!made) return
    onClose()
    router.push(href(`procurement/supplier-invoices/${made.id}`))
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent size="xl" title={t('title')} description={t('text')} closeLabel={words('close')}>
        <div className="grid gap-3">
          <div className="grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2">
            <TextBox label={t('supplierNumber')} required value={supplierNumber} onChange={setNumber} maxLength={60} />
            <DateBox label={t('documentDate')} value={documentDate} onChange={setDate} />
          </div>
          <LineTable
            label={t('lines')}
            lines={lines}
            columns={[
              itemColumn(t('item')),
              { key: 'left', title: t('left'), numeric: true, cell: (l) => <Quantity value={left(l).quantity} /> },
              {
                key: 'net',
                title: t('net'),
                numeric: true,
                cell: (l) => <Money bare value={left(l).net} currency={v.currency} />,
              },
              {
                key: 'quantity',
                title: t('quantity'),
                number: {
                  label: (l) => t('quantityOf', { item: lineName(l) }),
                  value: (l) => of(l.id).quantity,
                  onChange: (l, quantity) => set(l.id, { quantity, amount: '' }),
                },
              },
              {
                key: 'amount',
                title: t('amount', { currency: v.currency }),
                number: {
                  label: (l) => t('amountOf', { item: lineName(l) }),
                  value: (l) => of(l.id).amount,
                  onChange: (l, amount) => set(l.id, { amount, quantity: '' }),
                },
              },
            ]}
          />
          <NoteBox label={t('reason')} required value={reason} onChange={setReason} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="quiet" onClick={everything}>
              {t('everything')}
            </Button>
            <Button variant="primary" busy={busy} disabledReason={missing} onClick={make}>
              {t('confirm')}
            </Button>
          </div>
        </div>
      </DialogContent>
    </Dialog>
  )
}
