'use client'
import { useTranslations } from 'next-intl'
import { itemColumn, type LineColumn, LineTable } from '@/components/document/line-table'
import { useFormat } from '@/components/format'
import type { OrderDocument } from './order-model'

type Line = OrderDocument['lines'][number]
type Component = Line['components'][number] & { readonly kit: string }

/** What the kits of an order are delivered as, with how far each component is; nothing for an order without kits. */
export function KitComponents({ lines }: { lines: readonly Line[] }) {
  const t = useTranslations('sales.kits')
  const words = useTranslations('sales.line')
  const format = useFormat()
  const components = lines.flatMap((l) => l.components.map((c) => ({ ...c, kit: l.itemCode ?? l.description })))
  if (components.length === 0) return null
  const quantity = (key: 'stockQuantity' | 'reservedQuantity' | 'shortQuantity' | 'deliveredQuantity', title: string) =>
    ({ key, title, numeric: true, cell: (c) => format.quantity(c[key]) }) satisfies LineColumn<Component>
  return (
    <section className="grid gap-2" aria-labelledby="kit-components">
      <h2 id="kit-components" className="font-medium text-sm">
        {t('title')}
      </h2>
      <LineTable
        label={t('title')}
        lines={components}
        columns={[
          { key: 'kit', title: t('kit'), cell: (c) => c.kit },
          itemColumn(words('item')),
          quantity('stockQuantity', words('quantity')),
          { key: 'unit', title: words('unit'), cell: (c) => c.unitCode },
          quantity('reservedQuantity', words('reserved')),
          quantity('shortQuantity', t('short')),
          quantity('deliveredQuantity', words('shipped')),
        ]}
      />
    </section>
  )
}
