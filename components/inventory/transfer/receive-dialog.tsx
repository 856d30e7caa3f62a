'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPCClient } from '@/components/api/client'
import { DateBox } from '@/components/form/boxes'
import { Quantity } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import type { stockTransferView } from '@/server/contracts/inventory/document-views'
import { dec } from '@/server/kernel/money'
import { ItemCell } from '../item-cell'
import { useCompany, useWarehouses } from '../use-place'
import { useRun } from '../use-run'

type View = z.output<typeof stockTransferView>
interface Arrived {
  readonly quantity: string
  readonly binId: string | null
}

/** What arrived of a transfer, line by line; it starts with everything that is on its way. */
export function ReceiveDialog({ doc, onClose }: { doc: View; onClose: () => void }) {
  const t = useTranslations('inventory')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const { run } = useRun()
  const { today } = useCompany()
  const open = doc.lines.filter((l) => dec(l.open).greaterThan(0))
  const [date, setDate] = useState([today, doc.postingDate].sort().at(-1) ?? today)
  const [busy, setBusy] = useState(false)
  const [arrived, setArrived] = useState<ReadonlyMap<string, Arrived>>(
    () => new Map(open.map((l) => [l.id, { quantity: l.open, binId: null }])),
  )
  const set = (id: string, part: Partial<Arrived>) =>
    setArrived((now) => new Map(now).set(id, { ...(now.get(id) ?? { quantity: '', binId: null }), ...part }))
  const lines = [...arrived].flatMap(([lineId, { quantity, binId }]) =>
    quantity !== '' && dec(quantity).greaterThan(0) ? [{ lineId, quantity, binId }] : [],
  )
  const receive = async () => {
    setBusy(true)
    const input = { id: doc.id, version: doc.version, postingDate: date, lines }
    const done = await run(() => api.inventory.stockTransfer.receive.mutate(input))
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title={t('transfer.receiveTitle')}
        description={t('transfer.receiveText')}
        closeLabel={words('close')}
        size="lg"
        footer={
          <Button
            variant="primary"
            busy={busy}
            disabledReason={lines.length === 0 ? t('doc.noLines') : null}
            onClick={receive}
          >
            {t('transfer.receive')}
          </Button>
        }
      >
        <DateBox className="mb-4 max-w-48" label={t('doc.postingDate')} value={date} onChange={setDate} />
        <ul className="flex flex-col divide-y border-y">
          {open.map((line) => (
            <ArrivedLine
              key={line.id}
              line={line}
              warehouseId={doc.toWarehouseId}
              value={arrived.get(line.id) ?? { quantity: '', binId: null }}
              onChange={(part) => set(line.id, part)}
            />
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  )
}

function ArrivedLine({
  line,
  warehouseId,
  value,
  onChange,
}: {
  line: View['lines'][number]
  warehouseId: string
  value: Arrived
  onChange: (part: Partial<Arrived>) => void
}) {
  const t = useTranslations('inventory')
  const locale = useLocale()
  const { binsOf } = useWarehouses()
  return (
    <li className="grid grid-cols-2 items-center gap-x-3 gap-y-1.5 py-2 sm:grid-cols-[minmax(0,1fr)_8rem_8rem]">
      <span className="text-sm max-sm:col-span-full">
        <ItemCell line={line} /> {line.lot ? <span className="text-muted">· {line.lot}</span> : null}
        <span className="block text-xs text-faint">
          {t('transfer.open')}: <Quantity value={line.open} unit={line.unit} />
        </span>
      </span>
      <NumberField
        aria-label={`${t('transfer.arrived')} ${line.itemCode}`}
        locale={locale}
        maxPlaces={line.unitDigits}
        suffix={line.unit}
        value={value.quantity}
        onValueChange={(quantity) => onChange({ quantity })}
      />
      <Select
        aria-label={`${t('transfer.toBin')} ${line.itemCode}`}
        value={value.binId}
        placeholder={t('transfer.toBin')}
        options={binsOf(warehouseId)}
        onValueChange={(binId) => onChange({ binId })}
      />
    </li>
  )
}
