'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useTRPC } from '@/components/api/client'
import { EntityList, type EntityRow } from '@/components/api/list'
import { useRefusal } from '@/components/api/use-refusal'
import { useFrame } from '@/components/shell'
import { categoryList, unitList } from '@/server/contracts/inventory/lists'
import { itemList, lotList, warehouseList } from '@/server/contracts/inventory/masters'
import { itemTones, lotTones, openTones } from './tones'
import { useNamed } from './use-place'

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Cells that say the name of a row, or of the item of a row, in the reader's language. */
export function useNameCells() {
  const named = useNamed()
  return useMemo(
    () => ({
      name: (row: EntityRow) => named({ name: textOf(row.name), nameZh: textOf(row.nameZh) }),
      itemName: (row: EntityRow) => named({ name: textOf(row.itemName), nameZh: textOf(row.itemNameZh) }),
    }),
    [named],
  )
}

export function Items() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.items')
  const refusal = useRefusal()
  const { href } = useFrame()
  const { name } = useNameCells()
  const renderCell = useMemo(() => ({ name }), [name])
  return (
    <EntityList
      procedures={trpc.inventory.item.list}
      definition={itemList}
      title={t('title')}
      path={(row) => `inventory/items/${row.id}`}
      renderCell={renderCell}
      tones={{ status: itemTones }}
      card={{ title: 'name', subtitle: 'code', end: 'unit', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('inventory/items/new'),
        refused: refusal('inventory.item.create') ?? null,
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function Units() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.units')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.inventory.unit.list}
      definition={unitList}
      title={t('title')}
      path={(row) => `inventory/units/${row.id}`}
      card={{ title: 'name', subtitle: 'code', end: 'digits' }}
      primary={{
        label: t('new'),
        href: href('inventory/units/new'),
        refused: refusal('inventory.unit.create') ?? null,
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function Categories() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.categories')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.inventory.category.list}
      definition={categoryList}
      title={t('title')}
      path={(row) => `inventory/categories/${row.id}`}
      card={{ title: 'name', subtitle: 'code', end: 'items' }}
      primary={{
        label: t('new'),
        href: href('inventory/categories/new'),
        refused: refusal('inventory.category.create') ?? null,
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function Warehouses() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.warehouses')
  const refusal = useRefusal()
  const { href } = useFrame()
  const { name } = useNameCells()
  const renderCell = useMemo(() => ({ name }), [name])
  return (
    <EntityList
      procedures={trpc.inventory.warehouse.list}
      definition={warehouseList}
      title={t('title')}
      path={(row) => `inventory/warehouses/${row.id}`}
      renderCell={renderCell}
      tones={{ status: openTones }}
      card={{ title: 'name', subtitle: 'code', end: 'kind', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('inventory/warehouses/new'),
        refused: refusal('inventory.warehouse.create') ?? null,
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function Lots() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.lots')
  const refusal = useRefusal()
  const { href } = useFrame()
  const { itemName } = useNameCells()
  const renderCell = useMemo(() => ({ itemName }), [itemName])
  return (
    <EntityList
      procedures={trpc.inventory.lot.list}
      definition={lotList}
      title={t('title')}
      path={(row) => `inventory/lots/${row.id}`}
      renderCell={renderCell}
      tones={{ status: lotTones }}
      card={{ title: 'code', subtitle: 'itemName', end: 'expiryDate', state: 'status' }}
      primary={{ label: t('new'), href: href('inventory/lots/new'), refused: refusal('inventory.lot.create') ?? null }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
