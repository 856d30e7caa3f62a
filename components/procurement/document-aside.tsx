'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DocumentAside } from '@/components/api/document-aside'
import type { DocumentLink } from '@/components/document/aside'
import { useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import type { RelatedPurchase } from '@/server/contracts/procurement/common'
import { placeOf, toneOf } from './tones'

const rank = [
  'sales_order',
  'purchase_requisition',
  'request_for_quotation',
  'supplier_quotation',
  'purchase_order',
  'goods_receipt',
  'supplier_return',
  'supplier_invoice',
]

/** The right column of every document of buying: what it came from, what came of it, approvals, files, and what happened. */
export function BuyingAside({
  document,
  id,
  related,
  children,
}: {
  document: RelatedPurchase['document']
  id: string
  related: readonly RelatedPurchase[]
  children?: ReactNode
}) {
  const link = useRelatedLink()
  const here = rank.indexOf(document)
  // What stands before on the way from need to bill; of the same kind what was there before: a blanket order, a copied one.
  const before = (r: RelatedPurchase) => rank.indexOf(r.document) < here || (r.document === document && r.id < id)
  return (
    <DocumentAside
      document={document}
      documentId={id}
      from={related.filter(before).map(link)}
      to={related.filter((r) => !before(r)).map(link)}
    >
      {children}
    </DocumentAside>
  )
}

/** A related document as a link with its state and amount. */
export function useRelatedLink(): (related: RelatedPurchase) => DocumentLink {
  const t = useTranslations()
  const format = useFormat()
  const { href } = useFrame()
  return (r) => {
    const kind = `common.document.${r.kind === 'blanket' ? 'blanket_order' : r.document}`
    const state = `${r.document === 'sales_order' ? 'sales' : 'procurement'}.${r.document}.states.${r.status}`
    return {
      id: r.id,
      kind: t.has(kind) ? t(kind) : r.document,
      number: r.number ?? '–',
      href: href(placeOf(r.document, r.id)),
      state: { label: t.has(state) ? t(state) : r.status, tone: toneOf(r.document, r.status) },
      note: [format.date(r.date), r.amount && r.currency ? format.money(r.amount, r.currency) : null]
        .filter(Boolean)
        .join(' · '),
    }
  }
}
