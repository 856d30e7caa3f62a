'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/client'
import { Loaded } from '../page'
import { useCompany, useNamed, useWarehouses } from '../use-place'
import { AdjustmentForm, blankLines } from './adjustment-form'

export function NewAdjustment() {
  const { today } = useCompany()
  const { options, loading } = useWarehouses()
  if (loading) return null
  return (
    <AdjustmentForm
      head={{
        kind: 'receipt',
        warehouseId: options[0]?.value ?? '',
        documentDate: today,
        postingDate: today,
        reason: '',
        contraAccountId: null,
        note: '',
      }}
      lines={blankLines()}
    />
  )
}

export function EditAdjustment({ id }: { id: string }) {
  const trpc = useTRPC()
  const named = useNamed()
  const query = useQuery(
    trpc.inventory.stockAdjustment.get.queryOptions({ id }, { staleTime: 0, refetchOnWindowFocus: false }),
  )
  return (
    <Loaded query={query}>
      {({ lines, ...doc }) => (
        <AdjustmentForm
          key={doc.version}
          known={doc}
          head={{
            kind: doc.kind,
            warehouseId: doc.warehouseId,
            documentDate: doc.documentDate,
            postingDate: doc.postingDate,
            reason: doc.reason,
            contraAccountId: doc.contraAccountId,
            note: doc.note ?? '',
          }}
          lines={lines.map((l) => {
            const incoming = doc.kind === 'receipt' || doc.kind === 'opening'
            return {
              id: l.id,
              values: {
                item: l.itemId,
                quantity: l.quantity,
                unit: l.unitId,
                bin: l.binId,
                lot: incoming ? l.lot : l.lotId,
                expiry: null,
                unitCost: l.unitCost,
              },
              labels: {
                item: `${l.itemCode} ${named({ name: l.itemName, nameZh: l.itemNameZh })}`,
                ...(l.lot && { lot: l.lot }),
              },
            }
          })}
        />
      )}
    </Loaded>
  )
}
