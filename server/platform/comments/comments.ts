import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { forbidden, notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { raiseAlerts } from '../alerts/raise'
import { command, query } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { demandDocument } from '../files/documents'
import { likePattern } from '../lists/conditions'

const onDocument = { document: z.string().regex(/^[a-z_]{1,60}$/), documentId: idField }
const body = z
  .string()
  .trim()
  .min(1, { error: 'validation.required' })
  .max(4000, { error: 'validation.too_long' })
  .regex(/^[\P{Cc}\t\n]*$/u, { error: 'validation.characters' })

const view = z.object({
  id: z.string(),
  /** Empty when it was deleted. */
  body: z.string(),
  authorName: z.string(),
  mine: z.boolean(),
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
  deleted: z.boolean(),
})

/** What was said about a document, the oldest first. */
export const comments = query({
  name: 'platform.comments',
  permission: null,
  input: z.strictObject(onDocument),
  output: z.array(view),
  handler: async (ctx, { document, documentId }) => {
    await demandDocument(ctx, document, documentId)
    return [
      ...(await ctx.sql<z.infer<typeof view>[]>`
        select c.id, case when c.deleted_at is null then c.body else '' end as body, c.author_name as "authorName",
               c.author_id = ${ctx.actor.userId} as mine, c.created_at as "createdAt", c.edited_at as "editedAt",
               c.deleted_at is not null as deleted,
               coalesce((select json_agg(json_build_object('id', m.user_id, 'name', m.name) order by m.name) from membership m
                         where m.tenant_id = c.tenant_id and m.user_id = any (c.mentions)), '[]') as mentions
        from comment c
        where c.tenant_id = ${ctx.tenantId} and c.document = ${document} and c.document_id = ${documentId} order by c.id limit 1000`),
    ]
  },
})

/** Whom a comment may mention: colleagues by a part of their name. Names only, so that it needs no permission to see people. */
export const mentionable = query({
  name: 'platform.mentionable',
  permission: null,
  input: z.strictObject({
    text: z
      .string()
      .trim()
      .max(60)
      .regex(/^\P{Cc}*$/u, { error: 'validation.characters' }),
  }),
  output: z.array(z.object({ id: z.string(), name: z.string() })),
  handler: async ({ sql, tenantId }, { text }) => [
    ...(await sql<{ id: string; name: string }[]>`
      select user_id as id, name from membership
      where tenant_id = ${tenantId} and status = 'active' and name ilike ${likePattern(text)} order by name, user_id limit 8`),
  ],
})

/** Only people of the tenant can be mentioned; who is not is left out. Each is told at once, but for the author. */
async function tellMentioned(
  ctx: CommandContext,
  on: { document: string; documentId: string; companyId: string | null; label: string | null },
  text: string,
  mentions: readonly string[],
): Promise<string[]> {
  if (mentions.length === 0) return []
  const people = await ctx.sql<{ id: string }[]>`
    select user_id as id from membership
    where tenant_id = ${ctx.tenantId} and status = 'active' and user_id = any (${mentions as string[]}::uuid[])`
  await raiseAlerts(
    ctx,
    people
      .filter((p) => p.id !== ctx.actor.userId)
      .map((p) => ({
        kind: 'comment.mention',
        severity: 'info',
        messageKey: 'mention',
        params: { author: ctx.actor.name, subject: on.label ?? '', text: text.slice(0, 200) },
        companyId: on.companyId,
        document: on.document,
        documentId: on.documentId,
        audience: { userId: p.id },
      })),
  )
  return people.map((p) => p.id)
}

/** Says something about a document. */
export const addComment = command({
  name: 'platform.addComment',
  permission: null,
  input: z.strictObject({ ...onDocument, body, mentions: z.array(idField).max(20).default([]) }),
  output: z.object({ id: z.string() }),
  handler: async (ctx, { document, documentId, body: text, mentions }) => {
    const owner = await demandDocument(ctx, document, documentId)
    const told = await tellMentioned(ctx, { document, documentId, ...owner }, text, mentions)
    const id = newId()
    await ctx.sql`
      insert into comment (tenant_id, id, company_id, document, document_id, body, mentions, author_id, author_name)
      values (${ctx.tenantId}, ${id}, ${owner.companyId}, ${document}, ${documentId}, ${text}, ${told}::uuid[], ${ctx.actor.userId},
              ${ctx.actor.name})`
    return { id }
  },
})

async function lockOwn(ctx: CommandContext, id: string) {
  const [row] = await ctx.sql<{ document: string; documentId: string; authorId: string; body: string }[]>`
    select document, document_id as "documentId", author_id as "authorId", body from comment
    where tenant_id = ${ctx.tenantId} and id = ${id} and deleted_at is null for update`
  if (!row) throw notFound('comment')
  const owner = await demandDocument(ctx, row.document, row.documentId)
  if (row.authorId !== ctx.actor.userId) throw forbidden('control.own_comment')
  return { ...row, ...owner }
}

/** Corrects one's own comment. */
export const editComment = command({
  name: 'platform.editComment',
  permission: null,
  input: z.strictObject({ id: idField, body }),
  output: z.object({ id: z.string() }),
  handler: async (ctx, { id, body: text }) => {
    const row = await lockOwn(ctx, id)
    await ctx.sql`update comment set body = ${text}, edited_at = now() where tenant_id = ${ctx.tenantId} and id = ${id}`
    ctx.record({
      action: 'edit_comment',
      document: row.document,
      documentId: row.documentId,
      companyId: row.companyId,
      label: row.label,
      before: { body: row.body },
      after: { body: text },
    })
    return { id }
  },
})

/** Takes one's own comment back; that there was one stays visible. */
export const deleteComment = command({
  name: 'platform.deleteComment',
  permission: null,
  input: z.strictObject({ id: idField }),
  output: z.object({ id: z.string() }),
  handler: async (ctx, { id }) => {
    const row = await lockOwn(ctx, id)
    await ctx.sql`update comment set deleted_at = now() where tenant_id = ${ctx.tenantId} and id = ${id}`
    ctx.record({
      action: 'delete_comment',
      document: row.document,
      documentId: row.documentId,
      companyId: row.companyId,
      label: row.label,
      before: { body: row.body },
    })
    return { id }
  },
})
