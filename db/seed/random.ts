/** A stream of numbers that is the same for the same seed, so that every demo company has the same history. */
export interface Random {
  /** From `min` to `max`, both inclusive. */
  int(min: number, max: number): number
  pick<T>(list: readonly T[]): T
  chance(percent: number): boolean
}

/** Mulberry32: small, and even enough for a story. Never for secrets. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    int,
    pick: (list) => list[int(0, list.length - 1)] as (typeof list)[number],
    chance: (percent) => next() * 100 < percent,
  }
}
