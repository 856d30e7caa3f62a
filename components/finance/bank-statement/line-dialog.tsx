'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { useTRPCClient } from '@/components/api/client'
import { LookupField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Money } from '@/components/format'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { ToggleGroup } from '@/components/ui/toggle-group'
import type { BankStatementView } from '@/server/contracts/finance/bank-statement'
import { idField, note } from '@/server/contracts/platform/field'
import { dec, plain } from '@/server/kernel/money'
import { useChart } from '../use-books'
import { useRun } from '../use-run'
import { LineItems } from './line-items'
import type { StatementLine } from './statement-page'

interface Props {
  readonly statement: BankStatementView
  readonly line: StatementLine
  readonly onClose: () => void
}

const kinds = ['party', 'account'] as const

/** Says by hand what a movement is: items or money on account of a party, or an account. */
export function LineDialog({ statement, line, onClose }: Props) {
  const t = useTranslations('finance.bankStatement')
  const words = useTranslations('common')
  const [kind, setKind] = useState<(typeof kinds)[number]>('party')
  const rest = plain(dec(line.amount).minus(line.settled))
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={t('byHandTitle')} closeLabel={words('close')} size="lg">
        <p className="mb-3 text-sm text-muted">
          <Money value={rest} currency={statement.currency} /> · {line.counterparty ?? t('unknown')} · {line.reference}
        </p>
        <ToggleGroup
          label={t('meaning')}
          className="mb-4"
          value={kind}
          onValueChange={(value) => setKind(kinds.find((k) => k === value) ?? kind)}
          options={kinds.map((k) => ({ value: k, label: t(`hand.${k}`) }))}
        />
        {kind === 'party' ? (
          <LineItems statement={statement} line={line} rest={rest} onClose={onClose} />
        ) : (
          <ToAccount line={line} onClose={onClose} />
        )}
      </DialogContent>
    </Dialog>
  )
}

const accountForm = z.strictObject({ accountId: idField, memo: note(200) })

function ToAccount({ line, onClose }: Pick<Props, 'line' | 'onClose'>) {
  const t = useTranslations('finance.bankStatement')
  const client = useTRPCClient()
  const { commit } = useRun()
  const { find } = useChart()
  return (
    <Form
      schema={accountForm}
      defaultValues={{ accountId: '', memo: line.reference?.slice(0, 200) ?? null }}
      submitLabel={t('post')}
      onSubmit={async (values) => {
        const meaning = { kind: 'account' as const, ...values }
        await commit(() => client.finance.bankStatement.settleLine.mutate({ lineId: line.id, meaning }))
        onClose()
      }}
    >
      <LookupField
        name="accountId"
        label={t('ledgerAccount')}
        required
        search={async (text) => find(text, (a) => a.control === null)}
      />
      <TextField name="memo" label={t('memo')} maxLength={200} />
    </Form>
  )
}
