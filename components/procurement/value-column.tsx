'use client'
import { useMemo } from 'react'
import type { LineColumn } from '@/components/document/line-table'
import { Money } from '@/components/format'
import type { ListDefinition } from '@/server/contracts/platform/list'
import { PURCHASE_AMOUNTS } from '@/server/contracts/procurement/common'
import { useRefusal } from './use-buying'

/** A list without its column of amounts for who may not see them. */
export function useSeenColumns<C extends string>(definition: ListDefinition<C>): ListDefinition<C> {
  const closed = useRefusal()(PURCHASE_AMOUNTS) !== undefined
  return useMemo(() => {
    if (!closed) return definition
    const seen = Object.entries(definition.columns).filter(([key]) => key !== 'value')
    return { ...definition, columns: Object.fromEntries(seen) as ListDefinition<C>['columns'] }
  }, [definition, closed])
}

/** What the lines cost, for who may see amounts. */
export const valueColumn = <L extends { readonly baseCost: string | null }>(
  of: { readonly value: string | null; readonly baseCurrency: string },
  title: string,
): readonly LineColumn<L>[] =>
  of.value === null
    ? []
    : [
        {
          key: 'value',
          title,
          numeric: true,
          cell: (l) => <Money bare value={l.baseCost} currency={of.baseCurrency} />,
        },
      ]
