'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

export interface Conflict {
  /** Who saved meanwhile, and when (already in words). */
  readonly by?: string
  readonly at?: string
  /** What differs, in words: the field, what stands there now, and what this form holds. */
  readonly changes?: readonly { readonly field: string; readonly theirs: string; readonly mine: string }[]
  /** Loads the newer version; what this form holds is lost. */
  readonly onReload: () => void
}

/** Someone else saved this record meanwhile: nothing is overwritten, the person decides with both before the eyes. */
export function ConflictBanner({ conflict }: { conflict: Conflict }) {
  const t = useTranslations('form')
  const [shown, setShown] = useState(false)
  const { changes = [] } = conflict
  return (
    <Notice
      tone="attention"
      title={conflict.by ? t('conflictBy', { by: conflict.by, at: conflict.at ?? '' }) : t('conflict')}
      actions={
        <span className="flex shrink-0 flex-wrap gap-1.5">
          {changes.length > 0 ? (
            <Button size="sm" variant="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {t('seeChanges')}
            </Button>
          ) : null}
          <Button size="sm" onClick={conflict.onReload}>
            {t('reload')}
          </Button>
        </span>
      }
    >
      <p>{t('conflictHint')}</p>
      {shown ? (
        <table className="mt-2 w-full text-left">
          <thead className="text-xs text-muted">
            <tr>
              <th className="pr-4 font-normal">{t('changedField')}</th>
              <th className="pr-4 font-normal">{t('theirs')}</th>
              <th className="font-normal">{t('mine')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.field}>
                <td className="pr-4 text-muted">{change.field}</td>
                <td className="pr-4">{change.theirs}</td>
                <td>{change.mine}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Notice>
  )
}
