'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useTRPC } from '@/components/api/client'
import { EntityList, type EntityRow } from '@/components/api/list'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { permits } from '@/components/shell/navigation'
import { useTerms } from '@/components/terms'
import { approvalFlowList, approvalList } from '@/server/contracts/platform/approval-lists'
import { approvalTones, flowTones } from './tones'

function useTermCells() {
  const terms = useTerms()
  return useMemo(
    () => ({
      document: (row: EntityRow) => terms.document(String(row.document)),
      transition: (row: EntityRow) => terms.transition(String(row.transition)),
    }),
    [terms],
  )
}

/** What has to be approved by whom. */
export function ApprovalFlows() {
  const trpc = useTRPC()
  const t = useTranslations('approval.flow_list')
  const { href, permissions } = useFrame()
  const renderCell = useTermCells()
  return (
    <EntityList
      procedures={trpc.control.approvalFlows.list}
      definition={approvalFlowList}
      title={t('title')}
      path={(row) => `control/approval-flows/${row.id}`}
      tones={{ status: flowTones }}
      renderCell={renderCell}
      card={{ title: 'code', subtitle: 'nameEn', end: 'running', state: 'status' }}
      {...(permits(permissions, 'control.approval_flow.create') && {
        primary: { label: t('new'), href: href('control/approval-flows/new') },
      })}
      empty={{ sentence: t('empty') }}
    />
  )
}

/** Every approval that was asked for, and where it stands. */
export function Approvals() {
  const trpc = useTRPC()
  const t = useTranslations('approval.list')
  const renderCell = useTermCells()
  return (
    <EntityList
      procedures={trpc.control.approvals.list}
      definition={approvalList}
      title={t('title')}
      path={(row) =>
        documentHref(String(row.document), String(row.documentId)) ?? `control/approval-flows/${String(row.flowId)}`
      }
      tones={{ status: approvalTones }}
      renderCell={renderCell}
      card={{ title: 'label', subtitle: 'requesterName', end: 'amount', state: 'status' }}
      empty={{ sentence: t('empty') }}
    />
  )
}
