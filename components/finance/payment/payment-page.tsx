'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { useRefusal } from '@/components/api/use-refusal'
import { DocumentPage } from '@/components/document/document-page'
import { DateText, Money, useFormat } from '@/components/format'
import { DocumentPageSkeleton, useFrame } from '@/components/shell'
import { ErrorState } from '@/components/ui/error-state'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { paymentMachine } from '@/server/contracts/finance/payment'
import { dec, plain, sum } from '@/server/kernel/money'
import { ReverseDialog } from '../reverse-dialog'
import { documentTones } from '../tones'
import { useBooks, useChart } from '../use-books'
import { useRun } from '../use-run'
import { PaymentForm } from './payment-form'
import { Settlements } from './settlements'

/** A payment: a draft is the form, what is posted is a document. */
export function PaymentPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const payment = useQuery(trpc.finance.payment.get.queryOptions({ id }))
  const { today } = useBooks()
  if (payment.isPending) return <DocumentPageSkeleton />
  if (payment.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  const p = payment.data
  if (p.status !== 'draft') return <PostedPayment payment={p} today={today} />
  return (
    <PaymentForm
      key={p.version}
      draft={{ id: p.id, version: p.version }}
      initial={{
        direction: p.direction,
        party: { value: p.partyId, label: p.partyName, hint: '', currency: null },
        bankAccountId: p.bankAccountId,
        paymentDate: p.paymentDate,
        currency: p.currency,
        rate: p.rate,
        amount: p.amount,
        feeAmount: p.feeAmount === '0' ? '' : p.feeAmount,
        bankCurrency: p.bankCurrency ?? '',
        bankAmount: p.bankAmount ?? '',
        reference: p.reference ?? '',
        memo: p.memo ?? '',
      }}
      lines={
        new Map(
          p.lines.map(({ openItemId, amount, discount, writeOff }) => [openItemId, { amount, discount, writeOff }]),
        )
      }
    />
  )
}

/** An empty payment; `partyId` names whose it is, as where an invoice asks for its payment. */
export function NewPayment({
  direction = 'incoming',
  partyId,
}: {
  direction?: 'incoming' | 'outgoing'
  partyId?: string
}) {
  const trpc = useTRPC()
  const { today, currency } = useBooks()
  const party = useQuery(
    trpc.finance.party.get.queryOptions({ id: partyId ?? '' }, { enabled: partyId !== undefined, retry: false }),
  )
  if (partyId && party.isPending) return <DocumentPageSkeleton />
  const known = party.data
  return (
    <PaymentForm
      initial={{
        direction,
        party: known ? { value: known.id, label: known.name, hint: known.code, currency: known.currency } : null,
        bankAccountId: null,
        paymentDate: today,
        currency,
        rate: '',
        amount: '',
        feeAmount: '',
        bankCurrency: '',
        bankAmount: '',
        reference: '',
        memo: '',
      }}
    />
  )
}

type Payment = NonNullable<ReturnType<typeof usePayment>['data']>
function usePayment(id: string) {
  const trpc = useTRPC()
  return useQuery(trpc.finance.payment.get.queryOptions({ id }))
}

function PostedPayment({ payment: p, today }: { payment: Payment; today: string }) {
  const t = useTranslations('finance.paymentPage')
  const states = useTranslations('finance.paymentStatus')
  const words = useTranslations('common')
  const kinds = useTranslations('common.document')
  const { href } = useFrame()
  const { byId, label } = useChart()
  const { currency: base } = useBooks()
  const format = useFormat()
  const refusal = useRefusal()
  const [reversing, setReversing] = useState(false)
  const reverse = useReverse(p, () => setReversing(false))
  const bank = byId.get(p.bankAccountId)
  return (
    <DocumentPage
      kind={t(p.direction)}
      number={p.number}
      machine={paymentMachine}
      state={p.status}
      stateLabel={states(p.status)}
      tone={documentTones[p.status]}
      party={{ name: p.partyName, href: href(`finance/statements?party=${p.partyId}`) }}
      facts={[
        { label: t('date'), value: <DateText value={p.paymentDate} /> },
        ...(p.postingDate === p.paymentDate
          ? []
          : [{ label: words('postingDate'), value: <DateText value={p.postingDate} /> }]),
        { label: t('bank'), value: bank ? label(bank) : '–' },
        ...(p.currency === base ? [] : [{ label: words('rate'), value: format.rate(p.rate) }]),
        ...(p.reference ? [{ label: words('reference'), value: p.reference }] : []),
        { label: words('amount'), value: <Money value={p.amount} currency={p.currency} />, strong: true },
      ]}
      actions={[
        {
          name: 'reverse',
          label: words('reverse'),
          tone: 'danger',
          weight: -1,
          refused: refusal('finance.payment.reverse'),
          onRun: () => setReversing(true),
        },
      ]}
      aside={
        <DocumentAside
          document="payment"
          documentId={p.id}
          from={[]}
          to={[
            { id: p.entryId, number: p.number ?? '' },
            { id: p.reversalEntryId, number: t('reversal') },
          ].flatMap((l) =>
            l.id
              ? [
                  {
                    id: l.id,
                    kind: kinds('journal_entry'),
                    number: l.number,
                    href: href(`finance/journal-entries/${l.id}`),
                  },
                ]
              : [],
          )}
        />
      }
    >
      <PaymentLines payment={p} />
      <Settlements payment={p} today={today} />
      <ReverseDialog
        open={reversing}
        onOpenChange={setReversing}
        number={p.number ?? ''}
        earliest={p.postingDate}
        today={today}
        onConfirm={reverse}
      />
    </DocumentPage>
  )
}

function useReverse(p: Payment, done: () => void) {
  const client = useTRPCClient()
  const { run } = useRun()
  return async (postingDate: string, reason: string | null) => {
    const { id, version } = p
    if ((await run(() => client.finance.payment.reverse.mutate({ id, version, postingDate, reason }))) !== null) done()
  }
}

/** What the payment settled when it was posted. */
function PaymentLines({ payment: p }: { payment: Payment }) {
  const t = useTranslations('finance.paymentForm')
  const words = useTranslations('common')
  const money = (value: string) =>
    dec(value).isZero() ? <span className="text-faint">–</span> : <Money bare value={value} currency={p.currency} />
  const rest = plain(dec(p.amount).minus(sum(p.lines.map((l) => l.amount))))
  return (
    <Table label={t('items')} containerClassName="rounded-md border bg-surface">
      <TableHeader>
        <tr>
          <TableHead>{t('item')}</TableHead>
          <TableHead>{words('dueDate')}</TableHead>
          <TableHead numeric>{`${t('paid')} (${p.currency})`}</TableHead>
          <TableHead numeric>{words('discount')}</TableHead>
          <TableHead numeric>{t('writeOff')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {p.lines.map((line) => (
          <TableRow key={line.openItemId}>
            <TableCell>{line.number}</TableCell>
            <TableCell>
              <DateText value={line.dueDate} />
            </TableCell>
            <TableCell numeric>{money(line.amount)}</TableCell>
            <TableCell numeric>{money(line.discount)}</TableCell>
            <TableCell numeric>{money(line.writeOff)}</TableCell>
          </TableRow>
        ))}
        <TableRow>
          <TableCell colSpan={2} className="text-muted">
            {t('onAccount')}
          </TableCell>
          <TableCell numeric>{money(rest)}</TableCell>
          <TableCell colSpan={2} />
        </TableRow>
      </TableBody>
    </Table>
  )
}
