'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { RuleView } from '@/server/contracts/platform/rule-views'
import { Bench } from './bench'
import { ConditionField } from './condition-field'
import { FactBrowser } from './fact-browser'
import { ParameterFields } from './parameters'
import { EffectFields, HeadFields } from './rule-fields'
import { newRule, type RuleState, stateOf } from './rule-state'
import { SimulationPanel } from './simulation-panel'
import { useRuleCommands } from './use-rule-commands'
import { Versions } from './versions'

/** A rule: written, tried on real documents, published from a day on, and taken out of force. */
export function RuleEditor({ id, today }: { id: string | null; today: string }) {
  const trpc = useTRPC()
  const t = useTranslations('common')
  const rule = useQuery(trpc.control.rules.get.queryOptions({ id: id ?? '' }, { enabled: id !== null }))
  const say = useErrorText()
  if (rule.isError)
    return (
      <ErrorState
        title={say(readServerError(rule.error))}
        actions={<Button onClick={() => rule.refetch()}>{t('retry')}</Button>}
      />
    )
  if (id !== null && !rule.data) return <Skeleton className="m-4 h-80" />
  return <Editor key={`${id}:${rule.data?.version}`} rule={rule.data ?? null} today={today} />
}

function Editor({ rule, today }: { rule: RuleView | null; today: string }) {
  const trpc = useTRPC()
  const t = useTranslations('control.editor')
  const words = useTranslations('control')
  const [state, setState] = useState<RuleState>(() => (rule ? stateOf(rule, today) : newRule(today)))
  const [dirty, setDirty] = useState(rule === null)
  const condition = useRef<HTMLTextAreaElement>(null)
  const vocabulary = useQuery(trpc.control.rules.vocabulary.queryOptions({}, { staleTime: 300_000 }))
  const commands = useRuleCommands(rule)
  const change = (next: RuleState) => {
    setState(next)
    setDirty(true)
  }
  const setCondition = (text: string) => change({ ...state, content: { ...state.content, condition: text } })
  const document = vocabulary.data?.documents.find((d) => d.document === state.document)
  const facts = document?.facts.filter((f) => state.scope === 'line' || f.scope === 'header') ?? []
  const insert = (name: string) => {
    const field = condition.current
    const at = field?.selectionStart ?? state.content.condition.length
    const text = state.content.condition
    setCondition(`${text.slice(0, at)}${name}${text.slice(field?.selectionEnd ?? at)}`)
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(at + name.length, at + name.length)
    })
  }
  const fields = { state, onChange: change, errorAt: commands.errorAt }
  return (
    <section aria-label={rule?.code ?? t('newTitle')} className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b px-4 py-2 max-sm:px-3">
        <h1 className="min-w-0 truncate text-lg">{rule ? rule.code : t('newTitle')}</h1>
        {rule ? <span className="text-sm text-muted">{words(`rule_status.${rule.status}`)}</span> : null}
        {rule?.draftStage && rule.status !== 'draft' ? (
          <span className="text-sm text-muted">{words(`draft_stage.${rule.draftStage}`)}</span>
        ) : null}
        <Actions rule={rule} dirty={dirty} commands={commands} onSave={() => commands.save(state)} />
      </header>
      <div className="grid min-h-0 flex-1 gap-6 overflow-y-auto px-4 py-4 max-sm:px-3 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {commands.refusal ? <Notice tone="blocked">{commands.refusal}</Notice> : null}
          {rule?.draft && rule.status !== 'draft' ? <Notice tone="progress">{t('draftShown')}</Notice> : null}
          <HeadFields
            {...fields}
            isNew={rule === null}
            fixed={rule !== null && rule.status !== 'draft'}
            documents={vocabulary.data?.documents ?? []}
          />
          <ConditionField state={state} onChange={setCondition} fieldRef={condition} />
          <ParameterFields
            value={state.content.parameters}
            roles={vocabulary.data?.roles ?? []}
            onChange={(parameters) => change({ ...state, content: { ...state.content, parameters } })}
          />
          <EffectFields {...fields} overrides={document?.overrides ?? []} fact={facts.at(-1)?.name ?? 'today'} />
          <Bench state={state} facts={facts} />
          {rule && (rule.draft || rule.inShadow) ? <SimulationPanel rule={rule} dirty={dirty} /> : null}
          {rule ? <Versions versions={rule.versions} /> : null}
        </div>
        <FactBrowser facts={facts} onInsert={insert} />
      </div>
    </section>
  )
}

function Actions({
  rule,
  dirty,
  commands,
  onSave,
}: {
  rule: RuleView | null
  dirty: boolean
  commands: ReturnType<typeof useRuleCommands>
  onSave: () => void
}) {
  const t = useTranslations('control.editor')
  const common = useTranslations('common')
  const trial = useTranslations('control.trial')
  const [asking, setAsking] = useState(false)
  const notYet = dirty ? t('publishFirst') : rule?.draft ? null : t('noDraft')
  return (
    <div className="ml-auto flex flex-wrap items-center gap-1.5">
      {rule?.status === 'live' ? (
        <Button variant="quiet" onClick={() => setAsking(true)} disabledReason={commands.refusedRetire}>
          {t('retire')}
        </Button>
      ) : null}
      {rule?.draft && rule.status !== 'draft' ? (
        <Button variant="quiet" onClick={commands.discard} disabledReason={commands.refusedSave}>
          {t('discard')}
        </Button>
      ) : null}
      {rule?.inShadow ? (
        <Button variant="quiet" onClick={commands.stopShadow} disabledReason={commands.refusedPublish}>
          {trial('stopShadow')}
        </Button>
      ) : (
        <Button
          variant="quiet"
          onClick={commands.startShadow}
          disabledReason={commands.refusedPublish ?? (dirty ? t('publishFirst') : rule?.draft ? null : t('noDraft'))}
        >
          {trial('shadow')}
        </Button>
      )}
      <Button
        variant={dirty ? 'primary' : 'secondary'}
        busy={commands.busy}
        onClick={onSave}
        disabledReason={commands.refusedSave}
        keys="mod s"
      >
        {t('save')}
      </Button>
      <Button
        variant={dirty ? 'secondary' : 'primary'}
        onClick={commands.publish}
        disabledReason={commands.refusedPublish ?? notYet}
      >
        {t('publish')}
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('retire')}
        description={t('confirmRetire')}
        confirmLabel={t('retire')}
        cancelLabel={common('cancel')}
        danger
        onConfirm={() => {
          setAsking(false)
          commands.retire()
        }}
      />
    </div>
  )
}
