import { z } from 'zod'
import {
  byId,
  lotOption,
  lotOptionsInput,
  lotTrace,
  lotView,
  warehouseOption,
  warehouseView,
} from '@/server/contracts/inventory/views'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import { likePattern } from '@/server/platform/lists/conditions'

export const getWarehouse = query({
  name: 'inventory.getWarehouse',
  permission: 'inventory.warehouse.read',
  input: byId,
  output: warehouseView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<z.input<typeof warehouseView>[]>`
      select w.id, w.version, w.code, w.name, w.name_zh as "nameZh", w.company_id as "companyId", co.name as company, w.kind,
        to_jsonb(w.address_lines) as "addressLines", w.country, w.status,
        coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'version', b.version, 'code', b.code,
            'isDefault', coalesce(b.is_default, false), 'kind', b.kind, 'status', b.status, 'items', (
              select count(distinct s.item_id)::int from stock_balance s
              where s.tenant_id = ${ctx.tenantId} and s.warehouse_id = w.id and s.bin_id = b.id and s.on_hand <> 0)) order by b.code)
          from bin b where b.tenant_id = ${ctx.tenantId} and b.warehouse_id = w.id), '[]') as bins
      from warehouse w join company co on co.tenant_id = w.tenant_id and co.id = w.company_id
      where w.tenant_id = ${ctx.tenantId} and w.id = ${id}`
    if (!row) throw notFound('warehouse')
    return row
  },
})

export const warehouseOptions = query({
  name: 'inventory.warehouseOptions',
  permission: 'inventory.warehouse.read',
  input: z.strictObject({}),
  output: z.object({ warehouses: z.array(warehouseOption) }),
  handler: async (ctx) => {
    const warehouses = await ctx.sql<z.input<typeof warehouseOption>[]>`
      select w.id, w.code, w.name, w.name_zh as "nameZh", w.company_id as "companyId", w.kind,
        coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'code', b.code, 'kind', b.kind)
            order by b.is_default nulls last, b.code)
          from bin b where b.tenant_id = ${ctx.tenantId} and b.warehouse_id = w.id and b.status = 'active'), '[]') as bins
      from warehouse w where w.tenant_id = ${ctx.tenantId} and w.status = 'active' order by w.code limit 500`
    return { warehouses: [...warehouses] }
  },
})

export const getLot = query({
  name: 'inventory.getLot',
  permission: 'inventory.lot.read',
  input: byId,
  output: lotView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<z.input<typeof lotView>[]>`
      select l.id, l.version, l.code, l.item_id as "itemId", i.code as "itemCode", i.name as "itemName", i.name_zh as "itemNameZh",
        u.code as unit, l.expiry_date as "expiryDate", l.received_date as "receivedDate", l.supplier_lot as "supplierLot", l.status,
        coalesce((select jsonb_agg(jsonb_build_object('warehouseId', w.id, 'warehouse', w.name, 'bin', b.code,
            'onHand', trim_scale(s.on_hand)::text, 'reserved', trim_scale(s.reserved)::text) order by w.code, b.code)
          from stock_balance s join warehouse w on w.tenant_id = s.tenant_id and w.id = s.warehouse_id
          join bin b on b.tenant_id = s.tenant_id and b.id = s.bin_id
          where s.tenant_id = ${ctx.tenantId} and s.lot_id = l.id and (s.on_hand <> 0 or s.reserved <> 0)), '[]') as places
      from lot l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
      join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
      where l.tenant_id = ${ctx.tenantId} and l.id = ${id}`
    if (!row) throw notFound('lot')
    return row
  },
})

/** Lots of an item (or of all), what is in stock first, soonest to expire first. */
export const lotOptions = query({
  name: 'inventory.lotOptions',
  permission: 'inventory.lot.read',
  input: lotOptionsInput,
  output: z.object({ lots: z.array(lotOption) }),
  handler: async (ctx, { itemId, text }) => {
    const lots = await ctx.sql<z.input<typeof lotOption>[]>`
      select l.id, l.code, l.item_id as "itemId", i.code as "itemCode", l.expiry_date as "expiryDate", l.status, trim_scale(coalesce(s.on_hand, 0))::text as "onHand"
      from lot l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id left join lateral (
        select sum(b.on_hand) as on_hand from stock_balance b where b.tenant_id = ${ctx.tenantId} and b.lot_id = l.id) s on true
      where l.tenant_id = ${ctx.tenantId} and (${itemId ?? null}::uuid is null or l.item_id = ${itemId ?? null}::uuid)
        and (${text} = '' or l.code ilike ${likePattern(text, '')})
      order by coalesce(s.on_hand, 0) > 0 desc, l.expiry_date nulls last, l.code, l.id limit 20`
    return { lots: [...lots] }
  },
})

/** Everything that ever happened to a lot: receipts (backward) and issues (forward), with whom. */
export const traceLot = query({
  name: 'inventory.traceLot',
  permission: 'inventory.lot.read',
  input: byId,
  output: lotTrace,
  handler: async (ctx, { id }) => {
    const moves = await ctx.sql<z.input<typeof lotTrace>['moves']>`
      select m.id, m.posting_date as "postingDate", m.kind, trim_scale(m.quantity)::text as quantity, w.name as warehouse, b.code as bin,
        m.source_document as "sourceDocument", m.source_id as "sourceId", m.source_label as "sourceLabel", p.name as party
      from stock_move m join warehouse w on w.tenant_id = m.tenant_id and w.id = m.warehouse_id
      join bin b on b.tenant_id = m.tenant_id and b.id = m.bin_id
      left join party p on p.tenant_id = m.tenant_id and p.id = m.party_id
      where m.tenant_id = ${ctx.tenantId} and m.lot_id = ${id} and m.quantity <> 0
      order by m.posting_date, m.id limit 5000`
    return { moves: [...moves] }
  },
})
