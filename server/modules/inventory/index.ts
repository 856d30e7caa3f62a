export { convertToStock, costOf, items, toStockQuantity } from './item/items'
export { availability, reserved } from './stock/availability'
export type * from './types'
