import { expect, test } from '@playwright/test'

const api = `http://127.0.0.1:${process.env.KEEL_E2E_API_PORT}`

test('every process says that it is ready, and that its database is of its version', async ({ request }) => {
  for (const url of ['/api/health', `${api}/api/health`]) {
    const response = await request.get(url)
    expect(response.status()).toBe(200)
    expect(await response.json()).toEqual({
      status: 'ok',
      checks: { process: 'ok', database: 'ok', migrations: 'ok' },
    })
  }
  for (const url of ['/api/health/live', `${api}/api/health/live`])
    expect((await request.get(url)).status(), url).toBe(200)
})

test('metrics are for this machine, not for whoever comes through a proxy', async ({ request }) => {
  for (const url of ['/api/metrics', `${api}/api/metrics`]) {
    expect(await (await request.get(url)).text()).toContain('process_cpu_user_seconds_total')
    const proxied = await request.get(url, { headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(proxied.status(), url).toBe(404)
  }
})
