'use client'
import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { FieldRow } from '@/components/control/field-row'
import { IconButton } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ApprovalVocabulary } from '@/server/contracts/platform/approval'
import { ApproverFields, EscalationFields } from './approver-fields'
import type { StepState } from './flow-state'

interface Props {
  readonly step: StepState
  readonly vocabulary: ApprovalVocabulary
  readonly onChange: (step: StepState) => void
  readonly onRemove: () => void
}

const AMOUNT = /[^\d.]/g
const HOURS = /\D/g

/** One step: its name, who approves and how many of them, for which amounts, and what happens when nobody does. */
export function StepCard({ step, vocabulary, onChange, onRemove }: Props) {
  const t = useTranslations('approval.editor')
  const put = (part: Partial<StepState>) => onChange({ ...step, ...part })
  const amount = (key: 'above' | 'upTo') => (
    <FieldRow label={t(key)} className="min-w-0">
      {(aria) => (
        <Input
          {...aria}
          inputMode="decimal"
          className="tabular-nums"
          placeholder={t('noLimit')}
          value={step[key] ?? ''}
          onChange={(e) => put({ [key]: e.target.value.replace(AMOUNT, '') || null })}
        />
      )}
    </FieldRow>
  )
  return (
    <div className="flex flex-col gap-3 rounded-md border bg-surface p-3">
      <div className="flex items-start gap-2">
        <div className="grid min-w-0 flex-1 grid-cols-2 gap-2">
          <Input
            aria-label={t('stepEn')}
            placeholder={t('stepEn')}
            value={step.nameEn}
            maxLength={80}
            onChange={(e) => put({ nameEn: e.target.value })}
          />
          <Input
            aria-label={t('stepZh')}
            placeholder={t('stepZh')}
            value={step.nameZh}
            maxLength={80}
            onChange={(e) => put({ nameZh: e.target.value })}
          />
        </div>
        <IconButton label={t('removeStep')} onClick={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      <ApproverFields value={step.approvers} vocabulary={vocabulary} onChange={(approvers) => put({ approvers })} />
      <FieldRow label={t('needed')}>
        {(aria) => (
          <Select
            {...aria}
            value={String(step.needed)}
            onValueChange={(value) => put({ needed: value === 'all' ? 'all' : Number(value) })}
            options={[
              { value: '1', label: t('one') },
              ...[2, 3, 4, 5].map((n) => ({ value: String(n), label: t('some', { count: n }) })),
              { value: 'all', label: t('all') },
            ]}
          />
        )}
      </FieldRow>
      <div className="grid grid-cols-2 gap-2">
        {amount('above')}
        {amount('upTo')}
      </div>
      <FieldRow label={t('remind')}>
        {(aria) => (
          <Input
            {...aria}
            inputMode="numeric"
            placeholder={t('never')}
            value={step.remindAfterHours ?? ''}
            onChange={(e) => put({ remindAfterHours: Number(e.target.value.replace(HOURS, '')) || null })}
          />
        )}
      </FieldRow>
      <EscalationFields step={step} vocabulary={vocabulary} onChange={put} />
    </div>
  )
}
