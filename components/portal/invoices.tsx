'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { base64Of } from '@/components/api/file-content'
import { DateText, Money } from '@/components/format'
import { EmptyState } from '@/components/ui/empty-state'
import { FileDrop } from '@/components/ui/file-drop'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { Tone } from '@/components/ui/tone'
import type { PortalInvoiceRow } from '@/server/contracts/procurement/portal'
import { usePortal, useSend } from './client'
import { Answer, MAX_BYTES } from './parts'

const tones: Record<PortalInvoiceRow['state'], Tone> = {
  review: 'draft',
  open: 'progress',
  held: 'attention',
  part: 'progress',
  paid: 'done',
  reversed: 'blocked',
}
/** Invoices with what became of them, and the way to send a file. */
export function Invoices() {
  const t = useTranslations('portal')
  const portal = usePortal()
  const invoices = useQuery(portal.invoices.queryOptions({}))
  const { send, busy, error } = useSend(portal.sendInvoice.mutationOptions(), 'invoiced')
  const [large, setLarge] = useState(false)
  const take = async ([file]: File[]) => {
    if (!file) return
    setLarge(file.size > MAX_BYTES)
    if (file.size <= MAX_BYTES) send({ fileName: file.name, content: await base64Of(file) })
  }
  return (
    <div className="grid gap-5">
      <FileDrop label={t('dropInvoice')} hint={t('dropHint')} accept=".xml" disabled={busy} onFiles={take} />
      {error || large ? <Notice tone="blocked">{large ? t('tooLarge') : error}</Notice> : null}
      <Answer of={invoices}>
        {(rows) => (rows.length === 0 ? <EmptyState title={t('noInvoices')} /> : <Rows rows={rows} />)}
      </Answer>
    </div>
  )
}

function Rows({ rows }: { rows: readonly PortalInvoiceRow[] }) {
  const t = useTranslations('portal')
  return (
    <Table label={t('invoices')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('number')}</TableHead>
          <TableHead>{t('state')}</TableHead>
          <TableHead>{t('date')}</TableHead>
          <TableHead>{t('due')}</TableHead>
          <TableHead>{t('paidOn')}</TableHead>
          <TableHead numeric>{t('gross')}</TableHead>
          <TableHead numeric>{t('open')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell>
              {row.supplierNumber}
              {row.kind === 'credit_note' ? ` · ${t('creditNote')}` : null}
            </TableCell>
            <TableCell>
              <StateBadge tone={tones[row.state]}>{t(`invoiceStates.${row.state}`)}</StateBadge>
            </TableCell>
            <TableCell>
              <DateText value={row.documentDate} />
            </TableCell>
            <TableCell>
              <DateText value={row.dueDate} />
            </TableCell>
            <TableCell>
              <DateText value={row.paidOn} />
            </TableCell>
            <TableCell numeric>
              <Money value={row.gross} currency={row.currency} />
            </TableCell>
            <TableCell numeric>
              <Money value={row.open} currency={row.currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
