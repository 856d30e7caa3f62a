'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useFrame } from '@/components/shell'
import type { FieldIssue } from '@/server/kernel/errors'
import { useRun } from '../use-run'
import { planErrors } from './plan-grid'

/** Sends a form with a month grid: what is refused is said at its cell or field, what was taken is opened. */
export function useSending(onDone: () => void) {
  const { refresh } = useRun()
  const router = useRouter()
  const { href } = useFrame()
  const say = useErrorText()
  const t = useTranslations('finance.budgetForm')
  const [busy, setBusy] = useState(false)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [sent, setSent] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const send = async (ids: readonly string[], work: () => Promise<string>) => {
    setBusy(true)
    setIssues([])
    setRefused(null)
    setSent(ids)
    try {
      const place = await work()
      onDone()
      await refresh()
      router.push(href(place))
    } catch (thrown) {
      const told = readServerError(thrown)
      setIssues(told.issues ?? [])
      setRefused(told.issues?.length ? t('mend') : say(told))
    } finally {
      setBusy(false)
    }
  }
  const fieldError = (path: string) => {
    const issue = issues.find((i) => i.path === path)
    return issue ? say(issue) : null
  }
  return { send, busy, refused, lineErrors: planErrors(issues, sent, say), fieldError }
}
