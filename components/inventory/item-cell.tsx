'use client'
import Link from 'next/link'
import { useFrame } from '@/components/shell'
import { useNamed } from './use-place'

/** The item of a line: code and name, the way to the item. */
export function ItemCell({
  line,
}: {
  line: {
    readonly itemId: string
    readonly itemCode: string
    readonly itemName: string
    readonly itemNameZh: string | null
  }
}) {
  const named = useNamed()
  const { href } = useFrame()
  return (
    <Link className="underline-offset-3 hover:underline" href={href(`inventory/items/${line.itemId}`)}>
      <span className="text-muted">{line.itemCode}</span> {named({ name: line.itemName, nameZh: line.itemNameZh })}
    </Link>
  )
}
