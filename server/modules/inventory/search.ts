import type { QueryContext } from '@/server/platform/commands/context'
import { likePattern } from '@/server/platform/lists/conditions'
import { registerSearch, type SearchHit } from '@/server/platform/search/search'

/** What the command palette and the scanner find of inventory: items by code, barcode or name, lots and warehouses by code or name. */
type Found = Omit<SearchHit, 'kind' | 'href'>

const source = (
  kind: string,
  permission: string,
  folder: string,
  find: (ctx: QueryContext, text: string, limit: number) => Promise<readonly Found[]>,
) =>
  registerSearch({
    kind,
    permission,
    find: async (ctx, text, limit) =>
      (await find(ctx, text, limit)).map((hit) => ({ ...hit, kind, href: `inventory/${folder}/${hit.id}` })),
  })

source(
  'item',
  'inventory.item.read',
  'items',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select i.id, i.code as label, i.name as hint from item i
    where i.tenant_id = ${ctx.tenantId} and ((i.code || ' ' || i.name || ' ' || coalesce(i.name_zh, '')) ilike ${likePattern(text)}
      or i.id = (select b.item_id from item_barcode b where b.tenant_id = ${ctx.tenantId} and b.barcode = ${text}))
    order by i.status = 'active' desc, lower(i.code) = lower(${text}) desc, i.code limit ${limit}`,
)

source(
  'lot',
  'inventory.lot.read',
  'lots',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select l.id, l.code as label, i.code || ' ' || i.name as hint from lot l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
    where l.tenant_id = ${ctx.tenantId} and l.code ilike ${likePattern(text, '')} order by l.code, l.id limit ${limit}`,
)

source(
  'warehouse',
  'inventory.warehouse.read',
  'warehouses',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select id, code as label, name as hint from warehouse
    where tenant_id = ${ctx.tenantId} and (code ilike ${likePattern(text)} or name ilike ${likePattern(text)} or name_zh ilike ${likePattern(text)})
    order by code limit ${limit}`,
)

const documents = [
  ['stock_adjustment', 'adjustments', 'reason'],
  ['stock_transfer', 'transfers', 'note'],
  ['stock_count', 'counts', 'note'],
  ['stock_revaluation', 'revaluations', 'reason'],
] as const
for (const [table, folder, hint] of documents)
  source(
    table,
    `inventory.${table}.read`,
    folder,
    (ctx, text, limit) =>
      ctx.sql<Found[]>`
      select id, number as label, ${ctx.sql(hint)} as hint from ${ctx.sql(table)}
      where tenant_id = ${ctx.tenantId} and number ilike ${likePattern(text)} order by document_date desc, id desc limit ${limit}`,
  )
