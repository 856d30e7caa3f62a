'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useTRPC } from '@/components/api/client'
import { EntityList, type EntityRow } from '@/components/api/list'
import { useRefusal } from '@/components/api/use-refusal'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { useTerms } from '@/components/terms'
import { budgetEntryList, budgetList, budgetRevisionList } from '@/server/contracts/finance/budget'
import { budgetTones } from '../tones'

export function Budgets() {
  const trpc = useTRPC()
  const t = useTranslations('finance.budget')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.finance.budget.list}
      definition={budgetList}
      title={t('title')}
      path={(row) => `finance/budgets/${row.id}`}
      tones={{ status: budgetTones }}
      card={{ title: 'name', subtitle: 'year', end: 'available', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('finance/budgets/new'),
        refused: refusal('finance.budget.create') ?? null,
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function BudgetRevisions() {
  const trpc = useTRPC()
  const t = useTranslations('finance.budgetRevision')
  return (
    <EntityList
      procedures={trpc.finance.budgetRevision.list}
      definition={budgetRevisionList}
      title={t('title')}
      path={(row) => `finance/budget-revisions/${row.id}`}
      tones={{ status: budgetTones }}
      card={{ title: 'reason', subtitle: 'budget', end: 'documentDate', state: 'status' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** The budget ledger: each row leads to the document that made it. */
export function BudgetEntries() {
  const trpc = useTRPC()
  const t = useTranslations('finance.budgetEntry')
  const terms = useTerms()
  const renderCell = useMemo(
    () => ({
      document: (row: EntityRow) => terms.document(String(row.document)),
    }),
    [terms],
  )
  return (
    <EntityList
      procedures={trpc.finance.budget.entries}
      definition={budgetEntryList}
      title={t('title')}
      path={(row) =>
        documentHref(String(row.document), String(row.documentId)) ??
        (row.entryId ? `finance/journal-entries/${row.entryId}` : 'finance/budget-entries')
      }
      renderCell={renderCell}
      card={{ title: 'label', subtitle: 'account', end: 'amount', state: 'stage' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
