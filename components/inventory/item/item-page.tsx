'use client'
import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { useRefusal } from '@/components/api/use-refusal'
import { useFrame } from '@/components/shell'
import { permits } from '@/components/shell/navigation'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { StateBadge } from '@/components/ui/state-badge'
import { tabClass, tabListClass } from '@/components/ui/tabs'
import { InventoryPage, Loaded } from '../page'
import { itemTones } from '../tones'
import { useNamed } from '../use-place'
import { useRun } from '../use-run'
import { ItemHistory } from './item-history'
import { ItemLevels } from './item-levels'
import { ItemMoves } from './item-moves'
import { ItemSettings } from './item-settings'
import { ItemStock } from './item-stock'
import type { ItemView } from './types'

const tabs = ['overview', 'history', 'moves', 'settings', 'selling', 'buying'] as const
/** What other modules show of an item, and who may see it. */
const guarded: Partial<Record<(typeof tabs)[number], string>> = {
  selling: 'sales.settings.read',
  buying: 'procurement.settings.read',
}

interface Composed {
  /** How it is sold and bought, composed by the page. */
  readonly selling: ReactNode
  readonly buying: ReactNode
}

/** An item: what there is of it and what it is worth, how it moved, what it is. */
export function ItemPage({ id, ...composed }: { id: string } & Composed) {
  const trpc = useTRPC()
  const query = useQuery(trpc.inventory.item.get.queryOptions({ id }))
  return <Loaded query={query}>{(item) => <Shown item={item} {...composed} />}</Loaded>
}

function Shown({ item, selling, buying }: { item: ItemView } & Composed) {
  const t = useTranslations('inventory')
  const named = useNamed()
  const { href } = useFrame()
  const asked = useSearchParams().get('tab')
  const { permissions } = useFrame()
  const shown = tabs.filter((name) => permits(permissions, guarded[name] ?? null))
  const tab = shown.find((name) => name === asked) ?? 'overview'
  return (
    <InventoryPage
      title={
        <>
          <span className="font-normal text-muted">{item.code}</span> {named(item)}
        </>
      }
      hint={
        <>
          <StateBadge tone={itemTones[item.status] ?? 'draft'}>{t(`itemStatus.${item.status}`)}</StateBadge>
          <span className="max-sm:hidden">{t(`itemKind.${item.kind}`)}</span>
        </>
      }
      actions={<ItemActions item={item} />}
    >
      <nav aria-label={named(item)} className={tabListClass}>
        {shown.map((name) => (
          <Link
            key={name}
            href={href(`inventory/items/${item.id}${name === 'overview' ? '' : `?tab=${name}`}`)}
            aria-current={name === tab ? 'page' : undefined}
            className={tabClass}
          >
            {t(`item.tabs.${name}`)}
          </Link>
        ))}
      </nav>
      <div className="pt-4">
        {tab === 'overview' ? <Overview item={item} /> : null}
        {tab === 'history' ? <ItemHistory itemId={item.id} /> : null}
        {tab === 'moves' ? <ItemMoves code={item.code} /> : null}
        {tab === 'settings' ? <ItemSettings item={item} /> : null}
        {tab === 'selling' ? selling : null}
        {tab === 'buying' ? buying : null}
      </div>
    </InventoryPage>
  )
}

function Overview({ item }: { item: ItemView }) {
  const t = useTranslations('inventory.item')
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-6">
        {item.kind === 'stock' ? (
          <>
            <ItemStock itemId={item.id} />
            <ItemLevels item={item} />
          </>
        ) : (
          <p className="text-sm text-muted">{t('notStocked')}</p>
        )}
      </div>
      <Card>
        <DocumentAside document="item" documentId={item.id} />
      </Card>
    </div>
  )
}

function ItemActions({ item }: { item: ItemView }) {
  const t = useTranslations('inventory.item')
  const { href } = useFrame()
  const api = useTRPCClient()
  const { run } = useRun()
  const refused = useRefusal()('inventory.item.update') ?? null
  const set = (status: ItemView['status']) =>
    run(() => api.inventory.item.setStatus.mutate({ id: item.id, version: item.version, status }))
  const active = item.status === 'active'
  return (
    <>
      {item.status === 'archived' ? null : (
        <Button variant="quiet" disabledReason={refused} onClick={() => set('archived')}>
          {t('archive')}
        </Button>
      )}
      <Button disabledReason={refused} onClick={() => set(active ? 'blocked' : 'active')}>
        {t(active ? 'block' : item.status === 'archived' ? 'restore' : 'unblock')}
      </Button>
      {refused ? (
        <Button variant="primary" disabledReason={refused}>
          {t('edit')}
        </Button>
      ) : (
        <Button variant="primary" asChild>
          <Link href={href(`inventory/items/${item.id}/edit`)}>
            <Pencil aria-hidden />
            {t('edit')}
          </Link>
        </Button>
      )}
    </>
  )
}
