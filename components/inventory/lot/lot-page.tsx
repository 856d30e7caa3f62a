'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateText, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { Button } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { InventoryPage, Loaded } from '../page'
import { lotTones } from '../tones'
import { useNamed } from '../use-place'
import type { LotTrace, LotView } from '../warehouse/types'
import { LotForm } from './lot-form'

/** A lot: what is left of it and where, where it came from, and who got it. */
export function LotPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.inventory.lot.get.queryOptions({ id }))
  return <Loaded query={query}>{(lot) => <Shown lot={lot} />}</Loaded>
}

function Shown({ lot }: { lot: LotView }) {
  const t = useTranslations('inventory')
  const trpc = useTRPC()
  const named = useNamed()
  const { href } = useFrame()
  const refusal = useRefusal()
  const [editing, setEditing] = useState(false)
  const trace = useQuery(trpc.inventory.lot.trace.queryOptions({ id: lot.id }))
  return (
    <InventoryPage
      title={
        <>
          <span className="font-normal text-muted">{t('lotPage.kind')}</span> {lot.code}
        </>
      }
      hint={<StateBadge tone={lotTones[lot.status] ?? 'draft'}>{t(`lotStatus.${lot.status}`)}</StateBadge>}
      actions={
        <Button
          variant="primary"
          disabledReason={refusal('inventory.lot.update') ?? null}
          onClick={() => setEditing(true)}
        >
          {t('lotPage.edit')}
        </Button>
      }
    >
      {editing ? (
        <div className="max-w-4xl pb-6">
          <LotForm lot={lot} onDone={() => setEditing(false)} />
        </div>
      ) : null}
      <dl className="flex flex-wrap gap-x-8 gap-y-2 pb-5 text-sm">
        <Fact label={t('lotPage.item')}>
          <Link className="underline-offset-3 hover:underline" href={href(`inventory/items/${lot.itemId}`)}>
            {lot.itemCode} {named({ name: lot.itemName, nameZh: lot.itemNameZh })}
          </Link>
        </Fact>
        <Fact label={t('expires')}>
          <DateText value={lot.expiryDate} />
        </Fact>
        <Fact label={t('lotPage.received')}>
          <DateText value={lot.receivedDate} />
        </Fact>
        <Fact label={t('lotPage.supplierLot')}>{lot.supplierLot ?? '–'}</Fact>
      </dl>
      <div className="flex max-w-5xl flex-col gap-6">
        <Places lot={lot} />
        <Loaded query={trace}>{({ moves }) => <Trace moves={moves} unit={lot.unit} />}</Loaded>
      </div>
    </InventoryPage>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-faint">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Places({ lot }: { lot: LotView }) {
  const t = useTranslations('inventory')
  return (
    <section>
      <h2 className="mb-1 text-base">{t('lotPage.where')}</h2>
      {lot.places.length === 0 ? (
        <p className="text-sm text-muted">{t('lotPage.nowhere')}</p>
      ) : (
        <Table label={t('lotPage.where')}>
          <TableHeader>
            <tr>
              <TableHead>{t('warehouse')}</TableHead>
              <TableHead>{t('bin')}</TableHead>
              <TableHead numeric>{t('onHand')}</TableHead>
              <TableHead numeric>{t('reserved')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {lot.places.map((p) => (
              <TableRow key={`${p.warehouseId}${p.bin}`}>
                <TableCell>{p.warehouse}</TableCell>
                <TableCell>{p.bin}</TableCell>
                <TableCell numeric>
                  <Quantity value={p.onHand} unit={lot.unit} />
                </TableCell>
                <TableCell numeric>
                  <Quantity value={p.reserved} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  )
}

const inside = new Set(['transfer_in', 'transfer_out'])

/** Backward is what brought goods in, forward what took them away; moves between own places stand apart. */
function Trace({ moves, unit }: { moves: LotTrace['moves']; unit: string }) {
  const t = useTranslations('inventory.lotPage')
  const own = moves.filter((m) => inside.has(m.kind))
  const others = moves.filter((m) => !inside.has(m.kind))
  return (
    <>
      <Moves title={t('backward')} unit={unit} moves={others.filter((m) => !m.quantity.startsWith('-'))} />
      <Moves title={t('forward')} unit={unit} moves={others.filter((m) => m.quantity.startsWith('-'))} />
      {own.length > 0 ? <Moves title={t('inside')} unit={unit} moves={own} /> : null}
    </>
  )
}

function Moves({ title, moves, unit }: { title: string; moves: LotTrace['moves']; unit: string }) {
  const t = useTranslations('inventory')
  const { href } = useFrame()
  return (
    <section>
      <h2 className="mb-1 text-base">{title}</h2>
      {moves.length === 0 ? (
        <p className="text-sm text-muted">{t('lotPage.nothing')}</p>
      ) : (
        <Table label={title}>
          <TableHeader>
            <tr>
              <TableHead>{t('lotPage.date')}</TableHead>
              <TableHead>{t('lotPage.document')}</TableHead>
              <TableHead>{t('lotPage.party')}</TableHead>
              <TableHead>{t('warehouse')}</TableHead>
              <TableHead numeric>{t('quantity')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {moves.map((m) => {
              const address = documentHref(m.sourceDocument, m.sourceId)
              const label = `${t(`moveKind.${m.kind}`)} ${m.sourceLabel ?? ''}`
              return (
                <TableRow key={m.id}>
                  <TableCell>
                    <DateText value={m.postingDate} />
                  </TableCell>
                  <TableCell>
                    {address ? (
                      <Link className="underline-offset-3 hover:underline" href={href(address)}>
                        {label}
                      </Link>
                    ) : (
                      label
                    )}
                  </TableCell>
                  <TableCell>{m.party ?? '–'}</TableCell>
                  <TableCell>
                    {m.warehouse} <span className="text-faint">{m.bin}</span>
                  </TableCell>
                  <TableCell numeric>
                    <Quantity value={m.quantity} unit={unit} />
                  </TableCell>
                </TableRow>
              )
            })}
          </TableBody>
        </Table>
      )}
    </section>
  )
}
