export * from './documents'
export * from './item'
export * from './ledger'
export * from './warehouse'
