'use client'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { FieldRow } from '@/components/control/field-row'
import { useRoleName } from '@/components/settings/role-name'
import { useWord } from '@/components/terms'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ApprovalVocabulary, ApproverSource } from '@/server/contracts/platform/approval'
import type { StepState } from './flow-state'

interface Props {
  readonly value: ApproverSource
  readonly vocabulary: ApprovalVocabulary
  readonly onChange: (value: ApproverSource) => void
}

export function useRoleOptions(vocabulary: ApprovalVocabulary) {
  const roleName = useRoleName()
  return vocabulary.roles.map((r) => ({ value: r.code, label: roleName({ ...r, system: true }) }))
}

/** Who approves: a role, the requester's manager, people by name, or whom a module names. */
export function ApproverFields({ value, vocabulary, onChange }: Props) {
  const t = useTranslations('approval.editor')
  const word = useWord()
  const roles = useRoleOptions(vocabulary)
  const chosen = value.kind === 'source' ? `source:${value.source}` : value.kind
  const choose = (kind: string) => {
    if (kind === 'manager') onChange({ kind: 'manager' })
    else if (kind === 'role') onChange({ kind: 'role', role: roles[0]?.value ?? '' })
    else if (kind === 'people') onChange({ kind: 'people', userIds: vocabulary.people.slice(0, 1).map((p) => p.id) })
    else onChange({ kind: 'source', source: kind.slice('source:'.length) })
  }
  return (
    <>
      <FieldRow label={t('approvers')}>
        {(aria) => (
          <Select
            {...aria}
            value={chosen}
            onValueChange={choose}
            options={[
              { value: 'manager', label: t('manager') },
              { value: 'role', label: t('role') },
              { value: 'people', label: t('people') },
              ...vocabulary.sources.map((s) => ({ value: `source:${s.source}`, label: word(s.label) })),
            ]}
          />
        )}
      </FieldRow>
      {value.kind === 'role' ? (
        <FieldRow label={t('role')}>
          {(aria) => (
            <Select
              {...aria}
              value={value.role}
              onValueChange={(role) => onChange({ kind: 'role', role })}
              options={roles}
            />
          )}
        </FieldRow>
      ) : null}
      {value.kind === 'people' ? (
        <People
          ids={value.userIds}
          people={vocabulary.people}
          onChange={(userIds) => onChange({ kind: 'people', userIds })}
        />
      ) : null}
    </>
  )
}

interface PeopleProps {
  readonly ids: readonly string[]
  readonly people: ApprovalVocabulary['people']
  readonly onChange: (ids: string[]) => void
}

function People({ ids, people, onChange }: PeopleProps) {
  const t = useTranslations('approval.editor')
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-wrap gap-1.5">
        {ids.map((id) => {
          const name = people.find((p) => p.id === id)?.name ?? t('gone')
          return (
            <li key={id} className="inline-flex items-center gap-1 rounded-sm bg-sunken py-0.5 pr-1 pl-2 text-sm">
              {name}
              <button
                type="button"
                aria-label={t('removePerson', { name })}
                className="rounded-sm p-0.5 hover:bg-hover pointer-coarse:p-3"
                onClick={() => onChange(ids.filter((other) => other !== id))}
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          )
        })}
      </ul>
      <Select
        aria-label={t('addPerson')}
        placeholder={t('addPerson')}
        value={null}
        onValueChange={(id) => onChange([...ids, id])}
        options={people.filter((p) => !ids.includes(p.id)).map((p) => ({ value: p.id, label: p.name }))}
      />
    </div>
  )
}

interface EscalationProps {
  readonly step: StepState
  readonly vocabulary: ApprovalVocabulary
  readonly onChange: (part: Partial<StepState>) => void
}

/** When the step goes on to others, and to whom. */
export function EscalationFields({ step, vocabulary, onChange }: EscalationProps) {
  const t = useTranslations('approval.editor')
  const roles = useRoleOptions(vocabulary)
  const to = step.escalateTo
  const chosen = to?.kind === 'role' ? `role:${to.role}` : to?.kind === 'person' ? `person:${to.userId}` : 'manager'
  const choose = (value: string) => {
    const [kind, of = ''] = value.split(':')
    if (kind === 'role') onChange({ escalateTo: { kind: 'role', role: of } })
    else if (kind === 'person') onChange({ escalateTo: { kind: 'person', userId: of } })
    else onChange({ escalateTo: { kind: 'manager' } })
  }
  return (
    <div className="grid grid-cols-2 gap-2">
      <FieldRow label={t('escalate')}>
        {(aria) => (
          <Input
            {...aria}
            inputMode="numeric"
            placeholder={t('never')}
            value={step.escalateAfterHours ?? ''}
            onChange={(e) => {
              const hours = Number(e.target.value.replace(/\D/g, '')) || null
              onChange({ escalateAfterHours: hours, escalateTo: hours ? (to ?? { kind: 'manager' }) : null })
            }}
          />
        )}
      </FieldRow>
      {step.escalateAfterHours ? (
        <FieldRow label={t('escalateTo')}>
          {(aria) => (
            <Select
              {...aria}
              value={chosen}
              onValueChange={choose}
              options={[
                { value: 'manager', label: t('theirManager') },
                { label: t('role'), options: roles.map((r) => ({ ...r, value: `role:${r.value}` })) },
                {
                  label: t('people'),
                  options: vocabulary.people.map((p) => ({ value: `person:${p.id}`, label: p.name })),
                },
              ]}
            />
          )}
        </FieldRow>
      ) : null}
    </div>
  )
}
