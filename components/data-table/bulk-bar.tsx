'use client'
import { Download, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import type { BulkAction, BulkTarget } from './types'

interface BulkBarProps {
  count: number
  total: number
  all: boolean
  actions: readonly BulkAction[]
  target: () => BulkTarget
  onAll: () => void
  onClear: () => void
  exporting: boolean
  onExport: ((format: 'xlsx' | 'csv') => void) | undefined
}

/** What can be done with the rows that are selected; stands where the eye is, at the foot of the list. */
export function BulkBar({ count, total, all, actions, target, onAll, onClear, exporting, onExport }: BulkBarProps) {
  const t = useTranslations('table')
  const [running, setRunning] = useState<string | null>(null)
  if (count === 0) return null
  const run = async (action: BulkAction) => {
    setRunning(action.name)
    try {
      const kept = (await action.onRun(target())) === false
      if (!kept) onClear()
    } finally {
      setRunning(null)
    }
  }
  return (
    <section
      aria-label={t('bulk')}
      className="flex animate-rise flex-wrap items-center gap-x-2 gap-y-1 border-t border-line-strong bg-accent-soft px-4 py-1.5 max-sm:px-3"
    >
      <IconButton label={t('clearSelection')} size="icon-sm" onClick={onClear}>
        <X aria-hidden />
      </IconButton>
      <span role="status" className="text-sm font-medium">
        {t('selected', { count })}
      </span>
      {!all && count < total ? (
        <Button size="sm" variant="link" onClick={onAll}>
          {t('selectAll', { count: total })}
        </Button>
      ) : null}
      <div className="ml-auto flex flex-wrap items-center gap-1.5">
        {actions.map((action) => (
          <Button
            key={action.name}
            size="sm"
            variant="secondary"
            className={action.danger ? 'text-blocked' : undefined}
            busy={running === action.name}
            disabled={running !== null}
            disabledReason={action.refused}
            onClick={() => run(action)}
          >
            {action.icon && running !== action.name ? <action.icon aria-hidden /> : null}
            {action.label}
          </Button>
        ))}
        {onExport ? (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button size="sm" variant="secondary" busy={exporting} disabled={running !== null}>
                <Download aria-hidden />
                {t('export')}
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              <DropdownMenuItem onSelect={() => onExport('xlsx')}>{t('exportXlsx')}</DropdownMenuItem>
              <DropdownMenuItem onSelect={() => onExport('csv')}>{t('exportCsv')}</DropdownMenuItem>
            </DropdownMenuContent>
          </DropdownMenu>
        ) : null}
      </div>
    </section>
  )
}
