export * from './inventory'
export * from './platform'
