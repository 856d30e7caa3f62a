'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { ToggleGroup } from '@/components/ui/toggle-group'
import { itemValuations } from '@/server/contracts/inventory/masters'
import { useRun } from '../use-run'
import type { ItemView } from './types'

/** Another costing method for an item that has moved: asked once, because what is dated before it is closed. */
export function ChangeMethod({ item }: { item: ItemView }) {
  const t = useTranslations('inventory')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const refusal = useRefusal()
  const { run } = useRun()
  const others = itemValuations.filter((v) => v !== item.valuation)
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [valuation, setValuation] = useState(others[0] ?? item.valuation)
  if (item.kind !== 'stock' || !item.hasMoved) return null
  const change = async () => {
    setBusy(true)
    const { id, version } = item
    const done = await run(() => client.inventory.item.changeValuation.mutate({ id, version, valuation }))
    setBusy(false)
    if (done) setOpen(false)
  }
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        disabledReason={refusal('inventory.stock_revaluation.post') ?? null}
        onClick={() => setOpen(true)}
      >
        {t('changeMethod.button')}
      </Button>
      <AlertDialog
        open={open}
        onOpenChange={setOpen}
        title={t('changeMethod.title', { item: item.code })}
        description={t('changeMethod.text')}
        confirmLabel={t('changeMethod.confirm')}
        cancelLabel={words('cancel')}
        busy={busy}
        onConfirm={change}
      >
        <ToggleGroup
          className="mt-3"
          label={t('item.valuation')}
          value={valuation}
          onValueChange={setValuation}
          options={others.map((v) => ({ value: v, label: t(`valuation.${v}`) }))}
        />
      </AlertDialog>
    </>
  )
}
