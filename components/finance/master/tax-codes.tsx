'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateBox, DecimalBox, MoneyBox } from '@/components/form/boxes'
import { DateText, Money, useFormat } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { taxCodesOut } from '@/server/contracts/finance/settings'
import { currencyDigits } from '@/server/kernel/currency'
import { FinancePage } from '../page'
import { ReportBody } from '../report/parts'
import { masterTones } from '../tones'
import { useBooks, useChart, useNamed } from '../use-books'
import { useRun } from '../use-run'
import { ChangeRateDialog, NewTaxCodeDialog } from './tax-dialogs'
import { holds, taxExample } from './tax-example'

export type TaxCode = z.output<typeof taxCodesOut>['codes'][number]
type Asked = 'new' | { readonly change: TaxCode } | null

/** Tax codes with their rates by date, and what each asks of an example. */
export function TaxCodes() {
  const t = useTranslations('finance.taxCodes')
  const trpc = useTRPC()
  const { companyId, today } = useBooks()
  const refusal = useRefusal()
  const codes = useQuery(trpc.finance.taxCode.list.queryOptions({ companyId }))
  const [asked, setAsked] = useState<Asked>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const all = codes.data?.codes ?? []
  const shown = all.find((c) => c.id === chosen) ?? all[0]
  return (
    <FinancePage
      title={t('title')}
      actions={
        <Button
          variant="primary"
          keys="c"
          disabledReason={refusal('finance.tax.create')}
          onClick={() => setAsked('new')}
        >
          <Plus aria-hidden />
          <span className="max-sm:sr-only">{t('new')}</span>
        </Button>
      }
    >
      <ReportBody query={codes} columns={4}>
        {all.length === 0 ? (
          <EmptyState title={t('empty')} />
        ) : (
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem]">
            <CodeTable codes={all} chosen={shown?.id ?? null} today={today} onChoose={setChosen} />
            {shown ? <CodeCard key={shown.id} code={shown} onChange={() => setAsked({ change: shown })} /> : null}
          </div>
        )}
      </ReportBody>
      {asked === 'new' ? <NewTaxCodeDialog onClose={() => setAsked(null)} /> : null}
      {asked && asked !== 'new' ? <ChangeRateDialog code={asked.change} onClose={() => setAsked(null)} /> : null}
    </FinancePage>
  )
}

function CodeTable({
  codes,
  chosen,
  today,
  onChoose,
}: {
  codes: readonly TaxCode[]
  chosen: string | null
  today: string
  onChoose: (id: string) => void
}) {
  const t = useTranslations('finance.taxCodes')
  const words = useTranslations('common')
  const states = useTranslations('finance.masterStatus')
  const named = useNamed()
  return (
    <Table label={t('title')}>
      <TableHeader>
        <tr>
          <TableHead>{words('code')}</TableHead>
          <TableHead>{words('name')}</TableHead>
          <TableHead>{t('use')}</TableHead>
          <TableHead numeric>{t('rateToday')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {codes.map((code) => (
          <TableRow key={code.id} aria-selected={code.id === chosen}>
            <TableCell>
              <button
                type="button"
                className="rounded-sm underline-offset-3 hover:underline"
                aria-pressed={code.id === chosen}
                onClick={() => onChoose(code.id)}
              >
                {code.code}
              </button>
            </TableCell>
            <TableCell>
              {named(code)}{' '}
              {code.status === 'archived' ? (
                <StateBadge plain tone={masterTones.archived}>
                  {states('archived')}
                </StateBadge>
              ) : null}
            </TableCell>
            <TableCell className="text-muted">{t(`uses.${code.use}`)}</TableCell>
            <TableCell numeric>
              <Rates code={code} date={today} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Rates({ code, date }: { code: TaxCode; date: string }) {
  const t = useTranslations('finance.taxCodes')
  const format = useFormat()
  const { currency } = useBooks()
  const valid = code.rates.filter((r) => holds(r, date))
  if (valid.length === 0) return <span className="text-attention">{t('noRate')}</span>
  return (
    <>
      {valid
        .map((r) =>
          r.kind === 'percent'
            ? format.percent(r.value)
            : t('perUnit', { amount: format.unitPrice(r.value, currency) }),
        )
        .join(' + ')}
    </>
  )
}

function CodeCard({ code, onChange }: { code: TaxCode; onChange: () => void }) {
  const t = useTranslations('finance.taxCodes')
  const named = useNamed()
  const format = useFormat()
  const { byId, label } = useChart()
  const client = useTRPCClient()
  const refusal = useRefusal()
  const { run } = useRun()
  const { currency } = useBooks()
  const refused = refusal('finance.tax.update')
  const active = code.status === 'active'
  const setStatus = () =>
    run(() =>
      client.finance.taxCode.update.mutate({
        id: code.id,
        version: code.version,
        status: active ? 'archived' : 'active',
      }),
    )
  return (
    <div className="grid gap-4">
      <Card>
        <CardHeader
          title={`${code.code} · ${named(code)}`}
          hint={code.reducedByDiscount ? t('reducedByDiscount') : undefined}
          actions={
            <>
              <Button size="sm" variant="quiet" disabledReason={refused} onClick={setStatus}>
                {active ? t('archive') : t('restore')}
              </Button>
              <Button size="sm" disabledReason={refused} onClick={onChange}>
                {t('changeRate')}
              </Button>
            </>
          }
        />
        <CardBody>
          <ul className="grid gap-2 text-sm">
            {[...code.rates].reverse().map((r) => {
              const account = byId.get(r.accountId)
              return (
                <li key={r.id} className="flex justify-between gap-4 border-b pb-2 last:border-b-0 last:pb-0">
                  <span>
                    <DateText value={r.validFrom} /> – {r.validTo ? <DateText value={r.validTo} /> : t('open')}
                    <span className="block text-xs text-muted">
                      {[r.component, account ? label(account) : null, r.box ? t('box', { box: r.box }) : null]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  <span className="tabular-nums">
                    {r.kind === 'percent'
                      ? format.percent(r.value)
                      : t('perUnit', { amount: format.unitPrice(r.value, currency) })}
                  </span>
                </li>
              )
            })}
          </ul>
        </CardBody>
      </Card>
      <Calculator code={code} />
    </div>
  )
}

/** What the code asks of an amount on a day. */
function Calculator({ code }: { code: TaxCode }) {
  const t = useTranslations('finance.taxCodes')
  const words = useTranslations('common')
  const { today, currency } = useBooks()
  const [net, setNet] = useState('1000')
  const [quantity, setQuantity] = useState('1')
  const [date, setDate] = useState(today)
  const usable = /^\d+(\.\d+)?$/.test(net) && /^\d+(\.\d+)?$/.test(quantity)
  const made = usable ? taxExample(code.rates, { net, quantity, date, digits: currencyDigits(currency) }) : null
  const unit = code.rates.some((r) => r.kind === 'per_unit')
  return (
    <Card>
      <CardHeader title={t('example')} />
      <CardBody className="grid gap-3">
        <div className="grid grid-cols-2 gap-3">
          <MoneyBox label={words('net')} currency={currency} value={net} onChange={setNet} />
          <DateBox label={words('taxDate')} value={date} onChange={setDate} />
          {unit ? <DecimalBox label={words('quantity')} value={quantity} onChange={setQuantity} /> : null}
        </div>
        {made ? (
          <dl aria-live="polite" className="grid gap-1 text-sm">
            {made.lines.map(({ rate, base, tax }) => (
              <div key={rate.id} className="flex justify-between gap-4">
                <dt className="text-muted">
                  {t.rich('onBase', {
                    rate: rate.kind === 'percent' ? `${rate.value}%` : rate.value,
                    base: () => <Money value={base} currency={currency} />,
                  })}
                </dt>
                <dd>
                  <Money bare value={tax} currency={currency} />
                </dd>
              </div>
            ))}
            <div className="flex justify-between gap-4 border-t border-line-strong pt-1 font-medium">
              <dt>{words('gross')}</dt>
              <dd>
                <Money value={made.gross} currency={currency} />
              </dd>
            </div>
          </dl>
        ) : null}
      </CardBody>
    </Card>
  )
}
