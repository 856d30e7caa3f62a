import type { AnyColumn } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { Machine } from '@/server/kernel/state-machine'
import type { RuleSubject } from '../rules/subject'
import type { CommandContext, QueryContext } from './context'

/** A table that carries documents: what the runner needs to lock, scope and advance one. */
export type DocumentTable = PgTable & {
  tenantId: AnyColumn
  id: AnyColumn
  companyId: AnyColumn
  status: AnyColumn
  version: AnyColumn
  createdBy: AnyColumn
  updatedBy: AnyColumn
  updatedAt: AnyColumn
}
export type RowOf<T extends DocumentTable> = T['$inferSelect'] & {
  id: Id
  companyId: Id
  status: string
  version: number
  createdBy: Id | null
}

/** A kind of document: its table and its life. Declared once by the module, used by every command on it. */
export interface DocumentKind<
  T extends DocumentTable = DocumentTable,
  S extends string = string,
  A extends string = string,
> {
  readonly type: string
  readonly table: T
  readonly machine: Machine<S, A>
  /** The name a person knows a document by. */
  readonly label: (row: RowOf<T>) => string | null
  /** Sends what nearly every command on such a document reads, together with the lock of its row; nobody waits for it here. */
  readonly alongside?: (ctx: CommandContext, id: Id) => void
  /** Amount in base currency that amount-limited grants are compared with. */
  readonly amount?: (row: RowOf<T>) => DecimalString
  /**
   * The transitions by which the platform puts a document before approvers (`submit` where the machine has it) and sends it back
   * to its author (`return`); named here where a document calls them otherwise.
   */
  readonly approval?: { readonly park?: A; readonly back?: A }
}

export interface DocumentUse<T extends DocumentTable, S extends string, A extends string> {
  readonly kind: DocumentKind<T, S, A>
  /** The transition that the command makes; the runner checks it, applies it and raises the version. */
  readonly transition?: A
  /** Without a transition: the states in which the command may change the document. */
  readonly states?: readonly S[]
}

/** How a constraint of the database is told to the user: error code and input field. */
export type ConstraintErrors = Readonly<Record<string, { readonly code: string; readonly path: string }>>

interface Common<I extends z.ZodType, O extends z.ZodType> {
  /** `module.verbDocument`, the name in telemetry and idempotency keys. */
  readonly name: string
  /** `module.document.action`; null = every signed-in member of the tenant. */
  readonly permission: string | null
  readonly input: I
  readonly output: O
}

export interface CommandDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Common<I, O> {
  readonly kind: 'command'
  readonly constraints?: ConstraintErrors
  readonly document?: DocumentUse<DocumentTable, string, string>
  /** The facts that the rules table judges before the handler runs. */
  readonly check?: (ctx: CommandContext, input: z.output<I>, doc: unknown) => Promise<RuleSubject>
  readonly handler: (
    ctx: CommandContext,
    input: z.output<I>,
    doc: unknown,
    patch: (columns: object) => void,
  ) => Promise<z.input<O>>
}

export interface QueryDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Common<I, O> {
  readonly kind: 'query'
  readonly mayLag?: boolean
  readonly handler: (ctx: QueryContext, input: z.output<I>) => Promise<z.input<O>>
}

/** Every command and query of the process, by name: permission catalogue, isolation and fuzz suites are derived from it. */
export const registry = new Map<string, CommandDefinition | QueryDefinition>()

/** The command that makes a transition of a kind of document; undefined when the module has none. */
export function documentCommandOf(document: string, transition: string): CommandDefinition | undefined {
  for (const definition of registry.values())
    if (definition.kind === 'command' && definition.document?.kind.type === document)
      if (definition.document.transition === transition) return definition
  return undefined
}

function register<D extends CommandDefinition | QueryDefinition>(definition: D): D {
  registry.set(definition.name, definition)
  return definition
}

/** Declares a command: the only way anything changes. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  definition: Common<I, O> & {
    readonly constraints?: ConstraintErrors
    readonly handler: (ctx: CommandContext, input: z.output<I>) => Promise<z.input<O>>
  },
): CommandDefinition<I, O> {
  const made: CommandDefinition<I, O> = { ...definition, kind: 'command' }
  register(made as unknown as CommandDefinition)
  return made
}

/**
 * Declares a command on an existing document. Its input names the document (`id`, optional `version`). The runner locks the
 * row, compares the version, checks the transition or state, the row scope and the amount limit, asks the rules table,
 * and after the handler writes status, version and the columns given to `patch` in one statement.
 */
export function documentCommand<
  I extends z.ZodType<{ id: Id; version?: number | undefined }>,
  O extends z.ZodType,
  T extends DocumentTable,
  S extends string,
  A extends string,
>(
  definition: Common<I, O> & {
    readonly constraints?: ConstraintErrors
    readonly document: DocumentUse<T, S, A>
    readonly check?: (ctx: CommandContext, input: z.output<I>, doc: RowOf<T>) => Promise<RuleSubject>
    readonly handler: (
      ctx: CommandContext,
      input: z.output<I>,
      doc: RowOf<T>,
      patch: (columns: Partial<T['$inferInsert']>) => void,
    ) => Promise<z.input<O>>
  },
): CommandDefinition<I, O> {
  const made = { ...definition, kind: 'command' } as unknown as CommandDefinition<I, O>
  register(made as unknown as CommandDefinition)
  return made
}

/** Declares a query: the same door, read-only. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  definition: Common<I, O> & {
    /** Figures that are looked at, not acted upon: a replica that is seconds behind may answer. */
    readonly mayLag?: boolean
    readonly handler: (ctx: QueryContext, input: z.output<I>) => Promise<z.input<O>>
  },
): QueryDefinition<I, O> {
  const made: QueryDefinition<I, O> = { ...definition, kind: 'query' }
  register(made as unknown as QueryDefinition)
  return made
}
