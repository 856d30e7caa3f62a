'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useFormat } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { StateBadge } from '@/components/ui/state-badge'
import type { RuleTrial } from '@/server/contracts/platform/rules'
import type { Fact } from './fact-browser'
import type { RuleState } from './rule-state'
import { shownFact } from './shown-fact'

const TYPED = 'typed'
const resultTones = { fired: 'attention', failed: 'blocked', passed: 'done' } as const

/** Typed-in text as the fact's type; nothing typed leaves the document's own value. */
function typedFacts(given: Readonly<Record<string, string>>, facts: readonly Fact[]) {
  const values: Record<string, string | boolean | string[]> = {}
  for (const [name, text] of Object.entries(given)) {
    const typed = text.trim()
    const type = facts.find((f) => f.name === name)?.type
    if (typed === '' || type === undefined) continue
    if (type === 'boolean') values[name] = typed === 'true'
    else if (type === 'list') values[name] = typed.split(',').map((v) => v.trim())
    else values[name] = typed
  }
  return values
}

/** Tries the rule as it stands in the editor on a real document, or on typed-in facts. */
export function Bench({ state, facts }: { state: RuleState; facts: readonly Fact[] }) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const t = useTranslations('control.editor')
  const say = useErrorText()
  const format = useFormat()
  const subjects = useQuery(trpc.control.rules.benchSubjects.queryOptions({ document: state.document }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const used = facts.filter((f) => new RegExp(`\\b${f.name}\\b`).test(state.content.condition))
  const subject = chosen ?? subjects.data?.[0]?.judgementId ?? TYPED
  const trial = useMutation({
    mutationFn: () =>
      client.fetchQuery(
        trpc.control.rules.try.queryOptions(
          {
            document: state.document,
            scope: state.scope,
            content: state.content,
            judgementId: subject === TYPED ? null : subject,
            facts: typedFacts(typed, facts),
          },
          { staleTime: 0, retry: false },
        ),
      ),
  })
  return (
    <section aria-label={t('bench')} className="flex flex-col gap-3">
      <h2 className="text-md">{t('bench')}</h2>
      <p className="text-sm text-muted">{subjects.data?.length === 0 ? t('noSubjects') : t('benchHint')}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Label className="flex flex-col gap-1">
          {t('benchDocument')}
          <Select
            className="w-64"
            aria-label={t('benchDocument')}
            value={subject}
            onValueChange={setChosen}
            options={[
              { value: TYPED, label: t('benchTyped') },
              ...(subjects.data ?? []).map((s) => ({
                value: s.judgementId,
                label: s.label ?? s.judgementId.slice(-8),
                hint: format.instant(s.at),
              })),
            ]}
          />
        </Label>
        {used.map((fact) => (
          <Label key={fact.name} className="flex flex-col gap-1 font-mono text-xs">
            {fact.name}
            <Input
              className="w-36"
              value={typed[fact.name] ?? ''}
              aria-label={t('typedFact', { name: fact.name })}
              onChange={(e) => setTyped({ ...typed, [fact.name]: e.target.value })}
            />
          </Label>
        ))}
        <Button busy={trial.isPending} onClick={() => trial.mutate()}>
          {t('run')}
        </Button>
      </div>
      {trial.isError ? <Notice tone="blocked">{say(readServerError(trial.error))}</Notice> : null}
      {trial.data ? <Results trial={trial.data} /> : null}
    </section>
  )
}

function Results({ trial }: { trial: RuleTrial }) {
  const t = useTranslations('control')
  const locale = useLocale()
  return (
    <ul className="flex flex-col divide-y rounded-md border" aria-live="polite">
      {trial.subjects.map((s) => (
        <li key={s.lineId ?? 'header'} className="flex flex-col gap-1 p-2 text-sm">
          <div className="flex flex-wrap items-center gap-2">
            <StateBadge tone={resultTones[s.result]}>{t(`result.${s.result}`)}</StateBadge>
            <span>{s.label}</span>
            {s.result === 'passed' ? null : <span>{locale === 'zh' ? s.message.zh : s.message.en}</span>}
          </div>
          <dl className="flex flex-wrap gap-x-4 text-xs text-muted">
            {s.facts.map((f) => (
              <div key={f.name} className="flex gap-1">
                <dt className="font-mono">{f.name}</dt>
                <dd className="text-ink tabular-nums">{shownFact(f.value, t('editor.nothing'))}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
