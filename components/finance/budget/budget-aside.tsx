'use client'
import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { AsideSection } from '@/components/document/aside'
import { MoneyBox, TextBox } from '@/components/form/boxes'
import { DateText, Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { permits } from '@/components/shell/navigation'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

interface Props {
  readonly document: string
  readonly documentId: string
  readonly label: string | null
}

/** What a document holds of budgets, where it went over, who accepted that; and the way to accept it. For the right column of documents. */
export function BudgetAside(props: Props) {
  const { permissions } = useFrame()
  return permits(permissions, 'finance.budget.read') ? <Section {...props} /> : null
}

function Section({ document, documentId, label }: Props) {
  const t = useTranslations('finance.budgetAside')
  const stages = useTranslations('finance.budgetStage')
  const trpc = useTRPC()
  const zh = useLocale().startsWith('zh')
  const { currency } = useBooks()
  const refusal = useRefusal()
  const [asking, setAsking] = useState(false)
  const trail = useQuery(trpc.finance.budget.trail.queryOptions({ documentId })).data
  if (!trail) return null
  return (
    <AsideSection title={t('title')}>
      {trail.uses.length === 0 ? <p className="text-sm text-muted">{t('nothing')}</p> : null}
      <ul className="flex flex-col gap-2 text-sm">
        {trail.uses.map((u) => (
          <li key={`${u.cellId}:${u.stage}`} className="flex flex-wrap justify-between gap-x-3">
            <span className="min-w-0">
              {zh ? u.cellZh : u.cellEn}
              <span className="block text-xs text-muted">
                {u.budget} · {u.month.slice(0, 7)} · {stages(u.stage)}
              </span>
            </span>
            <Money value={u.amount} currency={currency} />
          </li>
        ))}
        {trail.excesses.map((x) => (
          <li key={`${x.at}:${x.cellEn}:${x.measure}`} className="text-attention">
            {t('exceeded', { cell: zh ? x.cellZh : x.cellEn, used: x.used, limit: x.limit, currency })}
          </li>
        ))}
        {trail.overrides.map((o) => (
          <li key={o.at}>
            {t('accepted', { by: o.by, amount: o.amount, currency })} “{o.reason}”{' '}
            <span className="text-xs text-muted">
              <DateText value={o.at.slice(0, 10)} />
            </span>
          </li>
        ))}
      </ul>
      <Button className="mt-3" disabledReason={refusal('finance.budget.override')} onClick={() => setAsking(true)}>
        {t('accept')}
      </Button>
      {asking ? (
        <OverrideDialog document={document} documentId={documentId} label={label} onClose={() => setAsking(false)} />
      ) : null}
    </AsideSection>
  )
}

function OverrideDialog({ document, documentId, label, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations('finance.budgetAside')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const { companyId, currency } = useBooks()
  const { run } = useRun()
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const save = async () => {
    const input = { companyId, document, documentId, documentLabel: label, amount, reason }
    if ((await run(() => api.finance.budget.override.mutate(input), t('acceptedNow'))) !== null) onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => (open ? null : onClose())}>
      <DialogContent title={t('accept')} description={t('acceptHint')} closeLabel={words('close')}>
        <div className="grid gap-3">
          <MoneyBox label={t('amount')} required value={amount} currency={currency} onChange={setAmount} />
          <TextBox label={t('reason')} required value={reason} onChange={setReason} />
        </div>
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button variant="primary" disabledReason={amount && reason.trim() ? null : t('incomplete')} onClick={save}>
            {t('accept')}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}
