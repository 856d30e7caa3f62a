import { likePattern } from '@/server/platform/lists/conditions'
import { type SearchHit, searchable, searchableDocument } from '@/server/platform/search/search'

/** What the command palette and the scanner find of inventory: items by code, barcode or name, lots and warehouses by code or name. */
type Found = Omit<SearchHit, 'kind' | 'href'>

searchable(
  'item',
  'inventory.item.read',
  'inventory/items',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select i.id, i.code as label, i.name as hint from item i
    where i.tenant_id = ${ctx.tenantId} and ((i.code || ' ' || i.name || ' ' || coalesce(i.name_zh, '')) ilike ${likePattern(text)}
      or i.id = (select b.item_id from item_barcode b where b.tenant_id = ${ctx.tenantId} and b.barcode = ${text}))
    order by i.status = 'active' desc, lower(i.code) = lower(${text}) desc, i.code limit ${limit}`,
)

searchable(
  'lot',
  'inventory.lot.read',
  'inventory/lots',
  (ctx, text, limit) =>
    ctx.sql<Found[]>`
    select l.id, l.code as label, i.code || ' ' || i.name as hint from lot l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
    where l.tenant_id = ${ctx.tenantId} and l.code ilike ${likePattern(text, '')} order by l.code, l.id limit ${limit}`,
)

searchable(
  'warehouse',
  'inventory.warehouse.read',
  'inventory/warehouses',
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
for (const [table, folder, hint] of documents) searchableDocument('inventory', table, `inventory/${folder}`, { hint })
