'use client'
import { ToggleGroup as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

export interface ToggleOption<V extends string> {
  value: V
  label: ReactNode
  /** Needed where the label is an icon. */
  name?: string
}

/** One of few, all in sight (day, month, year). Always one is chosen. */
export function ToggleGroup<V extends string>({
  value,
  onValueChange,
  options,
  label,
  className,
}: {
  value: V
  onValueChange: (value: V) => void
  options: readonly ToggleOption<V>[]
  label: string
  className?: string
}) {
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next)
    if (option) onValueChange(option.value)
  }
  return (
    <Primitive.Root
      type="single"
      value={value}
      onValueChange={choose}
      aria-label={label}
      className={cn('inline-flex w-fit items-center rounded-md border border-line-strong bg-sunken p-0.5', className)}
    >
      {options.map((option) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          aria-label={option.name}
          className="inline-flex h-[26px] items-center gap-1.5 rounded-sm border border-transparent px-2 text-sm text-muted transition-colors duration-100 hover:text-ink data-[state=on]:border-line-strong data-[state=on]:bg-surface data-[state=on]:text-ink pointer-coarse:h-10 [&_svg]:size-4"
        >
          {option.label}
        </Primitive.Item>
      ))}
    </Primitive.Root>
  )
}
