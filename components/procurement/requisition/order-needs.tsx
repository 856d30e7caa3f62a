'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { ItemText, type LineColumn, LineTable, QuantityCell } from '@/components/document/line-table'
import { MakePage } from '@/components/document/parts'
import { DateText, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Skeleton } from '@/components/ui/skeleton'
import { toast } from '@/components/ui/toast'
import { dec, plain, sum } from '@/server/kernel/money'
import { useSupplierPick } from '../supplier-pick'
import { useCompany, useRefusal, useRun } from '../use-buying'
import { type Share, shareInput, splitShare, startShares } from './need-shares'

/** Lines of approved requisitions become orders: who gets how much, many needs merged into one order, one need split. */
export function OrderNeeds({ requisitionIds }: { requisitionIds: readonly string[] }) {
  const t = useTranslations('buying.needs')
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const needs = useQuery(trpc.procurement.requisition.openNeeds.queryOptions({ companyId }))
  if (!needs.data)
    return (
      <MakePage title={t('title')} actions={null}>
        <Skeleton className="h-64 w-full" />
      </MakePage>
    )
  return <Needs key={needs.dataUpdatedAt} start={startShares(needs.data, requisitionIds)} />
}

function Needs({ start }: { start: readonly Share[] }) {
  const t = useTranslations('buying.needs')
  const router = useRouter()
  const { href } = useFrame()
  const { companyId } = useCompany()
  const api = useTRPCClient().procurement.requisition
  const { run } = useRun()
  const refusal = useRefusal()
  const [shares, setShares] = useState(start)
  const [busy, setBusy] = useState(false)
  const chosen = shares.filter((s) => /[1-9]/.test(s.quantity))
  const suppliers = new Set(chosen.flatMap((s) => s.supplier?.value ?? []))
  const over = chosen.some((s) => left(shares, s).isNegative())
  const make = async () => {
    setBusy(true)
    const done = await run(() => api.order.mutate({ companyId, lines: chosen.map(shareInput) }), t('done'))
    setBusy(false)
    const [first, ...others] = done?.orders ?? []
    if (!first) return
    for (const order of others) toast.success(t('also', { number: order.number, supplier: order.supplierName }))
    router.push(
      href(
        others.length === 0
          ? `procurement/purchase-orders/${first.id}`
          : 'procurement/purchase-orders?f=status.in.draft',
      ),
    )
  }
  const why =
    refusal('procurement.purchase_order.create') ??
    (chosen.length === 0
      ? t('chooseFirst')
      : chosen.some((s) => !s.supplier)
        ? t('supplierFirst')
        : over
          ? t('tooMuch')
          : null)
  return (
    <MakePage
      title={t('title')}
      hint={t('hint')}
      actions={
        <Button variant="primary" keys="mod+s" busy={busy} disabledReason={why} onClick={make}>
          {t('make', { count: Math.max(1, suppliers.size) })}
        </Button>
      }
    >
      <NeedTable shares={shares} onChange={setShares} />
    </MakePage>
  )
}

/** What stays open of a need after all its shares. */
const left = (shares: readonly Share[], of: Share) =>
  dec(of.need.open).minus(sum(shares.filter((s) => s.need.id === of.need.id && s.quantity).map((s) => s.quantity)))

function NeedTable({ shares, onChange }: { shares: readonly Share[]; onChange: (shares: readonly Share[]) => void }) {
  const t = useTranslations('buying.needs')
  const pick = useSupplierPick()
  const { href } = useFrame()
  const set = (id: string, part: Partial<Share>) => onChange(shares.map((s) => (s.id === id ? { ...s, ...part } : s)))
  const columns: readonly LineColumn<Share>[] = [
    {
      key: 'number',
      title: t('requisition'),
      cell: (s) => (
        <Link
          href={href(`procurement/requisitions/${s.need.requisitionId}`)}
          className="underline-offset-3 hover:underline"
        >
          {s.need.number}
        </Link>
      ),
    },
    {
      key: 'item',
      title: t('item'),
      head: true,
      cell: (s) => <ItemText code={s.need.itemCode} description={s.need.description} />,
    },
    { key: 'neededOn', title: t('neededOn'), cell: (s) => <DateText value={s.need.neededOn} /> },
    { key: 'warehouse', title: t('warehouse'), cell: (s) => s.need.warehouseCode ?? '–' },
    {
      key: 'open',
      title: t('open'),
      numeric: true,
      cell: (s) => <Quantity value={s.need.open} {...(s.need.stockUnitCode && { unit: s.need.stockUnitCode })} />,
    },
    {
      key: 'quantity',
      title: t('quantity'),
      numeric: true,
      cell: (s) => (
        <QuantityCell
          label={t('quantityOf', { item: s.need.itemCode ?? s.need.description, number: s.need.number })}
          value={s.quantity}
          invalid={left(shares, s).isNegative()}
          onChange={(quantity) => set(s.id, { quantity })}
        />
      ),
    },
    {
      key: 'supplier',
      title: t('supplier'),
      cell: (s) => (
        <span className="block w-56">
          <Combobox
            aria-label={t('supplierOf', { item: s.need.itemCode ?? s.need.description, number: s.need.number })}
            value={s.supplier}
            onValueChange={(supplier) => set(s.id, { supplier })}
            search={pick.search}
            labels={pick.labels}
            clearable
          />
        </span>
      ),
    },
    {
      key: 'split',
      title: '',
      cell: (s) => (
        <Button
          size="sm"
          variant="quiet"
          onClick={() => onChange(splitShare(shares, s.id, crypto.randomUUID(), plain(left(shares, s))))}
        >
          {t('split')}
        </Button>
      ),
    },
  ]
  return <LineTable label={t('title')} columns={columns} lines={shares} empty={t('empty')} />
}
