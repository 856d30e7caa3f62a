'use client'
import { useTranslations } from 'next-intl'
import { get, useFormContext } from 'react-hook-form'
import { useErrorText } from '@/components/error-text'
import { Notice } from '@/components/ui/notice'
import type { FieldIssue } from '@/server/kernel/errors'
import { fieldId } from './context'
import { unpackIssue } from './server-error'

/** Focuses the field of a path, wherever it stands. */
export function focusField(formId: string, name: string): void {
  const field = document.getElementById(fieldId(formId, name))
  field?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}

/** Everything that is wrong, in one place: fields as links to them, the rest as sentences. */
export function ErrorSummary({
  formId,
  labels,
  rest,
}: {
  formId: string
  labels: ReadonlyMap<string, string>
  rest: readonly FieldIssue[]
}) {
  const t = useTranslations('form')
  const say = useErrorText()
  const { formState } = useFormContext()
  const wrong = [...labels].flatMap(([name, label]) => {
    const message: unknown = get(formState.errors, `${name}.message`)
    return typeof message === 'string' ? [{ name, label, text: say(unpackIssue(message)) }] : []
  })
  if (wrong.length === 0 && rest.length === 0) return null
  if (wrong.length === 0 && rest.length === 1 && rest[0]) return <Notice tone="blocked">{say(rest[0])}</Notice>
  return (
    <Notice tone="blocked" title={t('wrong', { count: wrong.length + rest.length })}>
      <ul className="mt-1 flex flex-col gap-0.5">
        {rest.map((issue) => (
          <li key={`${issue.path} ${issue.code}`}>{say(issue)}</li>
        ))}
        {wrong.map(({ name, label, text }) => (
          <li key={name}>
            <a
              href={`#${fieldId(formId, name)}`}
              className="font-medium underline underline-offset-3"
              onClick={(event) => {
                event.preventDefault()
                focusField(formId, name)
              }}
            >
              {label}
            </a>
            {' · '}
            {text}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
