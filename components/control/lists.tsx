'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, Hand, RotateCcw } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useTRPC } from '@/components/api/client'
import { EntityList, type EntityRow } from '@/components/api/list'
import type { RowAction } from '@/components/data-table/types'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { permits } from '@/components/shell/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { alertList, decisionList, ruleList } from '@/server/contracts/platform/control-lists'
import type { ListDefinition } from '@/server/contracts/platform/list'
import { alertParams, useAlertText } from './alert-text'
import { DecisionPreview } from './decision-preview'
import { alertTones, effectTones, ruleTones, severityTones } from './tones'

/** What judges documents. */
export function Rules() {
  const trpc = useTRPC()
  const client = useQueryClient()
  const t = useTranslations('control.rule')
  const { href, permissions } = useFrame()
  const restore = useMutation(
    trpc.control.rules.restoreShipped.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.control.rules.pathFilter()),
    }),
  )
  return (
    <EntityList
      procedures={trpc.control.rules.list}
      definition={ruleList}
      title={t('title')}
      path={(row) => `control/rules/${row.id}`}
      tones={{ effect: effectTones, status: ruleTones }}
      card={{ title: 'code', subtitle: 'nameEn', end: 'openFindings', state: 'status' }}
      {...(permits(permissions, 'control.rule.create') && {
        primary: { label: t('new'), href: href('control/rules/new') },
      })}
      empty={{
        sentence: t('empty'),
        action: permits(permissions, 'control.rule.publish') ? (
          <Button busy={restore.isPending} onClick={() => restore.mutate({})}>
            {t('restore')}
          </Button>
        ) : null,
      }}
    />
  )
}

type DecisionColumn = keyof typeof decisionList.columns

/** Every rule that fired, with what it saw beside it. */
export function Decisions() {
  const trpc = useTRPC()
  const t = useTranslations('control.decision')
  const triggers = useTranslations('control.trigger')
  const locale = useLocale()
  const definition = useMemo<ListDefinition<DecisionColumn>>(() => {
    const { messageEn, messageZh } = decisionList.columns
    const own = {
      messageEn: { ...messageEn, hidden: locale === 'zh' },
      messageZh: { ...messageZh, hidden: locale !== 'zh' },
    }
    return { ...decisionList, columns: { ...decisionList.columns, ...own } }
  }, [locale])
  const renderCell = useMemo(
    () => ({
      trigger: (row: EntityRow) => (triggers.has(String(row.trigger)) ? triggers(String(row.trigger)) : row.trigger),
    }),
    [triggers],
  )
  return (
    <EntityList
      procedures={trpc.control.decisions.list}
      definition={definition}
      title={t('title')}
      tones={{ effect: effectTones, result: { fired: 'attention', failed: 'blocked' } }}
      renderCell={renderCell}
      renderPreview={(row) => <DecisionPreview id={row.id} />}
      card={{ title: 'label', subtitle: locale === 'zh' ? 'messageZh' : 'messageEn', end: 'at', state: 'effect' }}
      empty={{ sentence: t('empty') }}
    />
  )
}

/** What wants somebody's eye, and the hands that take it. */
export function Alerts() {
  const trpc = useTRPC()
  const client = useQueryClient()
  const { permissions } = useFrame()
  const t = useTranslations('control.alerts')
  const documents = useTranslations('common.document')
  const textOf = useAlertText()
  const settled = {
    onSuccess: () => client.invalidateQueries(trpc.control.alerts.pathFilter()),
    onError: () => void toast.error(t('failed')),
  }
  const take = useMutation(trpc.control.alerts.acknowledge.mutationOptions(settled))
  const finish = useMutation(trpc.control.alerts.finish.mutationOptions(settled))
  const reopen = useMutation(trpc.control.alerts.reopen.mutationOptions(settled))
  const renderCell = useMemo(
    () => ({
      document: (row: EntityRow) =>
        row.document && documents.has(String(row.document)) ? documents(String(row.document)) : null,
      kind: (row: EntityRow) => {
        const text = textOf({ messageKey: String(row.messageKey), params: alertParams(row.params) })
        return (
          <span className="block truncate" title={text}>
            {text}
          </span>
        )
      },
    }),
    [textOf, documents],
  )
  const rowActions = ({ id, state }: EntityRow): RowAction[] =>
    state === 'done'
      ? [{ name: 'reopen', label: t('reopen'), icon: RotateCcw, onRun: () => reopen.mutate({ id }) }]
      : [
          ...(state === 'open'
            ? [{ name: 'take', label: t('take'), icon: Hand, onRun: () => take.mutate({ id }) }]
            : []),
          { name: 'finish', label: t('finish'), icon: Check, onRun: () => finish.mutate({ id }) },
        ]
  return (
    <EntityList
      procedures={trpc.control.alerts.list}
      definition={alertList}
      title={t('title')}
      path={(row) => documentHref(row.document as string | null, row.documentId as string | null) ?? 'control/alerts'}
      tones={{ severity: severityTones, state: alertTones }}
      renderCell={renderCell}
      {...(permits(permissions, 'control.alert.handle') && { rowActions })}
      card={{ title: 'kind', end: 'createdAt', state: 'severity' }}
      empty={{ sentence: t('empty') }}
    />
  )
}
