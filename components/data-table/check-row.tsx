'use client'
import { useId } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Label } from '@/components/ui/label'

/** A box with its word, as tall as a row of a menu. */
export function CheckRow({
  checked,
  label,
  onToggle,
  className,
}: {
  checked: boolean
  label: string
  onToggle: (on: boolean) => void
  className?: string
}) {
  const id = useId()
  return (
    <div
      className={cn(
        'flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-sm px-2 text-sm hover:bg-hover pointer-coarse:min-h-11',
        className,
      )}
    >
      <Checkbox id={id} checked={checked} onCheckedChange={(on) => onToggle(on === true)} />
      <Label htmlFor={id} className="flex-1 truncate py-1 font-normal">
        {label}
      </Label>
    </div>
  )
}
