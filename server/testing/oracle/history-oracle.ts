import { divide, type Method, part, StockOracle } from './stock-oracle'

/** A move as it was accepted. `of` is the index of the move that it takes back or returns. */
export interface Told {
  readonly kind:
    | 'receipt'
    | 'found'
    | 'delivery'
    | 'issue'
    | 'customer_return'
    | 'supplier_return'
    | 'transfer_out'
    | 'transfer_in'
    | 'undo_in'
    | 'undo_out'
    | 'revaluation'
  readonly day: string
  readonly pieces: bigint
  readonly cents: bigint
  readonly of: number
  /** Added to the cost of a receipt afterwards; `same` of it against the account of the receipt. */
  adjusted: bigint
  same: bigint
}
export const ROLES = [
  'inventory',
  'goods_in_transit',
  'cogs',
  'cost_variance',
  'grni',
  'stock_adjustment',
  'rounding',
] as const
export type Books = Record<(typeof ROLES)[number], bigint>

/**
 * What the accounts must say after all moves, whenever they were told: they are put in the order of their days (those of a day as they
 * came) and played once from the start. There is no correction here to get wrong. Late costs other than of the receipt's own account
 * stand against `rounding`.
 */
export function booksOf(method: Method, standard: bigint, told: readonly Told[]): Books & { pieces: bigint } {
  const oracle = new StockOracle(method, standard)
  const books = Object.fromEntries(ROLES.map((r) => [r, 0n])) as Books
  const left = new Map<number, { pieces: bigint; cents: bigint }>()
  const takeBack = (of: number, pieces: bigint): bigint => {
    const open = left.get(of)
    if (!open) throw new Error('taken back before it was')
    const cents = part(open.cents, pieces, open.pieces)
    open.pieces -= pieces
    open.cents -= cents
    return cents
  }
  const order = told
    .map((move, index) => ({ move, index }))
    .sort((a, b) => (a.move.day < b.move.day ? -1 : a.move.day > b.move.day ? 1 : a.index - b.index))
  for (const { move, index } of order) {
    const { pieces } = move
    const open = (cents: bigint) => left.set(index, { pieces, cents })
    if (move.kind === 'receipt' || move.kind === 'found') {
      const given = move.kind === 'receipt' ? move.cents : oracle.current(pieces)
      oracle.receive(pieces, given + move.adjusted, index)
      books[move.kind === 'receipt' ? 'grni' : 'stock_adjustment'] -= given + move.same
      books.rounding -= move.adjusted - move.same
      open(given + move.same)
    } else if (move.kind === 'delivery' || move.kind === 'issue' || move.kind === 'transfer_out') {
      const cost = oracle.issue(pieces)
      books[move.kind === 'delivery' ? 'cogs' : move.kind === 'issue' ? 'stock_adjustment' : 'goods_in_transit'] += cost
      open(cost)
    } else if (move.kind === 'customer_return' || move.kind === 'undo_out') {
      const cents = takeBack(move.of, pieces)
      oracle.comeBack(pieces, cents, index)
      books[move.kind === 'undo_out' && told[move.of]?.kind === 'issue' ? 'stock_adjustment' : 'cogs'] -= cents
      open(cents)
    } else if (move.kind === 'transfer_in') {
      const cents = takeBack(move.of, pieces)
      oracle.receive(pieces, cents, index)
      books.goods_in_transit -= cents
    } else if (move.kind === 'revaluation') books.cost_variance -= oracle.revalue(move.cents)
    else {
      const cents = takeBack(move.of, pieces)
      oracle.giveBack(pieces, cents, move.of)
      books[told[move.of]?.kind === 'found' ? 'stock_adjustment' : 'grni'] += cents
    }
  }
  books.inventory = oracle.cents
  books.cogs += oracle.settled
  books.cost_variance += oracle.variance
  return { ...books, pieces: oracle.pieces }
}

/** In whole cents, from a decimal string. */
export const centsOf = (amount: string): bigint =>
  divide(BigInt(amount.replace('.', '')), 10n ** BigInt((amount.split('.')[1] ?? '').length - 2))
export const money = (cents: bigint): string => {
  const size = cents < 0n ? -cents : cents
  return `${cents < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}
