/**
 * A second, naive model of stock value, to hold the real one against: whole pieces, whole cents, costs in millionths of a cent,
 * bigint fractions; no code of the module, no decimals.
 */
export type Method = 'fifo' | 'average' | 'standard'

/** Half away from zero. */
const divide = (a: bigint, b: bigint): bigint => {
  const negative = a < 0n !== b < 0n
  const [n, d] = [a < 0n ? -a : a, b < 0n ? -b : b]
  const q = (2n * n + d) / (2n * d)
  return negative ? -q : q
}
/** Math.min does not take bigint. */
function least(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}
const MICRO = 1_000_000n

export class StockOracle {
  pieces = 0n
  cents = 0n
  cogs = 0n
  variance = 0n
  private last = 0n
  private queue: { pieces: bigint; cents: bigint }[] = []

  constructor(
    readonly method: Method,
    /** Cents a piece, in millionths. */
    readonly standard = 0n,
  ) {
    this.last = standard
  }

  private standardValue(pieces: bigint): bigint {
    return divide(pieces * this.standard, MICRO)
  }

  receive(pieces: bigint, cents: bigint): void {
    if (this.method === 'standard') {
      const worth = this.standardValue(this.pieces + pieces)
      this.variance += cents - (worth - this.cents)
      this.pieces += pieces
      this.cents = worth
      return
    }
    const missing = this.pieces < 0n ? -this.pieces : 0n
    const covered = least(missing, pieces)
    let rest = cents
    if (covered > 0n) {
      const actual = covered === pieces ? cents : divide(cents * covered, pieces)
      const provisional = covered === missing ? -this.cents : divide(-this.cents * covered, missing)
      this.cogs += actual - provisional
      this.cents += provisional
      rest -= actual
    }
    this.cents += rest
    this.pieces += pieces
    if (pieces > covered) this.queue.push({ pieces: pieces - covered, cents: rest })
    this.last =
      this.method === 'average' && this.pieces > 0n
        ? divide(this.cents * MICRO, this.pieces)
        : divide(cents * MICRO, pieces)
  }

  /** What the issue cost. */
  issue(pieces: bigint): bigint {
    let cost = 0n
    if (this.method === 'standard') cost = this.cents - this.standardValue(this.pieces - pieces)
    else {
      const there = this.pieces <= 0n ? 0n : least(this.pieces, pieces)
      if (there > 0n && this.method === 'average') {
        this.last = divide(this.cents * MICRO, this.pieces)
        cost = there === this.pieces ? this.cents : divide(this.cents * there, this.pieces)
      }
      if (there > 0n && this.method === 'fifo') cost = this.shift(there)
      cost += divide((pieces - there) * this.last, MICRO)
    }
    this.pieces -= pieces
    this.cents -= cost
    if (this.method === 'average' && this.pieces > 0n) this.last = divide(this.cents * MICRO, this.pieces)
    this.cogs += cost
    return cost
  }

  private shift(pieces: bigint): bigint {
    let cost = 0n
    for (let left = pieces; left > 0n; ) {
      const layer = this.queue[0]
      if (!layer) throw new Error('the oracle lost a layer')
      const taken = least(left, layer.pieces)
      const cents = taken === layer.pieces ? layer.cents : divide(layer.cents * taken, layer.pieces)
      layer.pieces -= taken
      layer.cents -= cents
      if (layer.pieces === 0n) this.queue.shift()
      left -= taken
      cost += cents
    }
    return cost
  }

  /** A customer brings pieces back that had cost `cents`. */
  comeBack(pieces: bigint, cents: bigint): void {
    this.cogs -= cents
    if (this.method === 'fifo') {
      const last = this.last
      this.receive(pieces, cents)
      this.last = last
    } else if (this.method === 'average' && this.pieces > 0n) {
      const worth = pieces === this.pieces ? this.cents : divide(this.cents * pieces, this.pieces)
      this.variance += cents - worth
      this.cents += worth
      this.pieces += pieces
      this.last = divide(this.cents * MICRO, this.pieces)
    } else {
      const last = this.last
      this.receive(pieces, cents)
      if (this.method === 'average' && this.pieces <= 0n) this.last = last
    }
  }
}
