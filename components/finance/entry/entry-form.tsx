'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import type { GridColumn, GridLine, LookupOption } from '@/components/document/line-grid/model'
import { useErrorText } from '@/components/error-text'
import { DateBox, DecimalBox, SelectBox, TextBox } from '@/components/form/boxes'
import { readServerError } from '@/components/form/server-error'
import { UnsavedGuard } from '@/components/form/unsaved'
import { Money } from '@/components/format'
import { isSentForApproval, tellRefusal } from '@/components/refusal'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { currencyDigits } from '@/server/kernel/currency'
import type { FieldIssue } from '@/server/kernel/errors'
import { useCurrencies, useRate } from '../lookups'
import { FinancePage } from '../page'
import { useBooks, useChart } from '../use-books'
import { useRun } from '../use-run'
import { balanceOf, isBlank, toInput } from './entry-lines'

export interface EntryHead {
  readonly postingDate: string
  readonly description: string
  readonly currency: string
  readonly rate: string
}
interface Props {
  readonly draft?: { readonly id: string; readonly version: number }
  readonly initial: EntryHead
  readonly lines: readonly GridLine[]
}

const newId = () => crypto.randomUUID()
const BLANK = { account: null, memo: null, debit: null, credit: null }
export const blankLines = (): GridLine[] => Array.from({ length: 4 }, () => ({ id: newId(), values: BLANK }))

/** An entry written by hand: its head, a grid of lines, and a balance that is kept while one types. */
export function EntryForm({ draft, initial, lines: given }: Props) {
  const t = useTranslations('finance.entryForm')
  const words = useTranslations('common')
  const [head, setHead] = useState(initial)
  const [lines, setLines] = useState<readonly GridLine[]>(given)
  const [touched, setTouched] = useState(false)
  const { currency: base } = useBooks()
  const currencies = useCurrencies()
  const dayRate = useRate(head.currency, head.postingDate)
  const foreign = head.currency !== base
  const columns = useColumns(head.currency)
  const balance = useMemo(() => balanceOf(lines), [lines])
  const refusal = useRefusal()
  const change = (part: Partial<EntryHead>) => {
    setTouched(true)
    setHead((now) => ({ ...now, ...part }))
  }
  const sending = useSending({ head, lines, draft, onDone: () => setTouched(false) })
  const field = (path: string) => sending.fieldError(path)
  const broken = lines.some((l) => Object.values(l.raw ?? {}).some((raw) => raw.error !== 'pending'))
  const unbalanced = balance.difference !== '0' ? t('unbalanced') : null
  const empty = lines.every(isBlank) ? t('noLines') : null
  return (
    <FinancePage
      title={draft ? t('editTitle') : t('title')}
      actions={
        <>
          <Button
            keys="mod+s"
            busy={sending.busy === 'save'}
            disabledReason={
              refusal(draft ? 'finance.manual_entry.update' : 'finance.manual_entry.create') ??
              (broken ? t('mend') : null)
            }
            onClick={() => sending.send('save')}
          >
            {t('saveDraft')}
          </Button>
          <Button
            variant="primary"
            busy={sending.busy === 'post'}
            disabledReason={refusal('finance.manual_entry.post') ?? (broken ? t('mend') : (empty ?? unbalanced))}
            onClick={() => sending.send('post')}
          >
            {words('post')}
          </Button>
        </>
      }
    >
      <UnsavedGuard dirty={touched && sending.busy === null} />
      <div className="flex flex-col gap-5 pt-2">
        {sending.refused ? <Notice tone="blocked">{sending.refused}</Notice> : null}
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-[10rem_minmax(0,1fr)_8rem_10rem]">
          <DateBox
            label={words('postingDate')}
            required
            value={head.postingDate}
            error={field('postingDate')}
            onChange={(postingDate) => change({ postingDate })}
          />
          <TextBox
            label={words('description')}
            required
            value={head.description}
            error={field('description')}
            onChange={(description) => change({ description })}
          />
          <SelectBox
            label={words('currency')}
            value={head.currency}
            options={[...new Set([...currencies, head.currency])].map((c) => ({ value: c, label: c }))}
            onChange={(currency) => change({ currency, rate: '' })}
          />
          {foreign ? (
            <DecimalBox
              label={words('rate')}
              value={head.rate || dayRate || ''}
              error={field('rate')}
              onChange={(rate) => change({ rate })}
            />
          ) : null}
        </div>
        <LineGrid
          label={t('lines')}
          columns={columns}
          lines={lines}
          newId={newId}
          blank={() => BLANK}
          maxLines={1000}
          errors={sending.lineErrors}
          onChange={(next) => {
            setTouched(true)
            setLines(next)
          }}
          totals={<Balance {...balance} currency={head.currency} />}
        />
      </div>
    </FinancePage>
  )
}

function Balance({
  debit,
  credit,
  difference,
  currency,
}: Record<'debit' | 'credit' | 'difference' | 'currency', string>) {
  const t = useTranslations('finance.entryForm')
  const words = useTranslations('common')
  const even = difference === '0'
  return (
    <div aria-live="polite" className="ml-auto flex flex-wrap items-baseline gap-x-6 gap-y-1 px-2.5 pt-2 text-sm">
      <dl className="flex flex-wrap gap-x-6">
        <div className="flex gap-2">
          <dt className="text-muted">{words('debit')}</dt>
          <dd>
            <Money value={debit} currency={currency} />
          </dd>
        </div>
        <div className="flex gap-2">
          <dt className="text-muted">{words('credit')}</dt>
          <dd>
            <Money value={credit} currency={currency} />
          </dd>
        </div>
      </dl>
      <div>
        <StateBadge plain tone={even ? 'done' : 'attention'}>
          {even
            ? t('balanced')
            : t.rich(difference.startsWith('-') ? 'creditMore' : 'debitMore', {
                amount: () => <Money value={difference.replace('-', '')} currency={currency} />,
              })}
        </StateBadge>
      </div>
    </div>
  )
}

/** Account, memo, debit, credit; accounts are found by code or name, pasted ones by their exact code or name. */
function useColumns(currency: string): readonly GridColumn[] {
  const words = useTranslations('common')
  const t = useTranslations('finance.entryForm')
  const { accounts, find, label } = useChart()
  return useMemo(() => {
    const digits = currencyDigits(currency)
    const usable = (a: (typeof accounts)[number]) => a.control === null && a.posting && a.status === 'active'
    const amount = (key: string, title: string): GridColumn => ({
      key,
      title,
      kind: 'decimal',
      width: 140,
      digits,
      minPlaces: digits,
    })
    return [
      {
        key: 'account',
        title: words('account'),
        kind: 'lookup',
        width: 280,
        required: true,
        search: async (text) => find(text, usable),
        resolve: async (texts) => {
          const found = new Map<string, LookupOption>()
          for (const text of texts) {
            const typed = text.trim().toLocaleLowerCase()
            const names = (a: (typeof accounts)[number]) =>
              [a.code, a.nameEn, a.nameZh, label(a)].map((n) => n.toLocaleLowerCase())
            const account = accounts.find((a) => usable(a) && names(a).includes(typed))
            if (account) found.set(text, { id: account.id, label: label(account) })
          }
          return found
        },
      },
      { key: 'memo', title: t('memo'), kind: 'text', grow: true, width: 200, maxLength: 200 },
      amount('debit', words('debit')),
      amount('credit', words('credit')),
    ]
  }, [accounts, find, label, currency, words, t])
}

function useSending({
  head,
  lines,
  draft,
  onDone,
}: {
  head: EntryHead
  lines: readonly GridLine[]
  draft: Props['draft']
  onDone: () => void
}) {
  const api = useTRPCClient()
  const { companyId } = useBooks()
  const { refresh } = useRun()
  const router = useRouter()
  const { href } = useFrame()
  const say = useErrorText()
  const t = useTranslations('finance.entryForm')
  const [busy, setBusy] = useState<'save' | 'post' | null>(null)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [sent, setSent] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  // What was saved before its posting was refused: the next try changes that draft at its new version.
  const [saved, setSaved] = useState(draft)
  const run = async (how: 'save' | 'post') => {
    const input = toInput(lines)
    setSent(input.ids)
    const { rate, ...rest } = head
    const fields = { ...rest, ...(rate && { rate }), lines: input.lines }
    const { id } = saved
      ? await api.finance.manualEntry.update.mutate({ ...saved, ...fields })
      : await api.finance.manualEntry.create.mutate({ companyId, ...fields })
    if (how === 'save') return `finance/manual-entries/${id}`
    try {
      await api.finance.manualEntry.post.mutate({ id })
    } catch (thrown) {
      const told = readServerError(thrown)
      if (!isSentForApproval(told)) {
        const { version } = await api.finance.manualEntry.get.query({ id })
        setSaved({ id, version })
        throw thrown
      }
      tellRefusal(told, say(told))
    }
    return `finance/manual-entries/${id}`
  }
  const send = async (how: 'save' | 'post') => {
    setBusy(how)
    setIssues([])
    setRefused(null)
    try {
      const place = await run(how)
      onDone()
      await refresh()
      router.push(href(place))
    } catch (thrown) {
      const told = readServerError(thrown)
      setIssues(told.issues ?? [])
      setRefused(told.issues?.length ? t('mend') : say(told))
    } finally {
      setBusy(null)
    }
  }
  const lineErrors = new Map<string, Record<string, string>>()
  for (const issue of issues) {
    const [, index, key] = /^lines\.(\d+)\.?(\w*)/.exec(issue.path) ?? []
    const id = sent[Number(index)]
    const column = key === 'accountId' ? 'account' : key === 'memo' ? 'memo' : 'debit'
    if (id) lineErrors.set(id, { ...lineErrors.get(id), [column]: say(issue) })
  }
  const fieldError = (path: string) => {
    const issue = issues.find((i) => i.path === path)
    return issue ? say(issue) : null
  }
  return { send, busy, refused, lineErrors, fieldError }
}
