import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Id } from '@/server/kernel/ids'
import type { CommandDefinition, QueryDefinition } from '@/server/platform/commands/command'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import type { Actor } from '@/server/platform/identity/actor'
import { knownRows, rememberRows } from '@/server/platform/imports/remember'

export interface Progress {
  stage(name: string, total: number): void
  step(count: number): void
  done(): void
}

/**
 * One import into one tenant. Every command carries a key made of what it does, so that a run that was killed goes on where it
 * stood: what was committed answers again, what was not is done.
 */
export class ImportSession {
  constructor(
    readonly actor: Actor,
    readonly source: string,
    readonly progress: Progress,
  ) {}

  run<I extends z.ZodType, O extends z.ZodType>(command: CommandDefinition<I, O>, input: z.input<I>, key: string) {
    return runCommand(command, input, { actor: this.actor, idempotencyKey: this.keyOf(key) })
  }

  query<I extends z.ZodType, O extends z.ZodType>(query: QueryDefinition<I, O>, input: z.input<I>) {
    return runQuery(query, input, { actor: this.actor })
  }

  private keyOf(key: string): string {
    const full = `import:${this.source}:${key}`
    return full.length <= 100 ? full : `import:${createHash('sha256').update(full).digest('hex')}`
  }

  /** Source keys that have become documents, of one table. */
  async known(table: string): Promise<Map<string, Id>> {
    const { rows } = await this.query(knownRows, { source: this.source, table })
    return new Map(rows.map((r) => [r.key, r.id]))
  }

  /** Makes what is not there yet, one command a row, and remembers where it came from. Returns all of the table. */
  async each<T extends { readonly key: string }>(
    table: string,
    document: string,
    rows: readonly T[],
    make: (row: T) => Promise<{ id: Id }>,
  ): Promise<Map<string, Id>> {
    const known = await this.known(table)
    const fresh = rows.filter((r) => !known.has(r.key))
    this.progress.stage(table, rows.length)
    this.progress.step(rows.length - fresh.length)
    for (let at = 0; at < fresh.length; at += 100) {
      const made: { key: string; id: Id }[] = []
      for (const row of fresh.slice(at, at + 100)) {
        made.push({ key: row.key, id: (await make(row)).id })
        this.progress.step(1)
      }
      const from = { source: this.source, table }
      await this.run(rememberRows, { from, document, rows: made }, `${table}:remember:${made[0]?.key}:${made.length}`)
      for (const { key, id } of made) known.set(key, id)
    }
    this.progress.done()
    return known
  }
}
