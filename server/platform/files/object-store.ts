import { AwsClient } from 'aws4fetch'

/** Keeps bytes under keys. */
export interface ObjectStore {
  has(key: string): Promise<boolean>
  /** Whole or not there. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Null when there is nothing under the key. */
  get(key: string): Promise<Buffer | null>
}

const TIMEOUT_MS = 60_000

/**
 * A bucket of a service that speaks S3 (AWS, MinIO, Ceph, R2), addressed by path: `https://key:secret@host/bucket/prefix?region=eu-central-1`.
 * Requests are signed (AWS Signature Version 4); 5xx answers are tried again by the client with growing pauses.
 */
export function objectStore(address: string): ObjectStore {
  const url = new URL(address)
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    service: 's3',
    region: url.searchParams.get('region') ?? 'us-east-1',
    retries: 3,
  })
  const root = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  const call = (method: string, key: string, body?: Uint8Array) =>
    client.fetch(`${root}/${key}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body && { body: Buffer.from(body) }),
    })
  const fail = (what: string, status: number): never => {
    throw new Error(`the object store answered ${status} to ${what}`)
  }
  return {
    has: async (key) => {
      const { status } = await call('HEAD', key)
      return status === 200 || (status === 404 ? false : fail('HEAD', status))
    },
    put: async (key, bytes) => {
      const answer = await call('PUT', key, bytes)
      if (!answer.ok) fail('PUT', answer.status)
    },
    get: async (key) => {
      const answer = await call('GET', key)
      if (answer.status === 404) return null
      if (!answer.ok) fail('GET', answer.status)
      return Buffer.from(await answer.arrayBuffer())
    },
  }
}
