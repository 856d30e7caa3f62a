'use client'
import { useTranslations } from 'next-intl'
import { DocumentAside } from '@/components/api/document-aside'
import type { DocumentLink } from '@/components/document/aside'
import { useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import type { RelatedDocument } from '@/server/contracts/sales/common'
import { placeOf, toneOf } from './tones'

const rank = ['sales_order', 'delivery', 'customer_invoice', 'sales_return', 'incoming_payment']

/** The right column of every sales document: what it came from, what came of it, files, and what happened. */
export function SalesAside({
  document,
  id,
  related,
}: {
  document: RelatedDocument['document']
  id: string
  related: readonly RelatedDocument[]
}) {
  const link = useRelatedLink()
  // What stands before on the way from order to payment, of the same kind what was there before (ids rise with time): a copied order, a
  // credited invoice. Credit notes come of everything else.
  const here = rank.indexOf(document)
  const before = (r: RelatedDocument) =>
    r.document === document ? r.id < id : rank.indexOf(r.document) < here && r.kind !== 'credit_note'
  return (
    <DocumentAside
      document={document}
      documentId={id}
      from={related.filter(before).map(link)}
      to={related.filter((r) => !before(r)).map(link)}
    />
  )
}

/** A related document as a link with its state and amount. */
export function useRelatedLink(): (related: RelatedDocument) => DocumentLink {
  const t = useTranslations()
  const format = useFormat()
  const { href } = useFrame()
  return (r) => {
    const kind = r.document === 'incoming_payment' ? 'payment' : r.kind === 'credit_note' ? 'credit_note' : r.document
    const state =
      r.document === 'incoming_payment' ? `finance.paymentStatus.${r.status}` : `sales.${r.document}.states.${r.status}`
    return {
      id: r.id,
      kind: t(`common.document.${kind}`),
      number: r.number ?? '–',
      href: href(placeOf(r.document, r.id)),
      state: { label: t.has(state) ? t(state) : r.status, tone: toneOf(r.document, r.status) },
      note: [format.date(r.date), r.amount && r.currency ? format.money(r.amount, r.currency) : null]
        .filter(Boolean)
        .join(' · '),
    }
  }
}
