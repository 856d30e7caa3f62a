import type { FieldIssue } from '@/server/kernel/errors'
import type { GridLine } from './model'

/** Issues of a refusal by line id and column; what concerns no line is `rest`. The tax codes of a line stand in the column `tax`. */
export function placeLineIssues(
  issues: readonly FieldIssue[],
  sent: readonly GridLine[],
): { lines: Map<string, Record<string, FieldIssue>>; rest: FieldIssue[] } {
  const lines = new Map<string, Record<string, FieldIssue>>()
  const rest: FieldIssue[] = []
  for (const issue of issues) {
    const [, row, field = ''] = /^lines\.(\d+)(?:\.(\w+))?/.exec(issue.path) ?? []
    const line = row === undefined ? undefined : sent[Number(row)]
    if (!line) rest.push(issue)
    else lines.set(line.id, { [field === 'taxCodeIds' ? 'tax' : field]: issue, ...lines.get(line.id) })
  }
  return { lines, rest }
}

/** Errors in words by line, of several answers; a later one counts. */
export function sayLineIssues(
  placed: readonly ReadonlyMap<string, Readonly<Record<string, FieldIssue>>>[],
  say: (issue: FieldIssue) => string,
): Map<string, Record<string, string>> {
  const all = new Map<string, Record<string, string>>()
  for (const [id, columns] of placed.flatMap((lines) => [...lines]))
    all.set(id, {
      ...all.get(id),
      ...Object.fromEntries(Object.entries(columns).map(([key, issue]) => [key, say(issue)])),
    })
  return all
}
