'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { useRefusal } from '@/components/api/use-refusal'
import type { DocumentAction } from '@/components/document/actions'
import { DocumentPage } from '@/components/document/document-page'
import { Money, useFormat } from '@/components/format'
import { DocumentPageSkeleton, useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { budgetMachine, type budgetOut } from '@/server/contracts/finance/budget'
import { budgetTones } from '../tones'
import { useRun } from '../use-run'
import { ControlFields, type Controls } from './control-fields'
import { PlanTable } from './plan-table'
import { useBudgetActions } from './use-actions'
import { useDimensionName } from './use-plan-columns'

type Budget = z.output<typeof budgetOut>

export function BudgetPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const query = useQuery(trpc.finance.budget.get.queryOptions({ id }))
  if (query.isPending) return <DocumentPageSkeleton />
  if (query.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  return <Shown budget={query.data} />
}

function Shown({ budget: b }: { budget: Budget }) {
  const t = useTranslations('finance.budgetPage')
  const form = useTranslations('finance.budgetForm')
  const states = useTranslations('finance.budgetStatus')
  const controls = useTranslations('finance.budgetControl')
  const effects = useTranslations('finance.budgetEffect')
  const kinds = useTranslations('common.document')
  const name = useDimensionName()
  const links = useRevisionLinks(b)
  const [setting, setSetting] = useState(false)
  const actions = useActions(b, () => setSetting(true))
  const measures = (['onRequisition', 'onOrder', 'onActual', 'onTotal'] as const).filter((m) => b[m])
  return (
    <DocumentPage
      kind={kinds('budget')}
      number={b.number ? `${b.number} ${b.name}` : b.name}
      machine={budgetMachine}
      state={b.status}
      stateLabel={states(b.status)}
      tone={budgetTones[b.status]}
      actions={actions}
      facts={[
        { label: form('year'), value: b.year.name },
        { label: form('control'), value: controls(b.control) },
        ...measures.map((m) => ({ label: form(m), value: effects(b[m] ?? 'none') })),
        { label: t('original'), value: <Money value={b.total} currency={b.currency} />, strong: true },
      ]}
      aside={<DocumentAside document="budget" documentId={b.id} from={[]} to={links} />}
    >
      <div className="flex flex-col gap-4">
        {b.demands.length > 0 ? (
          <p className="text-sm">
            <span className="text-muted">{form('demands')}:</span> {b.demands.map(name).join(', ')}
          </p>
        ) : null}
        <PlanTable title={t('original')} lines={b.lines} months={b.months} currency={b.currency} />
      </div>
      {setting ? <ControlDialog budget={b} onClose={() => setSetting(false)} /> : null}
    </DocumentPage>
  )
}

function useRevisionLinks(b: Budget) {
  const kinds = useTranslations('finance.revisionKind')
  const states = useTranslations('finance.budgetStatus')
  const format = useFormat()
  const { href } = useFrame()
  return b.revisions.map((r) => ({
    id: r.id,
    kind: kinds(r.kind),
    number: r.number ?? r.reason,
    href: href(`finance/budget-revisions/${r.id}`),
    state: { label: states(r.status), tone: budgetTones[r.status] },
    note: [format.date(r.documentDate), format.money(r.amount, b.currency)].join(' · '),
  }))
}

function useActions(b: Budget, openSettings: () => void): DocumentAction[] {
  const t = useTranslations('finance.budgetPage')
  const kinds = useTranslations('finance.revisionKind')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const refusal = useRefusal()
  const { id, version } = b
  const steps = useBudgetActions(b.status, `finance/budgets/${id}/edit`, (transition) =>
    api.finance.budget[transition].mutate({ id, version }),
  )
  if (b.status !== 'approved') return steps
  const refused = (action: string) => {
    const why = refusal(`finance.budget.${action}`)
    return why ? { refused: why } : {}
  }
  const go = (place: string) => () => router.push(href(place))
  const change = (kind: 'revision' | 'transfer' | 'carry_forward') => ({
    name: kind,
    label: kinds(kind),
    onRun: go(`finance/budget-revisions/new?budget=${id}&kind=${kind}`),
    ...refused('update'),
  })
  return [
    { name: 'report', label: t('report'), step: true, weight: 5, onRun: go(`finance/reports/budget?budget=${id}`) },
    change('revision'),
    change('transfer'),
    { ...change('carry_forward'), weight: -1 },
    { name: 'settings', label: t('settings'), weight: -1, onRun: openSettings, ...refused('approve') },
  ]
}

/** Changes how a budget in force controls from now on. */
function ControlDialog({ budget: b, onClose }: { budget: Budget; onClose: () => void }) {
  const t = useTranslations('finance.budgetPage')
  const words = useTranslations('common')
  const name = useDimensionName()
  const api = useTRPCClient()
  const { run } = useRun()
  const [value, setValue] = useState<Controls>({ ...b, demands: b.demands.map((d) => ({ id: d.id, label: name(d) })) })
  const save = async () => {
    const { control, onRequisition, onOrder, onActual, onTotal, demands } = value
    const input = { control, onRequisition, onOrder, onActual, onTotal, demandAccountIds: demands.map((d) => d.id) }
    if ((await run(() => api.finance.budget.setControl.mutate({ id: b.id, version: b.version, ...input }))) !== null)
      onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => (open ? null : onClose())}>
      <DialogContent title={t('settings')} description={t('settingsHint')} closeLabel={words('close')} size="lg">
        <ControlFields value={value} onChange={(part) => setValue((now) => ({ ...now, ...part }))} />
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button variant="primary" onClick={save}>
            {words('save')}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}
