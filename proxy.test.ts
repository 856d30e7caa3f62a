import { NextRequest } from 'next/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { proxy } from './proxy'

const answer = () => proxy(new NextRequest('http://localhost:3000/acme')).headers
const nonceOf = (policy: string | null) => /script-src [^;]*'nonce-([^']+)'/.exec(policy ?? '')?.[1]

afterEach(() => vi.unstubAllEnvs())

describe('the policy of a page', () => {
  it('lets scripts run by a nonce of each answer, never by being inline', () => {
    const policies = [answer(), answer()].map((headers) => headers.get('content-security-policy') ?? '')
    expect(nonceOf(policies[0] ?? '')).toBeTruthy()
    expect(nonceOf(policies[0] ?? '')).not.toBe(nonceOf(policies[1] ?? ''))
    expect(policies[0]).not.toMatch(/script-src[^;]*unsafe/)
    expect(policies[0]).toContain("frame-ancestors 'none'")
  })

  it('asks for https only where people come over https', () => {
    vi.stubEnv('KEEL_PUBLIC_URL', 'http://erp.example.com')
    expect(answer().get('strict-transport-security')).toBeNull()
    vi.stubEnv('KEEL_PUBLIC_URL', 'https://erp.example.com')
    expect(answer().get('strict-transport-security')).toContain('max-age=')
  })
})
