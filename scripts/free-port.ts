import { createServer } from 'node:net'

const free = (port: number, host: string): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })

/** The first free port from `wanted` on, not one of `taken`; 0 asks for any free one. Throws when a hundred in a row are taken. */
export async function freePort(wanted: number, host = '127.0.0.1', taken: readonly number[] = []): Promise<number> {
  if (wanted === 0) {
    const port = await free(0, host)
    if (port) return port
  }
  for (let port = wanted; port < Math.min(wanted + 100, 65536); port++) {
    if (!taken.includes(port) && (await free(port, host))) return port
  }
  throw new Error(`No free port from ${wanted} on at ${host}: stop what is listening there, or choose another port.`)
}
