import type { IncomingMessage, ServerResponse } from 'node:http'
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { requestContext } from './context'
import { retryHeaders } from './error-map'
import { appRouter } from './root'

/**
 * The calls that devices and integrations make nearly always: one procedure, JSON in and out. They are answered from Node's own
 * request and response; the adapter of tRPC turns both into web objects and streams first, which costs more than parsing, authorising
 * and answering together. Whatever is not so plain (batches, streams, subscriptions) is left to the adapter.
 */

const BASE = '/api/trpc/'
const MAX_BODY = 8 * 1024 * 1024
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } } | undefined>

interface Plain {
  readonly path: string
  readonly type: 'query' | 'mutation'
  /** The input of a query, as it stands in the address. */
  readonly input: string | null
}

/** What the request asks for, when it is plain; the adapter answers everything else, refusals of method and path included. */
function plainCall({ url = '', method, headers }: IncomingMessage): Plain | null {
  if (headers['trpc-accept'] !== undefined || headers['last-event-id'] !== undefined) return null
  const at = url.indexOf('?')
  const path = url.slice(BASE.length, at < 0 ? undefined : at)
  const type = procedures[path]?._def.type
  if (type === 'mutation' && method === 'POST' && at < 0)
    return headers['content-type']?.split(';')[0]?.trim() === 'application/json' ? { path, type, input: null } : null
  if (type !== 'query' || method !== 'GET') return null
  if (at < 0) return { path, type, input: null }
  const [name, input, ...more] = url.slice(at + 1).split('=')
  return name === 'input' && input && !input.includes('&') && more.length === 0
    ? { path, type, input: input.replaceAll('+', ' ') }
    : null
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) throw new TRPCError({ code: 'PAYLOAD_TOO_LARGE' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}

/** `%` without two digits behind it is no address; it is told as what it would have carried. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Answers a plain call; false = nothing was done, the adapter has to. */
export async function answerSingleCall(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  const call = plainCall(req)
  if (!call) return false
  const { path, type } = call
  let ctx: ReturnType<typeof requestContext> | undefined
  let input: unknown
  try {
    // Before anything else is waited for: what the stream has delivered meanwhile would be lost.
    const body = type === 'mutation' ? await bodyOf(req) : null
    ctx = requestContext({ get: (name) => one(req.headers[name]) }, null)
    input = body !== null ? parsed(body) : call.input === null ? undefined : parsed(decoded(call.input))
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type,
      ctx,
      getRawInput: async () => input,
      signal: undefined,
      batchIndex: 0,
    })
    send(res, 200, { result: { data } })
  } catch (failure) {
    const error = getTRPCErrorFromUnknown(failure)
    const shape = getTRPCErrorShape({ config: appRouter._def._config, error, type, path, input, ctx })
    send(res, getHTTPStatusCodeFromError(error), { error: shape }, retryHeaders([error]))
  }
  return true
}

const one = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : value.join(', ')

function send(res: ServerResponse, status: number, answer: object, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(answer)
  res.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    vary: 'trpc-accept, accept',
  })
  res.end(text)
}
