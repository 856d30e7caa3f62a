'use client'
import { Check, ChevronDown } from 'lucide-react'
import { Select as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { fieldClass } from './input'

export interface SelectOption {
  /** Not empty: an empty string is "nothing chosen". */
  value: string
  label: ReactNode
  /** What typing the first letters looks for, where the label is not plain text. */
  textValue?: string
  hint?: ReactNode
  disabled?: boolean
}
export interface SelectGroup {
  label: string
  options: readonly SelectOption[]
}

export interface SelectProps {
  value: string | null
  onValueChange: (value: string) => void
  options: readonly (SelectOption | SelectGroup)[]
  placeholder?: string
  id?: string
  name?: string
  disabled?: boolean
  required?: boolean
  className?: string
  'aria-label'?: string
  'aria-labelledby'?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Primitive.Item
      value={option.value}
      disabled={option.disabled}
      textValue={option.textValue}
      className="relative flex min-h-8 select-none items-center gap-2 rounded-sm py-1 pr-2 pl-7 text-sm text-ink outline-none data-disabled:text-faint data-highlighted:bg-hover pointer-coarse:min-h-11"
    >
      <Primitive.ItemIndicator className="absolute left-2 text-accent-text">
        <Check aria-hidden className="size-3.5" />
      </Primitive.ItemIndicator>
      <Primitive.ItemText>{option.label}</Primitive.ItemText>
      {option.hint ? <span className="ml-auto pl-4 text-xs text-faint">{option.hint}</span> : null}
    </Primitive.Item>
  )
}

/** A choice among few (up to about ten); for many, or for what the server knows, take the combobox. */
export function Select({
  value,
  onValueChange,
  options,
  placeholder,
  className,
  id,
  name,
  disabled,
  required,
  ...aria
}: SelectProps) {
  return (
    <Primitive.Root
      value={value ?? ''}
      onValueChange={onValueChange}
      name={name}
      disabled={disabled}
      required={required}
    >
      <Primitive.Trigger
        id={id}
        className={cn(
          fieldClass,
          'group flex h-control items-center justify-between gap-2 text-left data-placeholder:text-faint',
          className,
        )}
        {...aria}
      >
        <span className="truncate">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-60 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-pop overflow-hidden rounded-lg border border-line-strong bg-surface shadow-pop"
        >
          <Primitive.Viewport className="p-1">
            {options.map((entry) =>
              'options' in entry ? (
                <Primitive.Group key={entry.label}>
                  <Primitive.Label className="px-2 pt-2 pb-1 text-xs text-faint">{entry.label}</Primitive.Label>
                  {entry.options.map((option) => (
                    <Option key={option.value} option={option} />
                  ))}
                </Primitive.Group>
              ) : (
                <Option key={entry.value} option={entry} />
              ),
            )}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
