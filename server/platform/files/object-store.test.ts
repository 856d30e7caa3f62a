import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { AwsV4Signer } from 'aws4fetch'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { objectStore } from './object-store'

/** The service at its adapter: keeps objects, and refuses what is not signed with the secret. */
const objects = new Map<string, Buffer>()
let service: Server
let failures = 0
const SECRET = 's+e/cret'
const address = (secret = SECRET) =>
  `http://key:${encodeURIComponent(secret)}@127.0.0.1:${(service.address() as AddressInfo).port}/bucket/keel?region=eu-central-1`

beforeAll(async () => {
  service = createServer(async (request, response) => {
    const body = await buffer(request)
    const given = String(request.headers.authorization)
    const signer = new AwsV4Signer({
      method: request.method ?? 'GET',
      url: `http://${request.headers.host}${request.url}`,
      headers: { 'x-amz-content-sha256': String(request.headers['x-amz-content-sha256']) },
      accessKeyId: 'key',
      secretAccessKey: SECRET,
      service: 's3',
      region: 'eu-central-1',
      datetime: String(request.headers['x-amz-date']),
    })
    if ((await signer.sign()).headers.get('authorization') !== given) return response.writeHead(403).end()
    if (failures > 0) {
      failures--
      return response.writeHead(503).end()
    }
    const key = request.url ?? ''
    if (request.method === 'PUT') {
      objects.set(key, body)
      return response.writeHead(200).end()
    }
    const found = objects.get(key)
    response.writeHead(found ? 200 : 404).end(request.method === 'HEAD' ? undefined : found)
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
})
afterAll(() => service.close())

it('keeps bytes under the bucket and prefix, and gives them back as they were', async () => {
  const store = objectStore(address())
  const bytes = Buffer.from([0, 255, 10, 13, 0])
  expect(await store.has('a/b')).toBe(false)
  expect(await store.get('a/b')).toBeNull()
  await store.put('a/b', bytes)
  expect([...objects.keys()]).toEqual(['/bucket/keel/a/b'])
  expect(await store.has('a/b')).toBe(true)
  expect(await store.get('a/b')).toEqual(bytes)
})

it('tries again when the service is busy, and says so when it refuses', async () => {
  failures = 2
  await objectStore(address()).put('busy', Buffer.from('x'))
  expect(failures).toBe(0)
  await expect(objectStore(address('wrong')).put('x', Buffer.from('x'))).rejects.toThrow('403')
})
