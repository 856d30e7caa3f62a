import { v7 } from 'uuid'

/** A uuid v7: sortable by the time it was made. */
export type Id = string

/** Random bytes are taken from the system some hundred ids at a time: asking for each costs more than the rest of it. */
const pool = new Uint8Array(16 * 256)
let used = pool.length
function random(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  used += 16
  return pool.subarray(used - 16, used)
}

let msecs = 0
let seq = 0

/** A new id, greater than every one made before in this process: within a millisecond they are counted on. */
export function newId(): Id {
  const bytes = random()
  const now = Date.now()
  if (now > msecs) {
    msecs = now
    seq = new DataView(bytes.buffer, bytes.byteOffset).getUint32(6) >>> 1
  } else {
    seq = (seq + 1) >>> 0
    if (seq === 0) msecs++
  }
  return v7({ random: bytes, msecs, seq })
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Strict lower-case canonical form; anything that becomes part of a SQL literal passes through here. */
export const isId = (value: unknown): value is Id => typeof value === 'string' && UUID.test(value)
