'use client'
import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { Loaded } from '@/components/document/parts'
import { useFormat } from '@/components/format'
import { Button } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { toast } from '@/components/ui/toast'
import type { PortalLinkView } from '@/server/contracts/procurement/portal'
import { useRefusal, useRun } from '../use-buying'

const tones = { open: 'done', expired: 'draft', revoked: 'blocked' } as const

/** The links by which a supplier sees its own documents: made, copied and revoked here. */
export function PortalLinks({ supplierId }: { supplierId: string }) {
  const t = useTranslations('portal.links')
  const trpc = useTRPC()
  const api = useTRPCClient().procurement.portalLink
  const refusal = useRefusal()
  const { run } = useRun()
  const reason = refusal('procurement.supplier.portal') ?? null
  const links = useQuery({ ...trpc.procurement.portalLink.list.queryOptions({ supplierId }), enabled: reason === null })
  const copy = async (url: string) => {
    await navigator.clipboard.writeText(url)
    toast.success(t('copied'))
  }
  return (
    <div className="grid max-w-2xl gap-4 pt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-md text-sm text-muted">{t('hint')}</p>
        <Button disabledReason={reason} onClick={() => run(() => api.create.mutate({ supplierId }), t('created'))}>
          {t('create')}
        </Button>
      </div>
      {reason === null ? (
        <Loaded query={links}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="text-sm text-muted">{t('none')}</p>
            ) : (
              <ul className="divide-y rounded-md border bg-surface">
                {rows.map((link) => (
                  <Link
                    key={link.id}
                    link={link}
                    onCopy={copy}
                    onRevoke={() => run(() => api.revoke.mutate({ id: link.id }), t('revoked'))}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
      ) : null}
    </div>
  )
}

function Link(props: { link: PortalLinkView; onCopy: (url: string) => void; onRevoke: () => void }) {
  const t = useTranslations('portal.links')
  const format = useFormat()
  const { link, onCopy, onRevoke } = props
  const { url } = link
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <StateBadge tone={tones[link.state]}>{t(`states.${link.state}`)}</StateBadge>
      <span className="min-w-0 flex-1">
        {t('until', { date: format.instant(link.expiresAt) })}
        <span className="block text-xs text-muted">
          {[
            link.mailed ? t('mailed') : link.createdByName && t('by', { name: link.createdByName }),
            link.lastUsedAt ? t('used', { date: format.instant(link.lastUsedAt) }) : t('unused'),
            link.note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {url ? (
        <>
          <Button size="sm" onClick={() => onCopy(url)}>
            <Copy aria-hidden />
            {t('copy')}
          </Button>
          <Button size="sm" variant="quiet" onClick={onRevoke}>
            {t('revoke')}
          </Button>
        </>
      ) : null}
    </li>
  )
}
