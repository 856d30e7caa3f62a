'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRefusal } from '@/components/api/use-refusal'
import type { DocumentAction } from '@/components/document/actions'
import { useFrame } from '@/components/shell'
import { useRun } from '../use-run'

type Transition = 'submit' | 'approve' | 'return' | 'reject' | 'reopen' | 'cancel'
const PERMISSION: Record<Transition, string> = {
  submit: 'submit',
  approve: 'approve',
  return: 'approve',
  reject: 'approve',
  reopen: 'update',
  cancel: 'cancel',
}

/** The steps of a budget or of a change of one: what the state and the rights allow. */
export function useBudgetActions(
  status: string,
  edit: string,
  act: (transition: Transition) => Promise<unknown>,
): DocumentAction[] {
  const t = useTranslations('finance.budgetPage')
  const words = useTranslations('common')
  const refusal = useRefusal()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refused = (action: string) => {
    const why = refusal(`finance.budget.${action}`)
    return why ? { refused: why } : {}
  }
  const step = (name: Transition, label: string, more: Partial<DocumentAction> = {}): DocumentAction => ({
    name,
    label,
    onRun: () => run(() => act(name)),
    ...refused(PERMISSION[name]),
    ...more,
  })
  return [
    step('approve', t('approve'), { weight: status === 'in_approval' ? 3 : 1, shortcut: 'a' }),
    step('submit', words('submit'), { weight: 2, shortcut: 's' }),
    ...(status === 'draft'
      ? [
          {
            name: 'edit',
            label: words('edit'),
            shortcut: 'e',
            onRun: () => router.push(href(edit)),
            ...refused('update'),
          },
        ]
      : []),
    step('return', t('return')),
    step('reject', words('reject'), { tone: 'danger' }),
    step('reopen', t('reopen'), { weight: 1 }),
    step('cancel', t('cancel'), { tone: 'danger' }),
  ]
}
