import type { AppError } from '@/server/kernel/errors'

/**
 * Thrown by a handler that refuses but keeps what it has written: the transaction commits, then the caller gets the refusal. For a
 * command that stores a draft and may not carry it further: the draft stays, and why it was stopped.
 */
export class KeptRefusal extends Error {
  override readonly name = 'KeptRefusal'
  constructor(readonly refusal: AppError) {
    super(refusal.code)
  }
}

/** The outcome of a handler: its result, or the refusal that is told after the commit. */
export async function keepingRefusal<T>(work: () => Promise<T>): Promise<{ result: T } | { refusal: AppError }> {
  try {
    return { result: await work() }
  } catch (error) {
    if (error instanceof KeptRefusal) return { refusal: error.refusal }
    throw error
  }
}
