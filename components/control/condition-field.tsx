'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useDeferredValue } from 'react'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { Textarea } from '@/components/ui/textarea'
import { FieldRow } from './field-row'
import type { RuleState } from './rule-state'

/** The condition, judged by the server while it is typed: what would stop its publication is said at once. */
export function ConditionField({
  state,
  onChange,
  fieldRef,
}: {
  state: RuleState
  onChange: (condition: string) => void
  fieldRef: RefObject<HTMLTextAreaElement | null>
}) {
  const trpc = useTRPC()
  const t = useTranslations('control.editor')
  const say = useErrorText()
  const { condition, parameters } = state.content
  const asked = useDeferredValue(condition)
  const check = useQuery(
    trpc.control.rules.check.queryOptions(
      { document: state.document, scope: state.scope, condition: asked, parameters: Object.keys(parameters) },
      { enabled: asked.trim() !== '', retry: false, staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const error = check.error && asked.trim() !== '' ? say(readServerError(check.error)) : undefined
  return (
    <FieldRow
      label={t('condition')}
      required
      error={error}
      hint={
        check.isSuccess && asked.trim() !== '' ? (
          <span className="inline-flex items-center gap-1">
            <CircleCheck aria-hidden className="size-3.5" />
            {t('valid')}
          </span>
        ) : (
          t('conditionHint')
        )
      }
    >
      {(aria) => (
        <div className="relative">
          <Textarea
            {...aria}
            ref={fieldRef}
            rows={4}
            spellCheck={false}
            autoCapitalize="off"
            className="font-mono text-sm"
            value={condition}
            onChange={(e) => onChange(e.target.value)}
          />
          {error ? <CircleAlert aria-hidden className="absolute top-2 right-2 size-4 text-blocked" /> : null}
        </div>
      )}
    </FieldRow>
  )
}
