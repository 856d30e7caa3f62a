import { defineListColumns } from '../platform/list'
import { OPEN_ORDER_STATES } from './machines'

/** What suppliers still have to bring, line by line. Quantities in the stock unit. */
export const openLineList = defineListColumns({
  name: 'procurement.openLines',
  messages: 'procurement.open_line',
  columns: {
    orderNumber: { type: 'text' },
    orderStatus: {
      type: 'enum',
      values: OPEN_ORDER_STATES,
      enumLabels: 'procurement.purchase_order.states',
      groupable: true,
    },
    supplierName: { type: 'text', groupable: true },
    itemCode: { type: 'text', groupable: true },
    description: { type: 'text' },
    warehouseCode: { type: 'text', groupable: true },
    promisedDate: { type: 'date', groupable: true },
    daysLate: { type: 'integer', filterable: false, sortable: false },
    quantity: { type: 'quantity' },
    received: { type: 'quantity' },
    open: { type: 'quantity' },
    billed: { type: 'quantity', hidden: true },
    openNet: { type: 'money', currency: 'currency', total: true },
    currency: { type: 'text', groupable: true, hidden: true },
  },
  defaultSort: [{ column: 'promisedDate', direction: 'asc' }],
})
