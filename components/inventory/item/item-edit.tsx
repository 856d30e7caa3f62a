'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { InventoryPage, Loaded } from '../page'
import { useNamed, useUnits } from '../use-place'
import { blankItem, ItemForm } from './item-form'
import type { ItemView } from './types'

/** A new item; it starts in pieces, the usual unit. */
export function NewItem() {
  const t = useTranslations('inventory.items')
  const { units } = useUnits()
  const piece = units.find((u) => u.code === 'EA') ?? units[0]
  return (
    <InventoryPage title={t('new')}>
      <div className="max-w-5xl">{piece ? <ItemForm values={blankItem(piece.id)} /> : null}</div>
    </InventoryPage>
  )
}

export function EditItem({ id }: { id: string }) {
  const trpc = useTRPC()
  const t = useTranslations('inventory.items')
  const named = useNamed()
  const query = useQuery(trpc.inventory.item.get.queryOptions({ id }, { staleTime: 0, refetchOnWindowFocus: false }))
  return (
    <Loaded query={query}>
      {(item) => (
        <InventoryPage title={`${t('edit')} ${item.code}`}>
          <div className="max-w-5xl">
            <ItemForm key={item.version} values={valuesOf(item)} known={knownOf(item, named)} />
          </div>
        </InventoryPage>
      )}
    </Loaded>
  )
}

const knownOf = (item: ItemView, named: ReturnType<typeof useNamed>) => ({
  id: item.id,
  version: item.version,
  hasMoved: item.hasMoved,
  componentNames: new Map(item.componentItems.map((c) => [c.id, `${c.code} ${named(c)}`])),
})

/** The input of a change: the item as it is, without what only the view has. */
function valuesOf(item: ItemView) {
  const { id: _, version: __, status: ___, levels: ____, category, componentItems, hasMoved, ...values } = item
  return values
}
