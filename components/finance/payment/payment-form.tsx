'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { useErrorText } from '@/components/error-text'
import { DateBox, DecimalBox, LookupBox, MoneyBox, SelectBox, TextBox } from '@/components/form/boxes'
import { readServerError } from '@/components/form/server-error'
import { UnsavedGuard } from '@/components/form/unsaved'
import { Money, useFormat } from '@/components/format'
import { isSentForApproval, tellRefusal } from '@/components/refusal'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { ToggleGroup } from '@/components/ui/toggle-group'
import type { FieldIssue } from '@/server/kernel/errors'
import { useCurrencies, useFindParties } from '../lookups'
import { FinancePage } from '../page'
import { isEmpty, type PlanLine } from '../payment-plan'
import { useBooks, useChart } from '../use-books'
import { useRun } from '../use-run'
import { ItemsGrid } from './items-grid'
import { type Direction, type PaymentForm as Form, type PaymentHead, usePaymentForm } from './use-payment-form'

export interface PaymentDraft {
  readonly id: string
  readonly version: number
}
interface Props {
  readonly draft?: PaymentDraft
  readonly initial: PaymentHead
  readonly lines?: ReadonlyMap<string, PlanLine>
}

const NOTHING: ReadonlyMap<string, PlanLine> = new Map()

/** A payment being written: what came in or went out, and what it settles. */
export function PaymentForm({ draft, initial, lines = NOTHING }: Props) {
  const t = useTranslations('finance.paymentForm')
  const form = usePaymentForm(initial, lines)
  const { save, post, busy, issues, refused } = useSending(form, draft)
  const refusal = useRefusal()
  const wrong = form.totals.rest.startsWith('-') ? t('tooMuch') : undefined
  return (
    <FinancePage
      title={draft ? t('editTitle') : t('title')}
      actions={
        <>
          <Button
            keys="mod+s"
            busy={busy === 'save'}
            disabledReason={refusal(draft ? 'finance.payment.update' : 'finance.payment.create')}
            onClick={save}
          >
            {t('saveDraft')}
          </Button>
          <Button
            variant="primary"
            busy={busy === 'post'}
            disabledReason={wrong ?? refusal('finance.payment.post')}
            onClick={post}
          >
            {t('post')}
          </Button>
        </>
      }
    >
      <UnsavedGuard dirty={form.touched && busy === null} />
      <div className="flex flex-col gap-5 pt-2">
        {refused ? <Notice tone="blocked">{refused}</Notice> : null}
        <Head form={form} locked={draft !== undefined} issues={issues} />
        <section className="flex flex-col gap-2">
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="text-base">{t('items')}</h2>
            <div className="ml-auto flex gap-1.5">
              <Button size="sm" variant="quiet" onClick={form.clearAll}>
                {t('clear')}
              </Button>
              <Button size="sm" onClick={form.proposeAll} disabledReason={form.head.amount ? null : t('amountFirst')}>
                {t('propose')}
              </Button>
            </div>
          </div>
          <ItemsGrid form={form} />
        </section>
        <Outcome form={form} />
      </div>
    </FinancePage>
  )
}

function useSending(form: Form, draft: PaymentDraft | undefined) {
  const client = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { companyId } = useBooks()
  const { refresh } = useRun()
  const say = useErrorText()
  const t = useTranslations('finance.paymentForm')
  const [busy, setBusy] = useState<'save' | 'post' | null>(null)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const input = () => {
    const { direction: _direction, party, rate, bankAccountId, feeAmount, reference, memo, ...head } = form.head
    const other = head.bankCurrency !== '' && head.bankCurrency !== head.currency
    return {
      ...head,
      partyId: party?.value ?? '',
      ...(bankAccountId && { bankAccountId }),
      ...(form.foreign && rate && { rate }),
      feeAmount: feeAmount || '0',
      bankCurrency: other ? head.bankCurrency : null,
      bankAmount: (other && head.bankAmount) || null,
      reference: reference || null,
      memo: memo || null,
      // A row that was ticked when nothing was left to share out settles nothing.
      lines: form.chosen.flatMap(({ item, line }) => (isEmpty(line) ? [] : [{ openItemId: item.id, ...line }])),
    }
  }
  const send = async (how: 'save' | 'post') => {
    setBusy(how)
    setIssues([])
    setRefused(null)
    try {
      const id = await run(how)
      form.settledNow()
      await refresh()
      toast.success(t(how === 'post' ? 'posted' : 'saved'))
      router.push(href(`finance/payments/${id}`))
    } catch (thrown) {
      const told = readServerError(thrown)
      if (draft && isSentForApproval(told)) {
        tellRefusal(told, say(told))
        form.settledNow()
        return void (await refresh())
      }
      setIssues(told.issues ?? [])
      const rest = (told.issues ?? []).filter((i) => i.path.startsWith('lines') || i.path === '')
      setRefused(say(rest[0] ?? told))
    } finally {
      setBusy(null)
    }
  }
  const run = async (how: 'save' | 'post'): Promise<string> => {
    if (draft) {
      await client.finance.payment.update.mutate({ ...draft, ...input() })
      if (how === 'post') await client.finance.payment.post.mutate({ id: draft.id })
      return draft.id
    }
    const { direction } = form.head
    const made = how === 'post' ? client.finance.payment.receive : client.finance.payment.create
    return (await made.mutate({ companyId, direction, ...input() })).id
  }
  return { save: () => send('save'), post: () => send('post'), busy, issues, refused }
}

function Head({ form, locked, issues }: { form: Form; locked: boolean; issues: readonly FieldIssue[] }) {
  const t = useTranslations('finance.paymentForm')
  const words = useTranslations('common')
  const say = useErrorText()
  const { head, change } = form
  const { find } = useChart()
  const currencies = useCurrencies()
  const parties = useFindParties(head.direction === 'incoming' ? 'customer' : 'supplier')
  const banks = find('', (a) => a.subtype === 'cash')
  const wrong = (path: string) => {
    const issue = issues.find((i) => i.path === path)
    return issue ? say(issue) : null
  }
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
      <ToggleGroup<Direction>
        className="col-span-full"
        label={t('direction')}
        value={head.direction}
        onValueChange={(direction) => (locked ? undefined : change({ direction, party: null }))}
        options={[
          { value: 'incoming', label: t('incoming') },
          { value: 'outgoing', label: t('outgoing') },
        ]}
      />
      <LookupBox
        label={head.direction === 'incoming' ? words('customer') : words('supplier')}
        required
        className="sm:col-span-2"
        value={head.party}
        search={parties}
        error={wrong('partyId')}
        onChange={(party) => change({ party, ...(party?.currency && { currency: party.currency }) })}
      />
      <SelectBox
        label={t('bank')}
        value={head.bankAccountId}
        options={banks}
        error={wrong('bankAccountId')}
        hint={head.bankAccountId ? undefined : t('bankDefault')}
        onChange={(bankAccountId) => change({ bankAccountId })}
      />
      <DateBox
        label={t('date')}
        required
        value={head.paymentDate}
        error={wrong('paymentDate')}
        onChange={(paymentDate) => change({ paymentDate })}
      />
      <MoneyBox
        label={words('amount')}
        required
        currency={head.currency}
        value={head.amount}
        error={wrong('amount')}
        onChange={(amount) => change({ amount })}
      />
      <SelectBox
        label={words('currency')}
        value={head.currency}
        options={[...new Set([...currencies, head.currency])].map((c) => ({ value: c, label: c }))}
        onChange={(currency) => change({ currency })}
      />
      {form.foreign ? (
        <DecimalBox
          label={t('rate', { base: form.base, currency: head.currency })}
          value={form.rate}
          error={wrong('rate')}
          hint={form.rate ? undefined : t('noRate')}
          onChange={(rate) => change({ rate })}
        />
      ) : null}
      <SelectBox
        label={t('bankCurrency')}
        value={head.bankCurrency || head.currency}
        options={[...new Set([form.base, ...currencies, head.currency])].map((c) => ({ value: c, label: c }))}
        onChange={(bankCurrency) => change({ bankCurrency })}
      />
      {head.bankCurrency !== '' && head.bankCurrency !== head.currency ? (
        <MoneyBox
          label={t('bankAmount')}
          required
          currency={head.bankCurrency}
          value={head.bankAmount}
          error={wrong('bankAmount')}
          hint={t('bankAmountHint')}
          onChange={(bankAmount) => change({ bankAmount })}
        />
      ) : null}
      <MoneyBox
        label={t('fee')}
        currency={head.currency}
        value={head.feeAmount}
        error={wrong('feeAmount')}
        onChange={(feeAmount) => change({ feeAmount })}
      />
      <TextBox label={words('reference')} value={head.reference} onChange={(reference) => change({ reference })} />
      <TextBox
        label={words('notes')}
        value={head.memo}
        className="sm:col-span-2"
        onChange={(memo) => change({ memo })}
      />
    </div>
  )
}

/** What posting would do, before it is done: settled, on account, difference of the rates. */
function Outcome({ form }: { form: Form }) {
  const t = useTranslations('finance.paymentForm')
  const format = useFormat()
  const trpc = useTRPC()
  const { companyId } = useBooks()
  const settings = useQuery(trpc.finance.settings.get.queryOptions({ companyId }, { retry: false }))
  const { head, totals } = form
  const digits = settings.data?.digits ?? 2
  const difference = form.foreign ? form.difference(digits) : '0'
  const over = totals.rest.startsWith('-')
  const row = (label: ReactNode, value: string, currency: string, className?: string) => (
    <div className={`flex justify-between gap-6 py-1 ${className ?? ''}`}>
      <dt className="text-muted">{label}</dt>
      <dd>{value === '0' ? <span className="text-faint">–</span> : <Money value={value} currency={currency} />}</dd>
    </div>
  )
  return (
    <section aria-label={t('outcome')} className="ml-auto w-full max-w-sm text-sm">
      <dl>
        {row(t('settled'), totals.settled, head.currency)}
        {over
          ? row(t('tooMuchBy'), totals.rest.slice(1), head.currency, 'text-blocked')
          : row(t('onAccount'), totals.rest, head.currency, 'border-t border-line-strong font-medium')}
        {form.foreign
          ? row(
              difference.startsWith('-') ? t('exchangeLoss') : t('exchangeGain'),
              difference.replace('-', ''),
              form.base,
            )
          : null}
      </dl>
      {totals.writeOff !== '0' && settings.data ? (
        <p className="pt-1 text-xs text-muted">
          {t('tolerance', { amount: format.money(settings.data.writeOffTolerance, form.base) })}
        </p>
      ) : null}
      {over || (head.amount === '' && totals.settled !== '0') ? (
        <Button size="sm" className="mt-2" onClick={form.fillAmount}>
          {t('useSum')}
        </Button>
      ) : null}
    </section>
  )
}
