'use client'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { LookupBox, SelectBox } from '@/components/form/boxes'
import { IconButton } from '@/components/ui/button'
import { budgetControls, budgetEffects } from '@/server/contracts/finance/budget'
import { useFindBudgetAccounts } from './use-plan-columns'

export interface Controls {
  readonly control: (typeof budgetControls)[number]
  readonly onRequisition: (typeof budgetEffects)[number] | null
  readonly onOrder: (typeof budgetEffects)[number] | null
  readonly onActual: (typeof budgetEffects)[number] | null
  readonly onTotal: (typeof budgetEffects)[number] | null
  readonly demands: readonly { readonly id: string; readonly label: string }[]
}
const MEASURES = ['onRequisition', 'onOrder', 'onActual', 'onTotal'] as const

/** How a budget controls: over which time, what happens above the limit by stage, and where a cost center is demanded. */
export function ControlFields({ value, onChange }: { value: Controls; onChange: (part: Partial<Controls>) => void }) {
  const t = useTranslations('finance.budgetForm')
  const controls = useTranslations('finance.budgetControl')
  const effects = useTranslations('finance.budgetEffect')
  const find = useFindBudgetAccounts()
  const options = [
    { value: 'none', label: effects('none') },
    ...budgetEffects.map((effect) => ({ value: effect, label: effects(effect) })),
  ]
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-5">
      <SelectBox
        label={t('control')}
        value={value.control}
        options={budgetControls.map((c) => ({ value: c, label: controls(c) }))}
        onChange={(c) => onChange({ control: budgetControls.find((known) => known === c) ?? 'period' })}
      />
      {MEASURES.map((measure) => (
        <SelectBox
          key={measure}
          label={t(measure)}
          value={value[measure] ?? 'none'}
          options={options}
          onChange={(effect) => onChange({ [measure]: budgetEffects.find((known) => known === effect) ?? null })}
        />
      ))}
      <div className="sm:col-span-2 lg:col-span-5">
        <LookupBox
          label={t('demands')}
          hint={t('demandsHint')}
          className="max-w-md"
          value={null}
          search={async (text) => find(text)}
          onChange={(option) => {
            if (option && !value.demands.some((d) => d.id === option.value))
              onChange({ demands: [...value.demands, { id: option.value, label: option.label }] })
          }}
        />
        <ul className="mt-2 flex flex-wrap gap-1.5">
          {value.demands.map((d) => (
            <li key={d.id} className="flex items-center gap-1 rounded-md border bg-surface py-0.5 pr-0.5 pl-2 text-sm">
              {d.label}
              <IconButton
                label={t('removeDemand', { account: d.label })}
                onClick={() => onChange({ demands: value.demands.filter((other) => other.id !== d.id) })}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
