'use client'
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { useSurroundings } from '../form/context'

interface Props {
  readonly rows: readonly { readonly id: string }[]
  readonly addLabel: string
  readonly removeLabel: string
  readonly onAdd: () => void
  readonly onRemove: (index: number) => void
  readonly children: (index: number) => ReactNode
}

/** Rows of a form that a person adds and removes: other units, barcodes, components. */
export function RowsField({ rows, addLabel, removeLabel, onAdd, onRemove, children }: Props) {
  const { refused } = useSurroundings()
  return (
    <div className="col-span-full flex flex-col gap-3">
      {rows.map((row, index) => (
        <div key={row.id} className="flex items-start gap-2">
          <div className="grid min-w-0 flex-1 gap-x-4 gap-y-2 sm:grid-cols-2">{children(index)}</div>
          <IconButton className="mt-5.5" label={removeLabel} disabledReason={refused} onClick={() => onRemove(index)}>
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button size="sm" variant="quiet" className="self-start" disabledReason={refused} onClick={onAdd}>
        <Plus aria-hidden />
        {addLabel}
      </Button>
    </div>
  )
}
