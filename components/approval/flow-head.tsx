'use client'
import { useTranslations } from 'next-intl'
import { FieldRow } from '@/components/control/field-row'
import { useTerms } from '@/components/terms'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ApprovalVocabulary } from '@/server/contracts/platform/approval'
import type { FlowState } from './flow-state'

interface Props {
  readonly state: FlowState
  readonly onChange: (part: Partial<FlowState>) => void
  readonly errorAt: (path: string) => string | undefined
  readonly isNew: boolean
  readonly fixed: boolean
  readonly documents: ApprovalVocabulary['documents']
}

/** Name, and what the flow guards: which step of which document. That is fixed once it was published. */
export function FlowHead({ state, onChange, errorAt, isNew, fixed, documents }: Props) {
  const t = useTranslations('approval.editor')
  const terms = useTerms()
  const transitions = documents.find((d) => d.document === state.document)?.transitions ?? []
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {isNew ? (
        <FieldRow label={t('code')} hint={t('codeHint')} error={errorAt('code')} required className="sm:col-span-2">
          {(aria) => <Input {...aria} value={state.code} onChange={(e) => onChange({ code: e.target.value })} />}
        </FieldRow>
      ) : null}
      <FieldRow label={t('nameEn')} error={errorAt('nameEn')} required>
        {(aria) => <Input {...aria} value={state.nameEn} onChange={(e) => onChange({ nameEn: e.target.value })} />}
      </FieldRow>
      <FieldRow label={t('nameZh')} error={errorAt('nameZh')} required>
        {(aria) => <Input {...aria} value={state.nameZh} onChange={(e) => onChange({ nameZh: e.target.value })} />}
      </FieldRow>
      <FieldRow label={t('document')} error={errorAt('document')}>
        {(aria) => (
          <Select
            {...aria}
            disabled={fixed}
            value={state.document}
            onValueChange={(document) => {
              const possible = documents.find((d) => d.document === document)?.transitions ?? []
              const usual = ['approve', 'post'].find((name) => possible.includes(name))
              onChange({ document, transition: usual ?? possible[0] ?? '', condition: '' })
            }}
            options={documents.map((d) => ({ value: d.document, label: terms.document(d.document) }))}
          />
        )}
      </FieldRow>
      <FieldRow label={t('transition')} hint={t('transitionHint')} error={errorAt('transition')}>
        {(aria) => (
          <Select
            {...aria}
            disabled={fixed}
            value={state.transition}
            onValueChange={(transition) => onChange({ transition })}
            options={transitions.map((name) => ({ value: name, label: terms.transition(name) }))}
          />
        )}
      </FieldRow>
      <FieldRow label={t('priority')} hint={t('priorityHint')} error={errorAt('content.priority')}>
        {(aria) => (
          <Input
            {...aria}
            inputMode="numeric"
            className="block w-28"
            value={String(state.priority)}
            onChange={(e) => onChange({ priority: Math.min(1000, Number(e.target.value.replace(/\D/g, '')) || 0) })}
          />
        )}
      </FieldRow>
    </div>
  )
}
