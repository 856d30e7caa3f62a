'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useDeferredValue } from 'react'
import { useTRPC } from '@/components/api/client'
import { FieldRow } from '@/components/control/field-row'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { Textarea } from '@/components/ui/textarea'

interface Props {
  readonly document: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (condition: string) => void
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>
}

/** For which documents the flow is; judged by the server while it is typed. Empty = for all. */
export function FlowCondition({ document, value, error, onChange, fieldRef }: Props) {
  const trpc = useTRPC()
  const t = useTranslations('approval.editor')
  const say = useErrorText()
  const asked = useDeferredValue(value.trim())
  const check = useQuery(
    trpc.control.approvalFlows.check.queryOptions(
      { document, condition: asked },
      { enabled: asked !== '', retry: false, staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const wrong = check.error && asked !== '' ? say(readServerError(check.error)) : error
  return (
    <FieldRow
      label={t('condition')}
      error={wrong}
      hint={
        check.isSuccess && asked !== '' ? (
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
        <Textarea
          {...aria}
          ref={fieldRef}
          rows={2}
          spellCheck={false}
          autoCapitalize="off"
          className="font-mono text-sm"
          value={value}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </FieldRow>
  )
}
