'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { CheckRow } from '@/components/data-table/check-row'
import { DateCell, itemColumn, LineTable, lineName } from '@/components/document/line-table'
import { DateBox, TextBox } from '@/components/form/boxes'
import { Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { dec, plain } from '@/server/kernel/money'
import { useCompany, useRun } from '../use-buying'
import { ChangeDialog } from './change-dialog'
import type { OrderDocument } from './order-model'
import type { OrderDialog } from './use-order-actions'

interface Props {
  readonly order: OrderDocument
  readonly onClose: () => void
}

/** The dialogs of an order's steps that need more than a word. */
export function OrderDialogs({ dialog, ...props }: Props & { dialog: OrderDialog | null }) {
  if (dialog === 'send') return <SendDialog {...props} />
  if (dialog === 'confirm') return <ConfirmDialog {...props} />
  if (dialog === 'change') return <ChangeDialog {...props} />
  if (dialog === 'callOff') return <CallOffDialog {...props} />
  return null
}

/** To which address the order goes as a mail with its paper, or that it went another way. */
function SendDialog({ order, onClose }: Props) {
  const t = useTranslations('buying.order.send')
  const words = useTranslations('common')
  const api = useTRPCClient().procurement.purchaseOrder
  const { run } = useRun()
  const [email, setEmail] = useState(order.sentTo ?? order.supplierEmail ?? '')
  const [otherWay, setOtherWay] = useState(false)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    const to = otherWay ? null : email.trim()
    const done = await run(
      () => api.send.mutate({ id: order.id, version: order.version, email: to }),
      to === null ? t('marked') : t('done', { email: to }),
    )
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('title', { number: order.number })} description={t('text')} closeLabel={words('close')}>
        <div className="grid gap-3">
          <TextBox label={t('email')} value={email} onChange={setEmail} locked={otherWay} />
          <CheckRow checked={otherWay} label={t('otherWay')} onToggle={setOtherWay} />
          <Button
            variant="primary"
            className="justify-self-end"
            busy={busy}
            disabledReason={otherWay || email.includes('@') ? null : t('emailFirst')}
            onClick={send}
          >
            {t(otherWay ? 'mark' : 'send')}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}

/** What the supplier has confirmed, line by line: starts as it was ordered. */
function ConfirmDialog({ order, onClose }: Props) {
  const t = useTranslations('buying.order.confirm')
  const words = useTranslations('common')
  const api = useTRPCClient().procurement.purchaseOrder
  const { run } = useRun()
  const lines = order.lines.filter((l) => l.kind !== 'freight')
  const [reference, setReference] = useState(order.supplierReference ?? '')
  const [said, setSaid] = useState<Readonly<Record<string, { quantity: string; date: string }>>>(() =>
    Object.fromEntries(
      lines.map((l) => [
        l.id,
        { quantity: plain(l.confirmedQuantity ?? l.stockQuantity), date: l.promisedDate ?? order.requestedDate ?? '' },
      ]),
    ),
  )
  const [all, setAll] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (id: string, part: Partial<{ quantity: string; date: string }>) =>
    setSaid((before) => ({ ...before, [id]: { quantity: '', date: '', ...before[id], ...part } }))
  const setAllDates = (date: string) => {
    setAll(date)
    setSaid((before) => Object.fromEntries(Object.entries(before).map(([id, x]) => [id, { ...x, date }])))
  }
  const confirm = async () => {
    setBusy(true)
    const done = await run(
      () =>
        api.confirm.mutate({
          id: order.id,
          version: order.version,
          supplierReference: reference.trim() || null,
          lines: lines.map((l) => ({
            id: l.id,
            quantity: said[l.id]?.quantity || null,
            promisedDate: said[l.id]?.date || null,
          })),
        }),
      t('done'),
    )
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent size="xl" title={t('title', { number: order.number })} closeLabel={words('close')}>
        <div className="grid gap-3">
          <div className="grid gap-3 sm:grid-cols-2">
            <TextBox label={t('reference')} value={reference} onChange={setReference} maxLength={100} />
            <DateBox label={t('allDates')} value={all} onChange={setAllDates} />
          </div>
          <LineTable
            label={t('lines')}
            lines={lines}
            columns={[
              itemColumn(t('item')),
              {
                key: 'ordered',
                title: t('ordered'),
                numeric: true,
                cell: (l) => <Quantity value={l.stockQuantity} {...(l.stockUnitCode && { unit: l.stockUnitCode })} />,
              },
              {
                key: 'quantity',
                title: t('quantity'),
                number: {
                  label: (l) => t('quantityOf', { item: lineName(l) }),
                  value: (l) => said[l.id]?.quantity ?? '',
                  onChange: (l, quantity) => set(l.id, { quantity }),
                },
              },
              {
                key: 'date',
                title: t('date'),
                cell: (l) => (
                  <DateCell
                    label={t('dateOf', { item: lineName(l) })}
                    value={said[l.id]?.date ?? ''}
                    onChange={(date) => set(l.id, { date })}
                  />
                ),
              },
            ]}
          />
          <Button variant="primary" className="justify-self-end" busy={busy} onClick={confirm}>
            {t('confirm')}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}

/** An order of a part of a blanket order, at its prices. */
function CallOffDialog({ order, onClose }: Props) {
  const t = useTranslations('buying.order.callOff')
  const words = useTranslations('common')
  const router = useRouter()
  const { href } = useFrame()
  const { today } = useCompany()
  const api = useTRPCClient().procurement.purchaseOrder
  const { run } = useRun()
  const [date, setDate] = useState('')
  const [quantities, setQuantities] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const lines = order.lines.filter((l) => l.kind !== 'freight')
  const chosen = lines.filter((l) => /[1-9]/.test(quantities[l.id] ?? ''))
  const left = (l: (typeof lines)[number]) => plain(dec(l.stockQuantity).minus(l.calledQuantity))
  const make = async () => {
    setBusy(true)
    const made = await run(
      () =>
        api.callOff.mutate({
          blanketId: order.id,
          requestedDate: date || null,
          lines: chosen.map((l) => ({ blanketLineId: l.id, quantity: quantities[l.id] ?? '' })),
        }),
      t('done'),
    )
    setBusy(false)
    if (!made) return
    onClose()
    router.push(href(`procurement/purchase-orders/${made.id}`))
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent size="xl" title={t('title', { number: order.number })} closeLabel={words('close')}>
        <div className="grid gap-3">
          <DateBox className="max-w-56" label={t('requestedDate')} value={date} onChange={setDate} min={today} />
          <LineTable
            label={t('lines')}
            lines={lines}
            columns={[
              itemColumn(t('item')),
              {
                key: 'agreed',
                title: t('agreed'),
                numeric: true,
                cell: (l) => <Quantity value={l.stockQuantity} {...(l.stockUnitCode && { unit: l.stockUnitCode })} />,
              },
              { key: 'left', title: t('left'), numeric: true, cell: (l) => <Quantity value={left(l)} /> },
              {
                key: 'quantity',
                title: t('quantity'),
                number: {
                  label: (l) => t('quantityOf', { item: lineName(l) }),
                  value: (l) => quantities[l.id] ?? '',
                  onChange: (l, quantity) => setQuantities((before) => ({ ...before, [l.id]: quantity })),
                },
              },
              { key: 'unit', title: t('unit'), cell: (l) => l.unitCode ?? '–' },
            ]}
          />
          <Button
            variant="primary"
            className="justify-self-end"
            busy={busy}
            disabledReason={chosen.length === 0 ? t('chooseFirst') : null}
            onClick={make}
          >
            {t('make')}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}
