'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { DocumentPage } from '@/components/document/document-page'
import { DateText, Money } from '@/components/format'
import { DocumentPageSkeleton, useFrame } from '@/components/shell'
import { ErrorState } from '@/components/ui/error-state'
import { budgetRevisionMachine, type revisionOut } from '@/server/contracts/finance/budget'
import { budgetTones } from '../tones'
import { BudgetAside } from './budget-aside'
import { PlanTable } from './plan-table'
import { useBudgetActions } from './use-actions'

export function RevisionPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const query = useQuery(trpc.finance.budgetRevision.get.queryOptions({ id }))
  if (query.isPending) return <DocumentPageSkeleton />
  if (query.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  return <Shown revision={query.data} />
}

function Shown({ revision: r }: { revision: z.output<typeof revisionOut> }) {
  const t = useTranslations('finance.revisionForm')
  const kinds = useTranslations('finance.revisionKind')
  const states = useTranslations('finance.budgetStatus')
  const words = useTranslations('common')
  const documents = useTranslations('common.document')
  const { href } = useFrame()
  const api = useTRPCClient()
  const { id, version } = r
  const actions = useBudgetActions(r.status, `finance/budget-revisions/${id}/edit`, (transition) =>
    api.finance.budgetRevision[transition].mutate({ id, version }),
  )
  const budgets = [r.budget, ...(r.target ? [r.target] : [])]
  return (
    <DocumentPage
      kind={kinds(r.kind)}
      number={r.number}
      machine={budgetRevisionMachine}
      state={r.status}
      stateLabel={states(r.status)}
      tone={budgetTones[r.status]}
      actions={actions}
      facts={[
        { label: words('date'), value: <DateText value={r.documentDate} /> },
        { label: t('reason'), value: r.reason },
        ...(r.carryCommitments ? [{ label: t('carryCommitments'), value: words('yes') }] : []),
        { label: t('change'), value: <Money value={r.total} currency={r.currency} />, strong: true },
      ]}
      aside={
        <DocumentAside
          document="budget_revision"
          documentId={id}
          from={budgets.map((b) => ({
            id: b.id,
            kind: documents('budget'),
            number: b.name,
            href: href(`finance/budgets/${b.id}`),
          }))}
        >
          <BudgetAside document="budget_revision" documentId={id} label={r.number ?? r.reason} />
        </DocumentAside>
      }
    >
      <div className="flex flex-col gap-4">
        {budgets.map((b) => (
          <PlanTable
            key={b.id}
            title={`${b.name} (${b.year.name})`}
            lines={r.lines.filter((l) => l.budgetId === b.id)}
            months={b.months}
            currency={r.currency}
          />
        ))}
      </div>
    </DocumentPage>
  )
}
