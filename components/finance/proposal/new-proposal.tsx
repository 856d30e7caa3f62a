'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateField, MoneyField, NoteField, SelectField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { useFrame } from '@/components/shell'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { createPaymentProposalInput } from '@/server/contracts/finance/payment-proposal'
import { addDays } from '@/server/kernel/calendar-date'
import { FinancePage } from '../page'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

/** What shall be paid from which account, and until when. */
export function NewProposal() {
  const t = useTranslations('finance.proposalPage')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const { companyId, today } = useBooks()
  const { href } = useFrame()
  const { commit } = useRun()
  const refusal = useRefusal()
  const banks = useQuery(trpc.finance.companyBankAccount.all.queryOptions({ companyId }))
  if (banks.isPending) return <Skeleton className="m-4 h-60" />
  const accounts = banks.data ?? []
  const [first] = accounts
  return (
    <FinancePage title={t('newTitle')} hint={t('newHint')}>
      {first ? (
        <Form
          schema={createPaymentProposalInput}
          className="max-w-3xl"
          defaultValues={{
            companyId,
            companyBankAccountId: first.id,
            currency: first.currency,
            executionDate: today,
            dueUntil: addDays(today, 7),
            cashLimit: null,
            partyIds: [],
            note: null,
          }}
          submitLabel={t('propose')}
          refused={refusal('finance.payment_proposal.create') ?? null}
          onSubmit={async (input) => {
            const currency = accounts.find((a) => a.id === input.companyBankAccountId)?.currency ?? input.currency
            const { id } = await commit(() => client.finance.paymentProposal.create.mutate({ ...input, currency }))
            router.push(href(`finance/payment-proposals/${id}`))
          }}
        >
          <FormSection title={t('newTitle')}>
            <SelectField
              name="companyBankAccountId"
              label={t('bankAccount')}
              required
              options={accounts.map((a) => ({
                value: a.id,
                label: `${a.holder} ···${a.masked}`,
                hint: `${a.accountCode} ${a.currency}`,
              }))}
            />
            <DateField name="executionDate" label={t('executionDate')} required min={today} />
            <DateField name="dueUntil" label={t('dueUntil')} hint={t('dueUntilHint')} required />
            <MoneyField name="cashLimit" label={t('cashLimit')} hint={t('cashLimitHint')} currency={first.currency} />
            <NoteField name="note" label={t('note')} maxLength={500} />
          </FormSection>
        </Form>
      ) : (
        <EmptyState
          title={t('noBank')}
          actions={
            <a className="underline" href={href('finance/bank-accounts')}>
              {t('toBank')}
            </a>
          }
        />
      )}
    </FinancePage>
  )
}
