'use client'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useLookupLabels } from '@/components/form/fields'
import { Combobox } from '@/components/ui/combobox'
import { Select } from '@/components/ui/select'
import { type Counted, QuantityPanel } from './quantity-panel'
import type { Counting } from './use-counting'

/** Goods that nobody expected here: in which bin, of which lot, how many. */
export function FoundPanel({ counting, found }: { counting: Counting; found: Counted }) {
  const t = useTranslations('inventory.count')
  const api = useTRPCClient()
  const labels = useLookupLabels(t('chooseLot'))
  const tracked = found.lot !== null
  const bin = (binId: string) => {
    const chosen = counting.bins.find((b) => b.value === binId)
    counting.setFound({ ...found, binId, bin: chosen?.label ?? '' })
  }
  return (
    <div className="shrink-0 border-t bg-surface max-md:sticky max-md:bottom-14 max-md:z-10">
      <div className="mx-auto flex max-w-2xl flex-col gap-2 px-4 pt-3 max-sm:px-3">
        <p className="text-sm text-attention">{t('foundText', { item: found.itemCode })}</p>
        <div className="grid grid-cols-2 gap-2">
          <Select aria-label={t('chooseBin')} value={found.binId || null} options={counting.bins} onValueChange={bin} />
          {tracked ? (
            <Combobox
              aria-label={t('chooseLot')}
              labels={labels}
              placeholder={t('chooseLot')}
              value={found.lotId ? { value: found.lotId, label: found.lot ?? '', hint: null } : null}
              search={async (text, signal) => {
                const { lots } = await api.inventory.lot.options.query({ itemId: found.itemId, text }, { signal })
                return lots.map((l) => ({ value: l.id, label: l.code, hint: l.expiryDate }))
              }}
              onValueChange={(lot) => counting.setFound({ ...found, lotId: lot?.value ?? null, lot: lot?.label ?? '' })}
            />
          ) : null}
        </div>
      </div>
      <QuantityPanel
        key={found.itemId}
        line={found}
        busy={counting.busy}
        isCode={counting.isCode}
        onCode={(code) => void counting.scan(code)}
        onSave={(counted) => void counting.save(found, counted, 'scan')}
        onClose={counting.drop}
      />
    </div>
  )
}
