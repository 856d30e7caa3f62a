'use client'
import type { ReactNode } from 'react'
import { DocumentApprovals } from '@/components/approval/document-approval'
import { type DocumentLink, LinksSection } from '@/components/document/aside'
import { DocumentFiles, DocumentTrail } from './document-trail'

interface Props {
  /** Kind and id as the server knows the document (`attachable`). */
  readonly document: string
  readonly documentId: string
  readonly from?: readonly DocumentLink[]
  readonly to?: readonly DocumentLink[]
  /** Parts of one kind of document only, above its files. */
  readonly children?: ReactNode
}

/** The right column of every document, wired: what it came from and what came of it, approvals, files, what happened and was said. */
export function DocumentAside({ document, documentId, from = [], to = [], children }: Props) {
  return (
    <>
      <LinksSection from={from} to={to} />
      <DocumentApprovals document={document} documentId={documentId} />
      {children}
      <DocumentFiles document={document} documentId={documentId} />
      <DocumentTrail document={document} documentId={documentId} />
    </>
  )
}
