'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateText, Money, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { Button } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { BankStatementView, StatementSuggestion } from '@/server/contracts/finance/bank-statement'
import { dec, plain } from '@/server/kernel/money'
import { useRun } from '../use-run'
import { meaningOf } from './meaning'
import type { StatementLine } from './statement-page'

interface Props {
  readonly statement: BankStatementView
  readonly onAsk: (line: StatementLine) => void
}

/** The movements of a statement with what explains them. */
export function StatementLines({ statement: st, onAsk }: Props) {
  const t = useTranslations('finance.bankStatement')
  return (
    <Table label={t('lines')} containerClassName="rounded-md border bg-surface">
      <TableHeader>
        <tr>
          <TableHead>{t('booked')}</TableHead>
          <TableHead>{t('other')}</TableHead>
          <TableHead numeric>{t('amount')}</TableHead>
          <TableHead>{t('meaning')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {st.lines.map((line) => (
          <TableRow key={line.id}>
            <TableCell className="whitespace-nowrap">
              <DateText value={line.bookingDate} />
            </TableCell>
            <TableCell>
              {line.counterparty ?? t('unknown')}
              {line.counterpartyMasked ? (
                <span className="text-xs text-muted"> ···{line.counterpartyMasked}</span>
              ) : null}
              <span className="block max-w-md text-xs break-words text-muted">
                {[line.reference, line.endToEndId].filter(Boolean).join(' · ')}
              </span>
            </TableCell>
            <TableCell numeric>
              <Money bare value={line.amount} currency={st.currency} />
              {dec(line.settled).isZero() || line.settled === line.amount ? null : (
                <span className="block text-xs text-muted">
                  {t('left')} <Money bare value={plain(dec(line.amount).minus(line.settled))} currency={st.currency} />
                </span>
              )}
            </TableCell>
            <TableCell>
              <Explained line={line} />
              {line.settled === line.amount ? null : <Open statement={st} line={line} onAsk={onAsk} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** The payments and entries of a line; a payment can be untied from it. */
function Explained({ line }: { line: StatementLine }) {
  const t = useTranslations('finance.bankStatement')
  const client = useTRPCClient()
  const { href } = useFrame()
  const { run } = useRun()
  const refused = useRefusal()('finance.bank_statement.settle') ?? null
  return line.documents.map((d) => (
    <span key={d.id} className="mb-1 flex flex-wrap items-center gap-2">
      <StateBadge tone="done">{t('settled')}</StateBadge>
      <Link className="underline-offset-3 hover:underline" href={href(documentHref(d.document, d.id) ?? '')}>
        {d.number ?? ''} {d.label}
      </Link>
      {d.document === 'payment' ? (
        <Button
          size="sm"
          variant="quiet"
          disabledReason={refused}
          onClick={() =>
            run(() => client.finance.bankStatement.releasePayment.mutate({ paymentId: d.id }), t('untied'))
          }
        >
          {t('untie')}
        </Button>
      ) : null}
    </span>
  ))
}

function Open({ statement, line, onAsk }: Props & { line: StatementLine }) {
  const t = useTranslations('finance.bankStatement')
  const client = useTRPCClient()
  const { run } = useRun()
  const refused = useRefusal()('finance.bank_statement.settle') ?? null
  const s = line.suggestion
  const settle = () =>
    s &&
    run(() => client.finance.bankStatement.settleLine.mutate({ lineId: line.id, meaning: meaningOf(s) }), t('done'))
  return (
    <span className="flex flex-wrap items-center gap-2">
      {s ? (
        <>
          <StateBadge tone={s.certainty === 'sure' ? 'progress' : 'attention'}>
            {t(`certainty.${s.certainty}`)}
          </StateBadge>
          <Suggested suggestion={s} currency={statement.currency} />
          <Button size="sm" disabledReason={refused} onClick={settle}>
            {t('settle')}
          </Button>
        </>
      ) : (
        <StateBadge tone="draft">{t('open')}</StateBadge>
      )}
      <Button size="sm" variant="quiet" disabledReason={refused} onClick={() => onAsk(line)}>
        {t('byHand')}
      </Button>
    </span>
  )
}

function Suggested({ suggestion: s, currency }: { suggestion: StatementSuggestion; currency: string }) {
  const t = useTranslations('finance.bankStatement.suggestion')
  const format = useFormat()
  const money = (value: string) => format.money(value, currency)
  if (s.kind === 'proposal')
    return <span>{t('proposal', { number: s.number ?? '', party: s.party ?? '', count: s.endToEndIds.length })}</span>
  if (s.kind === 'payment') return <span>{t('payment', { number: s.number ?? '', party: s.party ?? '' })}</span>
  if (s.kind === 'party') return <span>{t('party', { party: s.party ?? '' })}</span>
  const items = s.items.map((i) =>
    dec(i.discount).isZero()
      ? `${i.number} ${money(i.amount)}`
      : `${i.number} ${money(i.amount)} ${t('less', { discount: money(i.discount) })}`,
  )
  return <span>{t('items', { party: s.party ?? '', items: items.join(', ') })}</span>
}
