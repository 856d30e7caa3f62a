'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Quantity, UnitPrice } from '@/components/format'
import { Badge } from '@/components/ui/badge'
import { useCompany, useNamed, useUnits } from '../use-place'
import { ChangeMethod } from './change-method'
import type { ItemView } from './types'
import { useTaxCodes } from './use-tax-codes'

/** What the item is, for reading. */
export function ItemSettings({ item }: { item: ItemView }) {
  const t = useTranslations('inventory')
  const named = useNamed()
  const { byId } = useUnits()
  const { currency } = useCompany()
  const taxCodes = useTaxCodes()
  const unit = (id: string) => {
    const found = byId.get(id)
    return found ? `${named(found)} (${found.code})` : '–'
  }
  const yes = (value: boolean) => t(value ? 'item.yes' : 'item.no')
  return (
    <dl className="grid max-w-5xl gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
      <Entry label={t('item.name')}>{item.name}</Entry>
      <Entry label={t('item.nameZh')}>{item.nameZh}</Entry>
      <Entry label={t('item.category')}>{item.category ? named(item.category) : null}</Entry>
      <Entry label={t('item.stockUnit')}>{unit(item.stockUnitId)}</Entry>
      <Entry label={t('item.salesUnit')}>{unit(item.salesUnitId)}</Entry>
      <Entry label={t('item.purchaseUnit')}>{unit(item.purchaseUnitId)}</Entry>
      {item.units.map((u) => (
        <Entry key={u.unitId} label={unit(u.unitId)}>
          <Quantity value={u.factor} unit={byId.get(item.stockUnitId)?.code ?? ''} />
        </Entry>
      ))}
      <Entry label={t('item.barcodes')}>
        {item.barcodes.length > 0 ? (
          <span className="flex flex-wrap gap-1">
            {item.barcodes.map((b) => (
              <Badge key={b.barcode} className="font-mono">
                {b.barcode} {b.unitId === item.stockUnitId ? '' : byId.get(b.unitId)?.code}
              </Badge>
            ))}
          </span>
        ) : null}
      </Entry>
      {item.kind === 'kit' ? (
        <Entry label={t('item.components')}>
          {item.components.map((c, index) => {
            const part = item.componentItems[index]
            return (
              <span key={c.itemId} className="block">
                <Quantity value={c.quantity} /> × {part ? `${part.code} ${named(part)}` : ''}
              </span>
            )
          })}
        </Entry>
      ) : null}
      <Entry label={t('item.tracking')}>{t(`tracking.${item.tracking}`)}</Entry>
      <Entry label={t('item.expires')}>{yes(item.expires)}</Entry>
      <Entry label={t('item.valuation')}>
        {t(`valuation.${item.valuation}`)} <ChangeMethod item={item} />
      </Entry>
      <Entry label={t('item.standardCost')}>
        <UnitPrice value={item.standardCost} currency={currency} />
      </Entry>
      <Entry label={t('item.allowNegative')}>{yes(item.allowNegative)}</Entry>
      <Entry label={t('item.weightKg')}>
        <Quantity value={item.weightKg} unit="kg" />
      </Entry>
      <Entry label={t('item.volumeM3')}>
        <Quantity value={item.volumeM3} unit="m³" />
      </Entry>
      <Entry label={t('item.taxCodes')}>
        {taxCodes
          .filter((c) => item.taxCodeIds.includes(c.value))
          .map((c) => c.label)
          .join(', ')}
      </Entry>
      <Entry label={t('item.description')}>
        <span className="whitespace-pre-line">{item.description}</span>
      </Entry>
    </dl>
  )
}

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="text-sm break-words">{children || <span className="text-faint">–</span>}</dd>
    </div>
  )
}
