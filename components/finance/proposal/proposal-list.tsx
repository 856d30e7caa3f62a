'use client'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { EntityList } from '@/components/api/list'
import { useRefusal } from '@/components/api/use-refusal'
import { useFrame } from '@/components/shell'
import type { Tone } from '@/components/ui/tone'
import { paymentProposalList, type paymentProposalStates } from '@/server/contracts/finance/payment-proposal'

export const proposalTones: Readonly<Record<(typeof paymentProposalStates)[number], Tone>> = {
  draft: 'draft',
  in_approval: 'attention',
  approved: 'progress',
  exported: 'progress',
  paid: 'done',
  cancelled: 'blocked',
}

/** What was and will be paid together. */
export function PaymentProposals() {
  const trpc = useTRPC()
  const t = useTranslations('finance.paymentProposal')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.finance.paymentProposal.list}
      definition={paymentProposalList}
      title={t('title')}
      path={(row) => `finance/payment-proposals/${row.id}`}
      tones={{ status: proposalTones }}
      card={{ title: 'number', subtitle: 'bankAccount', end: 'total', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('finance/payment-proposals/new'),
        refused: refusal('finance.payment_proposal.create'),
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
