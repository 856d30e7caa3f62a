'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useErrorText } from '@/components/error-text'
import { useFrame } from '@/components/shell'
import type { Preview } from './import-mapping'
import type { Outcome } from './import-result'

type Refusal = { code: string; params?: Record<string, string | number> }
type Line = { progress?: number; outcome?: Outcome; error?: Refusal }

/** The lines of a stream of JSON objects, as they come. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = (rest + value).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part) yield JSON.parse(part) as Line
  }
}

/** Sends a file to the importer: what it is, what is wrong with it, how far it is. */
export function useImport(kind: string) {
  const t = useTranslations('settings.import')
  const say = useErrorText()
  const { tenant, companyId } = useFrame()
  const [refusal, setRefusal] = useState<string | null>(null)
  /** Rows that are done; null = nothing runs. */
  const [progress, setProgress] = useState<number | null>(null)
  const running = useRef<AbortController | null>(null)

  const post = (mode: string, file: File, more: Record<string, unknown>) => {
    const body = new FormData()
    for (const [key, value] of Object.entries({ mode, kind, companyId: companyId ?? '' })) body.set(key, value)
    for (const [key, value] of Object.entries(more)) body.set(key, JSON.stringify(value))
    body.set('file', file)
    const headers = { 'x-keel-tenant': tenant.slug }
    running.current = new AbortController()
    return fetch('/api/import', { method: 'POST', headers, body, signal: running.current.signal })
  }
  const work = async <T>(task: () => Promise<T | null>): Promise<T | null> => {
    setRefusal(null)
    setProgress(0)
    try {
      return await task()
    } catch {
      setRefusal(t(running.current?.signal.aborted ? 'stopped' : 'broken'))
      return null
    } finally {
      setProgress(null)
    }
  }
  const refuse = (told: { error?: Refusal } | null): null => {
    setRefusal(say(told?.error ?? { code: 'common.unknown' }))
    return null
  }
  return {
    refusal,
    progress,
    clear: () => setRefusal(null),
    stop: () => running.current?.abort(),
    preview: (file: File) =>
      work(async () => {
        const response = await post('preview', file, {})
        if (response.ok) return (await response.json()) as Preview
        return refuse((await response.json().catch(() => null)) as { error?: Refusal } | null)
      }),
    run: (
      mode: 'check' | 'import',
      file: File,
      told: { mapping: (string | null)[]; constants: Record<string, string> },
    ) =>
      work(async (): Promise<Outcome | null> => {
        const response = await post(mode, file, told)
        if (!response.ok || !response.body)
          return refuse((await response.json().catch(() => null)) as { error?: Refusal } | null)
        for await (const line of linesOf(response.body)) {
          if (line.progress !== undefined) setProgress(line.progress)
          if (line.error) return refuse(line)
          if (line.outcome) return line.outcome
        }
        setRefusal(t('broken'))
        return null
      }),
  }
}
