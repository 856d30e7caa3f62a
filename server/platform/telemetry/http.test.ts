import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { observeRequest } from './http'
import { httpDuration } from './metrics'

const server = createServer((request, response) => {
  observeRequest(request, response, '/things/{id}')
  response.writeHead(201).end(request.headers['x-request-id'])
})
afterAll(() => server.close())

it('names each request in its answer and counts it under the pattern of its route', async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/things/42`
  const named = await fetch(url, { headers: { 'x-request-id': 'caller-0001' } })
  expect(named.headers.get('x-request-id')).toBe('caller-0001')
  expect(await named.text()).toBe('caller-0001')
  const unnamed = await fetch(url, { method: 'POST' })
  expect(unnamed.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(await unnamed.text()).toBe(unnamed.headers.get('x-request-id'))
  const counts = (await httpDuration.get()).values.filter(({ metricName }) => metricName?.endsWith('_count'))
  expect(counts.map(({ labels, value }) => [labels.route, labels.method, labels.status, value])).toEqual([
    ['/things/{id}', 'GET', '201', 1],
    ['/things/{id}', 'POST', '201', 1],
  ])
})
