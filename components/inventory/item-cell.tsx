'use client'
import Link from 'next/link'
import type { LineColumn } from '@/components/document/line-table'
import { useFrame } from '@/components/shell'
import { useNamed } from './use-place'

interface StockLine {
  readonly itemId: string
  readonly itemCode: string
  readonly itemName: string
  readonly itemNameZh: string | null
}

/** The item of a line: code and name, the way to the item. */
export function ItemCell({ line }: { line: StockLine }) {
  const named = useNamed()
  const { href } = useFrame()
  return (
    <Link className="underline-offset-3 hover:underline" href={href(`inventory/items/${line.itemId}`)}>
      <span className="text-muted">{line.itemCode}</span> {named({ name: line.itemName, nameZh: line.itemNameZh })}
    </Link>
  )
}

/** The column that says which item each line is of. */
export const stockItemColumn = <L extends StockLine>(title: string): LineColumn<L> => ({
  key: 'item',
  title,
  head: true,
  cell: (line) => <ItemCell line={line} />,
})
