'use client'
import type { ReactNode } from 'react'
import { type Approval, ApprovalsSection, type DocumentLink, LinksSection } from '@/components/document/aside'
import { DocumentFiles, DocumentTrail } from './document-trail'

interface Props {
  /** Kind and id as the server knows the document (`attachable`). */
  readonly document: string
  readonly documentId: string
  readonly from?: readonly DocumentLink[]
  readonly to?: readonly DocumentLink[]
  readonly approvals?: readonly Approval[]
  /** Parts of one kind of document only, above its files. */
  readonly children?: ReactNode
}

/** The right column of every document, wired: what it came from and what came of it, approvals, files, what happened and was said. */
export function DocumentAside({ document, documentId, from = [], to = [], approvals = [], children }: Props) {
  return (
    <>
      <LinksSection from={from} to={to} />
      <ApprovalsSection approvals={approvals} />
      {children}
      <DocumentFiles document={document} documentId={documentId} />
      <DocumentTrail document={document} documentId={documentId} />
    </>
  )
}
