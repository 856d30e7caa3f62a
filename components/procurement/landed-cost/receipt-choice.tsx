'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { LookupBox } from '@/components/form/boxes'
import { Button } from '@/components/ui/button'

/** Posted receipts that bear the cost: searched by number or supplier, several of them. */
export function ReceiptChoice({
  value,
  onChange,
  className,
}: {
  value: readonly string[]
  onChange: (ids: readonly string[]) => void
  className?: string
}) {
  const t = useTranslations('procurement.landedCost')
  const api = useTRPCClient()
  const search = async (text: string, signal: AbortSignal) => {
    const page = await api.procurement.goodsReceipt.list.rows.query(
      { search: text, limit: 20, filters: [{ column: 'status', operator: 'eq', value: 'posted' }] },
      { signal },
    )
    return page.rows.map((row) => ({
      value: String(row.id),
      label: String(row.number),
      hint: String(row.supplierName),
    }))
  }
  return (
    <div className={className}>
      <LookupBox
        label={t('receipts')}
        required
        value={null}
        onChange={(option) => option && !value.includes(option.value) && onChange([...value, option.value])}
        search={search}
        placeholder={t('addReceipt')}
      />
      <ul className="mt-1 flex flex-wrap gap-1">
        {value.map((id) => (
          <Chosen key={id} id={id} onRemove={() => onChange(value.filter((v) => v !== id))} />
        ))}
      </ul>
    </div>
  )
}

function Chosen({ id, onRemove }: { id: string; onRemove: () => void }) {
  const trpc = useTRPC()
  const t = useTranslations('procurement.landedCost')
  const receipt = useQuery(trpc.procurement.goodsReceipt.get.queryOptions({ id }))
  const name = receipt.data ? `${receipt.data.number} · ${receipt.data.supplierName}` : id.slice(-6)
  return (
    <li className="flex items-center gap-1 rounded border bg-surface px-2 text-xs">
      {name}
      <Button size="sm" variant="quiet" aria-label={t('removeReceipt', { name })} onClick={onRemove}>
        ×
      </Button>
    </li>
  )
}
