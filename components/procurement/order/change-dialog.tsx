'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { DateCell, itemColumn, LineTable, lineName } from '@/components/document/line-table'
import { DateBox, NoteBox, TextBox } from '@/components/form/boxes'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { useRun } from '../use-buying'
import { type Changes, changedOrder } from './changed-order'
import type { OrderDocument } from './order-model'

const emptyAddress = { name: '', lines: '', postalCode: '', city: '', country: '' }

const startOf = (order: OrderDocument): Changes => {
  const a = order.deliveryAddress
  return {
    dates: Object.fromEntries(
      order.lines.filter((l) => l.kind !== 'freight').map((l) => [l.id, l.promisedDate ?? order.requestedDate ?? '']),
    ),
    requestedDate: order.requestedDate ?? '',
    note: order.note ?? '',
    address: a
      ? {
          ...{ name: a.name ?? '', lines: a.lines.join('\n'), postalCode: a.postalCode ?? '' },
          ...{ city: a.city ?? '', country: a.country ?? '' },
        }
      : emptyAddress,
  }
}

/** A small change of an order that is out: its dates, what it says, where it goes. It is the next revision at once. */
export function ChangeDialog({ order, onClose }: { order: OrderDocument; onClose: () => void }) {
  const t = useTranslations('buying.order.change')
  const words = useTranslations('common')
  const api = useTRPCClient().procurement.purchaseOrder
  const { run } = useRun()
  const [changes, setChanges] = useState(() => startOf(order))
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<Changes>) => setChanges((before) => ({ ...before, ...part }))
  const setAddress = (part: Partial<Changes['address']>) => set({ address: { ...changes.address, ...part } })
  const lines = order.lines.filter((l) => l.kind !== 'freight')
  const change = async () => {
    setBusy(true)
    const input = { ...changedOrder(order, changes), id: order.id, version: order.version, reason }
    const done = await run(() => api.change.mutate(input), t('done'))
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        size="xl"
        title={t('title', { number: order.number })}
        description={t('text')}
        closeLabel={words('close')}
      >
        <div className="grid gap-4">
          <div className="grid gap-3 sm:grid-cols-2">
            <DateBox
              label={t('requestedDate')}
              value={changes.requestedDate}
              onChange={(date) =>
                set({
                  requestedDate: date,
                  dates: Object.fromEntries(Object.keys(changes.dates).map((id) => [id, date])),
                })
              }
            />
            <TextBox label={t('reason')} value={reason} onChange={setReason} maxLength={500} required />
          </div>
          <LineTable
            label={t('lines')}
            lines={lines}
            columns={[
              itemColumn(t('item')),
              {
                key: 'date',
                title: t('date'),
                cell: (l) => (
                  <DateCell
                    label={t('dateOf', { item: lineName(l) })}
                    value={changes.dates[l.id] ?? ''}
                    onChange={(date) => set({ dates: { ...changes.dates, [l.id]: date } })}
                  />
                ),
              },
            ]}
          />
          <fieldset className="grid gap-3 sm:grid-cols-2">
            <legend className="mb-1 text-sm font-medium">{t('address')}</legend>
            <TextBox label={t('name')} value={changes.address.name} onChange={(name) => setAddress({ name })} />
            <NoteBox label={t('street')} value={changes.address.lines} onChange={(v) => setAddress({ lines: v })} />
            <TextBox
              label={t('postalCode')}
              value={changes.address.postalCode}
              onChange={(postalCode) => setAddress({ postalCode })}
            />
            <TextBox label={t('city')} value={changes.address.city} onChange={(city) => setAddress({ city })} />
            <TextBox
              label={t('country')}
              value={changes.address.country}
              onChange={(country) => setAddress({ country: country.toUpperCase() })}
              maxLength={2}
            />
            <p className="self-end pb-1.5 text-xs text-muted">{t('addressHint')}</p>
          </fieldset>
          <NoteBox label={t('note')} value={changes.note} onChange={(note) => set({ note })} />
          <Button
            variant="primary"
            className="justify-self-end"
            busy={busy}
            disabledReason={reason.trim().length < 3 ? t('reasonFirst') : null}
            onClick={change}
          >
            {t('change')}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}
