'use client'
import { useMemo, useState } from 'react'
import type { GridLine, LineValue } from '@/components/document/line-grid/model'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { isSentForApproval, tellRefusal } from '@/components/refusal'
import type { FieldIssue } from '@/server/kernel/errors'
import { useRun } from '../use-run'

export const newLineId = (): string => crypto.randomUUID()

/** A line that nobody has filled: it is not sent. */
export const isBlankLine = (line: GridLine, keys: readonly string[]): boolean =>
  keys.every((key) => !line.values[key]) && Object.keys(line.raw ?? {}).length === 0

/** Column of the grid that a field of the contract stands in. */
const columnOf: Readonly<Record<string, string>> = {
  itemId: 'item',
  unitId: 'unit',
  binId: 'bin',
  fromBinId: 'bin',
  lotId: 'lot',
}

/** Which cell each issue concerns: `lines.3.itemId` of what was sent is the item of the fourth line that was sent. */
export function placeLineIssues(issues: readonly FieldIssue[], sent: readonly string[]) {
  const lines = new Map<string, Map<string, FieldIssue>>()
  const rest: FieldIssue[] = []
  for (const issue of issues) {
    const [root, index, field] = issue.path.split('.')
    const id = root === 'lines' && index !== undefined ? sent[Number(index)] : undefined
    if (id === undefined) rest.push(issue)
    else {
      const cells = lines.get(id) ?? new Map<string, FieldIssue>()
      const column = columnOf[field ?? ''] ?? field ?? 'item'
      if (!cells.has(column)) cells.set(column, issue)
      lines.set(id, cells)
    }
  }
  return { lines, rest }
}

interface Given<H> {
  readonly head: H
  readonly lines: readonly GridLine[]
  /** Columns that make a line more than blank. */
  readonly keys: readonly string[]
}

/** Head and lines of a draft while it is worked on, and what the server refused of them. */
export function useDraft<H>({ head: first, lines: given, keys }: Given<H>) {
  const [head, setHead] = useState(first)
  const [lines, setLines] = useState<readonly GridLine[]>(given)
  const [touched, setTouched] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [refused, setRefused] = useState<{ issues: readonly FieldIssue[]; sent: readonly string[] } | null>(null)
  const say = useErrorText()
  const { refresh } = useRun()
  const filled = useMemo(() => lines.filter((line) => !isBlankLine(line, keys)), [lines, keys])
  const placed = useMemo(() => placeLineIssues(refused?.issues ?? [], refused?.sent ?? []), [refused])
  const lineErrors = useMemo(
    () =>
      new Map(
        [...placed.lines].map(([id, cells]) => [
          id,
          Object.fromEntries([...cells].map(([column, issue]) => [column, say(issue)])),
        ]),
      ),
    [placed, say],
  )
  const value = (line: GridLine, key: string): LineValue => line.values[key] ?? null
  return {
    head,
    lines,
    filled,
    busy,
    touched: touched && busy === null,
    lineErrors,
    broken: lines.some((l) => Object.values(l.raw ?? {}).some((raw) => raw.error !== 'pending')),
    value,
    change: (part: Partial<H>) => {
      setTouched(true)
      setHead((now) => ({ ...now, ...part }))
    },
    setLines: (next: readonly GridLine[]) => {
      setTouched(true)
      setLines(next)
    },
    errorOf: (path: string) => {
      const issue = placed.rest.find((i) => i.path === path)
      return issue ? say(issue) : null
    },
    /** What was refused and has no field on the screen, in words. */
    restOf: (paths: readonly string[]) => placed.rest.filter((i) => !paths.includes(i.path)).map((i) => say(i)),
    /** Does the work; what is refused is placed at its cells. True when it was done. */
    send: async (name: string, work: () => Promise<void>): Promise<boolean> => {
      setBusy(name)
      setRefused(null)
      try {
        await work()
        await refresh()
        setTouched(false)
        return true
      } catch (thrown) {
        const error = readServerError(thrown)
        if (isSentForApproval(error) && tellRefusal(error, say(error))) {
          await refresh()
          setTouched(false)
          return true
        }
        const issues = error.issues?.length ? error.issues : [{ path: '', code: error.code, params: error.params }]
        setRefused({ issues, sent: filled.map((line) => line.id) })
        return false
      } finally {
        setBusy(null)
      }
    },
  }
}
export type Draft<H> = ReturnType<typeof useDraft<H>>
