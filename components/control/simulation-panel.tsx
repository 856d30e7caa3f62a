'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { BarFigure } from '@/components/chart/chart'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { DateText, Money, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { permits } from '@/components/shell/navigation'
import { Button } from '@/components/ui/button'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { RuleView } from '@/server/contracts/platform/rule-views'
import type { SimulationResult, SimulationView } from '@/server/contracts/platform/simulation'

const PERIODS = ['1', '3', '6', '12', '24', '36', '60', '120', '180']

/** Replays the saved draft on the past: what it would have stopped, how much money, whose. And how its shadow does. */
export function SimulationPanel({ rule, dirty }: { rule: RuleView; dirty: boolean }) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const t = useTranslations('control.trial')
  const say = useErrorText()
  const { companies, companyId, permissions } = useFrame()
  const [company, setCompany] = useState(companyId ?? companies[0]?.id ?? '')
  const [months, setMonths] = useState('12')
  const trials = useQuery(trpc.control.rules.trials.queryOptions({ id: rule.id }))
  const simulate = useMutation(
    trpc.control.rules.simulate.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.control.rules.pathFilter()),
    }),
  )
  const latest = trials.data?.simulations[0]
  if (!permits(permissions, 'control.rule.simulate')) return null
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <h2 className="text-md">{t('title')}</h2>
      <p className="text-sm text-muted">{t('hint')}</p>
      {rule.draft ? (
        <div className="flex flex-wrap items-end gap-2">
          {companies.length > 1 ? (
            <Label className="flex flex-col gap-1">
              {t('company')}
              <Select
                className="w-56"
                aria-label={t('company')}
                value={company}
                onValueChange={setCompany}
                options={companies.map((c) => ({ value: c.id, label: c.name }))}
              />
            </Label>
          ) : null}
          <Label className="flex flex-col gap-1">
            {t('months')}
            <Select
              className="w-28"
              aria-label={t('months')}
              value={months}
              onValueChange={setMonths}
              options={PERIODS.map((value) => ({ value, label: value }))}
            />
          </Label>
          <Button
            busy={simulate.isPending}
            disabledReason={dirty ? t('saveFirst') : null}
            onClick={() =>
              simulate.mutate({ id: rule.id, version: rule.version, companyId: company, months: Number(months) })
            }
          >
            {simulate.isPending ? t('running') : t('run')}
          </Button>
        </div>
      ) : null}
      {simulate.isError ? <Notice tone="blocked">{say(readServerError(simulate.error))}</Notice> : null}
      <ShadowState shadow={trials.data?.shadow ?? null} code={rule.code} />
      {latest ? <Outcome simulation={latest} document={rule.document} /> : null}
    </section>
  )
}

function ShadowState({
  shadow,
  code,
}: {
  shadow: { since: string; judged: number; fired: number; alsoLive: number } | null
  code: string
}) {
  const t = useTranslations('control.trial')
  const format = useFormat()
  const { href } = useFrame()
  if (!shadow) return null
  const { since, ...counts } = shadow
  return (
    <Notice tone="progress">
      {t('shadowState', { since: format.instant(since), ...counts })}{' '}
      <a className="underline" href={href(`control/decisions?search=${encodeURIComponent(code)}`)}>
        {t('openDecisions')}
      </a>
    </Notice>
  )
}

function Outcome({ simulation: { result, by, at }, document }: { simulation: SimulationView; document: string }) {
  const t = useTranslations('control.trial')
  const format = useFormat()
  return (
    <div className="flex flex-col gap-3">
      <BarFigure
        title={t('byMonth')}
        headline={t('headline', {
          stopped: result.stopped,
          documents: result.documents,
          amount: format.money(result.amount, result.currency),
        })}
        note={t('by', { by, at: format.instant(at) })}
        points={result.months.map((m) => ({ id: m.month, label: m.month, values: { amount: m.amount } }))}
        series={[{ key: 'amount', label: t('amount') }]}
        format={(value) => format.money(value, result.currency)}
      />
      <p className="text-xs text-muted">
        {t('detail', {
          from: format.date(result.from),
          to: format.date(result.to),
          lines: result.lines,
          recorded: result.recorded,
          seconds: (result.milliseconds / 1000).toFixed(1),
        })}
      </p>
      {result.failed > 0 ? <Notice tone="blocked">{t('failed', { count: result.failed })}</Notice> : null}
      {result.leftOut > 0 ? <Notice tone="attention">{t('leftOut', { count: result.leftOut })}</Notice> : null}
      {result.unknownFacts.length > 0 ? (
        <Notice tone="attention">{t('unknown', { facts: result.unknownFacts.join(', ') })}</Notice>
      ) : null}
      <People result={result} />
      <Examples result={result} document={document} />
    </div>
  )
}

function People({ result }: { result: SimulationResult }) {
  const t = useTranslations('control.trial')
  const stopped = result.people.filter((p) => p.stopped > 0)
  if (stopped.length === 0) return null
  return (
    <Table label={t('byPerson')} containerClassName="rounded-md border bg-surface">
      <TableHeader>
        <tr>
          <TableHead>{t('person')}</TableHead>
          <TableHead numeric>{t('documents')}</TableHead>
          <TableHead numeric>{t('stopped')}</TableHead>
          <TableHead numeric>{t('amount')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {stopped.map((p) => (
          <TableRow key={p.name}>
            <TableCell>{p.name || t('nobody')}</TableCell>
            <TableCell numeric>{p.documents}</TableCell>
            <TableCell numeric>{p.stopped}</TableCell>
            <TableCell numeric>
              <Money bare value={p.amount} currency={result.currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Examples({ result, document }: { result: SimulationResult; document: string }) {
  const t = useTranslations('control.trial')
  const locale = useLocale()
  const { href } = useFrame()
  if (result.examples.length === 0) return null
  return (
    <Table label={t('examples')} containerClassName="max-h-96 overflow-auto rounded-md border bg-surface">
      <TableHeader>
        <tr>
          <TableHead>{t('document')}</TableHead>
          <TableHead>{t('date')}</TableHead>
          <TableHead>{t('line')}</TableHead>
          <TableHead>{t('message')}</TableHead>
          <TableHead numeric>{t('amount')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {result.examples.map((e) => {
          const address = documentHref(document, e.documentId)
          return (
            <TableRow key={e.documentId}>
              <TableCell>
                {address ? (
                  <a className="underline" href={href(address)}>
                    {e.label}
                  </a>
                ) : (
                  e.label
                )}
              </TableCell>
              <TableCell>
                <DateText value={e.date} />
              </TableCell>
              <TableCell>{e.lineLabel}</TableCell>
              <TableCell className="min-w-64 whitespace-normal">
                {locale === 'zh' ? e.messageZh : e.messageEn}
              </TableCell>
              <TableCell numeric>
                <Money bare value={e.amount} currency={result.currency} />
              </TableCell>
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}
