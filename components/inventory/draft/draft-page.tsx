'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import type { GridColumn, LineValue } from '@/components/document/line-grid/model'
import { UnsavedGuard } from '@/components/form/unsaved'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { InventoryPage } from '../page'
import { type Draft, newLineId } from './use-draft'

interface Props<H> {
  readonly title: string
  readonly draft: Draft<H>
  readonly columns: readonly GridColumn[]
  readonly blank: () => Readonly<Record<string, LineValue>>
  /** Head fields that show their own refusal. */
  readonly fields: readonly string[]
  readonly saveLabel: string
  readonly refused: string | null
  readonly onSave: () => unknown
  readonly onCancel: () => void
  readonly hint?: ReactNode
  /** The fields of the head. */
  readonly children: ReactNode
}

/** A stock document while it is written: head, grid of lines, one button that saves the draft. */
export function DraftPage<H>(props: Props<H>) {
  const { draft, fields, refused } = props
  const t = useTranslations('inventory.doc')
  const words = useTranslations('common')
  const rest = draft.restOf(fields)
  const why = refused ?? (draft.broken ? t('wrongLines') : draft.filled.length === 0 ? t('noLines') : null)
  return (
    <InventoryPage
      title={props.title}
      actions={
        <>
          <Button variant="quiet" onClick={props.onCancel}>
            {words('cancel')}
          </Button>
          <Button
            variant="primary"
            keys="mod+s"
            busy={draft.busy === 'save'}
            disabledReason={why}
            onClick={props.onSave}
          >
            {props.saveLabel}
          </Button>
        </>
      }
    >
      <UnsavedGuard dirty={draft.touched} />
      <div className="flex flex-col gap-5 pt-2">
        {rest.length > 0 ? (
          <Notice tone="blocked">
            {rest.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Notice>
        ) : null}
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">{props.children}</div>
        {props.hint ? <p className="text-sm text-muted">{props.hint}</p> : null}
        <LineGrid
          label={t('lines')}
          columns={props.columns}
          lines={draft.lines}
          newId={newLineId}
          blank={props.blank}
          maxLines={1000}
          errors={draft.lineErrors}
          refused={refused}
          onChange={draft.setLines}
        />
      </div>
    </InventoryPage>
  )
}
