'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { CheckRow } from '@/components/data-table/check-row'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { useWarehouses } from '../use-place'
import { useRun } from '../use-run'
import type { CountView } from './match'

/** Which bins the sheet is made for; none chosen = every place that holds stock. */
export function StartDialog({ doc, onClose }: { doc: CountView; onClose: () => void }) {
  const t = useTranslations('inventory.count')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const { run } = useRun()
  const { binsOf } = useWarehouses()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const start = async () => {
    setBusy(true)
    const input = { id: doc.id, version: doc.version, binIds: chosen.length > 0 ? [...chosen] : null }
    const done = await run(() => api.inventory.stockCount.start.mutate(input))
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('startTitle')}
        description={t('startText')}
        closeLabel={words('close')}
        size="sm"
        footer={
          <Button variant="primary" busy={busy} onClick={start}>
            {t('start')}
          </Button>
        }
      >
        <div className="max-h-72 overflow-y-auto">
          {binsOf(doc.warehouseId).map(({ value, label }) => (
            <CheckRow
              key={value}
              label={label}
              checked={chosen.includes(value)}
              onToggle={(on) => setChosen(on ? [...chosen, value] : chosen.filter((id) => id !== value))}
            />
          ))}
        </div>
      </DialogContent>
    </Dialog>
  )
}
