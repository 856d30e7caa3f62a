export * from './orders'
export * from './quotations'
export * from './requisitions'
export * from './suppliers'
