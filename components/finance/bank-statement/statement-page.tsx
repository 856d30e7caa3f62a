'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateText, Money } from '@/components/format'
import { DocumentPageSkeleton, useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import type { BankStatementView } from '@/server/contracts/finance/bank-statement'
import { FinancePage } from '../page'
import { useRun } from '../use-run'
import { LineDialog } from './line-dialog'
import { StatementLines } from './statement-lines'

export type StatementLine = BankStatementView['lines'][number]

/** A bank statement: each movement with what it is in the books, or what it probably is and one click to say so. */
export function StatementPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const statement = useQuery(trpc.finance.bankStatement.get.queryOptions({ id }))
  if (statement.isPending) return <DocumentPageSkeleton />
  if (statement.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  return <Statement statement={statement.data} />
}

function Statement({ statement: st }: { statement: BankStatementView }) {
  const t = useTranslations('finance.bankStatement')
  const client = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const [asked, setAsked] = useState<StatementLine | null>(null)
  const sure = st.lines.filter((l) => l.suggestion?.certainty === 'sure').length
  const open = st.lines.filter((l) => l.settled !== l.amount).length
  const untouched = st.lines.every((l) => l.documents.length === 0)
  const remove = async () => {
    if ((await run(() => client.finance.bankStatement.delete.mutate({ id: st.id }), t('deleted'))) !== null)
      router.push(href('finance/bank-statements'))
  }
  return (
    <FinancePage
      title={t('pageTitle', { number: st.statementId })}
      hint={st.bankAccount}
      actions={
        <>
          {untouched ? (
            <Button variant="quiet" disabledReason={refusal('finance.bank_statement.import') ?? null} onClick={remove}>
              {t('delete')}
            </Button>
          ) : null}
          <Button
            variant="primary"
            disabledReason={refusal('finance.bank_statement.settle') ?? (sure === 0 ? t('noneSure') : null)}
            onClick={() => run(() => client.finance.bankStatement.settle.mutate({ id: st.id }), t('settledSure'))}
          >
            {t('settleSure', { count: sure })}
          </Button>
        </>
      }
    >
      <dl className="mb-4 flex flex-wrap gap-x-8 gap-y-2 pt-1 text-sm">
        <Fact label={t('period')}>
          <DateText value={st.fromDate} /> – <DateText value={st.toDate} />
        </Fact>
        {st.openingBalance ? (
          <Fact label={t('opening')}>
            <Money value={st.openingBalance} currency={st.currency} />
          </Fact>
        ) : null}
        {st.closingBalance ? (
          <Fact label={t('closing')}>
            <Money value={st.closingBalance} currency={st.currency} />
          </Fact>
        ) : null}
        <Fact label={t('openLines')}>{t('openOf', { open, all: st.lines.length })}</Fact>
      </dl>
      <StatementLines statement={st} onAsk={setAsked} />
      {asked ? <LineDialog statement={st} line={asked} onClose={() => setAsked(null)} /> : null}
    </FinancePage>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
