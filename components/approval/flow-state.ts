import type { ApprovalFlowView, ApprovalStepContent } from '@/server/contracts/platform/approval'

/** A step as it is edited: where it stands comes from where it is shown. */
export type StepState = Omit<ApprovalStepContent, 'stage' | 'branch'> & { readonly key: string }
export interface BranchState {
  readonly key: string
  readonly steps: readonly StepState[]
}
/** Stages follow one another; the branches of a stage run side by side. */
export interface StageState {
  readonly key: string
  readonly branches: readonly BranchState[]
}

/** A flow as it is edited: everything that is saved with the draft. */
export interface FlowState {
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly document: string
  readonly transition: string
  readonly priority: number
  readonly condition: string
  readonly stages: readonly StageState[]
}

const key = () => crypto.randomUUID()

export const newStep = (): StepState => ({
  key: key(),
  nameEn: '',
  nameZh: '',
  approvers: { kind: 'manager' },
  needed: 1,
  above: null,
  upTo: null,
  remindAfterHours: 24,
  escalateAfterHours: null,
  escalateTo: null,
})
export const newBranch = (): BranchState => ({ key: key(), steps: [newStep()] })
export const newStage = (): StageState => ({ key: key(), branches: [newBranch()] })

export const newFlow = (): FlowState => ({
  code: '',
  nameEn: '',
  nameZh: '',
  document: 'sales_order',
  transition: 'approve',
  priority: 100,
  condition: '',
  stages: [newStage()],
})

function stagesOf(steps: readonly ApprovalStepContent[]): StageState[] {
  const numbers = [...new Set(steps.map((s) => s.stage))].sort((a, b) => a - b)
  return numbers.map((stage) => {
    const within = steps.filter((s) => s.stage === stage)
    const branches = [...new Set(within.map((s) => s.branch))].sort((a, b) => a - b)
    return {
      key: key(),
      branches: branches.map((branch) => ({
        key: key(),
        steps: within
          .filter((s) => s.branch === branch)
          .map(({ stage: _stage, branch: _branch, ...step }) => ({ ...step, key: key() })),
      })),
    }
  })
}

/** The draft, or else what is in force, to begin the next version from. */
export function stateOf(flow: ApprovalFlowView): FlowState {
  const content = flow.draft ?? flow.versions[0]?.content
  const { code, nameEn, nameZh, document, transition } = flow
  const { priority, condition, steps } = content ?? { priority: 100, condition: '', steps: [] }
  return { code, nameEn, nameZh, document, transition, priority, condition, stages: stagesOf(steps) }
}

/** What is sent. A step without a name is called by its place. */
export function contentOf({ priority, condition, stages }: FlowState) {
  return {
    priority,
    condition,
    steps: stages.flatMap(({ branches }, stage) =>
      branches.flatMap(({ steps }, branch) =>
        steps.map(({ key: _key, ...step }) => ({
          ...step,
          nameEn: step.nameEn.trim() || step.nameZh.trim() || `Step ${stage + 1}`,
          nameZh: step.nameZh.trim() || step.nameEn.trim() || `步骤 ${stage + 1}`,
          stage: stage + 1,
          branch: branch + 1,
        })),
      ),
    ),
  }
}
