'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { DateText } from '@/components/format'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { PortalRequestRow } from '@/server/contracts/procurement/portal'
import { Answer } from './parts'

const tones = { asked: 'attention', offered: 'progress', awarded: 'done', declined: 'draft', over: 'draft' } as const
function stateOf({ status, declined, quotationStatus }: PortalRequestRow): keyof typeof tones {
  if (quotationStatus === 'awarded') return 'awarded'
  if (status !== 'sent') return 'over'
  if (declined) return 'declined'
  return quotationStatus === 'submitted' ? 'offered' : 'asked'
}

export function RequestState({ of }: { of: PortalRequestRow }) {
  const t = useTranslations('portal')
  const state = stateOf(of)
  return <StateBadge tone={tones[state]}>{t(`requestStates.${state}`)}</StateBadge>
}

export function Requests(props: { of: UseQueryResult<PortalRequestRow[], unknown>; onOpen: (id: string) => void }) {
  const t = useTranslations('portal')
  return (
    <Answer of={props.of}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState title={t('noRequests')} />
        ) : (
          <Table label={t('requests')}>
            <TableHeader>
              <TableRow>
                <TableHead>{t('number')}</TableHead>
                <TableHead>{t('state')}</TableHead>
                <TableHead>{t('subject')}</TableHead>
                <TableHead>{t('answerBy')}</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.id}>
                  <TableCell>
                    <Button variant="link" onClick={() => props.onOpen(row.id)}>
                      {row.number}
                    </Button>
                  </TableCell>
                  <TableCell>
                    <RequestState of={row} />
                  </TableCell>
                  <TableCell>{row.title}</TableCell>
                  <TableCell>
                    <DateText value={row.dueDate} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )
      }
    </Answer>
  )
}
