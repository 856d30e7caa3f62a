'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowUpRight, Check, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/api/client'
import { shownFact } from '@/components/control/shown-fact'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { InstantText, Money, Quantity, UnitPrice, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { useTerms, useWord } from '@/components/terms'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Notice } from '@/components/ui/notice'
import { Sheet, SheetContent } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { ApprovalPreview } from '@/server/contracts/platform/approval'
import { StepTrail } from './trail'

interface Props {
  readonly id: string
  readonly onClose: () => void
  readonly onDecide: (decision: 'approve' | 'return') => void
}

/** What an approver reads before deciding: amount, requester, facts, lines, and who has decided so far. */
export function ApprovalPreviewPanel({ id, onClose, onDecide }: Props) {
  const trpc = useTRPC()
  const t = useTranslations('approval')
  const words = useTranslations('common')
  const say = useErrorText()
  const terms = useTerms()
  const { href } = useFrame()
  const found = useQuery(trpc.control.approvals.preview.queryOptions({ id }, { retry: false }))
  const { data } = found
  const place = data ? documentHref(data.document, data.documentId) : null
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        width="lg"
        title={data ? `${terms.document(data.document)} ${data.label ?? ''}` : t('approvals')}
        closeLabel={words('close')}
        actions={
          place ? (
            <Button size="sm" variant="quiet" asChild>
              <Link href={href(place)}>
                {t('open')}
                <ArrowUpRight aria-hidden />
              </Link>
            </Button>
          ) : null
        }
        footer={
          data?.mayDecide ? (
            <div className="flex w-full justify-end gap-2">
              <Button className="max-sm:flex-1" onClick={() => onDecide('return')}>
                <Undo2 aria-hidden />
                {t('return')}
              </Button>
              <Button className="max-sm:flex-1" variant="primary" onClick={() => onDecide('approve')}>
                <Check aria-hidden />
                {t('approve')}
              </Button>
            </div>
          ) : null
        }
      >
        {found.isError ? <ErrorState title={say(readServerError(found.error))} /> : null}
        {found.isPending ? <Skeleton className="h-60 w-full" /> : null}
        {data ? <Read data={data} /> : null}
      </SheetContent>
    </Sheet>
  )
}

function Read({ data }: { data: ApprovalPreview }) {
  const t = useTranslations('approval')
  const word = useWord()
  const terms = useTerms()
  return (
    <div className="flex flex-col gap-5">
      {data.inPlaceOf ? <Notice tone="attention">{t('forSomebody', { name: data.inPlaceOf })}</Notice> : null}
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm sm:grid-cols-3">
        {data.amount ? (
          <Fact label={t('amount')}>
            <Money value={data.amount} currency={data.currency} className="font-medium" />
          </Fact>
        ) : null}
        <Fact label={t('asks')}>{data.requesterName}</Fact>
        <Fact label={t('since')}>
          <InstantText value={data.startedAt} />
        </Fact>
        <Fact label={t('what')}>{terms.transition(data.transition)}</Fact>
        <Fact label={t('flow')}>{word(data.flow.name)}</Fact>
        <FactValues data={data} />
      </dl>
      {data.lines ? <Lines lines={data.lines} /> : null}
      <section className="flex flex-col gap-2" aria-label={t('steps')}>
        <h3 className="text-sm text-muted">{t('steps')}</h3>
        <StepTrail steps={data.steps} />
      </section>
    </div>
  )
}

/** The amount stands on its own; what is empty says nothing. */
function FactValues({ data }: { data: ApprovalPreview }) {
  const word = useWord()
  const format = useFormat()
  const shown = data.facts.filter((f) => f.name !== 'amount' && f.value !== null && f.value !== '' && f.value !== '0')
  return shown.map((f) => (
    <Fact key={f.name} label={word(f.label)}>
      {f.unit === 'base_amount' && typeof f.value === 'string'
        ? format.money(f.value, data.currency)
        : shownFact(f.value, '–')}
    </Fact>
  ))
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-xs text-faint">{label}</dt>
      <dd className="truncate tabular-nums">{children}</dd>
    </div>
  )
}

function Lines({ lines: { currency, rows } }: { lines: NonNullable<ApprovalPreview['lines']> }) {
  const t = useTranslations('approval')
  const priced = rows.some((r) => r.price !== null)
  return (
    <Table label={t('lines')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('line')}</TableHead>
          <TableHead numeric>{t('quantity')}</TableHead>
          {priced ? <TableHead numeric>{t('price')}</TableHead> : null}
          <TableHead numeric>{t('amount')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell>{row.text}</TableCell>
            <TableCell numeric>
              {row.quantity ? <Quantity value={row.quantity} {...(row.unit && { unit: row.unit })} /> : null}
            </TableCell>
            {priced ? (
              <TableCell numeric>
                {row.price && currency ? <UnitPrice value={row.price} currency={currency} /> : null}
              </TableCell>
            ) : null}
            <TableCell numeric>
              {row.amount && currency ? <Money value={row.amount} currency={currency} bare /> : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
