'use client'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { InstantText } from '@/components/format'
import { Button } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { SessionRow } from '@/server/contracts/platform/identity'
import { SettingsPage } from './page'
import { useRefused, useRun } from './use-run'

/** Where one is signed in, and, for who may see it, where the others are. */
export function Sessions() {
  const t = useTranslations('settings.sessions')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { run } = useRun()
  const mayRead = useRefused('platform.session.read') === null
  const mayRevoke = useRefused('platform.session.revoke')
  const mine = useSuspenseQuery(trpc.platform.mySessions.queryOptions({ kind: 'session' }))
  const all = useQuery(trpc.platform.memberSessions.queryOptions({}, { enabled: mayRead }))
  const own = new Set(mine.data.rows.map((row) => row.id))
  const others = (all.data?.rows ?? []).filter((row) => !own.has(row.id))
  return (
    <SettingsPage
      title={t('title')}
      text={t('text')}
      actions={
        <Button
          disabledReason={mine.data.rows.length > 1 ? null : t('onlyThis')}
          onClick={() => run(() => api.platform.revokeMyOtherSessions.mutate({}))}
        >
          {t('endOthers')}
        </Button>
      }
    >
      <SessionTable
        label={t('mine')}
        rows={mine.data.rows}
        action={(row) => (
          <EndButton
            reason={row.current ? t('thisOne') : null}
            onEnd={() => run(() => api.platform.revokeMySession.mutate({ id: row.id }))}
          />
        )}
      />
      {mayRead && others.length > 0 ? (
        <div className="grid gap-2">
          <h2 className="text-base">{t('ofOthers')}</h2>
          <SessionTable
            label={t('ofOthers')}
            rows={others}
            person
            action={(row) => (
              <EndButton
                reason={mayRevoke}
                onEnd={() => run(() => api.platform.revokeMemberSession.mutate({ id: row.id }))}
              />
            )}
          />
        </div>
      ) : null}
    </SettingsPage>
  )
}

function EndButton({ reason, onEnd }: { reason: string | null; onEnd: () => void }) {
  const t = useTranslations('settings.sessions')
  return (
    <Button size="sm" variant="quiet" disabledReason={reason} onClick={onEnd}>
      {t('end')}
    </Button>
  )
}

function SessionTable({
  label,
  rows,
  person = false,
  action,
}: {
  label: string
  rows: readonly SessionRow[]
  person?: boolean
  action: (row: SessionRow) => ReactNode
}) {
  const t = useTranslations('settings.sessions')
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          {person ? <TableHead>{t('person')}</TableHead> : null}
          <TableHead>{t('device')}</TableHead>
          <TableHead>{t('address')}</TableHead>
          <TableHead>{t('since')}</TableHead>
          <TableHead>{t('lastSeen')}</TableHead>
          <TableHead>
            <span className="sr-only">{t('end')}</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            {person ? <TableCell>{row.person}</TableCell> : null}
            <TableCell>
              <span className="mr-2">{row.name ?? row.device ?? t('unknownDevice')}</span>
              {row.current ? <StateBadge tone="done">{t('here')}</StateBadge> : null}
              {row.kind === 'token' ? <StateBadge tone="draft">{t('token')}</StateBadge> : null}
            </TableCell>
            <TableCell>{row.ip}</TableCell>
            <TableCell>
              <InstantText value={row.createdAt} />
            </TableCell>
            <TableCell>
              <InstantText value={row.lastSeenAt} />
            </TableCell>
            <TableCell className="text-right">{action(row)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
