'use client'
import { unstable_rethrow } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import type { ErrorParams, FieldIssue } from '@/server/kernel/errors'

/** What the server says when it refuses a form. */
export interface Refusal {
  readonly code: string
  readonly params: ErrorParams
  readonly issues: readonly FieldIssue[]
}

/** The sentence of an error code; a code without one is told as unknown. */
export function useErrorText(): (code: string, params?: ErrorParams) => string {
  const t = useTranslations('errors')
  return (code, params = {}) => (t.has(code) ? t(code, params) : t('common.unknown'))
}

/** Sends a form, and puts what the server refuses at the fields concerned or, failing that, above the form. */
export function useRefusal(fields: readonly string[]) {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, start] = useTransition()
  const text = useErrorText()
  const send = (work: () => Promise<Refusal | null>) =>
    start(async () => {
      setRefusal(null)
      const answer = await work().catch((error: unknown): Refusal => {
        unstable_rethrow(error) // going on to the next page arrives as an error
        return { code: 'common.unavailable', params: {}, issues: [] }
      })
      setRefusal(answer)
    })
  const issueOf = (field: string) => refusal?.issues.find((issue) => issue.path === field)
  const placed = refusal?.issues.length && refusal.issues.every((issue) => fields.includes(issue.path))
  return {
    busy,
    send,
    errorOf: (field: string) => {
      const issue = issueOf(field)
      return issue ? text(issue.code, issue.params) : null
    },
    summary: refusal && !placed ? text(refusal.code, refusal.params) : null,
  }
}
