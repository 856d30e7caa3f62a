'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/client'
import { Loaded } from '../page'
import { useCompany, useNamed } from '../use-place'
import { blankLines, RevaluationForm } from './revaluation-form'

export function NewRevaluation() {
  const { today } = useCompany()
  return (
    <RevaluationForm
      head={{ documentDate: today, postingDate: today, reason: '', contraAccountId: null, note: '' }}
      lines={blankLines()}
    />
  )
}

export function EditRevaluation({ id }: { id: string }) {
  const trpc = useTRPC()
  const named = useNamed()
  const query = useQuery(
    trpc.inventory.stockRevaluation.get.queryOptions({ id }, { staleTime: 0, refetchOnWindowFocus: false }),
  )
  return (
    <Loaded query={query}>
      {({ lines, ...doc }) => (
        <RevaluationForm
          key={doc.version}
          known={doc}
          head={{
            documentDate: doc.documentDate,
            postingDate: doc.postingDate,
            reason: doc.reason,
            contraAccountId: doc.contraAccountId,
            note: doc.note ?? '',
          }}
          lines={lines.map((l) => ({
            id: l.id,
            values: { item: l.itemId, unitCost: l.unitCost },
            labels: { item: `${l.itemCode} ${named({ name: l.itemName, nameZh: l.itemNameZh })}` },
          }))}
        />
      )}
    </Loaded>
  )
}
