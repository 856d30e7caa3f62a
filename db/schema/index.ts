export * from './finance'
export * from './inventory'
export * from './platform'
export * from './sales'
