/**
 * A second, naive model of stock value, to hold the real one against: whole pieces, whole cents, costs in ten thousandths of a cent,
 * bigint fractions; no code of the module, no decimals.
 */
export type Method = 'fifo' | 'average' | 'standard'

/** Half away from zero. */
export const divide = (a: bigint, b: bigint): bigint => {
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
const UNIT = 10_000n
/** A part of cents by pieces; all pieces take all cents. */
export const part = (cents: bigint, pieces: bigint, of: bigint): bigint =>
  pieces === of ? cents : divide(cents * pieces, of)

/** One item in one order of moves: nothing is ever dated back here. */
export class StockOracle {
  pieces = 0n
  cents = 0n
  /** Settled shortages, to cost of sales. */
  settled = 0n
  variance = 0n
  private last = 0n
  private queue: { of: number; pieces: bigint; cents: bigint }[] = []

  constructor(
    readonly method: Method,
    /** Ten thousandths of a cent a piece. */
    private standard = 0n,
  ) {
    this.last = standard
  }

  private standardValue(pieces: bigint): bigint {
    return divide(pieces * this.standard, UNIT)
  }

  /** What pieces cost of which nobody says what they cost. */
  current(pieces: bigint): bigint {
    if (this.method === 'standard') return this.standardValue(this.pieces + pieces) - this.cents
    return this.pieces > 0n ? divide(this.cents * pieces, this.pieces) : divide(this.last * pieces, UNIT)
  }

  receive(pieces: bigint, cents: bigint, of = -1): void {
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
      const actual = part(cents, covered, pieces)
      const provisional = part(-this.cents, covered, missing)
      this.settled += actual - provisional
      this.cents += provisional
      rest -= actual
    }
    this.cents += rest
    this.pieces += pieces
    if (pieces > covered) this.queue.push({ of, pieces: pieces - covered, cents: rest })
    this.last =
      this.method === 'average' && this.pieces > 0n
        ? divide(this.cents * UNIT, this.pieces)
        : divide(cents * UNIT, pieces)
  }

  /** What pieces cost that go out, those of the receipt `first` before others. */
  issue(pieces: bigint, first?: number): bigint {
    let cost = 0n
    if (this.method === 'standard') cost = this.cents - this.standardValue(this.pieces - pieces)
    else {
      const there = this.pieces <= 0n ? 0n : least(this.pieces, pieces)
      if (there > 0n && this.method === 'average') {
        this.last = divide(this.cents * UNIT, this.pieces)
        cost = part(this.cents, there, this.pieces)
      }
      if (there > 0n && this.method === 'fifo') cost = this.shift(there, first)
      cost += divide((pieces - there) * this.last, UNIT)
    }
    this.pieces -= pieces
    this.cents -= cost
    if (this.method === 'average' && this.pieces > 0n) this.last = divide(this.cents * UNIT, this.pieces)
    return cost
  }

  private shift(pieces: bigint, first?: number): bigint {
    let cost = 0n
    for (let left = pieces; left > 0n; ) {
      const layer = this.queue.find((l) => l.of === first) ?? this.queue[0]
      if (!layer) throw new Error('the oracle lost a layer')
      const taken = least(left, layer.pieces)
      const cents = part(layer.cents, taken, layer.pieces)
      layer.pieces -= taken
      layer.cents -= cents
      this.queue = this.queue.filter((l) => l.pieces > 0n)
      left -= taken
      cost += cents
    }
    return cost
  }

  /** Pieces go back to where they came from, for `cents`; what they cost otherwise is a variance. */
  giveBack(pieces: bigint, cents: bigint, of: number): void {
    this.variance += this.issue(pieces, of) - cents
  }

  /** Pieces come back that had cost `cents`. */
  comeBack(pieces: bigint, cents: bigint, of = -1): void {
    if (this.method === 'average' && this.pieces > 0n) {
      const worth = part(this.cents, pieces, this.pieces)
      this.variance += cents - worth
      this.cents += worth
      this.pieces += pieces
      this.last = divide(this.cents * UNIT, this.pieces)
      return
    }
    const last = this.last
    this.receive(pieces, cents, of)
    if (this.method === 'fifo' || (this.method === 'average' && this.pieces <= 0n)) this.last = last
  }

  /** What is on hand is worth so much a piece (ten thousandths of a cent) from now on; returns the difference. */
  revalue(cost: bigint): bigint {
    const before = this.cents
    this.last = cost
    if (this.method === 'standard') this.standard = cost
    else if (this.pieces <= 0n) return 0n
    this.cents = divide(this.pieces * cost, UNIT)
    let [pieces, cents] = [this.pieces, this.cents]
    // Whole pieces at whole cents a piece: no layer has a fraction of a cent to give away.
    for (const layer of this.method === 'fifo' ? this.queue : []) {
      layer.cents = part(cents, layer.pieces, pieces)
      cents -= layer.cents
      pieces -= layer.pieces
    }
    return this.cents - before
  }
}
