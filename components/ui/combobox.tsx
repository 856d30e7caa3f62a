'use client'
import { Check, ChevronsUpDown, LoaderCircle, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type Ref, useId, useRef, useState } from 'react'
import { cn } from './cn'
import { fieldClass } from './input'
import { panelClass } from './overlay'
import { Popover, PopoverAnchor, PopoverContent } from './popover'
import { useOptions } from './use-options'

export interface ComboboxOption {
  value: string
  /** What stands in the field when it is chosen. */
  label: string
  /** Beside or under the label: a code, a stock figure. */
  hint?: ReactNode
  disabled?: boolean
}

export interface ComboboxLabels {
  /** "Nothing matches" */
  empty: string
  loading: string
  /** "The search failed. Try again." */
  failed: string
  clear: string
  /** Name of the list, for screen readers. */
  list: string
}

export interface ComboboxProps<O extends ComboboxOption> {
  value: O | null
  onValueChange: (option: O | null) => void
  /** Called with what was typed, trimmed; asked again on each pause. The signal aborts when a newer question is asked. */
  search: (query: string, signal: AbortSignal) => Promise<readonly O[]>
  labels: ComboboxLabels
  placeholder?: string
  /** May be emptied again. */
  clearable?: boolean
  /** Last entry of the list ("New customer ..."); gets what was typed. */
  create?: { label: (query: string) => ReactNode; onCreate: (query: string) => void }
  renderOption?: (option: O) => ReactNode
  id?: string
  disabled?: boolean
  /** To put the focus here, where a dialog or a new row opens on this field. */
  inputRef?: Ref<HTMLInputElement>
  className?: string
  onBlur?: () => void
  'aria-label'?: string
  'aria-labelledby'?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
}

/** Searches as one types. Arrows move, Enter or Tab takes, Escape leaves what was there before. */
export function Combobox<O extends ComboboxOption>(props: ComboboxProps<O>) {
  const {
    value,
    onValueChange,
    search,
    labels,
    placeholder,
    clearable,
    create,
    renderOption,
    id,
    disabled,
    inputRef,
    className,
    onBlur,
    ...aria
  } = props
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const asked = (query ?? '').trim()
  const { options, state } = useOptions(search, asked, open)
  const withCreate = Boolean(create && asked && state === 'ready')
  const last = options.length - 1 + (withCreate ? 1 : 0)

  const close = () => {
    setOpen(false)
    setQuery(null)
    setActive(0)
  }
  const start = () => {
    if (disabled) return
    setActive(0)
    setOpen(true)
  }
  const take = (index: number) => {
    const option = options[index]
    if (option?.disabled) return
    if (option) onValueChange(option)
    else if (withCreate) create?.onCreate(asked)
    close()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (move !== 0) {
      event.preventDefault()
      if (!open) start()
      else setActive((was) => (last < 0 ? 0 : (was + move + last + 1) % (last + 1)))
    } else if (event.key === 'Enter' && open && last >= 0) {
      event.preventDefault()
      take(active)
    } else if (event.key === 'Tab' && open && asked && options[active] && state === 'ready') take(active)
    else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Backspace' && query === null && value && clearable) onValueChange(null)
  }

  return (
    <Popover open={open} onOpenChange={(next) => (next ? start() : close())}>
      <PopoverAnchor asChild>
        <div className={cn('relative w-full', className)}>
          <input
            ref={(node) => {
              field.current = node
              if (typeof inputRef === 'function') inputRef(node)
              else if (inputRef) inputRef.current = node
            }}
            id={id}
            role="combobox"
            type="text"
            autoComplete="off"
            spellCheck={false}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            aria-activedescendant={open && last >= 0 ? `${listId}-${active}` : undefined}
            disabled={disabled}
            placeholder={placeholder}
            value={query ?? value?.label ?? ''}
            onChange={(event) => {
              setQuery(event.target.value)
              setActive(0)
              setOpen(true)
            }}
            onFocus={(event) => event.currentTarget.select()}
            onClick={start}
            onKeyDown={onKeyDown}
            onBlur={() => {
              close()
              onBlur?.()
            }}
            className={cn(fieldClass, 'h-control truncate pr-8')}
            {...aria}
          />
          <Trailing
            clearLabel={labels.clear}
            onClear={clearable && value && !disabled ? () => onValueChange(null) : undefined}
          />
        </div>
      </PopoverAnchor>
      <PopoverContent
        aria-label={labels.list}
        className={cn(panelClass, 'w-(--radix-popover-trigger-width) min-w-64 p-1')}
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) => {
          if (event.target instanceof Node && field.current?.parentElement?.contains(event.target))
            event.preventDefault()
        }}
        onMouseDown={(event) => event.preventDefault()}
      >
        <div id={listId} role="listbox" aria-label={labels.list}>
          {options.map((option, index) => (
            <Row
              key={option.value}
              id={`${listId}-${index}`}
              active={index === active}
              chosen={option.value === value?.value}
              disabled={option.disabled}
              onTake={() => take(index)}
              onPoint={() => setActive(index)}
            >
              {renderOption ? renderOption(option) : <PlainOption option={option} />}
            </Row>
          ))}
          {withCreate ? (
            <Row
              id={`${listId}-${options.length}`}
              active={active === options.length}
              onTake={() => take(options.length)}
              onPoint={() => setActive(options.length)}
            >
              {create?.label(asked)}
            </Row>
          ) : null}
        </div>
        <Status state={state} none={options.length === 0} labels={labels} />
      </PopoverContent>
    </Popover>
  )
}

/** The cross that empties the field, or the sign that there is a list. */
function Trailing({ clearLabel, onClear }: { clearLabel: string; onClear?: () => void }) {
  return (
    <span className="pointer-events-none absolute inset-y-0 right-1.5 flex items-center text-faint">
      {onClear ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={clearLabel}
          className="pointer-events-auto rounded-sm p-1 hover:text-ink"
          onClick={onClear}
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : (
        <ChevronsUpDown aria-hidden className="mr-1 size-3.5" />
      )}
    </span>
  )
}

function PlainOption({ option }: { option: ComboboxOption }) {
  return (
    <>
      <span className="min-w-0 flex-1 truncate">{option.label}</span>
      {option.hint ? <span className="shrink-0 pl-3 text-xs text-faint">{option.hint}</span> : null}
    </>
  )
}

interface RowProps {
  id: string
  active: boolean
  chosen?: boolean
  disabled?: boolean
  onTake: () => void
  onPoint: () => void
  children: ReactNode
}

function Row({ id, active, chosen = false, disabled, onTake, onPoint, children }: RowProps) {
  return (
    // The field keeps the focus and the keys (aria-activedescendant); the row only takes the pointer.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={disabled}
      ref={(node) => {
        if (active) node?.scrollIntoView({ block: 'nearest' })
      }}
      onMouseMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onTake()
      }}
      className={cn(
        'flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-sm pointer-coarse:min-h-11',
        active && 'bg-hover',
        disabled && 'text-faint',
      )}
    >
      <Check aria-hidden className={cn('size-3.5 shrink-0 text-accent-text', !chosen && 'invisible')} />
      {children}
    </div>
  )
}

function Status({
  state,
  none,
  labels,
}: {
  state: 'loading' | 'ready' | 'failed'
  none: boolean
  labels: ComboboxLabels
}) {
  const text = state === 'failed' ? labels.failed : state === 'loading' ? labels.loading : none ? labels.empty : null
  return (
    <div
      role="status"
      className={cn(
        text && (none || state === 'failed') ? 'flex min-h-8 items-center gap-2 px-2 text-sm text-faint' : 'sr-only',
      )}
    >
      {state === 'loading' ? <LoaderCircle aria-hidden className="size-3.5 animate-spin" /> : null}
      {text}
    </div>
  )
}
