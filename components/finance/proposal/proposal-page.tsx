'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { DocumentPage } from '@/components/document/document-page'
import { DateText, InstantText, Money } from '@/components/format'
import { DocumentPageSkeleton } from '@/components/shell'
import { ErrorState } from '@/components/ui/error-state'
import { Notice } from '@/components/ui/notice'
import { type PaymentProposalView, paymentProposalMachine } from '@/server/contracts/finance/payment-proposal'
import { ProposalDialog, type ProposalQuestion } from './proposal-dialog'
import { ProposalLines } from './proposal-lines'
import { proposalTones } from './proposal-list'
import { useProposalActions } from './use-proposal-actions'

/** A payment proposal: what is paid to whom, what is held and why, and the way to the bank. */
export function ProposalPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const proposal = useQuery(trpc.finance.paymentProposal.get.queryOptions({ id }))
  if (proposal.isPending) return <DocumentPageSkeleton />
  if (proposal.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  return <Proposal proposal={proposal.data} />
}

function Proposal({ proposal: p }: { proposal: PaymentProposalView }) {
  const t = useTranslations('finance.proposalPage')
  const states = useTranslations('finance.paymentProposalStatus')
  const [question, setQuestion] = useState<ProposalQuestion | null>(null)
  const actions = useProposalActions(p, setQuestion)
  const held = p.lines.filter((l) => l.hold && !l.holdReleaseReason && !l.leftOut).length
  return (
    <DocumentPage
      kind={t('kind')}
      number={p.number}
      machine={paymentProposalMachine}
      state={p.status}
      stateLabel={states(p.status)}
      tone={proposalTones[p.status]}
      facts={[
        { label: t('bankAccount'), value: p.bankAccount },
        { label: t('executionDate'), value: <DateText value={p.executionDate} /> },
        { label: t('dueUntil'), value: <DateText value={p.dueUntil} /> },
        ...(p.cashLimit ? [{ label: t('cashLimit'), value: <Money value={p.cashLimit} currency={p.currency} /> }] : []),
        ...(p.exportedAt ? [{ label: t('exportedAt'), value: <InstantText value={p.exportedAt} /> }] : []),
        ...(p.paidOn ? [{ label: t('paidOn'), value: <DateText value={p.paidOn} /> }] : []),
        { label: t('total'), value: <Money value={p.total} currency={p.currency} />, strong: true },
      ]}
      notices={
        held > 0 || p.note ? (
          <>
            {held > 0 ? <Notice tone="attention">{t('held', { count: held })}</Notice> : null}
            {p.note ? <Notice tone="progress">{p.note}</Notice> : null}
          </>
        ) : null
      }
      actions={actions}
      aside={<DocumentAside document="payment_proposal" documentId={p.id} />}
    >
      <ProposalLines proposal={p} onAsk={setQuestion} />
      {question ? <ProposalDialog proposal={p} question={question} onClose={() => setQuestion(null)} /> : null}
    </DocumentPage>
  )
}
