import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { closeServer } from './shutdown'

it('lets a request under way finish, and takes no new one', async () => {
  let answer: () => void = () => undefined
  const server = createServer((_, response) => {
    answer = () => response.end('done')
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const body = new Promise<string>((resolve, reject) => {
    get(url, (response) => {
      response.setEncoding('utf8')
      response.on('data', resolve)
    }).on('error', reject)
  })
  await new Promise((arrived) => server.once('request', arrived))
  const closed = closeServer(server)
  await expect(fetch(url)).rejects.toThrow()
  answer()
  expect(await body).toBe('done')
  await closed
})
