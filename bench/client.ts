import { Agent, request } from 'node:http'

/** A caller of the API process as the mobile companion is one: tRPC over HTTP, bearer token, kept-alive connections. */
export class ApiClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 })
  constructor(
    private readonly port: number,
    private readonly token: string,
  ) {}

  query<T>(path: string, input: unknown): Promise<T> {
    return this.send<T>('GET', `${path}?input=${encodeURIComponent(JSON.stringify(input))}`)
  }

  mutate<T>(path: string, input: unknown, idempotencyKey?: string): Promise<T> {
    return this.send<T>('POST', path, JSON.stringify(input), idempotencyKey)
  }

  close(): void {
    this.agent.destroy()
  }

  private send<T>(method: string, path: string, body?: string, key?: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        ...(key && { 'idempotency-key': key }),
      }
      const req = request(
        { host: '127.0.0.1', port: this.port, method, path: `/api/trpc/${path}`, agent: this.agent, headers },
        (res) => {
          const chunks: Buffer[] = []
          res.on('data', (chunk: Buffer) => chunks.push(chunk))
          res.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8')
            if (res.statusCode === 200) resolve((JSON.parse(text) as { result: { data: T } }).result.data)
            else reject(new Error(`${path.split('?')[0]} ${res.statusCode} ${text.slice(0, 300)}`))
          })
        },
      )
      req.on('error', reject)
      req.end(body)
    })
  }
}
