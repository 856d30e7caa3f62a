'use client'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { DateField, NoteField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { MultiSelectField } from '@/components/form/multi-select-field'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import {
  type PaymentProposalView,
  releaseProposalHoldInput,
  returnPaymentProposalInput,
  settlePaymentProposalInput,
} from '@/server/contracts/finance/payment-proposal'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

export type ProposalQuestion =
  | { readonly kind: 'return' }
  | { readonly kind: 'settle' }
  | { readonly kind: 'release'; readonly lineId: string }

interface Props {
  readonly proposal: PaymentProposalView
  readonly onClose: () => void
}

/** Asks for what a step needs: a reason, or the day on which the bank paid. */
export function ProposalDialog({ proposal, question, onClose }: Props & { question: ProposalQuestion }) {
  const t = useTranslations('finance.proposalPage')
  const words = useTranslations('common')
  const title = question.kind === 'settle' ? t('settle') : question.kind === 'release' ? t('release') : t('return')
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={title} closeLabel={words('close')} size="md">
        {question.kind === 'settle' ? (
          <Settle proposal={proposal} onClose={onClose} />
        ) : (
          <Reason proposal={proposal} question={question} onClose={onClose} />
        )}
      </DialogContent>
    </Dialog>
  )
}

const earlier = (a: string, b: string): string => (a.localeCompare(b) < 0 ? a : b)

function Settle({ proposal: p, onClose }: Props) {
  const t = useTranslations('finance.proposalPage')
  const client = useTRPCClient()
  const { today } = useBooks()
  const { commit } = useRun()
  const lines = p.lines.filter((l) => !l.leftOut && (!l.hold || l.holdReleaseReason))
  return (
    <Form
      schema={settlePaymentProposalInput}
      defaultValues={{
        id: p.id,
        version: p.version,
        date: earlier(p.executionDate, today),
        failedLineIds: [],
      }}
      submitLabel={t('settle')}
      onSubmit={async (input) => {
        await commit(() => client.finance.paymentProposal.settle.mutate(input))
        onClose()
      }}
    >
      <p className="text-sm text-muted">{t('settleHint')}</p>
      <DateField name="date" label={t('paidOn')} required max={today} />
      <MultiSelectField
        name="failedLineIds"
        label={t('failed')}
        options={lines.map((l) => ({ value: l.id, label: `${l.party} ${l.number}` }))}
      />
    </Form>
  )
}

function Reason({
  proposal: p,
  question,
  onClose,
}: Props & { question: Exclude<ProposalQuestion, { kind: 'settle' }> }) {
  const t = useTranslations('finance.proposalPage')
  const client = useTRPCClient()
  const { commit } = useRun()
  const ref = { id: p.id, version: p.version }
  return (
    <Form
      schema={returnPaymentProposalInput}
      defaultValues={{ ...ref, reason: '' }}
      submitLabel={question.kind === 'release' ? t('release') : t('return')}
      onSubmit={async (input) => {
        const { paymentProposal } = client.finance
        await commit(() =>
          question.kind === 'release'
            ? paymentProposal.releaseHold.mutate(releaseProposalHoldInput.parse({ ...input, lineId: question.lineId }))
            : paymentProposal.return.mutate(input),
        )
        onClose()
      }}
    >
      <p className="text-sm text-muted">{question.kind === 'release' ? t('releaseHint') : t('returnHint')}</p>
      <NoteField name="reason" label={t('reason')} required maxLength={500} />
    </Form>
  )
}
