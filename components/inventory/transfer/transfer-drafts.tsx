'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/client'
import { Loaded } from '../page'
import { useCompany, useNamed, useWarehouses } from '../use-place'
import { blankLines, TransferForm } from './transfer-form'

export function NewTransfer() {
  const { today } = useCompany()
  const { options, loading } = useWarehouses()
  if (loading) return null
  return (
    <TransferForm
      head={{
        fromWarehouseId: options[0]?.value ?? '',
        toWarehouseId: options[1]?.value ?? '',
        documentDate: today,
        postingDate: today,
        expectedDate: null,
        note: '',
      }}
      lines={blankLines()}
    />
  )
}

export function EditTransfer({ id }: { id: string }) {
  const trpc = useTRPC()
  const named = useNamed()
  const query = useQuery(
    trpc.inventory.stockTransfer.get.queryOptions({ id }, { staleTime: 0, refetchOnWindowFocus: false }),
  )
  return (
    <Loaded query={query}>
      {({ lines, ...doc }) => (
        <TransferForm
          key={doc.version}
          known={doc}
          head={{
            fromWarehouseId: doc.fromWarehouseId,
            toWarehouseId: doc.toWarehouseId,
            documentDate: doc.documentDate,
            postingDate: doc.postingDate,
            expectedDate: doc.expectedDate,
            note: doc.note ?? '',
          }}
          lines={lines.map((l) => ({
            id: l.id,
            values: { item: l.itemId, quantity: l.quantity, unit: l.unitId, bin: l.fromBinId, lot: l.lotId },
            labels: {
              item: `${l.itemCode} ${named({ name: l.itemName, nameZh: l.itemNameZh })}`,
              ...(l.lot && { lot: l.lot }),
            },
          }))}
        />
      )}
    </Loaded>
  )
}
