'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { useFrame } from '@/components/shell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { InventoryPage, Loaded } from '../page'
import { openTones } from '../tones'
import { useNamed } from '../use-place'
import { useRun } from '../use-run'
import type { WarehouseView } from './types'
import { WarehouseForm } from './warehouse-form'

/** A warehouse with its bins. */
export function WarehousePage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.inventory.warehouse.get.queryOptions({ id }))
  return <Loaded query={query}>{(warehouse) => <Shown warehouse={warehouse} />}</Loaded>
}

function Shown({ warehouse }: { warehouse: WarehouseView }) {
  const t = useTranslations('inventory')
  const named = useNamed()
  const { href } = useFrame()
  const refusal = useRefusal()
  const [editing, setEditing] = useState(false)
  const filter = new URLSearchParams({ f: `warehouse.eq.${encodeURIComponent(warehouse.name)}` })
  return (
    <InventoryPage
      title={
        <>
          <span className="font-normal text-muted">{warehouse.code}</span> {named(warehouse)}
        </>
      }
      hint={
        <>
          <StateBadge tone={openTones[warehouse.status] ?? 'draft'}>{t(`openStatus.${warehouse.status}`)}</StateBadge>
          <span className="max-sm:hidden">
            {t(`warehouseKind.${warehouse.kind}`)} · {warehouse.company}
          </span>
        </>
      }
      actions={
        <>
          <Button asChild>
            <Link href={href(`inventory/stock?${filter}`)}>{t('place.stockHere')}</Link>
          </Button>
          <Button
            variant="primary"
            disabledReason={refusal('inventory.warehouse.update') ?? null}
            onClick={() => setEditing(true)}
          >
            {t('place.edit')}
          </Button>
        </>
      }
    >
      {editing ? (
        <div className="max-w-4xl">
          <WarehouseForm known={warehouse} onDone={() => setEditing(false)} />
        </div>
      ) : (
        <div className="flex max-w-4xl flex-col gap-6">
          {warehouse.addressLines.length > 0 ? (
            <address className="text-sm whitespace-pre-line text-muted not-italic">
              {warehouse.addressLines.join('\n')}
            </address>
          ) : null}
          <Bins warehouse={warehouse} />
        </div>
      )}
    </InventoryPage>
  )
}

function Bins({ warehouse }: { warehouse: WarehouseView }) {
  const t = useTranslations('inventory.place')
  const api = useTRPCClient()
  const { run } = useRun()
  const refused = useRefusal()('inventory.warehouse.update') ?? null
  const toggle = ({ id, version, code, status }: WarehouseView['bins'][number]) =>
    run(() =>
      api.inventory.warehouse.updateBin.mutate({
        id,
        version,
        code,
        status: status === 'active' ? 'closed' : 'active',
      }),
    )
  return (
    <section>
      <h2 className="mb-1 text-base">{t('bins')}</h2>
      <Table label={t('bins')}>
        <TableHeader>
          <tr>
            <TableHead>{t('code')}</TableHead>
            <TableHead numeric>{t('stockHere')}</TableHead>
            <TableHead />
          </tr>
        </TableHeader>
        <TableBody>
          {warehouse.bins.map((bin) => (
            <TableRow key={bin.id}>
              <TableCell>
                <span className="flex items-center gap-2">
                  {bin.code}
                  {bin.isDefault ? <Badge>{t('default')}</Badge> : null}
                  {bin.kind === 'quarantine' ? <Badge>{t('quarantine')}</Badge> : null}
                  {bin.status === 'closed' ? <StateBadge tone="draft">{t('closed')}</StateBadge> : null}
                </span>
              </TableCell>
              <TableCell numeric>{t('items', { count: bin.items })}</TableCell>
              <TableCell className="text-right">
                <Button size="sm" variant="quiet" disabledReason={refused} onClick={() => toggle(bin)}>
                  {t(bin.status === 'active' ? 'close' : 'reopen')}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <AddBin warehouseId={warehouse.id} refused={refused} />
    </section>
  )
}

function AddBin({ warehouseId, refused }: { warehouseId: string; refused: string | null }) {
  const t = useTranslations('inventory.place')
  const api = useTRPCClient()
  const { run } = useRun()
  const [code, setCode] = useState('')
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() === '' || refused) return
    if ((await run(() => api.inventory.warehouse.createBin.mutate({ warehouseId, code: code.trim() }))) !== null)
      setCode('')
  }
  return (
    <form onSubmit={add} className="mt-3 flex max-w-sm gap-2">
      <Input
        aria-label={t('binCode')}
        placeholder={t('binCode')}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" disabledReason={refused}>
        <Plus aria-hidden />
        {t('addBin')}
      </Button>
    </form>
  )
}
