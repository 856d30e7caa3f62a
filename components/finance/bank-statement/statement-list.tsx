'use client'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { EntityList } from '@/components/api/list'
import { useRefusal } from '@/components/api/use-refusal'
import { useFrame } from '@/components/shell'
import { bankStatementList } from '@/server/contracts/finance/bank-statement'

/** What the banks have told, and how many of the movements are not explained yet. */
export function BankStatements() {
  const trpc = useTRPC()
  const t = useTranslations('finance.bankStatement')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.finance.bankStatement.list}
      definition={bankStatementList}
      title={t('title')}
      path={(row) => `finance/bank-statements/${row.id}`}
      card={{ title: 'statementId', subtitle: 'bankAccount', end: 'open' }}
      primary={{
        label: t('import'),
        href: href('finance/bank-statements/new'),
        refused: refusal('finance.bank_statement.import'),
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
