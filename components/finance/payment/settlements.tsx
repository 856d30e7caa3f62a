'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateBox, MoneyBox, SelectBox } from '@/components/form/boxes'
import { DateText, Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { dec, plain } from '@/server/kernel/money'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

interface Settled {
  readonly id: string
  readonly partyId: string
  readonly currency: string
  readonly status: 'draft' | 'in_approval' | 'posted' | 'reversed'
}

/** Everything that the money of a payment settles now, taken back here, and what of it is still free to settle more. */
export function Settlements({ payment, today }: { payment: Settled; today: string }) {
  const t = useTranslations('finance.settlement')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { href } = useFrame()
  const refusal = useRefusal()
  const { run } = useRun()
  const [allocating, setAllocating] = useState(false)
  const standing = useQuery(trpc.finance.openItem.ofDocument.queryOptions({ sourceDocumentId: payment.id }))
  const free = useFreeItems(payment)
  const rows = standing.data?.allocations ?? []
  if (rows.length === 0 && free.length === 0) return null
  return (
    <section className="mt-6">
      <div className="mb-2 flex items-center gap-2">
        <h2 className="text-base">{t('title')}</h2>
        {free.length > 0 && payment.status === 'posted' ? (
          <Button
            size="sm"
            className="ml-auto"
            disabledReason={refusal('finance.payment.allocate')}
            onClick={() => setAllocating(true)}
          >
            {t('allocate')}
          </Button>
        ) : null}
      </div>
      {rows.length > 0 ? (
        <Table label={t('title')} containerClassName="rounded-md border bg-surface">
          <TableHeader>
            <tr>
              <TableHead>{words('date')}</TableHead>
              <TableHead>{t('with')}</TableHead>
              <TableHead numeric>{`${words('amount')} (${payment.currency})`}</TableHead>
              <TableHead />
            </tr>
          </TableHeader>
          <TableBody>
            {rows.map((row) => {
              const place = documentHref(row.otherDocument, row.otherDocumentId)
              return (
                <TableRow key={row.id}>
                  <TableCell>
                    <DateText value={row.date} />
                  </TableCell>
                  <TableCell>
                    {place ? (
                      <Link className="underline-offset-3 hover:underline" href={href(place)}>
                        {row.otherNumber}
                      </Link>
                    ) : (
                      row.otherNumber
                    )}
                  </TableCell>
                  <TableCell numeric>
                    <Money bare value={row.amount} currency={row.currency} />
                  </TableCell>
                  <TableCell className="text-right">
                    {payment.status === 'posted' ? (
                      <Button
                        size="sm"
                        variant="quiet"
                        disabledReason={row.adjusted ? t('adjusted') : refusal('finance.payment.allocate')}
                        onClick={() =>
                          run(
                            () => client.finance.openItem.unallocate.mutate({ id: row.id, date: today }),
                            t('takenBack'),
                          )
                        }
                      >
                        {t('takeBack')}
                      </Button>
                    ) : null}
                  </TableCell>
                </TableRow>
              )
            })}
          </TableBody>
        </Table>
      ) : null}
      {allocating ? (
        <AllocateDialog payment={payment} free={free} today={today} onClose={() => setAllocating(false)} />
      ) : null}
    </section>
  )
}

type Free = ReturnType<typeof useFreeItems>[number]

/** The items of the payment itself that are not used up: money on account. */
function useFreeItems(payment: Settled) {
  const { companyId } = useBooks()
  const trpc = useTRPC()
  const of = (side: 'receivable' | 'payable') =>
    trpc.finance.openItem.open.queryOptions({
      companyId,
      side,
      partyId: payment.partyId,
      currency: payment.currency,
    })
  const receivable = useQuery(of('receivable'))
  const payable = useQuery(of('payable'))
  return [
    ...(receivable.data?.items ?? []).map((i) => ({ ...i, side: 'receivable' as const })),
    ...(payable.data?.items ?? []).map((i) => ({ ...i, side: 'payable' as const })),
  ].filter((i) => i.sourceDocumentId === payment.id)
}

function AllocateDialog({
  payment,
  free,
  today,
  onClose,
}: {
  payment: Settled
  free: readonly Free[]
  today: string
  onClose: () => void
}) {
  const t = useTranslations('finance.settlement')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { companyId } = useBooks()
  const { run } = useRun()
  const own = free[0]
  const open = useQuery(
    trpc.finance.openItem.open.queryOptions(
      { companyId, side: own?.side ?? 'receivable', partyId: payment.partyId, currency: payment.currency },
      { enabled: own !== undefined },
    ),
  )
  const others = (open.data?.items ?? []).filter(
    (i) => own && i.amount.startsWith('-') !== own.amount.startsWith('-') && i.sourceDocumentId !== payment.id,
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const [amount, setAmount] = useState('')
  const [date, setDate] = useState(today)
  const [busy, setBusy] = useState(false)
  if (!own) return null
  const pick = (id: string) => {
    const other = others.find((i) => i.id === id)
    const both = [own.remaining, other?.remaining ?? '0'].map((v) => dec(v).abs())
    setChosen(id)
    setAmount(plain(both[0]?.lessThan(both[1] ?? 0) ? both[0] : (both[1] ?? 0)))
  }
  const allocate = async () => {
    if (!chosen) return
    const debit = own.amount.startsWith('-') ? chosen : own.id
    const credit = debit === chosen ? own.id : chosen
    setBusy(true)
    const input = { companyId, debitItemId: debit, creditItemId: credit, amount, date }
    if ((await run(() => client.finance.openItem.allocate.mutate(input), t('allocated'))) !== null) onClose()
    setBusy(false)
  }
  return (
    <Dialog open onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent
        title={t('allocate')}
        closeLabel={words('close')}
        footer={
          <>
            <Button onClick={onClose}>{words('cancel')}</Button>
            <Button variant="primary" busy={busy} disabledReason={chosen ? null : t('chooseFirst')} onClick={allocate}>
              {t('allocate')}
            </Button>
          </>
        }
      >
        <div className="grid gap-3">
          <p className="text-sm text-muted">
            {t.rich('freeNow', {
              amount: () => <Money value={own.remaining.replace('-', '')} currency={own.currency} />,
            })}
          </p>
          <SelectBox
            label={t('with')}
            value={chosen}
            onChange={pick}
            options={others.map((i) => ({
              value: i.id,
              label: i.number,
              hint: <Money value={i.remaining.replace('-', '')} currency={i.currency} />,
            }))}
          />
          <MoneyBox label={words('amount')} currency={payment.currency} value={amount} onChange={setAmount} />
          <DateBox label={words('date')} value={date} onChange={setDate} />
        </div>
      </DialogContent>
    </Dialog>
  )
}
