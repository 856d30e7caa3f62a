'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { AlertView } from '@/server/contracts/platform/control-lists'

type Params = AlertView['params']

/** What an alert says, in the reader's language. Rules bring their sentence in both. */
export function useAlertText(): (alert: { messageKey: string; params: Params }) => string {
  const t = useTranslations('control.alert')
  const locale = useLocale()
  return ({ messageKey, params }) => {
    if (!t.has(messageKey)) return messageKey
    const message = String((locale === 'zh' ? params.zh : params.en) ?? params.en ?? '')
    return t(messageKey, { ...params, message })
  }
}

/** The parameters of a list row, which carries them as text. */
export function alertParams(text: unknown): Params {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as Params) : {}
  } catch {
    return {}
  }
}
