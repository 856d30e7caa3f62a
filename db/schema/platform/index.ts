export * from './audit'
export * from './numbering'
export * from './relay'
export * from './tenant'
