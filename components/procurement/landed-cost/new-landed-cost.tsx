'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { itemColumn, LineTable } from '@/components/document/line-table'
import { MakePage } from '@/components/document/parts'
import { DateBox, DecimalBox, SelectBox, TextBox } from '@/components/form/boxes'
import { Money, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { landedCostKinds, shareMethods } from '@/server/contracts/procurement/landed-cost'
import { useCompany, useRefusal, useRun } from '../use-buying'
import { ReceiptChoice } from './receipt-choice'

interface Charge {
  readonly id: string
  readonly kind: (typeof landedCostKinds)[number]
  readonly method: (typeof shareMethods)[number]
  readonly amount: string
}
const newCharge = (): Charge => ({ id: crypto.randomUUID(), kind: 'freight', method: 'value', amount: '' })

/** Freight, duty or insurance of goods already received: shared over their lines, looked at, then posted. */
export function NewLandedCost({ receiptIds: given }: { receiptIds: readonly string[] }) {
  const t = useTranslations('procurement.landedCost')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const { companyId, currency, today } = useCompany()
  const [receiptIds, setReceiptIds] = useState<readonly string[]>(given)
  const [documentDate, setDocumentDate] = useState(today)
  const [description, setDescription] = useState('')
  const [charges, setCharges] = useState<readonly Charge[]>([newCharge()])
  const [busy, setBusy] = useState(false)
  const change = (id: string, part: Partial<Charge>) =>
    setCharges(charges.map((c) => (c.id === id ? { ...c, ...part } : c)))
  const written = charges.filter((c) => /[1-9]/.test(c.amount))
  const input = {
    ...{ companyId, receiptIds: [...receiptIds], documentDate, description: description || null },
    charges: written.map(({ id: _id, ...charge }) => charge),
  }
  const ready = receiptIds.length > 0 && written.length > 0
  const preview = useQuery(trpc.procurement.landedCost.preview.queryOptions(input, { enabled: ready, retry: false }))
  const missing = refusal('procurement.landed_cost.create') ?? (ready ? undefined : t('incomplete'))
  const make = async () => {
    setBusy(true)
    const made = await run(() => api.procurement.landedCost.create.mutate({ ...input, post: true }), t('posted'))
    setBusy(false)
    if (made) router.replace(href(`procurement/landed-costs/${made.id}`))
  }
  return (
    <MakePage
      title={t('newTitle')}
      hint={t('newHint')}
      actions={
        <Button
          variant="primary"
          busy={busy}
          disabledReason={missing ?? refusal('procurement.landed_cost.post') ?? null}
          onClick={make}
        >
          {t('makeAndPost')}
        </Button>
      }
    >
      <div className="grid max-w-4xl grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        <ReceiptChoice className="col-span-2" value={receiptIds} onChange={setReceiptIds} />
        <DateBox label={t('documentDate')} value={documentDate} onChange={setDocumentDate} />
        <TextBox label={t('description')} value={description} onChange={setDescription} maxLength={200} />
      </div>
      <section className="mt-5 max-w-3xl" aria-label={t('charges')}>
        <h2 className="mb-2 text-sm">{t('charges')}</h2>
        {charges.map((charge) => (
          <div key={charge.id} className="mb-2 grid grid-cols-2 items-end gap-3 sm:grid-cols-[1fr_1fr_10rem_auto]">
            <SelectBox
              label={t('kind')}
              value={charge.kind}
              onChange={(kind) => change(charge.id, { kind: landedCostKinds.find((k) => k === kind) ?? 'freight' })}
              options={landedCostKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            />
            <SelectBox
              label={t('method')}
              value={charge.method}
              onChange={(method) => change(charge.id, { method: shareMethods.find((m) => m === method) ?? 'value' })}
              options={shareMethods.map((value) => ({ value, label: t(`methods.${value}`) }))}
            />
            <DecimalBox
              label={t('amount')}
              suffix={currency}
              value={charge.amount}
              onChange={(amount) => change(charge.id, { amount })}
            />
            <Button variant="quiet" onClick={() => setCharges(charges.filter((c) => c.id !== charge.id))}>
              {t('remove')}
            </Button>
          </div>
        ))}
        <Button onClick={() => setCharges([...charges, newCharge()])}>{t('addCharge')}</Button>
      </section>
      {preview.data ? (
        <section className="mt-5" aria-label={t('preview')}>
          <h2 className="mb-2 text-sm">{t('preview')}</h2>
          <LineTable
            label={t('preview')}
            lines={preview.data.lines.map((l) => ({ ...l, id: l.receiptLineId }))}
            columns={[
              { key: 'receipt', title: t('receipt'), cell: (l) => l.receiptNumber },
              itemColumn(t('item')),
              { key: 'quantity', title: t('quantity'), numeric: true, cell: (l) => <Quantity value={l.quantity} /> },
              {
                key: 'value',
                title: t('value'),
                numeric: true,
                cell: (l) => <Money bare value={l.value} currency={preview.data.baseCurrency} />,
              },
              {
                key: 'share',
                title: t('share'),
                numeric: true,
                cell: (l) => <Money bare value={l.share} currency={preview.data.baseCurrency} />,
              },
            ]}
          />
        </section>
      ) : null}
    </MakePage>
  )
}
