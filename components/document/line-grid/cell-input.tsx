'use client'
import { useTranslations } from 'next-intl'
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Popover, PopoverAnchor, PopoverContent } from '@/components/ui/popover'
import { useOptions } from '@/components/ui/use-options'
import { commandOf, type GridCommand } from './keys'
import type { GridColumn, LookupOption } from './model'
import type { LineGridModel } from './use-line-grid'

type Option = { readonly id: string; readonly label: string; readonly description?: string }
const nothing = async (): Promise<readonly LookupOption[]> => []

/** Options that the edited column offers for the draft: searched on the server, or the few of a select. */
function useCellOptions(
  column: GridColumn | undefined,
  draft: string,
  editing: boolean,
): { options: readonly Option[]; state: string } {
  const lookup = column?.kind === 'lookup' ? column : null
  const found = useOptions(lookup?.search ?? nothing, draft.trim(), editing && lookup !== null)
  if (column?.kind !== 'select') return found
  const wanted = draft.trim().toLocaleLowerCase()
  const all = column.options.map((o) => ({ id: o.value, label: o.label }))
  const matching = all.filter((o) => o.label.toLocaleLowerCase().includes(wanted))
  return { options: matching.length > 0 && !all.some((o) => o.label === draft) ? matching : all, state: 'ready' }
}

/**
 * The one field of the grid. It stands over the chosen cell and always has the focus, unseen until something is typed:
 * so an input method, a paste and a phone's keyboard work as in any field.
 */
export function CellInput({
  model,
  label,
  style,
  inputRef,
  onMoved,
}: {
  model: LineGridModel
  label: string
  style: { top: number; left: number; width: number; height: number }
  inputRef: RefObject<HTMLInputElement | null>
  onMoved: () => void
}) {
  const { column, editing, draft } = model
  const t = useTranslations('document.grid')
  const listId = useId()
  const offers = column?.kind === 'lookup' || column?.kind === 'select'
  const open = Boolean(editing) && offers
  const { options, state } = useCellOptions(column, draft, Boolean(editing))
  // The mark is of one question; another draft starts at its first answer.
  const [mark, setMark] = useState({ draft: '', at: 0 })
  const marked = mark.draft === draft ? mark.at : 0
  const setMarked = (at: number) => setMark({ draft, at })
  const take = (option: Option | undefined, then?: GridCommand) => {
    if (!option) return
    const chosen = column?.kind === 'select' ? { value: option.label } : { ...option }
    model.choose(chosen, then)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && options.length > 0) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setMarked((marked + step + options.length) % options.length)
      return
    }
    const command = commandOf(event, editing)
    if (!command) return
    event.preventDefault()
    event.stopPropagation()
    // Enter and Tab take the marked option; what was emptied stays empty.
    if (open && command.do === 'move' && draft.trim() !== '' && state === 'ready' && options[marked]) {
      take(options[marked], command)
    } else model.run(command)
    onMoved()
  }
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (editing && !/[\t\n\r]/.test(text)) return
    event.preventDefault()
    model.pasteText(text)
    onMoved()
  }
  const onCopy = (event: ClipboardEvent, cut: boolean) => {
    if (editing) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', model.copyText())
    if (cut) model.run({ do: 'clear' })
  }
  const semantics = offers
    ? {
        role: 'combobox',
        'aria-expanded': open,
        'aria-controls': open ? listId : undefined,
        'aria-activedescendant': open && options[marked] ? `${listId}-${marked}` : undefined,
      }
    : {}
  const end = column?.kind === 'decimal' || (column?.kind === 'computed' && column.align !== 'start')
  return (
    <Popover open={open && (options.length > 0 || state !== 'ready' || draft.trim() !== '')}>
      <PopoverAnchor asChild>
        <input
          ref={inputRef}
          {...semantics}
          aria-label={label}
          readOnly={!model.canEdit}
          data-reading={model.reading || undefined}
          inputMode={column?.kind === 'decimal' ? 'decimal' : 'text'}
          autoComplete="off"
          spellCheck={false}
          value={editing ? draft : ''}
          onChange={(event) => (editing ? model.setDraft(event.target.value) : model.edit('typed', event.target.value))}
          onDoubleClick={() => model.run({ do: 'edit' })}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onCopy={(event) => onCopy(event, false)}
          onCut={(event) => onCopy(event, true)}
          onBlur={() => model.commit()}
          style={style}
          className={cn(
            'absolute z-10 rounded-none border-2 border-accent px-2.5 text-sm outline-none',
            editing ? 'bg-surface' : 'cursor-cell bg-transparent text-transparent caret-transparent',
            end && 'text-right',
          )}
        />
      </PopoverAnchor>
      <PopoverContent
        className="w-auto min-w-(--radix-popover-trigger-width) max-w-96 p-1"
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
      >
        <div role="listbox" id={listId} aria-label={column?.title}>
          {options.map((option, index) => (
            <div
              key={option.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              onMouseMove={() => setMarked(index)}
              onMouseDown={(event) => {
                event.preventDefault()
                take(option)
              }}
              className={cn(
                'flex min-h-8 cursor-pointer items-center gap-3 rounded-sm px-2 py-1 text-sm pointer-coarse:min-h-11',
                index === marked && 'bg-hover',
              )}
            >
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              {option.description ? <span className="shrink-0 text-xs text-faint">{option.description}</span> : null}
            </div>
          ))}
        </div>
        {options.length === 0 ? (
          <p className="px-2 py-1.5 text-sm text-faint">
            {state === 'loading' ? t('searching') : state === 'failed' ? t('searchFailed') : t('noMatch')}
          </p>
        ) : null}
      </PopoverContent>
    </Popover>
  )
}
