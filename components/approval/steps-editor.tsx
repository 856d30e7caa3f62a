'use client'
import { ArrowDown, Columns2, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { ApprovalVocabulary } from '@/server/contracts/platform/approval'
import { type BranchState, newBranch, newStage, newStep, type StageState, type StepState } from './flow-state'
import { StepCard } from './step-card'

interface Props {
  readonly stages: readonly StageState[]
  readonly vocabulary: ApprovalVocabulary
  readonly onChange: (stages: readonly StageState[]) => void
}

/** Replaces one of a list, or takes it out. */
const put = <T extends { readonly key: string }>(all: readonly T[], key: string, next: T | null): T[] =>
  all.flatMap((one) => (one.key === key ? (next ? [next] : []) : [one]))

/** Who approves, in which order: stages from top to bottom, what runs side by side beside each other. */
export function StepsEditor({ stages, vocabulary, onChange }: Props) {
  const t = useTranslations('approval.editor')
  return (
    <section aria-label={t('steps')} className="flex flex-col gap-3">
      <h2 className="text-md">{t('steps')}</h2>
      <p className="text-sm text-muted">{t('stepsHint')}</p>
      <ol className="flex flex-col gap-2">
        {stages.map((stage, index) => (
          <li key={stage.key} className="flex flex-col gap-2">
            {index > 0 ? <ArrowDown aria-hidden className="size-4 self-center text-faint" /> : null}
            <Stage
              stage={stage}
              number={index + 1}
              vocabulary={vocabulary}
              onChange={(next) => onChange(put(stages, stage.key, next))}
            />
          </li>
        ))}
      </ol>
      <Button className="self-start" onClick={() => onChange([...stages, newStage()])}>
        <Plus aria-hidden />
        {t('addStage')}
      </Button>
    </section>
  )
}

interface StageProps {
  readonly stage: StageState
  readonly number: number
  readonly vocabulary: ApprovalVocabulary
  readonly onChange: (stage: StageState | null) => void
}

function Stage({ stage, number, vocabulary, onChange }: StageProps) {
  const t = useTranslations('approval.editor')
  const change = (branches: readonly BranchState[]) => onChange(branches.length > 0 ? { ...stage, branches } : null)
  const changeBranch = (branch: BranchState, steps: readonly StepState[]) =>
    change(put(stage.branches, branch.key, steps.length > 0 ? { ...branch, steps } : null))
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border p-3">
      <legend className="px-1 text-xs text-muted">
        {t('stage', { number })}
        {stage.branches.length > 1 ? ` · ${t('together')}` : null}
      </legend>
      <div className="grid gap-3 [grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr))]">
        {stage.branches.map((branch) => (
          <div key={branch.key} className="flex min-w-0 flex-col gap-2">
            {branch.steps.map((step) => (
              <StepCard
                key={step.key}
                step={step}
                vocabulary={vocabulary}
                onChange={(next) => changeBranch(branch, put(branch.steps, step.key, next))}
                onRemove={() => changeBranch(branch, put(branch.steps, step.key, null))}
              />
            ))}
            {stage.branches.length > 1 ? (
              <Button
                size="sm"
                variant="quiet"
                className="self-start"
                onClick={() => changeBranch(branch, [...branch.steps, newStep()])}
              >
                <ArrowDown aria-hidden />
                {t('addAfter')}
              </Button>
            ) : null}
          </div>
        ))}
      </div>
      <Button size="sm" variant="quiet" className="self-start" onClick={() => change([...stage.branches, newBranch()])}>
        <Columns2 aria-hidden />
        {t('addBeside')}
      </Button>
    </fieldset>
  )
}
