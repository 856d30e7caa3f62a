'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateText, Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { PaymentProposalView } from '@/server/contracts/finance/payment-proposal'
import { dec } from '@/server/kernel/money'
import { useRun } from '../use-run'
import type { ProposalQuestion } from './proposal-dialog'

type Line = PaymentProposalView['lines'][number]

/** The debts of a proposal. While it is a draft each can be left out; what is held says why and who may let it go. */
export function ProposalLines({
  proposal: p,
  onAsk,
}: {
  proposal: PaymentProposalView
  onAsk: (question: ProposalQuestion) => void
}) {
  const t = useTranslations('finance.proposalPage')
  const draft = p.status === 'draft'
  return (
    <Table stacked label={t('lines')} containerClassName="rounded-md border bg-surface">
      <TableHeader>
        <tr>
          {draft ? <TableHead>{t('pay')}</TableHead> : null}
          <TableHead>{t('supplier')}</TableHead>
          <TableHead>{t('debt')}</TableHead>
          <TableHead>{t('due')}</TableHead>
          <TableHead numeric>{t('owed')}</TableHead>
          <TableHead numeric>{t('discount')}</TableHead>
          <TableHead numeric>{t('amount')}</TableHead>
          <TableHead>{t('state')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {p.lines.map((line) => (
          <TableRow key={line.id} className={line.leftOut ? 'text-faint' : undefined}>
            {draft ? (
              <TableCell label={t('pay')}>
                <Take proposal={p} line={line} />
              </TableCell>
            ) : null}
            <TableCell head>
              {line.party}
              <span className="block text-xs text-muted">{line.bankAccount ?? t('noAccount')}</span>
            </TableCell>
            <TableCell label={t('debt')}>
              <Debt line={line} />
            </TableCell>
            <TableCell label={t('due')}>
              <DateText value={line.dueDate} />
            </TableCell>
            <Amount label={t('owed')} value={line.remaining} currency={p.currency} />
            <Amount label={t('discount')} value={line.discount} currency={p.currency} />
            <Amount label={t('amount')} value={line.amount} currency={p.currency} />
            <TableCell label={t('state')}>
              <State proposal={p} line={line} onAsk={onAsk} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Amount({ label, value, currency }: { label: string; value: string; currency: string }) {
  return (
    <TableCell numeric label={label}>
      {dec(value).isZero() ? <span className="text-faint">–</span> : <Money bare value={value} currency={currency} />}
    </TableCell>
  )
}

function Take({ proposal: p, line }: { proposal: PaymentProposalView; line: Line }) {
  const t = useTranslations('finance.proposalPage')
  const client = useTRPCClient()
  const { run } = useRun()
  return (
    <Checkbox
      aria-label={t('payLine', { number: line.number, party: line.party })}
      checked={!line.leftOut}
      onCheckedChange={(checked) =>
        run(() =>
          client.finance.paymentProposal.update.mutate({
            id: p.id,
            version: p.version,
            lines: [{ id: line.id, leftOut: checked !== true }],
          }),
        )
      }
    />
  )
}

function Debt({ line }: { line: Line }) {
  const { href } = useFrame()
  const address = documentHref(line.sourceDocument, line.sourceDocumentId)
  return address ? (
    <Link className="underline-offset-3 hover:underline" href={href(address)}>
      {line.number}
    </Link>
  ) : (
    line.number
  )
}

function State({
  proposal: p,
  line,
  onAsk,
}: {
  proposal: PaymentProposalView
  line: Line
  onAsk: (question: ProposalQuestion) => void
}) {
  const t = useTranslations('finance.proposalPage')
  const refusal = useRefusal()
  const { href } = useFrame()
  if (line.paymentId)
    return (
      <Link className="underline-offset-3 hover:underline" href={href(`finance/payments/${line.paymentId}`)}>
        <StateBadge tone="done">{t('paid')}</StateBadge>
      </Link>
    )
  if (line.leftOut) return <StateBadge tone="draft">{t('leftOut')}</StateBadge>
  if (!line.hold) return p.status === 'paid' ? <StateBadge tone="blocked">{t('notPaid')}</StateBadge> : null
  if (line.holdReleaseReason)
    return (
      <span className="text-xs text-muted">
        {t('released', { by: line.holdReleasedBy ?? '', reason: line.holdReleaseReason })}
      </span>
    )
  const releasable =
    (line.hold === 'bank_change' || line.hold === 'cash') && ['draft', 'in_approval'].includes(p.status)
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StateBadge tone="blocked">{t(`hold.${line.hold}`)}</StateBadge>
      {releasable ? (
        <Button
          size="sm"
          variant="quiet"
          disabledReason={refusal('finance.payment_proposal.release') ?? null}
          onClick={() => onAsk({ kind: 'release', lineId: line.id })}
        >
          {t('release')}
        </Button>
      ) : null}
    </span>
  )
}
