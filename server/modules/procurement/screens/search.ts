import { attachable, rowOf } from '@/server/platform/files/documents'
import { searchableDocument, searchableMaster } from '@/server/platform/search/search'

// Documents and masters that can be commented on and carry files.
for (const table of ['purchase_requisition', 'request_for_quotation', 'supplier_quotation', 'purchase_order'])
  attachable(table, { permission: `procurement.${table}.read`, find: rowOf(table, 'number') })
for (const table of ['goods_receipt', 'supplier_return', 'landed_cost'])
  attachable(table, { permission: `procurement.${table}.read`, find: rowOf(table, 'number') })
attachable('supplier_invoice', {
  permission: 'procurement.supplier_invoice.read',
  find: rowOf('supplier_invoice', 'supplier_number'),
})
attachable('supplier', { permission: 'procurement.supplier.read', find: rowOf('supplier', 'name') })

/** What the command palette finds of buying: documents by number and reference, suppliers by code and name. */
const documents = [
  ['purchase_requisition', 'requisitions', { hint: 'purpose', other: 'source_label' }],
  ['request_for_quotation', 'rfqs', { hint: 'title', other: 'title' }],
  ['supplier_quotation', 'supplier-quotations', { hint: 'supplier_name', other: 'supplier_reference' }],
  ['purchase_order', 'purchase-orders', { hint: 'supplier_name', other: 'supplier_reference' }],
  ['goods_receipt', 'goods-receipts', { hint: 'supplier_name', other: 'delivery_note' }],
  ['supplier_invoice', 'supplier-invoices', { label: 'supplier_number', hint: 'supplier_name' }],
  ['supplier_return', 'supplier-returns', { hint: 'supplier_name', other: 'reason' }],
  ['landed_cost', 'landed-costs', { hint: 'description', other: 'description' }],
] as const
for (const [table, folder, columns] of documents)
  searchableDocument('procurement', table, `procurement/${folder}`, columns)
searchableMaster('procurement', 'supplier', 'procurement/suppliers')
