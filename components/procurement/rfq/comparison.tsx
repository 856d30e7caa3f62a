'use client'
import { useQuery } from '@tanstack/react-query'
import { Award, Zap } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { ItemText, QuantityCell } from '@/components/document/line-table'
import { Money, Quantity, UnitPrice, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { quotationComparison } from '@/server/contracts/procurement/quotation'
import { dec, plain } from '@/server/kernel/money'
import { useRefusal, useRun } from '../use-buying'
import type { RequestDocument } from './request-model'

type Compared = z.output<typeof quotationComparison>
type Offer = Compared['lines'][number]['offers'][number]
type Chosen = Readonly<Record<string, string>>

/** Offers side by side: for each line what every supplier asks, in base currency for a stock unit; orders come of what is chosen. */
export function Comparison({ request }: { request: RequestDocument }) {
  const t = useTranslations('buying.compare')
  const trpc = useTRPC()
  const compared = useQuery(
    trpc.procurement.requestForQuotation.compare.queryOptions({ id: request.id }, { retry: false }),
  )
  if (!compared.data) return null
  if (compared.data.quotations.length === 0) return <p className="text-sm text-muted">{t('empty')}</p>
  return <Matrix request={request} compared={compared.data} />
}

function Matrix({ request, compared }: { request: RequestDocument; compared: Compared }) {
  const t = useTranslations('buying.compare')
  const [chosen, setChosen] = useState<Chosen>({})
  const { award, busy, refused } = useAward(request)
  const { quotations, lines, baseCurrency } = compared
  const open = request.status === 'sent'
  const takeBest = () =>
    setChosen(
      Object.fromEntries(
        lines.flatMap((l) => {
          const best = l.offers.find((o) => o.best && !taken(o))
          return best ? [[best.quotationLineId, plain(best.quantity)]] : []
        }),
      ),
    )
  const picked = Object.entries(chosen).filter(([, quantity]) => /[1-9]/.test(quantity))
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-md">{t('title')}</h2>
        <p className="min-w-0 flex-1 text-sm text-muted">{t('hint', { currency: baseCurrency })}</p>
        {open ? (
          <>
            <Button onClick={takeBest}>{t('takeBest')}</Button>
            <Button
              variant="primary"
              busy={busy}
              disabledReason={refused ?? (picked.length === 0 ? t('chooseFirst') : null)}
              onClick={() =>
                award({ lines: picked.map(([quotationLineId, quantity]) => ({ quotationLineId, quantity })) })
              }
            >
              {t('order')}
            </Button>
          </>
        ) : null}
      </div>
      <Table label={t('title')} containerClassName="rounded-md border bg-surface">
        <TableHeader>
          <TableRow>
            <TableHead>{t('item')}</TableHead>
            <TableHead numeric>{t('asked')}</TableHead>
            {quotations.map((q) => (
              <TableHead key={q.id} className="min-w-48">
                <QuotationHead quotation={q} lines={lines.length} currency={baseCurrency} />
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.id}>
              <TableCell>
                <ItemText code={line.itemCode} description={line.description} />
              </TableCell>
              <TableCell numeric>
                <Quantity value={line.quantity} {...(line.unitCode && { unit: line.unitCode })} />
              </TableCell>
              {quotations.map((q) => (
                <TableCell key={q.id} className="py-1.5 align-top">
                  <OfferCell
                    offer={line.offers.find((o) => o.quotationId === q.id)}
                    currency={baseCurrency}
                    name={t('offerOf', { supplier: q.supplierName, item: line.itemCode ?? line.description })}
                    chosen={chosen}
                    open={open && !q.expired && q.status !== 'lost'}
                    onChoose={(id, quantity) => setChosen((before) => ({ ...before, [id]: quantity }))}
                  />
                </TableCell>
              ))}
            </TableRow>
          ))}
          <TableRow>
            <TableCell className="font-medium">{t('total')}</TableCell>
            <TableCell />
            {quotations.map((q) => (
              <TableCell key={q.id}>
                <span className="flex flex-wrap items-center justify-between gap-2">
                  <Money value={q.baseTotal} currency={baseCurrency} className="font-medium" />
                  {open ? (
                    <Button
                      size="sm"
                      busy={busy}
                      disabledReason={refused ?? (q.expired ? t('expired') : null)}
                      onClick={() => award({ quotationIds: [q.id] })}
                    >
                      {t('orderWhole')}
                    </Button>
                  ) : null}
                </span>
              </TableCell>
            ))}
          </TableRow>
        </TableBody>
      </Table>
    </section>
  )
}

const taken = (offer: Offer) => dec(offer.awardedQuantity).greaterThan(0)

/** Makes the orders of what was chosen, and goes to them. */
function useAward(request: RequestDocument) {
  const t = useTranslations('buying.compare')
  const api = useTRPCClient().procurement.requestForQuotation
  const { run } = useRun()
  const router = useRouter()
  const { href } = useFrame()
  const refused = useRefusal()('procurement.request_for_quotation.award') ?? null
  const [busy, setBusy] = useState(false)
  const award = async (what: { quotationIds?: string[]; lines?: { quotationLineId: string; quantity: string }[] }) => {
    setBusy(true)
    const done = await run(() => api.award.mutate({ id: request.id, version: request.version, ...what }), t('done'))
    setBusy(false)
    const [first, second] = done?.orders ?? []
    if (first && !second) router.push(href(`procurement/purchase-orders/${first.id}`))
    else if (first) router.push(href('procurement/purchase-orders?f=status.in.draft'))
  }
  return { award, busy, refused }
}

function QuotationHead({
  quotation: q,
  lines,
  currency,
}: {
  quotation: Compared['quotations'][number]
  lines: number
  currency: string
}) {
  const t = useTranslations('buying.compare')
  const format = useFormat()
  const { href } = useFrame()
  return (
    <span className="flex flex-col gap-0.5 py-1.5 font-normal whitespace-normal">
      <Link
        href={href(`procurement/supplier-quotations/${q.id}`)}
        className="font-medium text-ink underline-offset-3 hover:underline"
      >
        {q.supplierName}
      </Link>
      <span className="text-xs text-faint">
        {[
          t('answered', { count: q.answered, of: lines }),
          q.leadTimeDays === null ? null : t('days', { days: q.leadTimeDays }),
          dec(q.baseFreight).isZero() ? null : t('freight', { amount: format.money(q.baseFreight, currency) }),
          q.currency === currency ? null : `${q.currency} × ${plain(q.rate)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {q.best ? (
        <StateBadge tone="done" icon={Award}>
          {t('bestWhole')}
        </StateBadge>
      ) : null}
      {q.expired ? <StateBadge tone="blocked">{t('expired')}</StateBadge> : null}
    </span>
  )
}

function OfferCell({
  offer: o,
  currency,
  name,
  chosen,
  open,
  onChoose,
}: {
  offer: Offer | undefined
  currency: string
  name: string
  chosen: Chosen
  open: boolean
  onChoose: (quotationLineId: string, quantity: string) => void
}) {
  const t = useTranslations('buying.compare')
  if (!o) return <span className="text-faint">–</span>
  const quantity = chosen[o.quotationLineId] ?? ''
  const done = taken(o)
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {open && !done ? (
          <Checkbox
            aria-label={name}
            checked={/[1-9]/.test(quantity)}
            onCheckedChange={(on) => onChoose(o.quotationLineId, on === true ? plain(o.quantity) : '')}
          />
        ) : null}
        <UnitPrice value={o.basePrice} currency={currency} className={o.best ? 'num font-medium' : 'num'} />
        {o.leadTimeDays === null ? null : (
          <span className="text-xs text-faint">{t('days', { days: o.leadTimeDays })}</span>
        )}
        {o.best ? (
          <StateBadge plain tone="done" icon={Award}>
            {t('best')}
          </StateBadge>
        ) : null}
        {o.fastest ? (
          <StateBadge plain tone="progress" icon={Zap}>
            {t('fastest')}
          </StateBadge>
        ) : null}
      </span>
      {o.enough ? null : (
        <span className="text-xs text-attention">
          {t('notEnough')} <Quantity value={o.quantity} />
        </span>
      )}
      {done ? (
        <StateBadge plain tone="done">
          {t('ordered')} <Quantity value={o.awardedQuantity} />
        </StateBadge>
      ) : /[1-9]/.test(quantity) ? (
        <QuantityCell
          label={t('quantityOf', { offer: name })}
          value={quantity}
          onChange={(value) => onChoose(o.quotationLineId, value)}
        />
      ) : null}
    </span>
  )
}
