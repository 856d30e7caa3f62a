'use client'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { DocumentAction } from '@/components/document/actions'
import type { PaymentProposalView } from '@/server/contracts/finance/payment-proposal'
import { useRun } from '../use-run'
import type { ProposalQuestion } from './proposal-dialog'

/** Hands a text to the browser as a file. */
function save(fileName: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/xml' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName })
  link.click()
  URL.revokeObjectURL(address)
}

/** The buttons of a payment proposal. */
export function useProposalActions(
  p: PaymentProposalView,
  ask: (question: ProposalQuestion) => void,
): readonly DocumentAction[] {
  const t = useTranslations('finance.proposalPage')
  const { paymentProposal } = useTRPCClient().finance
  const { run } = useRun()
  const refusal = useRefusal()
  const ref = { id: p.id, version: p.version }
  const may = (action: string) => {
    const refused = refusal(`finance.payment_proposal.${action}`)
    return refused ? { refused } : {}
  }
  const exportFile = () =>
    run(async () => {
      const { fileName, content } = await paymentProposal.export.mutate(ref)
      save(fileName, content)
    }, t('exported'))
  return [
    {
      name: 'submit',
      label: t('submit'),
      weight: 3,
      ...may('create'),
      onRun: () => run(() => paymentProposal.submit.mutate(ref)),
    },
    {
      name: 'approve',
      label: t('approve'),
      weight: 3,
      shortcut: 'a',
      ...may('approve'),
      onRun: () => run(() => paymentProposal.approve.mutate(ref)),
    },
    { name: 'return', label: t('return'), ...may('approve'), onRun: () => ask({ kind: 'return' }) },
    {
      name: 'settle',
      label: t('settle'),
      weight: p.status === 'exported' ? 4 : 1,
      ...may('settle'),
      onRun: () => ask({ kind: 'settle' }),
    },
    {
      name: 'export',
      label: t('export'),
      weight: p.status === 'exported' ? 0 : 3,
      ...may('export'),
      onRun: exportFile,
    },
    {
      name: 'cancel',
      label: t('cancel'),
      tone: 'danger',
      weight: -1,
      ...may('create'),
      onRun: () => run(() => paymentProposal.cancel.mutate(ref)),
    },
  ]
}
