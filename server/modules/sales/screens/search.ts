import { attachable, rowOf } from '@/server/platform/files/documents'
import { searchableDocument, searchableMaster } from '@/server/platform/search/search'

// Documents and masters that can be commented on and carry files.
for (const table of ['sales_order', 'delivery', 'customer_invoice', 'sales_return'])
  attachable(table, { permission: `sales.${table}.read`, find: rowOf(table, 'number') })
attachable('customer', { permission: 'sales.customer.read', find: rowOf('customer', 'name') })

/** What the command palette finds of sales: documents by number and reference, customers by code and name. */
const documents = [
  ['sales_order', 'sales-orders', 'customer_reference'],
  ['delivery', 'deliveries', 'tracking_number'],
  ['customer_invoice', 'invoices', 'customer_reference'],
  ['sales_return', 'returns', 'reason'],
] as const
for (const [table, folder, other] of documents)
  searchableDocument('sales', table, `sales/${folder}`, { hint: 'customer_name', other })
searchableMaster('sales', 'customer', 'sales/customers')
