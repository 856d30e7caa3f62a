import { v7 } from 'uuid'

/** A uuid v7: sortable by the time it was made. */
export type Id = string

export const newId = (): Id => v7()

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Strict lower-case canonical form; anything that becomes part of a SQL literal passes through here. */
export const isId = (value: unknown): value is Id => typeof value === 'string' && UUID.test(value)
