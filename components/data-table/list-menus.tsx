'use client'
import { ArrowDown, ArrowUp, Columns3, Download, GripVertical, Pin, PinOff, Rows3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import type { ListDefinition } from '@/server/contracts/platform/list'
import { CheckRow } from './check-row'
import { layoutOf, moveColumn, setColumn, toggleColumn } from './columns'
import type { ListFormat } from './format'
import type { ListState } from './list-state'
import type { ChangeListState } from './use-list-state'

interface MenuProps {
  definition: ListDefinition
  format: ListFormat
  state: ListState
  change: ChangeListState
}

/** Which columns, in which order, which of them stay when scrolling sideways. */
export const ColumnsMenu = memo(function ColumnsMenu({ definition, format, state, change }: MenuProps) {
  const t = useTranslations('table')
  const [dragged, setDragged] = useState<string | null>(null)
  const layout = layoutOf(state, definition)
  const hidden = Object.keys(definition.columns).filter((key) => !layout.some((c) => c.key === key))
  const move = (key: string, to: number) => change((s) => ({ columns: moveColumn(layoutOf(s, definition), key, to) }))
  const toggle = (key: string) => change((s) => ({ columns: toggleColumn(layoutOf(s, definition), key) }))
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton label={t('columns')}>
          <Columns3 aria-hidden />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-80 p-2" aria-label={t('columns')}>
        <ol>
          {layout.map(({ key, pinned }, index) => (
            <li
              key={key}
              draggable
              onDragStart={() => setDragged(key)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => {
                event.preventDefault()
                if (dragged && dragged !== key) move(dragged, index)
              }}
              className={cn(
                'group/column flex min-h-8 items-center gap-2 rounded-sm px-1 text-sm hover:bg-hover pointer-coarse:min-h-11',
                dragged === key && 'bg-selected',
              )}
            >
              <GripVertical aria-hidden className="size-3.5 cursor-grab text-faint" />
              <CheckRow checked label={format.title(key)} onToggle={() => toggle(key)} className="px-1" />
              <IconButton
                size="icon-sm"
                label={t('moveUp', { column: format.title(key) })}
                disabled={index === 0}
                onClick={() => move(key, index - 1)}
                className="size-6"
              >
                <ArrowUp aria-hidden className="size-3.5" />
              </IconButton>
              <IconButton
                size="icon-sm"
                label={t('moveDown', { column: format.title(key) })}
                disabled={index === layout.length - 1}
                onClick={() => move(key, index + 1)}
                className="size-6"
              >
                <ArrowDown aria-hidden className="size-3.5" />
              </IconButton>
              <IconButton
                size="icon-sm"
                label={pinned ? t('unpin') : t('pin')}
                aria-pressed={pinned ?? false}
                onClick={() =>
                  change((s) => ({ columns: setColumn(layoutOf(s, definition), key, { pinned: !pinned }) }))
                }
                className={cn('size-6', pinned && 'text-accent-text')}
              >
                {pinned ? <PinOff aria-hidden className="size-3.5" /> : <Pin aria-hidden className="size-3.5" />}
              </IconButton>
            </li>
          ))}
        </ol>
        {hidden.length > 0 ? (
          <ul className="mt-1 border-t pt-1">
            {hidden.map((key) => (
              <li key={key}>
                <CheckRow
                  checked={false}
                  label={format.title(key)}
                  onToggle={() => toggle(key)}
                  className="pl-6.5 text-muted"
                />
              </li>
            ))}
          </ul>
        ) : null}
        {state.columns ? (
          <button
            type="button"
            className="mt-1 w-full rounded-sm border-t px-1 pt-2 text-left text-sm text-accent-text hover:underline"
            onClick={() => change({ columns: null })}
          >
            {t('resetColumns')}
          </button>
        ) : null}
      </PopoverContent>
    </Popover>
  )
})

/** Groups the list by one of the columns that allow it. */
export const GroupMenu = memo(function GroupMenu({ definition, format, state, change }: MenuProps) {
  const t = useTranslations('table')
  const columns = Object.entries(definition.columns).filter(([, column]) => column.groupable)
  if (columns.length === 0) return null
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton
          label={state.group ? t('groupedBy', { column: format.title(state.group) }) : t('group')}
          className={state.group ? 'text-accent-text' : undefined}
        >
          <Rows3 aria-hidden />
        </IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup value={state.group ?? ''} onValueChange={(group) => change({ group: group || null })}>
          <DropdownMenuRadioItem value="">{t('noGroup')}</DropdownMenuRadioItem>
          {columns.map(([key]) => (
            <DropdownMenuRadioItem key={key} value={key}>
              {format.title(key)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  )
})

/** Takes exactly what is seen, as a file. */
export function ExportMenu({ busy, onExport }: { busy: boolean; onExport: (format: 'xlsx' | 'csv') => void }) {
  const t = useTranslations('table')
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton label={t('export')} busy={busy}>
          <Download aria-hidden />
        </IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => onExport('xlsx')}>{t('exportXlsx')}</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onExport('csv')}>{t('exportCsv')}</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
