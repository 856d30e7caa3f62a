'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { FactBrowser } from '@/components/control/fact-browser'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useShortcut } from '@/components/shell'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { StateBadge } from '@/components/ui/state-badge'
import type { ApprovalFlowView, ApprovalVocabulary } from '@/server/contracts/platform/approval'
import { FlowCondition } from './flow-condition'
import { FlowHead } from './flow-head'
import { type FlowState, newFlow, stateOf } from './flow-state'
import { FlowTrial } from './flow-trial'
import { FlowVersions } from './flow-versions'
import { StepsEditor } from './steps-editor'
import { flowTones } from './tones'
import { useFlowCommands } from './use-flow-commands'

/** An approval flow: written without code, tried on real documents, published, and taken out of force. */
export function FlowEditor({ id }: { id: string | null }) {
  const trpc = useTRPC()
  const t = useTranslations('common')
  const say = useErrorText()
  const flow = useQuery(trpc.control.approvalFlows.get.queryOptions({ id: id ?? '' }, { enabled: id !== null }))
  const vocabulary = useQuery(trpc.control.approvalFlows.vocabulary.queryOptions({}, { staleTime: 300_000 }))
  const failed = flow.error ?? vocabulary.error
  if (failed)
    return (
      <ErrorState
        title={say(readServerError(failed))}
        actions={<Button onClick={() => Promise.all([flow.refetch(), vocabulary.refetch()])}>{t('retry')}</Button>}
      />
    )
  if ((id !== null && !flow.data) || !vocabulary.data) return <Skeleton className="m-4 h-80" />
  return <Editor key={`${id}:${flow.data?.version}`} flow={flow.data ?? null} vocabulary={vocabulary.data} />
}

function Editor({ flow, vocabulary }: { flow: ApprovalFlowView | null; vocabulary: ApprovalVocabulary }) {
  const t = useTranslations('approval.editor')
  const words = useTranslations('approval')
  const [state, setState] = useState<FlowState>(() => (flow ? stateOf(flow) : newFlow()))
  const [dirty, setDirty] = useState(flow === null)
  const condition = useRef<HTMLTextAreaElement>(null)
  const commands = useFlowCommands(flow)
  const change = (part: Partial<FlowState>) => {
    setState({ ...state, ...part })
    setDirty(true)
  }
  const facts = vocabulary.documents.find((d) => d.document === state.document)?.facts ?? []
  const insert = (name: string) => {
    const field = condition.current
    const at = field?.selectionStart ?? state.condition.length
    change({
      condition: `${state.condition.slice(0, at)}${name}${state.condition.slice(field?.selectionEnd ?? at)}`,
    })
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(at + name.length, at + name.length)
    })
  }
  return (
    <section aria-label={flow?.code ?? t('newTitle')} className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b px-4 py-2 max-sm:px-3">
        <h1 className="min-w-0 truncate text-lg">{flow ? flow.code : t('newTitle')}</h1>
        {flow ? <StateBadge tone={flowTones[flow.status]}>{words(`flow_status.${flow.status}`)}</StateBadge> : null}
        <Actions flow={flow} dirty={dirty} commands={commands} onSave={() => commands.save(state)} />
      </header>
      <div className="grid min-h-0 flex-1 gap-6 overflow-y-auto px-4 py-4 max-sm:px-3 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {commands.refusal ? <Notice tone="blocked">{commands.refusal}</Notice> : null}
          {flow?.draft && flow.status !== 'draft' ? <Notice tone="progress">{t('draftShown')}</Notice> : null}
          <FlowHead
            state={state}
            onChange={change}
            errorAt={commands.errorAt}
            isNew={flow === null}
            fixed={flow !== null && flow.status !== 'draft'}
            documents={vocabulary.documents}
          />
          <FlowCondition
            document={state.document}
            value={state.condition}
            error={commands.errorAt('content.condition')}
            onChange={(text) => change({ condition: text })}
            fieldRef={condition}
          />
          <StepsEditor stages={state.stages} vocabulary={vocabulary} onChange={(stages) => change({ stages })} />
          <FlowTrial state={state} />
          {flow ? <FlowVersions versions={flow.versions} vocabulary={vocabulary} /> : null}
        </div>
        <FactBrowser facts={facts} onInsert={insert} />
      </div>
    </section>
  )
}

interface ActionsProps {
  readonly flow: ApprovalFlowView | null
  readonly dirty: boolean
  readonly commands: ReturnType<typeof useFlowCommands>
  readonly onSave: () => void
}

function Actions({ flow, dirty, commands, onSave }: ActionsProps) {
  const t = useTranslations('approval.editor')
  const common = useTranslations('common')
  const [asking, setAsking] = useState(false)
  const notYet = dirty ? t('saveFirst') : flow?.draft ? null : t('noDraft')
  useShortcut('mod+s', t('save'), () => commands.refusedSave === null && onSave())
  return (
    <div className="ml-auto flex flex-wrap items-center gap-1.5">
      {flow?.status === 'live' ? (
        <Button variant="quiet" onClick={() => setAsking(true)} disabledReason={commands.refusedRetire}>
          {t('retire')}
        </Button>
      ) : null}
      {flow?.draft && flow.status !== 'draft' ? (
        <Button variant="quiet" onClick={commands.discard} disabledReason={commands.refusedSave}>
          {t('discard')}
        </Button>
      ) : null}
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
        description={t('confirmRetire', { count: flow?.running ?? 0 })}
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
